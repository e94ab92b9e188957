import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "#warehouse/clock.ts";
import type { Home } from "#warehouse/home.ts";
import type { RawStore } from "#warehouse/raw/index.ts";
import { AHEAD_FROM, StageAhead } from "./ahead.ts";
import { alike, type Group, groupsOf } from "./batches.ts";
import { keyAt } from "./keys.ts";
import { land } from "./land.ts";
import { type IngestSettings, Lane } from "./lane.ts";
import type { Arrival, ExportLedger } from "./ledger.ts";
import { type LoadContext, loadBatch } from "./load.ts";
import { refuseFile } from "./place.ts";
import { PLAIN_FROM, sieveFor } from "./sieve/choose.ts";
import type { InboxFile, Landed, Outcome } from "./types.ts";

export interface IngestStep {
  readonly stage: "land" | "load";
  /** Bytes, of the files that are new. */
  readonly done: number;
  readonly total: number;
  /** `system.table period` */
  readonly note: string;
}

export interface RunContext {
  readonly home: Home;
  readonly store: RawStore;
  readonly ledger: ExportLedger;
  readonly clock: Clock;
  readonly settings: IngestSettings;
  readonly onProgress: (step: IngestStep) => void;
}

/** What a run made of a file. `known`: the same bytes were taken in before. */
export type Handled =
  | { readonly kind: "outcome"; readonly outcome: Outcome }
  | { readonly kind: "known"; readonly landed: Landed }
  | { readonly kind: "unfinished"; readonly file: InboxFile };

/** Lands and loads files, table by table in lanes side by side: one is read while another loads. */
export async function takeIn(files: readonly InboxFile[], context: RunContext): Promise<Handled[]> {
  const { home, store, settings } = context;
  const threads = settings.threads ?? 2;
  const scratch = join(home.tmp, `ingest-${process.pid}`);
  const key = keyAt(settings.landingKeyFile ?? join(home.keys, "landing.key"));
  const step = stepper(files, context);
  const { wide, narrow } = groupsOf(files, threads, settings.plainFrom);
  const lanes = Math.min(threads, narrow.length);
  rmSync(scratch, { recursive: true, force: true });
  try {
    const lane = (name: string, share: { threads: number; parts: number }): Place => {
      const folder = join(scratch, name);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const open = () => Lane.open({ home, store, settings, scratch: folder, ...share });
      return { scratch: folder, threads: share.threads, open };
    };
    const handled = await drain(wide, context, key, step, lane("wide", { threads, parts: 1 }));
    const side = Array.from({ length: lanes }, (_, at) =>
      drain(narrow, context, key, step, lane(`lane-${at}`, { threads: 1, parts: lanes })),
    );
    for (const each of await Promise.allSettled(side)) {
      if (each.status === "rejected") throw each.reason;
      handled.push(...each.value);
    }
    return handled;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

type Step = (stage: IngestStep["stage"], file: InboxFile) => void;

function stepper(files: readonly InboxFile[], { onProgress }: RunContext): Step {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const done: Record<IngestStep["stage"], number> = { land: 0, load: 0 };
  return (stage, file) => {
    done[stage] += file.bytes;
    onProgress({
      stage,
      done: done[stage],
      total,
      note: `${file.system}.${file.table.name} ${file.period.id}`,
    });
  };
}

/** Where one lane works. Its engine is opened when there is something to load: news are rarer than looks. */
interface Place {
  readonly scratch: string;
  readonly threads: number;
  open(): Promise<Lane>;
}

/** Takes groups off the queue until it is empty; a fault empties it, so that the other lanes stop too. */
async function drain(
  queue: Group[],
  context: RunContext,
  key: Uint8Array,
  step: Step,
  place: Place,
): Promise<Handled[]> {
  const handled: Handled[] = [];
  const { plainFrom } = context.settings;
  const isLocal = context.store.draft("", place.scratch).startsWith(place.scratch);
  const least = plainFrom ?? PLAIN_FROM;
  const aheadFrom = Math.min(AHEAD_FROM, plainFrom ?? AHEAD_FROM);
  let lane: Lane | null = null;
  let ahead: StageAhead | null = null;
  const load = async (): Promise<LoadContext> => {
    lane ??= await place.open();
    return lane.load;
  };
  try {
    for (let group = queue.shift(); group !== undefined; group = queue.shift())
      for (const batch of group.batches) {
        const landed: Landed[] = [];
        const [first] = batch;
        const isAlone = first !== undefined && batch.length === 1 && isLocal;
        const sieve = isAlone ? sieveFor(first, least) : null;
        // With one thread, a plain file is read in one pass, once the sieve is through it.
        ahead =
          sieve === null || place.threads > 1 ? await StageAhead.start(batch, load, sieve, aheadFrom) : null;
        for (const file of batch) {
          const landing = {
            ...{ ...context, key, scratch: place.scratch },
            isLoaded: (exportId: string) => context.ledger.find(exportId)?.status === "loaded",
          };
          const one = await land(file, landing, sieve);
          if (one === null) handled.push({ kind: "unfinished", file });
          else landed.push(one);
          step("land", file);
        }
        handled.push(...(await loadLanded(landed, context, load, ahead)));
        for (const { file } of landed) step("load", file);
      }
    return handled;
  } catch (error) {
    queue.length = 0;
    throw error;
  } finally {
    // An engine cannot be closed under a query.
    await ahead?.cancel();
    closeLane(lane);
  }
}

/** A separate function, since the compiler takes a variable that only closures set for what it was at first. */
const closeLane = (lane: Lane | null): void => lane?.close();

/** Loads what is new among landed files, and enters all of them in the ledger at once. */
async function loadLanded(
  landed: readonly Landed[],
  { ledger, clock }: RunContext,
  load: () => Promise<LoadContext>,
  ahead: StageAhead | null,
): Promise<Handled[]> {
  const fresh = new Map<string, Landed>();
  for (const each of landed) {
    const other = fresh.get(each.exportId);
    if (isNew(each, ledger) && (other === undefined || other.refusal !== null))
      fresh.set(each.exportId, each);
  }
  const good = [...fresh.values()].filter(({ refusal }) => refusal === null);
  const staged = ahead !== null && (await ahead.fits(good)) ? ahead : null;
  const outcomes: Outcome[] = [];
  for (const each of fresh.values())
    if (each.refusal !== null) outcomes.push(await refuseFile(each, each.refusal, await load()));
  for (const same of alike(good)) outcomes.push(...(await loadBatch(same, await load(), staged)));
  const again = landed.filter((each) => fresh.get(each.exportId) !== each);
  const received = clock.now().toISOString();
  ledger.together(() => {
    for (const outcome of outcomes)
      ledger.record(entryOf(outcome, received), arrivalOf(outcome.landed, received), outcome);
    for (const each of again)
      if (each.refusal === null) ledger.arrive(each.exportId, arrivalOf(each, received));
    for (const { file } of landed) ledger.stamp(stampKey(file), file.stamp);
  });
  for (const { readable, file } of landed) if (readable !== file.path) rmSync(readable, { force: true });
  return [
    ...outcomes.map((outcome) => ({ kind: "outcome", outcome }) as const),
    ...again.map((each) => ({ kind: "known", landed: each }) as const),
  ];
}

/** The same bytes are no news, unless they were refused and now come with another manifest. */
function isNew({ exportId, manifestSha256 }: Landed, ledger: ExportLedger): boolean {
  const known = ledger.find(exportId);
  return known === null || (known.status === "refused" && !ledger.arrived(exportId, manifestSha256));
}

export const stampKey = ({ system, name }: InboxFile): string => `${system}/${name}`;

const entryOf = ({ landed, ...outcome }: Outcome, received: string) => ({
  export_id: landed.exportId,
  system: landed.file.system,
  table_name: landed.file.table.name,
  period: landed.file.period.id,
  sha256: landed.sha256,
  status: outcome.status,
  code: outcome.refusal?.code ?? null,
  rows_in: outcome.rowsIn,
  rows_loaded: outcome.rowsLoaded,
  rows_refused: outcome.rowsRefused,
  raw_path: outcome.rawPath,
  quarantine_path: outcome.quarantinePath,
  received_at: received,
});

const arrivalOf = ({ file, manifest, manifestSha256, extractedAt }: Landed, received: string): Arrival => ({
  file: file.name,
  source_export_id: manifest?.export_id ?? null,
  extracted_at: extractedAt,
  received_at: received,
  manifest_sha256: manifestSha256,
  sample: manifest?.sample ?? false,
});
