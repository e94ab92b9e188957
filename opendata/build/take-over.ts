import { existsSync, linkSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { currentId } from "#warehouse/release/index.ts";
import type { Build } from "#warehouse/surface.ts";
import type { Catalogue, CatalogueEntry, Dataset } from "../types.ts";

/** Tables that a dataset reads and no release holds: they are written from the models, which are the same. */
const FROM_MODELS: ReadonlySet<string> = new Set(["open_indicator", "open_column"]);

/**
 * Takes a dataset over from the release before, files and all, where nothing that it is made from has changed since: its
 * marts, the month up to which the data goes, the mark of the sample and, of one whose counts are guarded, what the
 * public knew. Gives null where it is to be written.
 */
export function takeOver(
  build: Pick<Build, "before" | "dir" | "home" | "sample" | "until">,
): (dataset: Dataset) => CatalogueEntry | null {
  const { before } = build;
  const list = before === null ? null : join(before.dir, "opendata/catalogue.json");
  if (before === null || list === null || !existsSync(list) || !before.id.startsWith(`${build.until}-`))
    return () => null;
  const { datasets } = JSON.parse(readFileSync(list, "utf8")) as Catalogue;
  const entries = new Map(datasets.map((entry) => [entry.slug, entry]));
  const served = currentId(build.home) === before.id;
  return (dataset) => {
    const entry = entries.get(dataset.slug);
    const stands = dataset.marts.every((mart) => before.stands.has(mart) || FROM_MODELS.has(mart));
    if (entry === undefined || !stands || entry.sample !== (build.sample && !dataset.real)) return null;
    if (dataset.guard !== null && !served) return null;
    for (const { path } of entry.files) {
      const file = join(build.dir, path);
      mkdirSync(dirname(file), { recursive: true });
      linkSync(join(before.dir, path), file);
    }
    return entry;
  };
}
