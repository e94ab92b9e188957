import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, expect, test } from "vitest";
import { reusesOf } from "./reuses.ts";
import { tinyHome } from "./testing/home.ts";

const home = tinyHome();
afterAll(() => rmSync(home.root, { recursive: true, force: true }));
const told: unknown[] = [];
const log = pino({}, { write: (line: string) => void told.push(line) });
let count = 0;
const reuses = (list: unknown) => {
  count += 1;
  // Another size each time: what was read stands as long as the file looks the same.
  writeFileSync(join(home.root, "reuses.json"), `${JSON.stringify(list)}${" ".repeat(count)}`);
  return reusesOf({ home, log });
};
const one = {
  ...{ title: "Où va l’argent des communes", kind: "article", by: "Un journal" },
  ...{ url: "https://example.org/a", published_on: "2026-03-01", datasets: ["petit-jeu"] },
};

test("the latest first, and none without a list", () => {
  expect(reusesOf({ home, log })).toEqual([]);
  const later = { ...one, url: "https://example.org/b", published_on: "2026-05-01" };
  expect(reuses([one, later]).map(({ url }) => url)).toEqual([later.url, one.url]);
  expect(told).toEqual([]);
});

test.each([
  ["another scheme", [{ ...one, url: "javascript:alert(1)" }]],
  ["another field", [{ ...one, html: "<b>" }]],
  ["no dataset", [{ ...one, datasets: [] }]],
  ["a dataset that is a path", [{ ...one, datasets: ["../x"] }]],
  ["no list", { title: "x" }],
])("%s shows nothing, and is told", (_, list) => {
  told.length = 0;
  expect(reuses(list)).toEqual([]);
  expect(told).toHaveLength(1);
});

test("a text that is no JSON shows nothing", () => {
  told.length = 0;
  writeFileSync(join(home.root, "reuses.json"), "{".repeat(50));
  expect(reusesOf({ home, log })).toEqual([]);
  expect(told).toHaveLength(1);
});
