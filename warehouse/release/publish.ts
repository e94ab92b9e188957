import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { BayanError, UsageError } from "../errors.ts";
import { type Home, servingTemp } from "../home.ts";
import { fault } from "./fault.ts";
import { fsyncPath, fsyncTree, replaceFile } from "./files.ts";
import { type ReleaseLedger, VALIDATORS } from "./ledger.ts";
import { readBuildManifest, readPublicManifest } from "./manifest.ts";
import type { ReleaseState } from "./types.ts";

export interface ReleaseSummary {
  readonly id: string;
  readonly state: ReleaseState | "withdrawn";
  readonly current: boolean;
  readonly built_at: string;
  readonly until: string;
  readonly sample: boolean;
  readonly exports: number;
  readonly tables: number;
  readonly files: number;
  readonly validated_by: readonly string[];
}

const ID = /^\d{4}-\d{2}-[0-9a-f]{12}$/;

/** The id of the release being served, or null before the first. */
export function currentId(home: Home): string | null {
  try {
    const id = readFileSync(home.current, "utf8").trim();
    return ID.test(id) ? id : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Ids of the releases on disk, oldest build first. */
export function releaseIds(home: Home): string[] {
  if (!existsSync(home.releases)) return [];
  return readdirSync(home.releases)
    .filter((name) => ID.test(name))
    .map((id) => ({ id, at: readBuildManifest(releaseDir(home, id)).built_at }))
    .sort((a, b) => (a.at + a.id < b.at + b.id ? -1 : 1))
    .map(({ id }) => id);
}

export const releaseDir = (home: Home, id: string): string => join(home.releases, id);
export const hasRelease = (home: Home, id: string): boolean =>
  ID.test(id) && existsSync(releaseDir(home, id));

/** Moves a finished folder to its place: from here on the release exists, whole, and never changes. */
export function installRelease(home: Home, temporary: string, id: string): string {
  fsyncTree(temporary);
  fault("publish:fsync:after");
  mkdirSync(home.releases, { recursive: true });
  const dir = releaseDir(home, id);
  fault("publish:rename:before");
  renameSync(temporary, dir);
  fsyncPath(home.releases);
  fault("publish:rename:after");
  return dir;
}

/** Makes a release the one being served. Repeating it changes nothing. */
export function serveRelease(home: Home, ledger: ReleaseLedger, id: string, actor: string): void {
  mustExist(home, id);
  fault("publish:current:before");
  if (currentId(home) !== id) replaceFile(home.current, `${id}\n`, () => fault("publish:current:written"));
  fault("publish:current:after");
  if (ledger.state(id) !== "public") ledger.record(id, "public", actor);
  fault("publish:ledger:after");
}

/** State of a release: what the ledger says, else what it was built as. */
export const stateOf = (home: Home, ledger: ReleaseLedger, id: string): ReleaseState | "withdrawn" =>
  ledger.state(id) ?? (currentId(home) === id ? "public" : readBuildManifest(releaseDir(home, id)).state);

/**
 * Publishes a release: at once when its exports are all sample, else once two persons have validated it. `by` adds a
 * validation. Gives the state that the release then has.
 */
export function publishRelease(
  home: Home,
  ledger: ReleaseLedger,
  id: string,
  by: string | null,
): ReleaseState {
  mustExist(home, id);
  const { inputs } = readBuildManifest(releaseDir(home, id));
  const invented = inputs.every((input) => input.sample || input.system === "ref");
  if (!invented && ledger.state(id) !== "withdrawn" && ledger.state(id) !== "public") {
    if (by === null) throw needsValidation(id, ledger.validators(id).length);
    if (!ledger.validators(id).includes(by)) ledger.record(id, "validated", by);
    if (ledger.validators(id).length < VALIDATORS) return "provisional";
  }
  serveRelease(home, ledger, id, by ?? "bayan");
  return "public";
}

/** Serves an earlier release again; the one served until now is withdrawn, and no run brings it back. */
export function rollbackTo(
  home: Home,
  ledger: ReleaseLedger,
  id: string,
  actor: string,
): { from: string | null } {
  mustExist(home, id);
  const state = stateOf(home, ledger, id);
  if (state === "provisional") throw needsValidation(id, ledger.validators(id).length);
  const from = currentId(home);
  serveRelease(home, ledger, id, actor);
  if (from !== null && from !== id) ledger.record(from, "withdrawn", actor);
  return { from };
}

/** Every release on disk, newest build first. */
export function listReleases(home: Home, ledger: ReleaseLedger): ReleaseSummary[] {
  const current = currentId(home);
  return releaseIds(home)
    .reverse()
    .map((id) => {
      const dir = releaseDir(home, id);
      const [open, build] = [readPublicManifest(dir), readBuildManifest(dir)];
      return {
        id,
        state: stateOf(home, ledger, id),
        current: id === current,
        built_at: build.built_at,
        until: open.until,
        sample: open.sample,
        exports: build.inputs.length,
        tables: open.tables.length,
        files: open.files.length,
        validated_by: ledger.validators(id),
      };
    });
}

/** Removes what a killed run left behind, and nothing of servers. Only under the build lock: a live run's folders look the same. */
export function removeOrphans(home: Home): string[] {
  if (!existsSync(home.tmp)) return [];
  const serving = basename(servingTemp(home));
  const orphans = readdirSync(home.tmp).filter((name) => name !== serving);
  for (const name of orphans) rmSync(join(home.tmp, name), { recursive: true, force: true });
  return orphans;
}

function mustExist(home: Home, id: string): void {
  if (hasRelease(home, id)) return;
  throw new UsageError("unknown_release", {
    fr: `version inconnue : ${id} ; « bayan releases » les liste`,
    ar: `إصدار غير معروف: ${id}؛ الأمر ‎bayan releases‎ يسردها`,
    en: `unknown release: ${id}; “bayan releases” lists them`,
  });
}

const needsValidation = (id: string, given: number): BayanError =>
  new BayanError("needs_validation", {
    fr: `la version ${id} attend ${VALIDATORS - given} validation(s) de personnes distinctes : bayan publish ${id} --by NOM`,
    ar: `الإصدار ${id} ينتظر ${VALIDATORS - given} من المصادقات من أشخاص مختلفين: ‎bayan publish ${id} --by NAME‎`,
    en: `release ${id} waits for ${VALIDATORS - given} validation(s) by different persons: bayan publish ${id} --by NAME`,
  });
