import { BayanError } from "#warehouse/errors.ts";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import {
  checkDisk,
  currentId,
  type HeldLock,
  lockOwner,
  type Made,
  makeRelease,
  neededBytes,
  onSpark,
  publishRelease,
  removeOrphans,
  sourceHashes,
  stateOf,
  tryLock,
} from "#warehouse/release/index.ts";
import { openState } from "#warehouse/state/index.ts";
import type { Catalogue } from "../catalogue/index.ts";
import { type ExportLedger, exportLedger, standingStops } from "../engine/index.ts";
import type { Cli } from "./cli.ts";
import { loadSurfaces, releaseParts } from "./compose.ts";
import {
  type IngestCounts,
  ingestInbox,
  liveSource,
  NOTHING_TAKEN,
  newBytes,
  pullConnections,
  territory,
} from "./engine.ts";
import { sampleScale } from "./sample.ts";
import { noCatalogue, withCatalogue } from "./store.ts";

export interface RunOptions {
  /** Only this system's exports are read. */
  readonly system?: string;
  /** Build everything anew. */
  readonly full?: boolean;
  readonly publish?: boolean;
  /** The exports received by the end of this day (`2026-03-31`, UTC), and no others; never published. */
  readonly asOf?: string;
  /** Build from what was loaded before; the inbox stays as it is. */
  readonly skipIngest?: boolean;
  /** Run the models on Spark in place of DuckDB. */
  readonly spark?: boolean;
  /** From the exports that the shared catalogue held at this snapshot; never published. */
  readonly snapshot?: number;
}
export interface RunResult {
  readonly release: string;
  readonly state: string;
  readonly fresh: boolean;
  readonly mode: Made["mode"];
  readonly exports: number;
  readonly until: string;
  readonly sample: boolean;
  readonly ingest: IngestCounts;
  readonly seconds: number;
  readonly timings: Readonly<Record<string, number>>;
}

/** Pull → land → check → load → build → verify → publish, alone on its home. */
export async function runPipeline(cli: Cli, options: RunOptions = {}): Promise<RunResult> {
  const lock = takeBuildLock(cli);
  try {
    return await locked(cli, options);
  } finally {
    lock.release();
  }
}

/** The build lock, or a message that says who has it. */
export function takeBuildLock(cli: Cli): HeldLock {
  const lock = tryLock(cli.home, "build");
  if (lock !== null) return lock;
  const pid = lockOwner(cli.home, "build")?.pid ?? 0;
  throw new BayanError("build_running", {
    fr: `une construction est déjà en cours sur ce dossier (processus ${pid}) : attendez sa fin, puis relancez.`,
    ar: `هناك بناء جارٍ على هذا المجلد (العملية ${pid}): انتظر نهايته ثم أعد المحاولة.`,
    en: `a build is already under way on this folder (process ${pid}): wait for it to end, then try again.`,
  });
}

async function locked(cli: Cli, options: RunOptions): Promise<RunResult> {
  const { home, settings, clock } = cli;
  const start = clock.ticks();
  const timings: Record<string, number> = {};
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const since = clock.ticks();
    const result = await work();
    timings[name] = Math.round(clock.ticks() - since) / 1000;
    return result;
  };
  removeOrphans(home);
  checkDisk(home, neededBytes(home, options.skipIngest === true ? 0 : newBytes(cli)));

  if (options.skipIngest !== true) await timed("pull", () => pullConnections(cli));
  const ref = await timed("territory", () => territory(cli));
  const { ingest, ledger } = await withCatalogue(cli, async (catalogue) => ({
    ingest:
      options.skipIngest === true
        ? NOTHING_TAKEN
        : await timed("ingest", () => ingestInbox(cli, options.system ?? null, catalogue)),
    ledger: await ledgerFor(cli, options, catalogue),
  }));
  const source = await liveSource(cli, ref, options.asOf ?? null, ledger);
  if (source.inputs.every(({ system }) => system === "ref")) throw inboxEmptyError(home.inbox);

  const spark = options.spark === true ? await import("#warehouse/spark/index.ts") : null;
  const made = await makeRelease({
    ...{ root: PROJECT_ROOT, home, settings, clock, log: cli.log, source },
    parts: async () => releaseParts(await loadSurfaces()),
    progress: cli.progress,
    scale: source.inputs.some(({ sample }) => sample) ? sampleScale(home) : null,
    ...(options.full === undefined ? {} : { full: options.full }),
    ...(isOfThePast(options) ? { buildName: "as-of" } : {}),
    ...(spark === null
      ? {}
      : {
          transform: spark.transformOnSpark,
          hashes: onSpark(PROJECT_ROOT, sourceHashes(PROJECT_ROOT)),
        }),
  });
  const state = publishWhenDue(cli, made.id, options);
  if (state === "public") await recordPublication(cli);
  return {
    release: made.id,
    state,
    fresh: made.fresh,
    mode: made.mode,
    exports: source.inputs.filter(({ system }) => system !== "ref").length,
    until: made.id.slice(0, 7),
    sample: source.inputs.some(({ sample }) => sample),
    ingest,
    seconds: Math.round(clock.ticks() - start) / 1000,
    timings: { ...timings, ...made.timings },
  };
}

const isOfThePast = ({ asOf, snapshot }: RunOptions): boolean => asOf !== undefined || snapshot !== undefined;

/** The ledger that says which exports stand: the home's own, after what others loaded; or that of a snapshot. */
async function ledgerFor(
  cli: Cli,
  { snapshot }: RunOptions,
  catalogue: Catalogue | null,
): Promise<ExportLedger> {
  if (snapshot !== undefined) {
    if (catalogue === null) throw noCatalogue();
    return catalogue.ledgerAt(snapshot, openState(":memory:"));
  }
  const own = exportLedger(cli.state());
  await catalogue?.pull(own);
  return own;
}

/** Loads what is new in the inbox and enters it in the catalogue that several loaders share; builds nothing. */
export async function loadAlone(cli: Cli, system: string | null): Promise<IngestCounts> {
  const lock = takeBuildLock(cli);
  try {
    checkDisk(cli.home, neededBytes(cli.home, newBytes(cli)));
    await pullConnections(cli);
    await territory(cli);
    return await withCatalogue(cli, (catalogue) => ingestInbox(cli, system, catalogue));
  } finally {
    lock.release();
  }
}

/** Writes the publication into the catalogue's signed log, and keeps its files for good. */
export async function recordPublication(cli: Cli): Promise<void> {
  const { trust } = await import("#opendata/index.ts");
  await trust.record(cli);
}

/** The sample goes out at once; real data waits for its validations; a withdrawn release stays withdrawn. */
function publishWhenDue(cli: Cli, id: string, options: RunOptions): string {
  const ledger = cli.ledger();
  const state = stateOf(cli.home, ledger, id);
  if (options.publish === false || isOfThePast(options) || state === "withdrawn") return state;
  if (currentId(cli.home) === id && state === "public") return state;
  const stops = standingStops(exportLedger(cli.state()));
  for (const { system, file, code, detail } of stops)
    cli.print(cli.say("drift_stop", { system, file, code, detail }));
  if (stops.length > 0) return state;
  try {
    return publishRelease(cli.home, ledger, id, null);
  } catch (error) {
    if (error instanceof BayanError && error.code === "needs_validation") return state;
    throw error;
  }
}

const inboxEmptyError = (inbox: string): BayanError =>
  new BayanError("inbox_empty", {
    fr: `aucun export : déposez des fichiers dans ${inbox}, ou lancez « bayan sample »`,
    ar: `لا توجد إيداعات: ضع ملفات في ${inbox} أو شغّل ‎bayan sample‎`,
    en: `no export: put files into ${inbox}, or run “bayan sample”`,
  });
