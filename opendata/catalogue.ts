import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ReleaseHandle } from "#warehouse/release/types.ts";
import { datasetOf } from "./datasets/index.ts";
import type { Catalogue, CatalogueEntry, Dataset, LicenceKey } from "./types.ts";

export interface Listed {
  readonly dataset: Dataset;
  readonly entry: CatalogueEntry;
}

const cache = new Map<string, Promise<readonly Listed[]>>();

async function read(dir: string): Promise<readonly Listed[]> {
  const catalogue = JSON.parse(await readFile(join(dir, "opendata/catalogue.json"), "utf8")) as Catalogue;
  return catalogue.datasets.flatMap((entry) => {
    const dataset = datasetOf(entry.slug);
    return dataset === undefined ? [] : [{ dataset, entry }];
  });
}

/** The list under the licence that an installation chose for what the law publishes; what others license keeps theirs. */
export const licensed = (listed: readonly Listed[], licence: LicenceKey): readonly Listed[] =>
  listed.map((item) =>
    item.dataset.licence === "loi-31-13" ? { ...item, dataset: { ...item.dataset, licence } } : item,
  );

/** What a release publishes. Releases never change, so a list is read once; only the last two are kept. */
export function catalogueOf(release: Pick<ReleaseHandle, "id" | "dir">): Promise<readonly Listed[]> {
  const known = cache.get(release.id);
  if (known !== undefined) return known;
  const fresh = read(release.dir);
  cache.set(release.id, fresh);
  fresh.catch(() => cache.delete(release.id));
  for (const id of [...cache.keys()].slice(0, -2)) cache.delete(id);
  return fresh;
}
