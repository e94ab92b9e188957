import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openBuild, withConnection } from "../open.ts";
import { hashTables } from "./hash.ts";
import { copyTables } from "./tables.ts";
import { tinySettings } from "./testing/tiny.ts";

const TABLES = [{ name: "fct_y", key: ["code"], publish: true, byYear: true }];
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bayan-years-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, `${name}.duckdb`);

/** Rows of six years in no order; those from `from` on are `more` larger, and one fewer a year. */
async function work(name: string, from: number, more: number): Promise<string> {
  const instance = await openBuild(at(name), tinySettings(folder));
  await withConnection(instance, async (connection) => {
    await connection.run(`CREATE TABLE fct_y AS
      SELECT 'c' || i AS code, (2021 + i % 6)::INTEGER AS fiscal_year,
        (i + CASE WHEN 2021 + i % 6 >= ${from} THEN ${more} ELSE 0 END)::DECIMAL(18,2) AS paid_mad
      FROM range(60000) AS r(i) WHERE i % 6 + 2021 < ${from} OR i > 5 ORDER BY hash(i)`);
  });
  instance.closeSync();
  return at(name);
}

async function release(name: string, from: string, base?: Parameters<typeof hashTables>[3]) {
  const settings = tinySettings(folder);
  await copyTables(from, at(name), TABLES, settings, { base: base?.base ?? null });
  return await hashTables(at(name), TABLES, settings, base ?? {});
}

it.each([
  ["the last years are replaced in place", [2025, 2026], 2025],
  ["years in the middle make the table anew", [2023, 2024], 2023],
])("%s, and give the hashes of a whole copy", async (_, touched, from) => {
  const before = await release("before", await work("old", 2030, 0));
  expect(before[0]?.parts?.map(({ year }) => year)).toEqual([2021, 2022, 2023, 2024, 2025, 2026]);
  // Only the years said to be touched differ, as in a build that replaces them.
  const fresh = await work("new", from, 5);
  const untouched = [2021, 2022, 2023, 2024, 2025, 2026].filter((year) => !touched.includes(year));
  const instance = await openBuild(fresh, tinySettings(folder));
  await withConnection(instance, async (connection) => {
    await connection.run(`ATTACH '${at("old")}' AS old (READ_ONLY)`);
    await connection.run(`DELETE FROM fct_y WHERE fiscal_year IN (${untouched.join(", ")})`);
    await connection.run(`INSERT INTO fct_y FROM old.fct_y WHERE fiscal_year IN (${untouched.join(", ")})`);
  });
  instance.closeSync();

  const whole = await release("whole", fresh);
  const hashes = new Map(before.map((each) => [each.name, each]));
  const base = { database: at("before"), unchanged: new Set<string>(), touchedOf: () => touched, hashes };
  expect(await release("part", fresh, { base })).toEqual(whole);
  expect(whole[0]?.sha256).not.toBe(before[0]?.sha256);
});

it("a mart that is a view names its rows by the build file's own name, and is written as a table", async () => {
  const table = await release("of-table", await work("old", 2030, 0));
  const instance = await openBuild(await work("as-of", 2030, 0), tinySettings(folder));
  await withConnection(instance, async (connection) => {
    await connection.run("CREATE SCHEMA intermediate");
    await connection.run("CREATE TABLE intermediate.int_y AS FROM fct_y");
    await connection.run("DROP TABLE fct_y");
    await connection.run(`CREATE VIEW fct_y AS SELECT * FROM "as-of"."intermediate"."int_y"`);
  });
  instance.closeSync();
  expect(await release("of-view", at("as-of"))).toEqual(table);
});
