import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Home } from "#warehouse/home.ts";
import { sha256File } from "#warehouse/release/index.ts";
import { write } from "../derive/derive.ts";
import { WHOLE } from "../derive/forms.ts";
import { engineAt } from "../query/engine.ts";
import type { Catalogue } from "../types.ts";
import { shelfAt } from "./shelf.ts";

export interface Thinned {
  readonly files: number;
  readonly bytes: number;
}

/**
 * Nine tenths of what an edition takes is its CSV, and its Parquet gives the same bytes. Of editions that no kept release
 * holds, each CSV is made again, compared with its hash, and let go where it is the same; asked for later, it
 * is made once more.
 */
export async function thinShelf(home: Home, dryRun = false): Promise<Thinned> {
  const shelf = shelfAt(home);
  const datasets = join(shelf.root, "datasets");
  if (!existsSync(datasets)) return { files: 0, bytes: 0 };
  const held = heldFiles(home);
  const engine = engineAt(home);
  const folder = mkdtempSync(join(shelf.root, "thin-"));
  let [files, bytes] = [0, 0];
  try {
    for (const name of readdirSync(datasets)) {
      const editions = shelf.editions(name.replace(/\.json$/, ""));
      // The latest stays whole, and older ones share what did not change with it.
      const latest = new Set(editions.at(-1)?.entry.files.map(({ sha256 }) => sha256));
      for (const { entry } of editions.slice(0, -1)) {
        for (const file of entry.files) {
          const path = shelf.pathOf(file);
          if (file.format !== "csv" || held.has(file.sha256) || latest.has(file.sha256)) continue;
          if (!existsSync(path)) continue;
          const { part, sha256 } = file;
          const again = join(folder, "again.csv");
          await write(engine, again, entry, { name: file.name, part, ...WHOLE, form: "csv" }, false);
          if ((await sha256File(again)) !== sha256) continue;
          files += 1;
          bytes += statSync(path).size;
          if (!dryRun) rmSync(path);
        }
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { files, bytes };
}

/** Hashes of the files of every kept release. */
function heldFiles(home: Home): ReadonlySet<string> {
  const lists = readdirSync(home.releases)
    .map((id) => join(home.releases, id, "opendata/catalogue.json"))
    .filter((path) => existsSync(path))
    .map((path) => JSON.parse(readFileSync(path, "utf8")) as Catalogue);
  return new Set(
    lists.flatMap(({ datasets }) => datasets.flatMap(({ files }) => files.map(({ sha256 }) => sha256))),
  );
}
