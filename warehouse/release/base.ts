import { constants, rmSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import type { RollupOptions, Rollups } from "../door/index.ts";
import type { Home } from "../home.ts";
import type { Settings } from "../settings.ts";
import type { Proved } from "../surface.ts";
import { sha256File } from "./files.ts";
import type { TableHash } from "./hash.ts";
import type { SourceHashes } from "./identity.ts";
import { DATABASE, readBuildManifest, readPublicManifest } from "./manifest.ts";
import type { ReleaseTable } from "./project.ts";
import { hasRelease, releaseDir } from "./publish.ts";
import { compareTables } from "./same.ts";
import { type CopyBase, YEAR } from "./tables.ts";
import type { Transformed } from "./transform.ts";

export interface UsableBase extends CopyBase {
  readonly release: string;
  /** Years that the build replaced in the tables that it keeps by year; undefined: it made them whole. */
  readonly replaced: readonly number[] | undefined;
  readonly hashes: ReadonlyMap<string, TableHash>;
}

/**
 * Copies a release's database to `target` where it can be taken over from: the release is there, this very code made it,
 * and the copy is what its manifest says of it, so that what that says of its tables holds. Tells whether it has.
 */
export async function copySound(
  home: Home,
  release: string | null,
  hashes: SourceHashes,
  target: string,
): Promise<boolean> {
  rmSync(target, { force: true });
  if (release === null || !hasRelease(home, release)) return false;
  const dir = releaseDir(home, release);
  const manifest = readBuildManifest(dir);
  if (manifest.code_sha256 !== hashes.code) return false;
  await copyFile(join(dir, DATABASE), target, constants.COPYFILE_FICLONE);
  if ((await sha256File(target)) === manifest.database_sha256) return true;
  rmSync(target);
  return false;
}

/** The release before, of which a sound copy was taken, as far as its tables stand unchanged. */
export async function usableBase(
  home: Home,
  settings: Settings,
  { before, database: work, project }: Pick<Transformed, "before" | "database" | "project">,
): Promise<UsableBase | null> {
  if (before === null) return null;
  const dir = releaseDir(home, before.release);
  const database = join(dir, DATABASE);
  const tables = [...readPublicManifest(dir).tables, ...readBuildManifest(dir).tables];
  const standing = tables.map(({ name }) => name).filter(before.stands);
  const anew = project.tables.filter(({ name }) => !before.stands(name));
  const { same, changed } = await compareTables(work, database, anew, settings, before.touched);
  const found = new Set(project.tables.filter(({ yearsFound }) => yearsFound).map(({ name }) => name));
  return {
    ...{ release: before.release, database, replaced: before.touched },
    touchedOf: (table) => (found.has(table) ? changed.get(table) : before.touched),
    unchanged: new Set([...standing, ...same]),
    hashes: new Map(tables.map((each) => [each.name, each])),
  };
}

/** What sums can be taken over of: tables that stand, and those whose other years do. */
export function standingOf(
  base: UsableBase | null,
  tables: readonly ReleaseTable[],
): Pick<RollupOptions, "standing" | "renewed"> {
  if (base === null) return {};
  const { unchanged: standing, replaced: years } = base;
  const names = tables.filter(
    ({ name, byYear, yearsFound }) =>
      byYear && yearsFound !== true && base.hashes.has(name) && !standing.has(name),
  );
  const renewed = { tables: new Set(names.map(({ name }) => name)), years: years ?? [], by: YEAR };
  return { standing, renewed: years === undefined ? null : renewed };
}

/** Of the tables that do not stand, those that have years that do, each with the years that do not. */
export function renewedIn(
  base: UsableBase,
  tables: readonly ReleaseTable[],
): ReadonlyMap<string, readonly number[]> {
  const renewed = new Map<string, readonly number[]>();
  for (const { name, byYear } of tables) {
    const years = base.touchedOf(name);
    if (byYear && years !== undefined && base.hashes.has(name) && !base.unchanged.has(name))
      renewed.set(name, years);
  }
  return renewed;
}

/** What its checks need not look at again. */
export const provedOf = ({ kept, renewed }: Rollups, base: UsableBase | null): Proved =>
  new Map([
    ...kept.map((name) => [name, []] as const),
    ...renewed.map((name) => [name, base?.replaced ?? []] as const),
  ]);
