import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, rmdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "#warehouse/clock.ts";
import type { Home } from "#warehouse/home.ts";
import { readPublicManifest, replaceFile, sha256 } from "#warehouse/release/index.ts";
import type { Settings } from "#warehouse/settings.ts";
import type { Catalogue, CatalogueEntry, CatalogueFile } from "../types.ts";
import { signingKey } from "./keys.ts";
import { type SignedEntry, signEntry, signedEntrySchema } from "./log.ts";

/** One version of a dataset, from the release that first published it. */
export interface Edition {
  readonly version: string;
  readonly release: string;
  /** Day and time of its first publication, UTC. */
  readonly published_at: string;
  readonly entry: CatalogueEntry;
}

/**
 * What has ever been published, kept for good below `<home>/published`: every file once by its hash (a link to the
 * object that releases share, so that clearing old releases leaves it), the editions of each dataset in order, the
 * manifests, and the signed log.
 */
export interface Shelf {
  readonly root: string;
  readonly log: readonly SignedEntry[];
  /** Oldest first. */
  editions(slug: string): readonly Edition[];
  edition(slug: string, version: string): Edition | undefined;
  pathOf(file: Pick<CatalogueFile, "sha256">): string;
  manifestOf(release: string): string | null;
}

const ROOT = "published";
const at = (home: Home, ...parts: string[]): string => join(home.root, ROOT, ...parts);
const readJson = <T>(path: string, empty: T): T =>
  existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as T) : empty;

function readLog(home: Home): readonly SignedEntry[] {
  const path = at(home, "log.jsonl");
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => signedEntrySchema.parse(JSON.parse(line)));
}

const open = new Map<string, { readonly stamp: number; readonly shelf: Shelf }>();

/** The shelf as it stands on disk, read anew when its log has grown. */
export function shelfAt(home: Home): Shelf {
  const path = at(home, "log.jsonl");
  const stamp = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const known = open.get(home.root);
  if (known !== undefined && known.stamp === stamp) return known.shelf;
  const editions = new Map<string, readonly Edition[]>();
  const editionsOf = (slug: string): readonly Edition[] => {
    if (!/^[a-z0-9-]+$/.test(slug)) return [];
    const list = editions.get(slug) ?? readJson<readonly Edition[]>(at(home, "datasets", `${slug}.json`), []);
    editions.set(slug, list);
    return list;
  };
  const shelf: Shelf = {
    root: at(home),
    log: readLog(home),
    editions: editionsOf,
    edition: (slug, version) => editionsOf(slug).find((each) => each.version === version),
    pathOf: (file) => at(home, "files", file.sha256),
    manifestOf(release) {
      const file = at(home, "manifests", `${release}.json`);
      return /^[\w-]+$/.test(release) && existsSync(file) ? readFileSync(file, "utf8") : null;
    },
  };
  open.set(home.root, { stamp, shelf });
  return shelf;
}

/** Puts a file on the shelf without a second copy of its bytes, where the disk allows it. */
function keep(from: string, to: string): void {
  if (existsSync(to)) return;
  try {
    linkSync(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return;
    if (code !== "EXDEV" && code !== "EMLINK" && code !== "EPERM") throw error;
    copyFileSync(from, to);
  }
}

async function locked<T>(home: Home, work: () => T): Promise<T> {
  mkdirSync(at(home), { recursive: true });
  const lock = at(home, ".lock");
  for (let tries = 0; ; tries += 1) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      // A writer that died leaves its lock; the work takes well under this.
      if (tries > 300) rmdirSync(lock);
      await sleep(100);
    }
  }
  try {
    return work();
  } finally {
    rmdirSync(lock);
  }
}

/**
 * Records the publication of a release: its files, editions and manifest are kept for good, and the log gets one
 * signed entry. Done twice it changes nothing; a release served again after a rollback has its entry already.
 */
export async function recordRelease(
  home: Home,
  dir: string,
  settings: Partial<Pick<Settings, "signingKeyFile">>,
  clock: Clock,
): Promise<Shelf> {
  const manifest = readPublicManifest(dir);
  if (shelfAt(home).log.some((entry) => entry.release === manifest.id)) return shelfAt(home);
  await locked(home, () => {
    const log = readLog(home);
    if (log.some((entry) => entry.release === manifest.id)) return;
    for (const folder of ["files", "datasets", "manifests"]) mkdirSync(at(home, folder), { recursive: true });
    const published_at = `${clock.now().toISOString().slice(0, 19)}Z`;
    const { datasets } = readJson<Catalogue>(join(dir, "opendata/catalogue.json"), { datasets: [] });
    for (const entry of datasets) {
      for (const file of entry.files) keep(join(dir, file.path), at(home, "files", file.sha256));
      const path = at(home, "datasets", `${entry.slug}.json`);
      const known = readJson<readonly Edition[]>(path, []);
      if (known.some(({ version }) => version === entry.version)) continue;
      const edition: Edition = { version: entry.version, release: manifest.id, published_at, entry };
      replaceFile(path, `${JSON.stringify([...known, edition])}\n`);
    }
    const text = readFileSync(join(dir, "manifest.public.json"), "utf8");
    replaceFile(at(home, "manifests", `${manifest.id}.json`), text);
    const last = log.at(-1);
    const { id: release, until, sample } = manifest;
    const entry = signEntry(
      {
        ...{ n: log.length + 1, release, until, sample, published_at },
        ...{ manifest_sha256: sha256(text), previous: last?.hash ?? null },
      },
      signingKey(home, settings),
    );
    replaceFile(at(home, "log.jsonl"), [...log, entry].map((each) => `${JSON.stringify(each)}\n`).join(""));
  });
  return shelfAt(home);
}
