import { mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import { BayanError } from "../errors.ts";
import type { Home } from "../home.ts";
import { type Progress, silentProgress } from "../progress.ts";
import type { Settings } from "../settings.ts";
import type { Build, Check, ReleaseFile, ReleaseStep } from "../surface.ts";
import { copySound, provedOf, renewedIn, standingOf, usableBase } from "./base.ts";
import { fault } from "./fault.ts";
import { linkObject, sha256, sha256File } from "./files.ts";
import { hashTables } from "./hash.ts";
import { lastMonth, releaseId, type SourceHashes, sourceHashes, withBoundaries } from "./identity.ts";
import {
  BUILD_MANIFEST,
  buildManifestText,
  DATABASE,
  PUBLIC_MANIFEST,
  publicManifestText,
  readPublicManifest,
} from "./manifest.ts";
import { hasRelease, installRelease, releaseDir } from "./publish.ts";
import { addRollups } from "./rollups.ts";
import { inOrder } from "./steps.ts";
import { copyTables, YEAR } from "./tables.ts";
import {
  lastCopied,
  type ReleaseSource,
  type Transformed,
  type TransformOptions,
  transform,
} from "./transform.ts";
import type { BuildManifest, PublicManifest } from "./types.ts";
import { type CheckResult, demandAll, verifyRelease } from "./verify.ts";

export interface MakeOptions {
  readonly root: string;
  readonly home: Home;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Logger;
  readonly source: ReleaseSource;
  /** What surfaces add to a release and check in it. Asked for while dbt starts, since loading them takes as long. */
  readonly parts: () => Promise<ReleaseParts>;
  readonly progress?: Progress;
  /** Scale of the sample among the exports, for the record. */
  readonly scale?: number | null;
  /** Another build file than the daily one, for a build as of a past day. */
  readonly buildName?: string;
  readonly full?: boolean;
  readonly hashes?: SourceHashes;
  /** Stands in for dbt in tests. */
  readonly transform?: (options: TransformOptions) => Promise<Transformed>;
}
export interface ReleaseParts {
  readonly steps: readonly ReleaseStep[];
  readonly checks: readonly Check[];
}
export interface Made {
  readonly id: string;
  readonly dir: string;
  /** False when a release of these very inputs stood already. */
  readonly fresh: boolean;
  readonly mode: Transformed["mode"] | "none";
  readonly timings: Readonly<Record<string, number>>;
  readonly checks: readonly CheckResult[];
}

/**
 * Makes the release of the live exports, in a temporary folder, verifies it and moves it to its place. Gives
 * the one that stands when nothing has changed since; with `full` it is made anew all the same, and compared. It is not served yet: see `publishRelease`.
 * The caller holds the build lock.
 */
export async function makeRelease(options: MakeOptions): Promise<Made> {
  const { home, settings, clock, source } = options;
  const hashes = withBoundaries(options.hashes ?? sourceHashes(options.root), home.root);
  const until = lastMonth(source.inputs);
  const id = releaseId(until, source.inputs, hashes);
  const none = {
    id,
    dir: releaseDir(home, id),
    fresh: false,
    mode: "none" as const,
    timings: {},
    checks: [],
  };
  const again = hasRelease(home, id);
  if (again && options.full !== true) return none;

  const timings: Record<string, number> = {};
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const start = clock.ticks();
    const result = await work();
    timings[name] = Math.round(clock.ticks() - start) / 1000;
    return result;
  };
  const progress = options.progress ?? silentProgress;
  const dir = join(home.tmp, `release-${id}`);
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });

  const database = join(dir, DATABASE);
  // Copied and read through while dbt starts, on one core.
  const last = options.full === true ? null : lastCopied(home, options.buildName);
  const copied = copySound(home, last, hashes, database);
  let begun: ReturnType<typeof beginParts> | null = null;
  const begin = (): ReturnType<typeof beginParts> => {
    begun ??= beginParts(options.parts);
    return begun;
  };
  // A fault of either is thrown where it is awaited, and not before: dbt is running.
  const later = (work: Promise<unknown>): void => void Promise.allSettled([work]);
  later(copied);
  const built = await timed("dbt", () =>
    (options.transform ?? transform)({
      ...{ root: options.root, home, settings, source, hashes, progress, timed },
      onStarted: () => later(begin()),
      ...(options.buildName === undefined ? {} : { name: options.buildName }),
      ...(options.full === undefined ? {} : { full: options.full }),
    }),
  );
  const { project } = built;
  fault("build:copy:before");
  const base = await timed("base", async () => {
    const before = built.before?.release ?? null;
    const sound = await copied;
    const usable = before === last ? sound : await copySound(home, before, hashes, database);
    return usable ? usableBase(home, settings, built) : null;
  });
  const total = project.tables.length;
  await timed("copy", async () => {
    const stage = progress.stage("copy");
    const onTable = (done: number, name: string) => stage.update(done, total, name);
    await copyTables(built.database, database, project.tables, settings, { base, onTable });
    stage.end();
  });
  const standing = standingOf(base, project.tables);
  // Not hashed: they follow from the tables that are, and a check proves each of them row by row.
  const rollups = await timed("rollups", async () => {
    const stage = progress.stage("rollups");
    const made = await addRollups(database, project.semantic, settings, standing);
    stage.end();
    return made;
  });
  fault("build:copy:after");
  writeFileSync(join(dir, "semantic.json"), project.semantic);
  writeFileSync(join(dir, "models.json"), project.models);
  fault("build:documents:after");

  const sample = source.inputs.some((input) => input.sample);
  const before =
    base === null
      ? null
      : {
          ...{ id: base.release, dir: dirname(base.database) },
          ...{ stands: base.unchanged, renewed: { by: YEAR, tables: renewedIn(base, project.tables) } },
        };
  const build: Build = { id, dir, database, sample, until, settings, home, clock, log: options.log, before };
  const parts = await begin();
  await parts.prepared;
  // Both only read the closed file, each on about one core.
  const [tables, files] = await bothOf(
    timed("hash", () => hashTables(database, project.tables, settings, { base })),
    timed("steps", () => runSteps(parts.steps, build, progress, timings, clock)),
  );
  fault("build:steps:after");
  const listed = await listFiles(dir, home.objects, files);
  fault("build:objects:after");

  const published = new Set(project.tables.filter(({ publish }) => publish).map(({ name }) => name));
  const open: PublicManifest = {
    ...{ id, sample, until },
    tables: tables.filter(({ name }) => published.has(name)),
    files: listed.open,
  };
  const text = publicManifestText(open);
  const manifest = async (): Promise<BuildManifest> => ({
    id,
    built_at: clock.now().toISOString(),
    state: "provisional",
    inputs: source.inputs,
    models_sha256: hashes.models,
    code_sha256: hashes.code,
    scale: options.scale ?? null,
    timings,
    files: listed.closed,
    tables: tables.filter(({ name }) => !published.has(name)),
    public_sha256: sha256(text),
    database_sha256: await sha256File(database),
  });
  fault("build:manifest:before");
  writeFileSync(join(dir, PUBLIC_MANIFEST), text);
  writeFileSync(join(dir, BUILD_MANIFEST), buildManifestText(await manifest()));
  fault("build:manifest:after");

  const checks = await timed("verify", async () => {
    const stage = progress.stage("verify");
    const results = await verifyRelease(dir, settings, parts.checks, {
      clock,
      making: { proved: provedOf(rollups, base) },
      onCheck: ({ name }, done, total) => stage.update(done, total, name),
    });
    stage.end();
    return results;
  });
  demandAll(checks);
  fault("build:verify:after");
  if (again) {
    demandSame(readPublicManifest(none.dir), open);
    rmSync(dir, { recursive: true });
    built.copied(id);
    return { ...none, mode: built.mode, timings, checks };
  }
  const place = installRelease(home, dir, id);
  built.copied(id);
  return { id, dir: place, fresh: true, mode: built.mode, timings, checks };
}

/** Loads what surfaces add to a release and starts what of it needs nothing of the release. */
async function beginParts(
  parts: MakeOptions["parts"],
): Promise<ReleaseParts & { readonly prepared: Promise<unknown> }> {
  const { steps, checks } = await parts();
  // A fault is told by the step's own run, which asks for the same thing.
  return { steps, checks, prepared: Promise.allSettled(steps.map(async (step) => step.prepare?.())) };
}

/** Waits for both, also when one fails: what the other writes is not to be left running. */
async function bothOf<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return [await first, await second];
}

/** A release made anew from the same inputs must be the one that stands; throws with what differs. */
function demandSame(before: PublicManifest, now: PublicManifest): void {
  const tables = now.tables.filter(
    ({ name, sha256: hash }) => before.tables.find((each) => each.name === name)?.sha256 !== hash,
  );
  const files = now.files.filter(
    ({ path, sha256: hash }) => before.files.find((each) => each.path === path)?.sha256 !== hash,
  );
  if (publicManifestText(before) === publicManifestText(now)) return;
  const list = [...tables.map(({ name }) => name), ...files.map(({ path }) => path)].join(", ");
  throw new BayanError("not_reproduced", {
    fr: `la version ${now.id}, reconstruite, n’est plus la même : ${list}`,
    ar: `أُعيد بناء الإصدار ${now.id} فاختلف: ${list}`,
    en: `release ${now.id}, built anew, is not the same: ${list}`,
  });
}

async function runSteps(
  steps: readonly ReleaseStep[],
  build: Build,
  progress: Progress,
  timings: Record<string, number>,
  clock: Clock,
): Promise<ReleaseFile[]> {
  fault("build:steps:before");
  const ordered = inOrder(steps);
  const stage = progress.stage("steps");
  const files: ReleaseFile[] = [];
  for (const [index, step] of ordered.entries()) {
    stage.update(index, ordered.length, step.name);
    const start = clock.ticks();
    files.push(...(await step.run(build)));
    timings[`steps.${step.name}`] = Math.round(clock.ticks() - start) / 1000;
    fault("build:steps:each");
  }
  stage.update(ordered.length, ordered.length);
  stage.end();
  return files;
}

/** Hashes what was written, links public files to their objects; a path given twice is public if either says so. */
async function listFiles(
  dir: string,
  objects: string,
  files: readonly ReleaseFile[],
): Promise<{ open: PublicManifest["files"]; closed: PublicManifest["files"] }> {
  const visible = new Map<string, Pick<ReleaseFile, "public" | "sha256">>([
    ["semantic.json", { public: false }],
    ["models.json", { public: false }],
  ]);
  for (const { path, public: open, sha256: hash } of files) {
    if (path !== normalize(path) || path.startsWith("..") || path.startsWith("/")) {
      throw new Error(`release file: path: ${path}`);
    }
    const known = visible.get(path);
    visible.set(path, { public: open || (known?.public ?? false), sha256: hash ?? known?.sha256 });
  }
  const [open, closed]: [PublicManifest["files"][number][], PublicManifest["files"][number][]] = [[], []];
  for (const [path, { public: isOpen, sha256: hash }] of visible) {
    const file = join(dir, path);
    const entry = { path, bytes: statSync(file).size, sha256: hash ?? (await sha256File(file)) };
    if (isOpen) linkObject(objects, file, entry.sha256);
    (isOpen ? open : closed).push(entry);
    fault("build:objects:each");
  }
  return { open, closed };
}
