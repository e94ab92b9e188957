import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BayanError } from "../errors.ts";
import type { ReleaseHandle } from "../release/types.ts";
import type { Catalog } from "./catalog.ts";
import { loadCatalog } from "./load.ts";
import { manifestSchema } from "./manifest.ts";
import { monthDate, parsePeriod } from "./period.ts";
import { readRollups } from "./rollup/read.ts";

export const SEMANTIC_FILE = "semantic.json";

/** A release with what can be asked of it. */
export interface Opened {
  readonly handle: ReleaseHandle;
  readonly catalog: Catalog;
  /** Last day that the data covers: memberships are those of that day. */
  readonly asOf: string;
}

/** Reads each release's catalogue once, and hands it out with the release for the time of one call. */
export function createOpener(
  releases: { current(): Promise<ReleaseHandle> },
  onFault: (fault: string) => void,
) {
  const known = new Map<string, Promise<Pick<Opened, "catalog" | "asOf">>>();
  return async <T>(use: (opened: Opened) => Promise<T>): Promise<T> => {
    const handle = await releases.current();
    try {
      let read = known.get(handle.id);
      if (read === undefined) {
        const asOf = lastDay(handle.manifest.until);
        read = readCatalog(handle, onFault).then((catalog) => ({ catalog, asOf }));
        known.set(handle.id, read);
        read.catch(() => known.delete(handle.id));
        for (const id of [...known.keys()].slice(0, -3)) known.delete(id);
      }
      return await use({ handle, ...(await read) });
    } finally {
      handle.release();
    }
  };
}

/** Reads what can be asked of one release. */
export async function readCatalog(handle: ReleaseHandle, onFault: (fault: string) => void): Promise<Catalog> {
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(join(handle.dir, SEMANTIC_FILE), "utf8"));
  } catch (cause) {
    throw unreadable(cause);
  }
  const parsed = manifestSchema.safeParse(given);
  if (!parsed.success) throw unreadable(parsed.error);
  const { connection, done } = await handle.connect();
  try {
    const catalog = await loadCatalog(parsed.data, connection);
    for (const { metric, cause } of catalog.faults) onFault(`${metric}: ${cause}`);
    return { ...catalog, rollups: await readRollups(connection, catalog) };
  } finally {
    done();
  }
}

/** `2026-10-31` of `2026-10`. */
export function lastDay(month: string): string {
  const end = parsePeriod(month)?.end ?? parsePeriod("2100")?.end ?? 0;
  return new Date(Date.parse(`${monthDate(end)}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

const unreadable = (cause: unknown): BayanError =>
  new BayanError(
    "semantic_manifest",
    {
      fr: "la définition des indicateurs de cette version est illisible",
      ar: "تعريف مؤشرات هذا الإصدار غير مقروء",
      en: "the metric definitions of this release cannot be read",
    },
    { cause },
  );
