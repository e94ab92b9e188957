import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "#warehouse/clock.ts";
import type { Home } from "#warehouse/home.ts";
import { openBuild } from "#warehouse/open.ts";
import type { Settings } from "#warehouse/settings.ts";
import { alike, batchesOf } from "./batches.ts";
import { keyAt } from "./keys.ts";
import { land } from "./land.ts";
import type { Arrival, ExportLedger } from "./ledger.ts";
import { type LoadContext, loadBatch, refuseFile } from "./load.ts";
import { TerritoryTypes, unitFileOf } from "./territory.ts";
import type { InboxFile, Landed, Outcome } from "./types.ts";

export interface IngestStep {
  readonly stage: "land" | "load";
  /** Bytes, of the files that are new. */
  readonly done: number;
  readonly total: number;
  /** `system.table period` */
  readonly note: string;
}

export type IngestSettings = Partial<
  Pick<Settings, "threads" | "tempMax" | "buildMemory" | "pseudonymKeyFile" | "landingKeyFile">
>;

export interface RunContext {
  readonly home: Home;
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

/** Lands and loads files: the next ones are read while the last ones load. */
export async function takeIn(files: readonly InboxFile[], context: RunContext): Promise<Handled[]> {
  const { home, settings } = context;
  const scratch = join(home.tmp, `ingest-${process.pid}`);
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true, mode: 0o700 });
  const instance = await openBuild(":memory:", {
    home: home.root,
    threads: settings.threads ?? 2,
    tempMax: settings.tempMax ?? "20GiB",
    buildMemory: settings.buildMemory ?? "3GiB",
  });
  const connection = await instance.connect();
  try {
    // Which side of a join is read in order must stay ours to say: raw files keep the order of their source.
    await connection.run("SET disabled_optimizers = 'join_order,build_side_probe_side'");
    const load: LoadContext = {
      ...{ home, connection, scratch },
      territory: new TerritoryTypes(connection, unitFileOf(home)),
      pseudonymKey: keyAt(settings.pseudonymKeyFile ?? join(home.keys, "pseudonym.key")),
    };
    return await overlap(files, context, load);
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function overlap(
  files: readonly InboxFile[],
  context: RunContext,
  load: LoadContext,
): Promise<Handled[]> {
  const key = keyAt(context.settings.landingKeyFile ?? join(context.home.keys, "landing.key"));
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const done: Record<IngestStep["stage"], number> = { land: 0, load: 0 };
  const step = (stage: IngestStep["stage"], file: InboxFile): void => {
    done[stage] += file.bytes;
    const note = `${file.system}.${file.table.name} ${file.period.id}`;
    context.onProgress({ stage, done: done[stage], total, note });
  };
  const handled: Handled[] = [];
  const landAll = async (batch: readonly InboxFile[]): Promise<Landed[]> => {
    const landed: Landed[] = [];
    for (const file of batch) {
      const one = await land(file, { ...context, key, scratch: load.scratch });
      if (one === null) handled.push({ kind: "unfinished", file });
      else landed.push(one);
      step("land", file);
    }
    return landed;
  };
  const batches = batchesOf(files);
  let landing = landAll(batches[0] ?? []);
  for (let index = 0; index < batches.length; index += 1) {
    const landed = await landing;
    landing = landAll(batches[index + 1] ?? []);
    const [loaded] = await Promise.allSettled([loadLanded(landed, context, load), landing]);
    if (loaded.status === "rejected") throw loaded.reason;
    handled.push(...loaded.value);
    for (const { file } of landed) step("load", file);
  }
  return handled;
}

/** Loads what is new among landed files, and enters all of them in the ledger at once. */
async function loadLanded(
  landed: readonly Landed[],
  { ledger, clock }: RunContext,
  load: LoadContext,
): Promise<Handled[]> {
  const fresh = new Map<string, Landed>();
  for (const each of landed) {
    const other = fresh.get(each.exportId);
    if (isNew(each, ledger) && (other === undefined || other.refusal !== null))
      fresh.set(each.exportId, each);
  }
  const outcomes: Outcome[] = [];
  for (const each of fresh.values())
    if (each.refusal !== null) outcomes.push(await refuseFile(each, each.refusal, load));
  for (const same of alike([...fresh.values()].filter(({ refusal }) => refusal === null)))
    outcomes.push(...(await loadBatch(same, load)));
  const again = landed.filter((each) => fresh.get(each.exportId) !== each);
  const received = clock.now().toISOString();
  ledger.together(() => {
    for (const outcome of outcomes)
      ledger.record(entryOf(outcome, received), arrivalOf(outcome.landed, received));
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
