import { parseHTML } from "linkedom";
import { afterAll, beforeAll, expect, it } from "vitest";
import { surface } from "../../index.ts";
import { serveFake } from "../../testing/serve.ts";
import { growthOf, totalOf } from "./data.ts";

let served: Awaited<ReturnType<typeof serveFake>>;
beforeAll(async () => {
  served = await serveFake([surface]);
});
afterAll(() => served.close());
const page = async (query = "") =>
  parseHTML(await (await fetch(`${served.origin}/fr/tableaux/bulletin${query}`)).text()).document;
const cells = (row: Element | null | undefined): string[] =>
  [...(row?.querySelectorAll("th, td") ?? [])].map((cell) =>
    (cell.textContent ?? "").trim().replace(/\s/gu, " "),
  );

it("prints the latest month, each table adding up to its trend", async () => {
  const document = await page();
  expect(document.querySelector("h1")?.textContent).toContain("octobre 2026");
  const rows = (id: string) => [...(document.getElementById(id)?.querySelectorAll("tbody tr") ?? [])];
  const trend = cells(rows("trend")[0]);
  expect(trend.slice(0, 4)).toEqual(["Recettes ordinaires", "600,0", "600,0", "0,0 %"]);
  for (const id of ["receipts-management", "receipts-nature", "receipts-council", "receipts-region"])
    expect(cells(document.querySelector(`#${id} tfoot tr`)).slice(1, 3), id).toEqual(trend.slice(1, 3));
  expect(cells(rows("rapprochement")[0])).toEqual([
    ...["Recettes ordinaires", "590,0", "600,0", "+1,7 %", "Concordant"],
  ]);
});

it("goes to any month that is published, and says where there is none", async () => {
  expect((await page("?annee=2025&mois=3")).querySelector("h1")?.textContent).toContain("mars 2025");
  expect((await page("?annee=2026&mois=12")).body.textContent).toContain("Aucun mois de cet exercice");
  expect((await page("?annee=2019")).body.textContent).toContain("Aucun mois de cet exercice");
});

it("tells a change against the size of what was, and none against nothing", () => {
  expect(growthOf({ now: 150n, before: 100n })).toBe(0.5);
  expect(growthOf({ now: -50n, before: -100n })).toBe(0.5);
  expect(growthOf({ now: 1n, before: 0n })).toBeNull();
  expect(growthOf({ now: 1n, before: null })).toBeNull();
  const line = { line: "a", month: 1n, now: 2n, before: null };
  expect(totalOf({ name: "budgets", lines: [line, line] })).toEqual({ month: 2n, now: 4n, before: null });
  expect(totalOf({ name: "debt", lines: [line] })).toBeNull();
});
