import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { BayanError } from "#warehouse/errors.ts";
import type { Home } from "#warehouse/home.ts";
import type { RawStore } from "#warehouse/raw/index.ts";
import type { StageAhead } from "./ahead.ts";
import { collectFaults, driftOf, isDataFault, stopOf } from "./collect.ts";
import { profilesOf } from "./drift/profile.ts";
import { pathsOf, refuseFile, writeQuarantine } from "./place.ts";
import { loadPlain } from "./plain.ts";
import { dropPseudonyms, makePseudonyms, type Pseudonyms } from "./pseudonyms.ts";
import { columnKey } from "./sql/pseudonym.ts";
import { planStage } from "./sql/stage.ts";
import { writeRawSql } from "./sql/write.ts";
import { dropStage, type Staged, type StagedFile, stageBatch } from "./stage.ts";
import type { TerritoryTypes } from "./territory.ts";
import type { Landed, Outcome, Refusal } from "./types.ts";

export interface LoadContext {
  readonly home: Home;
  /** Opened on `connection`. */
  readonly store: RawStore;
  readonly connection: DuckDBConnection;
  /** Of its engine. */
  readonly threads: number;
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
    const isAhead = ahead !== null && (await ahead.settle());
    const stands = isAhead && !ahead.isPlain;
    const plain = batch.length > 1 ? null : await loadPlain(first, plan, isAhead && ahead.isPlain, context);
    if (plain !== null) return [plain];
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
      withheld: staged.hasDuplicates ? "duplicate" : null,
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
