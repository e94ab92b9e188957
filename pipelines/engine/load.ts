import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { BayanError } from "#warehouse/errors.ts";
import type { Home } from "#warehouse/home.ts";
import { placeFile, type RawStore } from "#warehouse/raw/index.ts";
import type { StageAhead } from "./ahead.ts";
import { profilesOf } from "./drift/profile.ts";
import { rowDrift } from "./drift/rows.ts";
import type { Drift } from "./drift/rules.ts";
import { dropPseudonyms, makePseudonyms, type Pseudonyms } from "./pseudonyms.ts";
import { rejectFaultsSql } from "./sql/number.ts";
import { columnKey } from "./sql/pseudonym.ts";
import { duplicateFaultsSql, rowFaultsSql } from "./sql/refuse.ts";
import { planStage } from "./sql/stage.ts";
import { writeQuarantineSql, writeRawSql, writeRefusalSql } from "./sql/write.ts";
import { dropStage, type Staged, type StagedFile, stageBatch } from "./stage.ts";
import type { TerritoryTypes } from "./territory.ts";
import type { Landed, Outcome, Refusal } from "./types.ts";

export interface LoadContext {
  readonly home: Home;
  /** Opened on `connection`. */
  readonly store: RawStore;
  readonly connection: DuckDBConnection;
  readonly territory: TerritoryTypes;
  readonly pseudonymKey: Uint8Array;
  /** A folder of this run's own, on the home's file system. */
  readonly scratch: string;
}

/**
 * Checks and loads files of one table and format, each to its raw Parquet and its quarantine. A file that makes the
 * reader stumble as a whole is tried alone, so that it takes no other with it.
 */
export async function loadBatch(
  batch: readonly Landed[],
  context: LoadContext,
  ahead: StageAhead | null = null,
): Promise<Outcome[]> {
  const first = batch[0];
  if (first === undefined) return [];
  const { connection } = context;
  const plan = planStage(first.file.table, first.format, await context.territory.of(first.file.table));
  try {
    const stands = ahead !== null && (await ahead.settle());
    const staged = await stageBatch(connection, plan, batch, stands);
    return await writeBatch(staged, context);
  } catch (error) {
    if (!isDataFault(error)) throw loadFailed(first, error);
    if (batch.length === 1) return [await refuseFile(first, { code: "unreadable_file" }, context)];
    const outcomes: Outcome[] = [];
    for (const landed of batch) outcomes.push(...(await loadBatch([landed], context)));
    return outcomes;
  } finally {
    await dropStage(connection);
    await dropPseudonyms(connection, plan);
  }
}

/** Faults of the data, not of the machine: a full disk or memory must not pass for a bad file. */
const isDataFault = (error: unknown): boolean =>
  error instanceof Error && /^(?:Invalid Input|Conversion) Error/.test(error.message);

function loadFailed({ file }: Landed, cause: unknown): unknown {
  if (cause instanceof BayanError || !(cause instanceof Error)) return cause;
  const table = `${file.system}.${file.table.name}`;
  const [reason = ""] = cause.message.split("\n");
  return new BayanError(
    "load_failed",
    {
      fr: `${table} : le chargement s'est arrêté (${reason}). Ce qui était déjà chargé reste ; relancez quand la cause est levée.`,
      ar: `${table}: توقف التحميل (${reason}). ما تم تحميله باقٍ؛ أعد التشغيل بعد زوال السبب.`,
      en: `${table}: loading stopped (${reason}). What was loaded stays; run again once the cause is gone.`,
    },
    { place: { system: file.system, file: file.name }, cause },
  );
}

async function writeBatch(staged: Staged, context: LoadContext): Promise<Outcome[]> {
  const { connection } = context;
  const pseudonyms = await makePseudonyms(connection, staged.plan, (name) =>
    columnKey(context.pseudonymKey, name),
  );
  const refused = await collectFaults(staged, connection);
  const found = await driftOf(staged, refused, connection);
  const profiles = await profilesOf(connection, staged.plan);
  const outcomes: Outcome[] = [];
  for (const file of staged.files) {
    const drift = found.get(file.index) ?? [];
    const stop = file.unclear ? unclear(file) : stopOf(drift);
    outcomes.push(
      stop !== null
        ? await refuseFile(file.landed, stop, context)
        : {
            ...(await writeFile(staged, file, pseudonyms, refused.get(file.index) ?? 0, context)),
            drift: [...file.landed.drift, ...drift],
            profile: profiles.get(file.index) ?? [],
          },
    );
  }
  return outcomes;
}

const driftOf = async (staged: Staged, refused: ReadonlyMap<number, number>, connection: DuckDBConnection) =>
  refused.size === 0
    ? new Map<number, Drift[]>()
    : rowDrift(
        connection,
        staged.plan.table,
        new Map(staged.files.map(({ index, landed }) => [index, landed.structure.rows])),
      );

function stopOf(found: readonly Drift[]): Refusal | null {
  const stop = found.find(({ rule }) => rule === "stop");
  if (stop === undefined) return null;
  return { code: stop.code, ...(stop.column === null ? {} : { column: stop.column }), value: stop.detail };
}

const unclear = (file: StagedFile): Refusal => ({
  code: "records_unclear",
  value: `${file.landed.structure.rows} ≠ ${file.read + file.rejected}`,
});

async function writeFile(
  staged: Staged,
  file: StagedFile,
  pseudonyms: Pseudonyms,
  rowsRefused: number,
  context: LoadContext,
): Promise<Outcome> {
  const { connection, home, store } = context;
  const { landed, index } = file;
  const paths = pathsOf(landed);
  const raw = store.draft(paths.raw, context.scratch);
  const written = await connection.runAndReadAll(
    writeRawSql(staged.plan, {
      rows: staged.rowsOf(file),
      exportId: landed.exportId,
      target: raw,
      hasDuplicates: staged.hasDuplicates,
      count: file.read,
      pseudonyms,
    }),
  );
  const rowsLoaded = Number(written.getRows()[0]?.[0] ?? -1);
  const rowsIn = landed.structure.rows;
  if (rowsLoaded + rowsRefused !== rowsIn) throw lawBroken(landed, rowsIn, rowsLoaded, rowsRefused);

  const quarantinePath = rowsRefused === 0 ? null : paths.quarantine;
  if (quarantinePath !== null) await writeQuarantine(landed, index, join(home.root, quarantinePath), context);
  store.place(paths.raw, raw);
  return {
    ...{ landed, status: "loaded", refusal: null, rowsIn, rowsLoaded, rowsRefused },
    ...{ rawPath: paths.raw, quarantinePath, drift: [], profile: [] },
  };
}

/** Puts the batch's faults into `fault`; says how many rows of each file they refuse. */
async function collectFaults(staged: Staged, connection: DuckDBConnection): Promise<Map<number, number>> {
  const { plan, inputs, files } = staged;
  const bad = files.some((file) => file.bad > 0);
  const rejected = files.some((file) => file.rejected > 0);
  if (!bad && !rejected && !staged.hasDuplicates) return new Map();
  if (bad) await connection.run(rowFaultsSql(plan, inputs, staged.rowsOf()));
  if (rejected) await connection.run(rejectFaultsSql(plan.table.columns.length));
  if (staged.hasDuplicates) await connection.run(duplicateFaultsSql(plan.table));
  const found = await connection.runAndReadAll("SELECT f, count(DISTINCT rec)::DOUBLE FROM fault GROUP BY f");
  return new Map(found.getRows().map((row) => [Number(row[0]), Number(row[1])]));
}

/** A file that is refused as a whole: all of its rows stay out, and the quarantine says why, once. */
export async function refuseFile(
  landed: Landed,
  refusal: Refusal,
  context: Pick<LoadContext, "connection" | "home" | "scratch">,
): Promise<Outcome> {
  const target = join(context.scratch, "refused.parquet");
  await context.connection.run(writeRefusalSql({ ...placeOf(landed), refusal, target }));
  const { quarantine } = pathsOf(landed);
  placeFile(target, join(context.home.root, quarantine));
  const rows = landed.structure.rows;
  return {
    ...{ landed, status: "refused", refusal, rowsIn: rows, rowsLoaded: 0, rowsRefused: rows },
    ...{ rawPath: null, quarantinePath: quarantine, drift: landed.drift, profile: [] },
  };
}

async function writeQuarantine(
  landed: Landed,
  index: number,
  path: string,
  context: LoadContext,
): Promise<void> {
  const target = join(context.scratch, `${index}.quarantine.parquet`);
  await context.connection.run(writeQuarantineSql({ ...placeOf(landed), index, target }));
  placeFile(target, path);
}

const placeOf = ({ file, exportId }: Landed) => ({
  system: file.system,
  table: file.table.name,
  exportId,
  file: file.name,
});

/** Below the home: a new content gives new names, so nothing that stands is ever overwritten with something else. */
function pathsOf({ file, sha256 }: Landed): { readonly raw: string; readonly quarantine: string } {
  const name = `${file.system}/${file.table.name}/${file.period.id}__${sha256.slice(0, 12)}.parquet`;
  return { raw: `raw/${name}`, quarantine: `quarantine/${name}` };
}

function lawBroken(landed: Landed, rowsIn: number, loaded: number, refused: number): BayanError {
  const { system, table, name } = {
    system: landed.file.system,
    table: landed.file.table.name,
    name: landed.file.name,
  };
  const sum = `${rowsIn} ≠ ${loaded} + ${refused}`;
  return new BayanError(
    "rows_lost",
    {
      fr: `${system}.${table} : le compte des lignes de ${name} n'est pas juste (${sum}). Rien n'en a été chargé ; c'est un défaut de Bayan, à signaler.`,
      ar: `${system}.${table}: عدد أسطر ${name} غير صحيح (${sum}). لم يُحمَّل منه شيء؛ هذا خلل في بيان يرجى الإبلاغ عنه.`,
      en: `${system}.${table}: the rows of ${name} do not add up (${sum}). None was loaded; this is a fault of Bayan's, please report it.`,
    },
    { place: { system, file: name } },
  );
}
