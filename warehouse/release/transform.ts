import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { z } from "zod";
import { compute } from "../compute/index.ts";
import { type DbtFault, runDbt, targetDir } from "../dbt.ts";
import { BayanError } from "../errors.ts";
import type { Home } from "../home.ts";
import { openBuild, withConnection } from "../open.ts";
import type { Progress } from "../progress.ts";
import type { RawStore } from "../raw/index.ts";
import type { Settings } from "../settings.ts";
import { fault } from "./fault.ts";
import { replaceFile } from "./files.ts";
import { type SourceHashes, transformHash } from "./identity.ts";
import { changedInputs, planBuild, type TouchedYears, yearsOf } from "./plan.ts";
import { type Project, readProject } from "./project.ts";
import type { InputExport } from "./types.ts";

/** What the pipeline hands over: which exports are live, and how dbt sees them. */
export interface ReleaseSource {
  readonly inputs: readonly InputExport[];
  /** Where the raw files are, which the views of the build file read; below the home when absent. */
  readonly store?: Pick<RawStore, "open" | "dbt" | "spark">;
  /** Makes schema `raw` anew in the build file: a view per table, and `raw.meta__export`. */
  prepare(connection: DuckDBConnection): Promise<void>;
  /** The same tables as files, for an engine that cannot read the build file; absent where there are none. */
  readonly raw?: readonly RawTable[];
}
/**
 * A table of schema `raw`: its files, which of their rows are live (SQL; null: all) and which are the sample's (SQL;
 * null: its view says nothing of it). Without files: its view's rows.
 */
export interface RawTable {
  readonly name: string;
  readonly files: readonly string[];
  readonly where: string | null;
  readonly sample: string | null;
}
export interface Transformed {
  /** The build file, closed. */
  readonly database: string;
  readonly project: Project;
  readonly mode: "kept" | "partial" | "full";
  /**
   * The release copied from the build before this one, whether a table of it still stands, and which years were
   * replaced in those kept by year (undefined: they were made anew).
   */
  readonly before: {
    readonly release: string;
    readonly stands: (table: string) => boolean;
    readonly touched?: readonly number[];
  } | null;
  /** Notes, for the build after this one, which release was copied from it. */
  copied(release: string): void;
}
export interface TransformOptions {
  readonly root: string;
  readonly home: Home;
  readonly settings: Settings;
  readonly source: ReleaseSource;
  readonly hashes: SourceHashes;
  readonly progress: Progress;
  /** Name of the build file, `work` by default: a build as of a past day must not disturb the daily one. */
  readonly name?: string;
  /** Build everything anew, whatever the last build holds. */
  readonly full?: boolean;
  /** Called when dbt has been started; not where the last build stands. */
  readonly onStarted?: () => void;
  /** Takes the time of what is no part of dbt's. */
  readonly timed?: <T>(name: string, work: () => Promise<T>) => Promise<T>;
}

const stampSchema = z.object({
  release: z.string().nullable(),
  transform: z.string(),
  models: z.string(),
  inputs: z.array(
    z.looseObject({
      system: z.string(),
      table: z.string(),
      export_id: z.string(),
      sha256: z.string(),
      without: z.array(z.string()).optional(),
    }),
  ),
});

/** The file that dbt builds in. */
export const buildFile = (home: Home, name = "work"): string => join(home.build, `${name}.duckdb`);

/** The release that was last copied from a build file, which the next one may take over from; null: none. */
export const lastCopied = (home: Home, name?: string): string | null =>
  readStamp(`${buildFile(home, name)}.json`)?.release ?? null;

/**
 * Brings the build file up to the live exports with dbt: nothing to do when it already stands for them; only
 * what lies downstream of the changed tables, and the fiscal years they touch, while the models are the same;
 * everything otherwise. A build that fails is forgotten: the next one is full.
 */
export async function transform(options: TransformOptions): Promise<Transformed> {
  const { home, settings, source, hashes } = options;
  mkdirSync(home.build, { recursive: true });
  const database = buildFile(home, options.name);
  const stampFile = `${database}.json`;
  const target = targetDir(home);
  const wanted = transformHash(source.inputs, hashes);
  const stamp = options.full === true || !existsSync(database) ? null : readStamp(stampFile);
  if (stamp?.transform === wanted && existsSync(join(target, "semantic_manifest.json"))) {
    const release = stamp.release;
    return {
      ...{ database, project: readProject(target), mode: "kept" },
      before: release === null ? null : { release, stands: () => true },
      copied: (id) => writeStamp(stampFile, { ...stamp, release: id }),
    };
  }
  rmSync(stampFile, { force: true });

  const changed = stamp?.models === hashes.models ? changedInputs(stamp.inputs, source.inputs) : null;
  if (changed === null) for (const file of [database, `${database}.wal`]) rmSync(file, { force: true });
  const instance = await openWhenFree(database, settings);
  let touched: TouchedYears[];
  try {
    touched = await withConnection(instance, async (connection) => {
      await source.store?.open(connection);
      const before = changed === null ? [] : [await yearsOf(connection, changed.removed)];
      await source.prepare(connection);
      const after = changed === null ? [] : [await yearsOf(connection, changed.added)];
      await connection.run("CHECKPOINT");
      return [...before, ...after];
    });
  } finally {
    instance.closeSync();
  }
  fault("build:raw:after");

  const plan = changed === null ? null : planBuild(readProject(target), changed, touched);
  const stage = options.progress.stage("dbt");
  const result = await runDbt({
    ...{ root: options.root, home, settings, database, command: "build", reach: source.store?.dbt() ?? null },
    onProgress: (done, total, node) => stage.update(done, total, node),
    onStarted: options.onStarted,
    ...(plan === null ? {} : { select: plan.select, years: plan.years, manifestStands: true }),
  });
  stage.end();
  if (!result.ok) throw dbtFailed(result.faults);
  fault("build:dbt:after");
  const built = await openWhenFree(database, settings);
  try {
    await withConnection(built, async (connection) => {
      await source.store?.open(connection);
      const draw = () => compute(connection, { threads: settings.threads, progress: options.progress });
      await (options.timed === undefined ? draw() : options.timed("draws", draw));
      await connection.run("CHECKPOINT");
    });
  } finally {
    built.closeSync();
  }
  const fresh = { release: null, transform: wanted, models: hashes.models, inputs: source.inputs };
  writeStamp(stampFile, fresh);
  const release = stamp?.release ?? null;
  return {
    ...{ database, project: readProject(target), mode: plan === null ? "full" : "partial" },
    before:
      plan === null || release === null
        ? null
        : {
            ...{ release, stands: (table) => !plan.touches.has(table) },
            ...(plan.years.length === 0 ? {} : { touched: replacedYears(plan.years) }),
          },
    copied: (id) => writeStamp(stampFile, { ...fresh, release: id }),
  };
}

/** With each year the one after, which opens with what it left: as the macro `years()` does. */
const replacedYears = (years: readonly number[]): number[] => [
  ...new Set(years.flatMap((year) => [year, year + 1])),
];

const writeStamp = (file: string, stamp: unknown): void => replaceFile(file, JSON.stringify(stamp));

/** A stamp of another shape is of another version of this program: as good as none. */
function readStamp(file: string): z.infer<typeof stampSchema> | null {
  try {
    return stampSchema.safeParse(JSON.parse(readFileSync(file, "utf8"))).data ?? null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** A dbt whose parent was killed takes a moment to notice, and holds the file until then. */
async function openWhenFree(file: string, settings: Settings): Promise<DuckDBInstance> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await openBuild(file, settings);
    } catch (error) {
      if (attempt >= 20 || !(error instanceof Error) || !error.message.includes("lock on file")) throw error;
      await sleep(500);
    }
  }
}

export function dbtFailed(faults: readonly DbtFault[]): BayanError {
  const real = faults.filter(({ status }) => status === "error" || status === "fail");
  const lines = real.map(
    ({ node, file, message }) => `  ${node}${file === null ? "" : ` (${file})`}: ${message}`,
  );
  const list = lines.join("\n");
  return new BayanError("dbt_failed", {
    fr: `dbt : ${real.length} échec(s)\n${list}`,
    ar: `dbt: عدد الإخفاقات ${real.length}\n${list}`,
    en: `dbt: ${real.length} failure(s)\n${list}`,
  });
}
