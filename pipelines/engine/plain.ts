import { rmSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { driftOf, isDataFault, stopOf } from "./collect.ts";
import { moneyOf, type ProfiledRows, profilesOf } from "./drift/profile.ts";
import { type Judged, judge, numberTable } from "./judge.ts";
import type { LoadContext } from "./load.ts";
import { pathsOf, refuseFile, writeQuarantine } from "./place.ts";
import { dropPseudonyms, pseudonymsFrom } from "./pseudonyms.ts";
import type { Sifted } from "./sieve/sieve.ts";
import { columnKey } from "./sql/pseudonym.ts";
import { literal } from "./sql/quote.ts";
import { plainRowsSql, plainStagedSql, type StageInput, type StagePlan } from "./sql/stage.ts";
import { writeRawSql } from "./sql/write.ts";
import { dropPlain } from "./stage.ts";
import type { Landed, Outcome } from "./types.ts";

/**
 * Loads a plain file in one pass, from its text to its Parquet, and looks closely at no record but those that the
 * sieve found odd or alike, and those that the pass left out. What comes of it is what the stage would have given:
 * where the two could differ, the answer is null, nothing stands, and the file goes the other way.
 *
 * @param isRead whether its rows are in `plain` already (see `plainStageSql`)
 */
export async function loadPlain(
  landed: Landed,
  plan: StagePlan,
  isRead: boolean,
  context: LoadContext,
): Promise<Outcome | null> {
  const { sifted } = landed;
  const { connection, store, scratch } = context;
  const paths = pathsOf(landed);
  const draft = store.draft(paths.raw, scratch);
  // A draft on a server would have to be read from there again.
  const goes = sifted !== null && draft.startsWith(scratch);
  if (!goes && !isRead) return null;
  try {
    const outcome = goes ? await passed(landed, plan, sifted, isRead, draft, context) : null;
    if (outcome === null) rmSync(draft, { force: true });
    return outcome;
  } catch (error) {
    // What the reader stumbles over is for the other way to name.
    if (!isDataFault(error)) throw error;
    return null;
  } finally {
    await dropPlain(connection);
    await dropPseudonyms(connection, plan);
  }
}

async function passed(
  landed: Landed,
  plan: StagePlan,
  sifted: Sifted,
  isRead: boolean,
  draft: string,
  context: LoadContext,
): Promise<Outcome | null> {
  const { connection, home, store } = context;
  const paths = pathsOf(landed);
  const rows = landed.structure.rows;
  const look = (records: readonly number[]): Promise<Judged | null> =>
    judge(
      landed,
      plan,
      sifted,
      [...new Set(records)].sort((a, b) => a - b),
      context,
    );

  // Which of several rows with one key stays is known before the others are written.
  const suspects = [...sifted.odd, ...sifted.alike];
  const first = suspects.length === 0 ? null : await look(suspects);
  const withheld = first?.refused ?? new Set<number>();
  if ((suspects.length > 0 && first === null) || sifted.odd.some((record) => !withheld.has(record)))
    return null;
  const written = await write(landed, plan, sifted, isRead, first, draft, context);
  if (written === null) return null;

  const missing =
    written + withheld.size === rows
      ? []
      : await alone(context, () => gaps(connection, draft, sifted, withheld, isRead));
  if (missing.length > Math.max(MISSING_LEAST, rows * MOST_MISSING)) return null;
  const judged = missing.length === 0 ? first : await look([...suspects, ...missing]);
  const refused = judged?.refused ?? new Set<number>();
  const asSaid = [...withheld, ...missing].every((record) => refused.has(record));
  if (!asSaid || written + refused.size !== rows) return null;

  const drift = judged === null ? [] : await driftOfAll(landed, judged, connection);
  const stop = stopOf(drift);
  if (stop !== null) {
    rmSync(draft);
    return refuseFile(landed, stop, context);
  }
  const rowsToProfile = profiled(plan, sifted, draft, judged);
  const profiles = await alone(context, () => profilesOf(connection, plan, rowsToProfile));
  const quarantinePath = refused.size === 0 ? null : paths.quarantine;
  if (quarantinePath !== null) await writeQuarantine(landed, 0, join(home.root, quarantinePath), context);
  store.place(paths.raw, draft);
  return {
    ...{
      landed,
      status: "loaded",
      refusal: null,
      rowsIn: rows,
      rowsLoaded: written,
      rowsRefused: refused.size,
    },
    ...{ rawPath: paths.raw, quarantinePath },
    ...{ drift: [...landed.drift, ...drift], profile: profiles.get(0) ?? [] },
  };
}

/** Statements over few rows: the other threads of the engine would wait for the one that works at full speed (seen). */
async function alone<T>({ connection, threads }: LoadContext, work: () => Promise<T>): Promise<T> {
  if (threads === 1) return work();
  await connection.run("SET threads = 1");
  try {
    return await work();
  } finally {
    await connection.run(`SET threads = ${threads}`);
  }
}

/** To look closely at more is to read the file twice. */
const MOST_MISSING = 0.1;
const MISSING_LEAST = 1000;

/** Writes what is to be loaded; gives the number of rows, or null where the reader left out others than the sieve said. */
async function write(
  landed: Landed,
  plan: StagePlan,
  sifted: Sifted,
  isRead: boolean,
  first: Judged | null,
  target: string,
  { connection, pseudonymKey }: LoadContext,
): Promise<number | null> {
  const withheld = [...(first?.refused ?? [])];
  const spoilt = first?.faulty ?? new Set<string>();
  const { readable, file, structure, exportId } = landed;
  const input: StageInput = { path: readable, period: file.period, bytes: file.bytes, rows: structure.rows };
  const pseudonyms = await pseudonymsFrom(
    connection,
    plan,
    (name) => columnKey(pseudonymKey, name),
    sifted.persons,
  );
  if (withheld.length > 0)
    await numberTable(
      connection,
      "withheld",
      ["id"],
      withheld.map((record) => [record]),
    );
  const rows = isRead
    ? plainStagedSql(sifted.miscounted)
    : plainRowsSql(plan, input, structure.eol, sifted, spoilt);
  const written = await connection.runAndReadAll(
    writeRawSql(plan, {
      ...{ rows, exportId, target, pseudonyms },
      ...{ withheld: withheld.length > 0 ? "withheld" : null, count: readRows(sifted) },
    }),
  );
  const left = await connection.runAndReadAll("SELECT count(DISTINCT line)::INTEGER FROM left_out");
  const asSaid = Number(left.getRows()[0]?.[0]) === sifted.miscounted.length;
  return asSaid ? Number(written.getRows()[0]?.[0] ?? -1) : null;
}

const readRows = ({ rows, miscounted }: Sifted): number => rows - miscounted.length;

/** Records that are neither written nor withheld. */
async function gaps(
  connection: DuckDBConnection,
  draft: string,
  { rows, persons }: Sifted,
  withheld: ReadonlySet<number>,
  isRead: boolean,
): Promise<number[]> {
  // A join with a dictionary writes the rows of each vector that it knows before those that it does not, and several
  // threads may write row groups in another order than the file's.
  const order = isRead || persons.size > 0 ? "ORDER BY _row" : "";
  const found = await connection.runAndReadAll(
    `SELECT before::DOUBLE, _row::DOUBLE FROM (
       SELECT _row, lag(_row, 1, 0) OVER (${order}) AS before FROM read_parquet(${literal(draft)})
       UNION ALL SELECT ${rows + 1}, coalesce(max(_row), 0) FROM read_parquet(${literal(draft)}))
     WHERE _row > before + 1`,
  );
  return found.getRows().flatMap(([before, next]) => {
    const between = Array.from(
      { length: Number(next) - Number(before) - 1 },
      (_, at) => Number(before) + 1 + at,
    );
    return between.filter((record) => !withheld.has(record));
  });
}

async function driftOfAll(landed: Landed, { staged }: Judged, connection: DuckDBConnection) {
  const [file] = staged.files;
  if (file === undefined) return [];
  const whole = { ...staged, files: [{ ...file, landed }] };
  return (await driftOf(whole, new Map([[0, 1]]), connection)).get(0) ?? [];
}

/** What is profiled of a staged file: rows that are written, and those that repeat the key of one. */
function profiled(plan: StagePlan, sifted: Sifted, draft: string, judged: Judged | null): ProfiledRows {
  const money = moneyOf(plan).map(({ name }) => name);
  const nth = (record: string) =>
    [`${record} - 1`, ...sifted.miscounted.map((each) => `(${record} > ${each})::BIGINT`)].join(" - ");
  const written = `SELECT 0 AS f, ${[`${nth("_row")} AS nth`, ...money].join(", ")} FROM read_parquet(${literal(draft)})`;
  const again =
    judged?.staged.hasDuplicates === true
      ? ` UNION ALL SELECT 0, ${[nth("asked.rec"), ...money].join(", ")}
        FROM ${judged.staged.rowsOf()} AS good SEMI JOIN duplicate USING (id) JOIN asked ON asked.nth = good.rec
        WHERE raw IS NULL`
      : "";
  return { rows: `(${written}${again})`, read: String(readRows(sifted)) };
}
