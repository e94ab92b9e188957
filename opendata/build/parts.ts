import type { DuckDBConnection } from "@duckdb/node-api";
import { ident, literal } from "#warehouse/quote.ts";
import type { Dataset, Field } from "../types.ts";
import { rowsOf } from "./sql.ts";
import type { StandingFile } from "./take-over.ts";

export interface Part {
  /** Value of the splitting column, as text; null for a dataset kept whole. */
  readonly name: string | null;
  readonly rows: number;
  /** How many of them have a value, by field. */
  readonly filled: readonly number[];
}

/** Parts of the table in order, counted in one pass. A dataset without any row has one empty part where it is whole. */
export async function partsOf(
  connection: DuckDBConnection,
  table: string,
  splitBy: string | null,
  fields: readonly Pick<Field, "name">[],
): Promise<readonly Part[]> {
  const filled = fields.map(({ name }) => `count(${ident(name)})`).join(", ");
  const rows = await rowsOf(
    connection,
    splitBy === null
      ? `select null, count(*), ${filled} from ${table}`
      : `select ${ident(splitBy)}::varchar, count(*), ${filled} from ${table} group by 1 order by 1`,
  );
  return rows.map(([name, count, ...counts]) => ({
    name: name === null ? null : String(name),
    rows: Number(count),
    filled: counts.map(Number),
  }));
}

/** The same of parts that stand: each Parquet file counts its own empty cells. */
export async function partsStanding(
  connection: DuckDBConnection,
  files: readonly StandingFile[],
  fields: readonly Pick<Field, "name">[],
): Promise<readonly Part[]> {
  if (files.length === 0) return [];
  const counted = await rowsOf(
    connection,
    `select file_name, path_in_schema, sum(num_values - stats_null_count)
     from parquet_metadata([${files.map(({ from }) => literal(from)).join(", ")}]) group by all`,
  );
  const filled = new Map(counted.map(([file, column, count]) => [`${file}\0${column}`, Number(count)]));
  return files.map(({ from, part, rows }) => ({
    name: part,
    rows,
    filled: fields.map(({ name }) => {
      const count = filled.get(`${from}\0${name}`);
      if (count === undefined) throw new Error(`${from}: says nothing of ${name}`);
      return count;
    }),
  }));
}

/** The rows of a part. Its name takes the column's type, so that blocks of other years are passed over unread. */
export const partFilter = (splitBy: string | null, part: string | null): string =>
  splitBy === null || part === null ? "" : `where ${ident(splitBy)} = ${literal(part)}`;

const endOfMonth = (month: string): string => {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
};

/** First and last day that a table covers: by its years, months or quarters, else as its dataset says. */
export async function coverageOf(
  connection: DuckDBConnection,
  table: string,
  dataset: Pick<Dataset, "coverage">,
  fields: readonly Field[],
  until: string,
): Promise<readonly [from: string, to: string]> {
  const last = endOfMonth(until);
  const fallback = dataset.coverage ?? [`${until}-01`, last];
  const year = fields.find(
    ({ name, type }) => type === "integer" && /^(fiscal_|census_|survey_|permit_)?year$/.test(name),
  );
  const month = fields.find(({ name, type }) => type === "date" && name === "month_start");
  const quarter = fields.find(({ name, type }) => type === "string" && name === "period");
  const time = month ?? year ?? quarter;
  if (time === undefined) return fallback;
  const [found] = await rowsOf(
    connection,
    `select min(${ident(time.name)})::varchar, max(${ident(time.name)})::varchar from ${table}`,
  );
  const [low, high] = found ?? [];
  if (typeof low !== "string" || typeof high !== "string") return fallback;
  if (time === month) return [low, endOfMonth(high)];
  if (time === year) {
    const end = `${high}-12-31`;
    return [`${low}-01-01`, end > last && !/census/.test(time.name) ? last : end];
  }
  const bounds = [low, high].map((period) => /^(\d{4})-Q([1-4])$/.exec(period));
  if (bounds.some((each) => each === null)) return fallback;
  const [first, final] = bounds.map((each) => [each?.[1] ?? "", Number(each?.[2] ?? 1)] as const);
  const two = (value: number) => String(value).padStart(2, "0");
  const end = endOfMonth(`${final?.[0]}-${two((final?.[1] ?? 1) * 3)}`);
  return [`${first?.[0]}-${two(((first?.[1] ?? 1) - 1) * 3 + 1)}-01`, end > last ? last : end];
}
