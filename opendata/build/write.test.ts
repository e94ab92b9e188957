import { rmSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { TINY, tinyHome, tinyRelease, tinyRows } from "../testing/home.ts";
import { withMarts } from "./publish.ts";
import { csvCell } from "./sql.ts";
import { writeDataset } from "./write.ts";

test("a cell that a spreadsheet would run becomes text, and no other is touched", async () => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const heads = [
    ...Array.from({ length: 0x180 }, (_, code) => String.fromCodePoint(code + 1)),
    ..."＝＋－＠－٠ج",
  ];
  const texts = [...heads, ...heads.map((head) => ` ${head}`), ...heads.map((head) => `a${head}`), ""];
  await connection.run(
    `create table cells as select unnest([${texts.map((each) => `'${each.replaceAll("'", "''")}'`).join(", ")}]) as x`,
  );
  const reader = await connection.runAndReadAll(
    `select x, ${csvCell({ name: "x", type: "string" }).replace(/as "x"$/, "as y")} from cells`,
  );
  for (const [x, y] of reader.getRows()) {
    const formula = /^[\t\n\f\r ]*[=+\-@\t\r＝＋－＠]/u.test(String(x));
    expect(y, JSON.stringify(x)).toBe(formula ? `'${String(x)}` : x);
  }
  connection.closeSync();
  instance.closeSync();
});

test("two rows under one key are no dataset", async () => {
  const home = tinyHome();
  const { dir } = await tinyRelease(home, "2025-12-aaaaaaaaaaa1", tinyRows(), 1);
  const twice = { ...TINY, slug: "deux", key: ["year", "kind"] };
  const writing = withMarts(
    { dir, database: join(dir, "warehouse.duckdb"), memory: "512MiB", temp: dir },
    ([lane], _shown, dictionary) =>
      writeDataset(lane, twice, { dir, sample: true, until: "2025-12", dictionary, before: [] }),
  );
  await expect(writing).rejects.toMatchObject({ code: "dataset_key" });
  rmSync(home.root, { recursive: true, force: true });
});
