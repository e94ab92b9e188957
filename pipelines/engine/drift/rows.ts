import type { DuckDBConnection } from "@duckdb/node-api";
import type { DriftKind, Table } from "../../sources/contract.ts";
import { literal } from "../sql/quote.ts";
import { MASK } from "../sql/refuse.ts";
import { type Drift, drift } from "./rules.ts";

/** So many rows make a change of form of what could be a slip. */
const ROWS_LEAST = 20;
const HALF = 0.5;
/** A value that is new to a list comes more than once or twice. */
const ENUM_ROWS = 10;
const ENUM_SHARE = 0.01;
const GRAIN_SHARE = 0.2;
const OF_THEM = 0.9;

const TYPE_CODES = ["not_a_decimal", "not_an_integer", "not_a_date", "not_a_timestamp", "not_a_boolean"];
const DATE_CODES = ["not_a_date", "not_a_timestamp"];

interface Count {
  readonly f: number;
  readonly column: string;
  readonly code: string;
  readonly rows: number;
  /** Of them, those that would be a date in the other format. */
  readonly dates: number;
  readonly value: string;
  /** Rows with the commonest value. */
  readonly same: number;
}

/** What the faults of a batch's rows, taken together, say of each file: by its index. */
export async function rowDrift(
  connection: DuckDBConnection,
  table: Table,
  rowsOf: ReadonlyMap<number, number>,
): Promise<Map<number, Drift[]>> {
  const found = new Map<number, Drift[]>();
  for (const count of await countsOf(connection)) {
    const share = count.rows / Math.max(1, rowsOf.get(count.f) ?? 0);
    const kind = kindOf(count, share, rowsOf.get(count.f) ?? 0);
    if (kind === null) continue;
    const one = drift(table, kind, count.column, detailOf(kind, count));
    found.set(count.f, [...(found.get(count.f) ?? []), one]);
  }
  return found;
}

function kindOf({ code, rows, dates, same }: Count, share: number, all: number): DriftKind | null {
  if (code === "not_in_list") return same >= ENUM_ROWS && same >= all * ENUM_SHARE ? "enum" : null;
  if (rows < ROWS_LEAST) return null;
  if (code === "duplicate_key") return share >= GRAIN_SHARE ? "grain" : null;
  if (share < HALF) return null;
  if (code === "outside_period") return "grain";
  if (DATE_CODES.includes(code) && dates >= rows * OF_THEM) return "date_format";
  return TYPE_CODES.includes(code) ? "type" : null;
}

const detailOf = (kind: DriftKind, { rows, same, value, code }: Count): string =>
  kind === "enum" ? `${value} × ${same}` : `${code} × ${rows}`;

/** Faults by file, column and code; the values that a list does not have are never a person's. */
async function countsOf(connection: DuckDBConnection): Promise<Count[]> {
  const date = literal("[0-9]{4}-[0-9]{2}-[0-9]{2}.*|[0-9]{2}/[0-9]{2}/[0-9]{4}.*");
  const reader = await connection.runAndReadAll(
    `WITH told AS (
       SELECT f, column_name, code, value, count(*)::DOUBLE AS n,
         count(*) FILTER (regexp_full_match(value, ${date}))::DOUBLE AS dates
       FROM fault GROUP BY ALL)
     SELECT f, column_name, code, sum(n), sum(dates), arg_max(value, (n, value)), max(n)
     FROM told WHERE code <> 'duplicate_row' GROUP BY f, column_name, code ORDER BY ALL`,
  );
  return reader.getRows().map(([f, column, code, rows, dates, value, same]) => ({
    ...{ f: Number(f), column: String(column), code: String(code), rows: Number(rows), dates: Number(dates) },
    ...{ value: String(value ?? MASK), same: Number(same) },
  }));
}
