import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "@duckdb/node-api";
import { scratchFolder } from "#test/fixture/scratch.ts";
import { type Column, code, column, say, type Table, table } from "../../sources/contract.ts";
import { parsePeriod } from "../period.ts";
import {
  duplicateFaultsSql,
  duplicatesSql,
  faultTableSql,
  repeatedKeysSql,
  rowFaultsSql,
} from "../sql/refuse.ts";
import { planStage, stageSql } from "../sql/stage.ts";
import type { Format } from "../types.ts";
import { withDuckDB } from "./home.ts";

export const label = say("Essai", "تجربة", "Trial");
export const PLAIN: Format = {
  ...{ delimiter: ";", encoding: "utf-8", decimal: ".", dateFormat: "iso", values: [], sheet: false },
  ...{ epoch: 1900, layout: null },
};
export const FRENCH: Partial<Format> = { decimal: ",", dateFormat: "dmy" };
export const KEY = column("no", "line_no", code("[A-Z0-9]+"), label);
/** A table of these columns, by default with the key `line_no` and without a period of its rows. */
export const tableOf = (columns: readonly Column[], more: Partial<Parameters<typeof table>[0]> = {}): Table =>
  table({
    ...{ name: "line", title: label, columns, key: ["line_no"], mode: "replace_period" },
    period: { grains: ["snapshot", "month", "year"], column: null },
    ...more,
  });

export interface Judged {
  /** Values of each good row, as text. */
  readonly good: readonly (readonly Json[])[];
  /** File, record, column, code, value, related record. */
  readonly faults: readonly (readonly Json[])[];
  readonly duplicates: readonly (readonly Json[])[];
}

const folder = scratchFolder("judged");
let written = 0;
/** Reads files of a table, each named by its period, and finds what is wrong with their rows. */
export async function judgedFiles(
  of: Table,
  files: Readonly<Record<string, readonly string[]>>,
  given: Partial<Format> = {},
): Promise<Judged> {
  const inputs = Object.entries(files).map(([id, lines]) => {
    written += 1;
    const path = join(folder, `${written}.csv`);
    const content = `${[of.columns.map(({ source }) => source).join(";"), ...lines].join("\n")}\n`;
    writeFileSync(path, content);
    const period = parsePeriod(id);
    if (period === null) throw new RangeError(id);
    return { path, period, bytes: content.length, rows: lines.length };
  });
  const plan = planStage(of, { ...PLAIN, ...given }, () => "commune");
  const rows = "(SELECT rowid AS id, *, row_number() OVER (PARTITION BY f ORDER BY rowid) AS rec FROM stage)";
  return withDuckDB(async (connection) => {
    const read = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
    const faults =
      "SELECT f, rec::INTEGER, column_name, code, value, related::INTEGER FROM fault ORDER BY ALL";
    await connection.run("CREATE TYPE commune AS ENUM ('01.051.01.01', '01.051.01.03')");
    await connection.run(stageSql(plan, inputs, "\n"));
    await connection.run(faultTableSql());
    await connection.run(rowFaultsSql(plan, inputs, rows));
    const found = await read(faults);
    await connection.run(repeatedKeysSql(of));
    await connection.run(duplicatesSql(plan, rows));
    await connection.run("DELETE FROM fault");
    await connection.run(duplicateFaultsSql(of));
    const names = of.columns.map(({ name }) => `"${name}"::VARCHAR`).join(", ");
    const good = await read(`SELECT ${names} FROM stage WHERE raw IS NULL ORDER BY rowid`);
    return { good, faults: found, duplicates: await read(faults) };
  });
}

/** The same of one file without a period. */
export const judged = (of: Table, lines: readonly string[], given: Partial<Format> = {}): Promise<Judged> =>
  judgedFiles(of, { snapshot: lines }, given);
