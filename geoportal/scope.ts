import type { Viewer } from "#warehouse/door/types.ts";
import { pageEyes } from "#warehouse/door/viewer.ts";
import type { ReleaseHandle } from "#warehouse/release/types.ts";

/**
 * The one predicate of what a reader governs: membership in the dated closure of units, never the start of a code.
 * Tiles, items, counts, extents, search, legends, prints and files all go through it or through the door, which holds
 * the same rule under each query.
 */
export interface OwnUnits {
  /** Whether the unit is the reader's own or lies in it. True of every unit for who has no territory's limit. */
  has(code: string | null): boolean;
}

const EVERYTHING: OwnUnits = { has: () => true };
const NOTHING: OwnUnits = { has: () => false };
/** Territories whose units stay read, per release folder. */
const KEPT = 200;
const cache = new Map<string, Promise<OwnUnits>>();

/** Units of the reader's own territory on the release's last day; none for the public, all for the nation's eyes. */
export function ownUnits(release: ReleaseHandle, viewer: Viewer): Promise<OwnUnits> {
  if (viewer.role === "public") return Promise.resolve(NOTHING);
  const { territory } = viewer;
  if (territory === null) {
    const isNational = viewer.role === "national" || viewer.role === "admin";
    return Promise.resolve(isNational ? EVERYTHING : NOTHING);
  }
  const key = JSON.stringify([release.id, release.dir, territory]);
  const known = cache.get(key);
  if (known !== undefined) return known;
  const asked = read(release, territory);
  asked.catch(() => cache.delete(key));
  cache.set(key, asked);
  for (const old of [...cache.keys()].slice(0, -KEPT)) cache.delete(old);
  return asked;
}

async function read(release: ReleaseHandle, territory: string): Promise<OwnUnits> {
  const { connection, done } = await release.connect();
  try {
    const units = await connection.runAndReadAll(
      `SELECT DISTINCT unit_code FROM bridge_territory
      WHERE ancestor_code = $territory AND (valid_from IS NULL OR valid_from <= last_day($until::DATE))
        AND (valid_to IS NULL OR valid_to >= last_day($until::DATE))`,
      { territory, until: `${release.manifest.until}-01` },
    );
    const codes = new Set([territory, ...units.getRows().map(([code]) => String(code))]);
    return { has: (code) => code !== null && codes.has(code) };
  } finally {
    done();
  }
}

/**
 * Whose eyes a map narrowed to a place is drawn with: the reader's own where they govern the whole of it, else those
 * that suit a page about any place. A map of the country is never a part of it under the country's name.
 */
export async function mapEyes(release: ReleaseHandle, asker: Viewer, within: string | null): Promise<Viewer> {
  if (asker.territory === null) return asker;
  const own = within !== null && (await ownUnits(release, asker)).has(within);
  return own ? asker : pageEyes(asker);
}

/** Whether these eyes see more than the public: a figure of theirs is not everybody's. */
export const isOwnView = (viewer: Viewer): boolean => viewer.role !== "public";
