import type { DuckDBConnection } from "@duckdb/node-api";
import {
  blankLines,
  extraLines,
  type FileRows,
  numberingSql,
  rejectedSql,
  STEP_TABLES,
  type Step,
  stepTableSql,
} from "./sql/number.ts";
import { list } from "./sql/quote.ts";
import { duplicatesSql, faultTableSql, type RowsSql, repeatedKeysSql } from "./sql/refuse.ts";
import { type StageInput, type StagePlan, stageSql } from "./sql/stage.ts";
import type { Landed } from "./types.ts";

const TABLES = [
  "stage",
  "reject_row",
  "reject_scan",
  "rejected",
  "numbering",
  "numbered",
  ...STEP_TABLES,
  "fault",
  "repeated",
  "duplicate",
  "asked",
  "withheld",
];
/** Of a file that goes without a stage; they stand while single records of it are staged. */
const PLAIN_TABLES = ["plain", "left_out", "left_out_scan"];

/** One file's rows in the stage. `read` of them the reader took, `rejected` it refused. */
export interface StagedFile {
  readonly landed: Landed;
  readonly index: number;
  readonly first: number;
  readonly read: number;
  readonly bad: number;
  readonly rejected: number;
  /** The reader's records and ours are not the same: none of the file's rows can be trusted. */
  readonly unclear: boolean;
}

export interface Staged {
  readonly plan: StagePlan;
  readonly inputs: readonly StageInput[];
  readonly files: readonly StagedFile[];
  /** Whether `duplicate` stands, with the good rows that repeat a key. */
  readonly hasDuplicates: boolean;
  /** Staged rows, of one file or of all, each with `id`, `f` and `rec`. */
  rowsOf(file?: StagedFile): RowsSql;
}

export const dropStage = (connection: DuckDBConnection): Promise<void> => drop(connection, TABLES);
export const dropPlain = (connection: DuckDBConnection): Promise<void> =>
  drop(connection, [...TABLES, ...PLAIN_TABLES]);

async function drop(connection: DuckDBConnection, names: readonly string[]): Promise<void> {
  await connection.run(names.map((name) => `DROP TABLE IF EXISTS ${name}`).join("; "));
}

/** Reads and checks a batch of files of one table and format; see `stageSql`. `stage` may stand already. */
export async function stageBatch(
  connection: DuckDBConnection,
  plan: StagePlan,
  batch: readonly Landed[],
  stands: boolean,
): Promise<Staged> {
  const inputs = batch.map(({ readable, file, structure }) => ({
    ...{ path: readable, period: file.period, bytes: file.bytes, rows: structure.rows },
  }));
  const sources: FileRows[] = batch.map(({ readable, structure }, index) => ({
    index,
    path: readable,
    structure,
  }));
  if (!stands) {
    await dropStage(connection);
    await connection.run(stageSql(plan, inputs, batch[0]?.structure.eol ?? "\n"));
  }
  await connection.run([faultTableSql(), ...STEP_TABLES.map(stepTableSql)].join("; "));
  await appendSteps(connection, "extra_line", extraLines(sources));
  await appendSteps(connection, "blank_line", blankLines(sources));
  await connection.run(rejectedSql(sources));

  const counts = await countsOf(connection);
  const files: StagedFile[] = batch.map((landed, index) => {
    const { first = 0, read = 0, bad = 0, rejected = 0 } = counts.get(index) ?? {};
    return { landed, index, first, read, bad, rejected, unclear: read + rejected !== landed.structure.rows };
  });
  const numbered = files.some(({ rejected }) => rejected > 0);
  if (numbered) await numberRows(connection, files);
  const rowsOf = (file?: StagedFile): RowsSql => (numbered ? numberedRows(file) : countedRows(files, file));
  return { plan, inputs, files, rowsOf, hasDuplicates: await findDuplicates(connection, plan, rowsOf()) };
}

/** Free text may hold a line break in every row: too much for a statement's text. */
export async function appendSteps(
  connection: DuckDBConnection,
  table: string,
  steps: readonly Step[],
): Promise<void> {
  if (steps.length === 0) return;
  const appender = await connection.createAppender(table, "main", "temp");
  for (const { f, first, until, n, sheet } of steps) {
    appender.appendInteger(f);
    appender.appendBigInt(BigInt(first));
    appender.appendBigInt(BigInt(until));
    appender.appendBigInt(BigInt(n));
    if (sheet === null) appender.appendNull();
    else appender.appendVarchar(sheet);
    appender.endRow();
  }
  appender.closeSync();
}

/** Where the reader left rows out, the others are numbered around them. */
async function numberRows(connection: DuckDBConnection, files: readonly StagedFile[]): Promise<void> {
  for (const { index, unclear } of files)
    if (unclear) await connection.run(`DELETE FROM rejected WHERE f = ${index}`);
  const rows = files.map(({ index, read, rejected, unclear }) => ({
    index,
    rows: unclear ? read : read + rejected,
  }));
  await connection.run(numberingSql(rows));
  await connection.run(
    "CREATE TEMP TABLE numbered AS SELECT stage.*, rec FROM stage POSITIONAL JOIN numbering",
  );
}

const numberedRows = (file?: StagedFile): RowsSql =>
  `(SELECT *, rowid AS id FROM numbered ${file === undefined ? "" : range(file)})`;

const range = ({ first, read }: StagedFile): string => `WHERE rowid BETWEEN ${first} AND ${first + read - 1}`;

function countedRows(files: readonly StagedFile[], asked?: StagedFile): RowsSql {
  const file = files.length === 1 ? files[0] : asked;
  if (file === undefined) {
    const before = list(files.map(({ first }) => String(first - 1)));
    return `(SELECT *, rowid AS id, rowid - list_extract(${before}, f + 1) AS rec FROM stage)`;
  }
  const where = files.length === 1 ? "" : range(file);
  return `(SELECT *, rowid AS id, rowid - ${file.first - 1} AS rec FROM stage ${where})`;
}

interface Counts {
  first: number;
  read: number;
  bad: number;
  rejected: number;
}

async function countsOf(connection: DuckDBConnection): Promise<Map<number, Counts>> {
  const reader = await connection.runAndReadAll(
    `SELECT f, min(rowid)::DOUBLE, count(*)::DOUBLE, count(raw)::DOUBLE, 0 FROM stage GROUP BY f
     UNION ALL SELECT f, NULL, 0, 0, count(*)::DOUBLE FROM rejected GROUP BY f`,
  );
  const counts = new Map<number, Counts>();
  for (const [f = 0, first = 0, read = 0, bad = 0, rejected = 0] of reader
    .getRows()
    .map((row) => row.map(Number))) {
    const known = counts.get(f) ?? { first, read: 0, bad: 0, rejected: 0 };
    counts.set(f, {
      first: Math.min(known.first, read > 0 ? first : known.first),
      read: known.read + read,
      bad: known.bad + bad,
      rejected: known.rejected + rejected,
    });
  }
  return counts;
}

async function findDuplicates(
  connection: DuckDBConnection,
  plan: StagePlan,
  rows: RowsSql,
): Promise<boolean> {
  await connection.run(repeatedKeysSql(plan.table));
  const some = await connection.runAndReadAll("SELECT count(*)::INTEGER FROM repeated");
  if (Number(some.getRows()[0]?.[0] ?? 0) === 0) return false;
  await connection.run(duplicatesSql(plan, rows));
  return true;
}
