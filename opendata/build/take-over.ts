import { existsSync, linkSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { currentId } from "#warehouse/release/index.ts";
import type { Build } from "#warehouse/surface.ts";
import type { Catalogue, CatalogueEntry, CatalogueFile, Dataset } from "../types.ts";

/** Tables that a dataset reads and no release holds: they are written from the models, which are the same. */
const FROM_MODELS: ReadonlySet<string> = new Set(["open_indicator", "open_column"]);

/** What can be taken over from the release before, which this very code has made. */
export interface TakeOver {
  /**
   * Takes a dataset over, files and all, where nothing that it is made from has changed since: its marts, the month up to
   * which the data goes, the mark of the sample and, of one whose counts are guarded, what the public knew. Gives null
   * where it is to be written.
   */
  whole(dataset: Dataset): CatalogueEntry | null;
  /** The files of a dataset's part there, each where it lies; those of a part whose rows are the same can be linked. */
  part(slug: string, part: string | null): readonly StandingFile[];
  /**
   * Of a dataset split by what its marts were replaced by, year for year: these years, and its files of the others, which
   * need not be made again, since a year's rows are made of that year's alone (datasets.test.ts holds every one to it).
   * Null where that does not hold, and of counts that are guarded: what one year withholds may hang on another.
   */
  renewal(dataset: Dataset): Renewal | null;
  /** How large a dataset was there. */
  bytes(slug: string): number;
}
export interface StandingFile extends CatalogueFile {
  readonly from: string;
}

export interface Renewal {
  readonly years: readonly number[];
  readonly files: readonly StandingFile[];
}

export function takeOver(build: Pick<Build, "before" | "dir" | "home" | "sample" | "until">): TakeOver {
  const { before } = build;
  const list = before === null ? null : join(before.dir, "opendata/catalogue.json");
  if (before === null || list === null || !existsSync(list))
    return { whole: () => null, part: () => [], renewal: () => null, bytes: () => 0 };
  const { datasets } = JSON.parse(readFileSync(list, "utf8")) as Catalogue;
  const entries = new Map(datasets.map((entry) => [entry.slug, entry]));
  const served = currentId(build.home) === before.id;
  const isOfMonth = before.id.startsWith(`${build.until}-`);
  const stands = (mart: string): boolean => before.stands.has(mart) || FROM_MODELS.has(mart);
  const marked = (dataset: Dataset): boolean => build.sample && !dataset.real;
  const lying = (file: CatalogueFile): StandingFile => ({ ...file, from: join(before.dir, file.path) });
  return {
    whole(dataset) {
      const entry = entries.get(dataset.slug);
      if (!isOfMonth || entry === undefined || !dataset.marts.every(stands)) return null;
      if (entry.sample !== marked(dataset) || (dataset.guard !== null && !served)) return null;
      for (const { path } of entry.files) linkFile(join(before.dir, path), join(build.dir, path));
      return entry;
    },
    part: (slug, part) => (entries.get(slug)?.files ?? []).filter((file) => file.part === part).map(lying),
    renewal(dataset) {
      const entry = entries.get(dataset.slug);
      const { renewed } = before;
      if (entry === undefined || dataset.splitBy !== renewed.by) return null;
      if (entry.sample !== marked(dataset) || dataset.guard !== null) return null;
      if (!dataset.marts.every((mart) => stands(mart) || renewed.tables.has(mart))) return null;
      const years = [...new Set(dataset.marts.flatMap((mart) => renewed.tables.get(mart) ?? []))];
      const files = entry.files.filter(({ part }) => !years.includes(Number(part))).map(lying);
      return files.every(({ from }) => existsSync(from)) ? { years, files } : null;
    },
    bytes: (slug) => entries.get(slug)?.whole.bytes ?? 0,
  };
}

/** The same file under another name: without a byte of disk. */
export function linkFile(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  linkSync(from, to);
}
