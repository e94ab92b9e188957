import type { DuckDBConnection } from "@duckdb/node-api";
import { ident, literal } from "#warehouse/quote.ts";
import type { Dictionary, IndicatorRow, PublicColumn } from "./dictionary.ts";

const row = (values: readonly (string | number | null)[]): string =>
  `(${values.map((value) => (value === null ? "null" : typeof value === "number" ? String(value) : literal(value))).join(", ")})`;

const temp = (name: string, columns: string, rows: readonly string[]): string =>
  rows.length === 0
    ? `create or replace temp table ${name} as select ${columns
        .split(", ")
        .map((column) => `null::varchar as ${column}`)
        .join(", ")} where false`
    : `create or replace temp table ${name} as select * from (values ${rows.join(", ")}) v(${columns})`;

const INDICATOR = [
  "indicator, label_fr, label_ar, label_en, unit, better",
  "formula_fr, formula_en, time_steps, law_fr, law_ar, law_en",
].join(", ");
const COLUMN = "table_name, column_name, data_type, unit, label_fr, label_ar, label_en, description_en";

/**
 * Puts before a connection's eyes the publishable columns of each mart and nothing else: a temporary view of the
 * mart's own name hides the table, so that no dataset's SQL can read a column that may not be published. Gives
 * the names of the marts that have any.
 */
export async function showMarts(
  connection: DuckDBConnection,
  dictionary: Dictionary,
  indicators: readonly IndicatorRow[],
): Promise<ReadonlySet<string>> {
  const reader = await connection.runAndReadAll(
    "select table_name, column_name from information_schema.columns where table_schema = 'main'",
  );
  const catalog = ident(
    String((await connection.runAndReadAll("select current_database()")).getRowsJson()[0]?.[0]),
  );
  const present = new Map<string, Set<string>>();
  for (const [table, column] of reader.getRowsJson()) {
    const name = String(table);
    present.set(name, (present.get(name) ?? new Set()).add(String(column)));
  }
  const shown = new Set<string>(["open_indicator", "open_column"]);
  for (const [table, there] of present) {
    const open = [...(dictionary.get(table)?.keys() ?? [])].filter((name) => there.has(name));
    // A mart with nothing to publish is hidden whole.
    const list = open.length === 0 ? "null::varchar as nothing" : open.map(ident).join(", ");
    await connection.run(
      `create or replace temp view ${ident(table)} as select ${list} from ${catalog}.main.${ident(table)}`,
    );
    if (open.length > 0) shown.add(table);
  }
  await connection.run(
    temp(
      "open_indicator",
      INDICATOR,
      indicators.map(({ indicator, label, unit, better, formula, time_steps, law }) =>
        row([
          ...[indicator, label.fr, label.ar, label.en, unit, better, formula.fr, formula.en, time_steps],
          ...[law?.fr ?? null, law?.ar ?? null, law?.en ?? null],
        ]),
      ),
    ),
  );
  const columns = [...dictionary]
    .filter(([table]) => present.has(table))
    .flatMap(([table, open]) => [...open.values()].map((column) => [table, column] as const));
  const described = ([table, column]: readonly [string, PublicColumn]) =>
    row([
      ...[table, column.name, column.type, column.unit],
      ...[column.label?.fr ?? null, column.label?.ar ?? null, column.label?.en ?? null, column.description],
    ]);
  await connection.run(temp("open_column", COLUMN, columns.map(described)));
  return shown;
}
