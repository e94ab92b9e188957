import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { openEngine } from "#warehouse/engine.ts";
import { currentId, releaseDir } from "#warehouse/release/index.ts";
import type { Build, ReleaseFile, ReleaseStep } from "#warehouse/surface.ts";
import { DATASETS } from "../datasets/index.ts";
import type { Catalogue, CatalogueEntry, Dataset } from "../types.ts";
import { type Dictionary, readDictionary, readIndicators } from "./dictionary.ts";
import { showMarts } from "./marts.ts";
import { takeOver } from "./take-over.ts";
import { writeDataset } from "./write.ts";

/** A read-only view of a release's tables in which only publishable columns stand. */
export async function withMarts<T>(
  place: {
    readonly dir: string;
    readonly database: string;
    readonly memory: string;
    /** Where the engine may make a folder for what it does not hold. */
    readonly temp: string;
  },
  use: (
    lanes: readonly [DuckDBConnection, ...DuckDBConnection[]],
    shown: ReadonlySet<string>,
    dictionary: Dictionary,
  ) => Promise<T>,
  lanes = 1,
): Promise<T> {
  const limits = {
    access_mode: "READ_ONLY",
    memory_limit: place.memory,
    // A lane works on the thread that asks: threads of DuckDB's own beside as many lanes as cores spin while they wait.
    threads: "1",
    preserve_insertion_order: "true",
  };
  const instance = await openEngine(place.temp, limits, place.database);
  try {
    const dictionary = await readDictionary(place.dir);
    const indicators = await readIndicators(place.dir);
    const open = async () => {
      const connection = await instance.connect();
      await connection.run("set timezone = 'UTC'");
      return { connection, shown: await showMarts(connection, dictionary, indicators) };
    };
    const first = await open();
    const others = await Promise.all(Array.from({ length: lanes - 1 }, open));
    const connections = [first, ...others].map(({ connection }) => connection);
    const result = await use([first.connection, ...connections.slice(1)], first.shown, dictionary);
    for (const connection of connections) connection.closeSync();
    return result;
  } finally {
    instance.closeSync();
  }
}

/** Parquet files of a dataset in the release being served: what the public knows when the next one is made. */
async function servedBefore(build: Pick<Build, "home">): Promise<(slug: string) => readonly string[]> {
  const id = currentId(build.home);
  const dir = id === null ? null : releaseDir(build.home, id);
  const list = dir === null ? null : join(dir, "opendata/catalogue.json");
  if (dir === null || list === null || !existsSync(list)) return () => [];
  const { datasets } = JSON.parse(await readFile(list, "utf8")) as Catalogue;
  return (slug) => {
    const entry = datasets.find((each) => each.slug === slug);
    // A release made before counts were guarded has no such note, and tells nothing that could be relied on.
    if (entry?.withheld == null) return [];
    return entry.files.filter(({ format }) => format === "parquet").map(({ path }) => join(dir, path));
  };
}

/**
 * Writes every dataset as CSV and Parquet, a file a year where it is split, sorted by key, and the list of
 * them in `opendata/catalogue.json`. The same rows give the same bytes: no clock and no release id inside. One whose
 * marts stand from the release before is taken over with its files, of others the parts that have the same rows. One whose marts this release does not hold
 * is left out, and said.
 */
export async function publishDatasets(
  build: Build,
  datasets: readonly Dataset[] = DATASETS,
): Promise<readonly ReleaseFile[]> {
  const place = {
    ...{ dir: build.dir, database: build.database, temp: build.home.tmp },
    memory: build.settings.buildMemory,
  };
  const before = await servedBefore(build);
  const taken = takeOver(build);
  const entries = await withMarts(
    place,
    async (lanes, shown, dictionary) => {
      const waiting = datasets.flatMap((dataset, index) => {
        const lacking = dataset.marts.filter((mart) => !shown.has(mart));
        if (lacking.length === 0) return [{ dataset, index }];
        build.log.warn(
          { dataset: dataset.slug, lacking },
          "dataset left out: its tables publish nothing here",
        );
        return [];
      });
      // The largest first, so that no lane is left with one at the end.
      waiting.sort((a, b) => taken.bytes(b.dataset.slug) - taken.bytes(a.dataset.slug) || a.index - b.index);
      const written: CatalogueEntry[] = [];
      const work = async (connection: DuckDBConnection): Promise<void> => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          const { dataset, index } = next;
          const standing = taken.whole(dataset);
          if (standing !== null) {
            written[index] = standing;
            continue;
          }
          written[index] = await writeDataset(connection, dataset, {
            ...{ dir: build.dir, sample: build.sample, until: build.until, dictionary },
            before: before(dataset.slug),
            ...{ standing: taken.part, renewal: taken.renewal },
            onFrozen: (slug, slices) =>
              build.log.warn({ dataset: slug, slices }, "counts left as published before"),
          });
        }
      };
      await Promise.all(lanes.map(work));
      return written.filter((entry) => entry !== undefined);
    },
    // Sorting, CSV and hashing keep one core: as many datasets at a time as there are cores, of the four that Node lends.
    Math.min(build.settings.threads, 4),
  );
  const catalogue: Catalogue = { datasets: entries };
  await mkdir(join(build.dir, "opendata"), { recursive: true });
  await writeFile(join(build.dir, "opendata/catalogue.json"), `${JSON.stringify(catalogue, null, 1)}\n`);
  return [
    { path: "opendata/catalogue.json", public: true },
    ...entries.flatMap(({ files }) => files.map(({ path, sha256 }) => ({ path, sha256, public: true }))),
  ];
}

export const publishStep: ReleaseStep = {
  name: "opendata",
  after: [],
  run: (build) => publishDatasets(build),
};
