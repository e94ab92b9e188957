import { randomBytes } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keyAt } from "./keys.ts";
import { EngineHome } from "./testing/home.ts";
import { LINE_HEADER, lineOf } from "./testing/toy.ts";
import { openKept, readReceipt } from "./vault.ts";

let at: EngineHome;
let sha256: string;
const content = `${[LINE_HEADER, ...Array.from({ length: 60_000 }, (_, n) => lineOf(`A${n}`))].join("\n")}\n`;
beforeEach(async () => {
  at = await EngineHome.create();
  at.drop("line_2026-03.csv", content, {});
  await at.ingest();
  sha256 = at.ledger.exports()[0]?.sha256 ?? "";
});
afterEach(() => at.remove());
const kept = () => join(at.home.landing, "toy", sha256, "content.enc");
const key = () => keyAt(join(at.home.keys, "landing.key"));

test("a file is kept as it came, unreadable without the key, with its receipt", async () => {
  expect(readFileSync(kept()).includes("voirie")).toBe(false);
  expect((await buffer(openKept(at.home, "toy", sha256, key()))).toString()).toBe(content);
  expect(readReceipt(at.home, "toy", sha256)).toMatchObject({
    file: "line_2026-03.csv",
    bytes: content.length,
  });
  expect(statSync(join(at.home.keys, "landing.key")).mode & 0o777).toBe(0o600);
  await expect(buffer(openKept(at.home, "toy", sha256, randomBytes(32)))).rejects.toThrow();
});

test("a byte changed in a kept file is found", async () => {
  const bytes = readFileSync(kept());
  bytes[5000] = (bytes[5000] ?? 0) ^ 1;
  writeFileSync(kept(), bytes);
  await expect(buffer(openKept(at.home, "toy", sha256, key()))).rejects.toThrow();
});

test("a key file that is none is not replaced", async () => {
  writeFileSync(join(at.home.keys, "pseudonym.key"), "abc");
  at.drop("line_2026-04.csv", `${LINE_HEADER}\n`);
  await expect(at.ingest()).rejects.toMatchObject({ code: "key_unusable" });
  expect(readFileSync(join(at.home.keys, "pseudonym.key"), "utf8")).toBe("abc");
});
