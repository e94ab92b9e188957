import type { Pseudonyms } from "../pseudonyms.ts";
import type { Refusal } from "../types.ts";
import { ident, literal } from "./quote.ts";
import { VALUE_LENGTH } from "./refuse.ts";
import type { StageColumn, StagePlan } from "./stage.ts";

/**
 * Level 1 and no dictionaries for long columns: two thirds of the time of DuckDB's defaults at the same size
 * (measured). Version 2 pages are read by DuckDB, Arrow and Spark.
 */
const PARQUET =
  "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, PARQUET_VERSION v2, DICTIONARY_SIZE_LIMIT 1000";

/** An ENUM is written with all of its values: only worth it in a long file. */
const ENUM_FROM_ROWS = 50_000;

/** Writes one file's good rows, in the order of the file. */
export function writeRawSql(
  plan: StagePlan,
  options: {
    readonly rows: string;
    readonly exportId: string;
    readonly target: string;
    /** A table with the `id` of good rows that stay out. */
    readonly withheld: "duplicate" | "withheld" | null;
    readonly count: number;
    readonly pseudonyms: Pseudonyms;
  },
): string {
  const values = plan.columns.map((each) => `${loadedValue(each, options)} AS ${ident(each.column.name)}`);
  const joins = [...options.pseudonyms.values()].map(({ join }) => join);
  const once = options.withheld === null ? "" : ` ANTI JOIN ${options.withheld} USING (id)`;
  return `COPY (
    SELECT ${values.join(", ")}, ${literal(options.exportId)} AS _export_id, rec AS _row
    FROM (SELECT * FROM ${options.rows} AS staged${once} WHERE raw IS NULL) AS good ${joins.join(" ")}
  ) TO ${literal(options.target)} (${PARQUET})`;
}

function loadedValue(
  each: StageColumn,
  { count, pseudonyms }: { readonly count: number; readonly pseudonyms: Pseudonyms },
): string {
  const { column, name } = each;
  if (column.personal === "pseudonym") return pseudonyms.get(column.name)?.value ?? "NULL::VARCHAR";
  const { kind } = column.type;
  if (kind === "list") return `CAST(good.${name} AS VARCHAR[])`;
  const short = (kind === "enum" || kind === "territory") && count < ENUM_FROM_ROWS;
  return short ? `CAST(good.${name} AS VARCHAR)` : `good.${name}`;
}

interface QuarantinePlace {
  readonly system: string;
  readonly table: string;
  readonly exportId: string;
  readonly file: string;
}

const placeSql = ({ system, table, exportId, file }: QuarantinePlace, sheet = "NULL::VARCHAR"): string =>
  `${literal(system)} AS system, ${literal(table)} AS table_name, ${literal(exportId)} AS export_id,
   ${literal(file)} AS file, ${sheet} AS sheet`;

/** Writes the faults of one file's rows, in the order of the file. */
export function writeQuarantineSql(
  options: QuarantinePlace & { readonly index: number; readonly target: string },
): string {
  return `COPY (
    SELECT ${placeSql(options, "here.sheet")}, found.rec AS row_number,
      found.rec + 1 + coalesce(here.n, 0) AS line, column_name, code, value, related + 1 + coalesce(there.n, 0) AS related_line
    FROM (SELECT * FROM fault WHERE f = ${options.index}) AS found
      LEFT JOIN extra_line AS here ON here.f = found.f AND found.rec >= here.first AND found.rec < here.until
      LEFT JOIN extra_line AS there ON there.f = found.f AND found.related >= there.first AND found.related < there.until
    ORDER BY found.rec, position, code
  ) TO ${literal(options.target)} (FORMAT parquet, COMPRESSION zstd)`;
}

/** Writes the one fault for which a whole file was refused. */
export function writeRefusalSql(
  options: QuarantinePlace & { readonly refusal: Refusal; readonly target: string },
): string {
  const { code, line, column, value } = options.refusal;
  const text = (each: string | undefined) => (each === undefined ? "NULL::VARCHAR" : literal(each));
  return `COPY (
    SELECT ${placeSql(options)}, NULL::BIGINT AS row_number, ${line ?? "NULL"}::BIGINT AS line,
      ${text(column)} AS column_name, ${literal(code)} AS code, left(${text(value)}, ${VALUE_LENGTH}) AS value,
      NULL::BIGINT AS related_line
  ) TO ${literal(options.target)} (FORMAT parquet, COMPRESSION zstd)`;
}
