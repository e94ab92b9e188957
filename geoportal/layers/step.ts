import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { DuckDBInstance } from "@duckdb/node-api";
import { openSpatial, sitePackages } from "#geoportal/boundaries/engine.ts";
import {
  type Earlier,
  earlierLayers,
  type ImportedLayer,
  layerAt,
} from "#geoportal/boundaries/import/store.ts";
import { type Boundaries, type LayerName, loadBoundaries } from "#geoportal/boundaries/index.ts";
import { drawingOf } from "#geoportal/map/shapes.ts";
import { openEngine } from "#warehouse/engine.ts";
import { BayanError } from "#warehouse/errors.ts";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import type { Build, ReleaseFile, ReleaseStep } from "#warehouse/surface.ts";
import { CREDITS } from "./credits.ts";
import { earlierName, type Layer, readLayers } from "./load.ts";
import { LAYER_OF, type LayerFile, LEVELS, type Level, type UnitProperties } from "./unit.ts";

type Named = Omit<UnitProperties, "x" | "y">;

/**
 * Writes `geo/regions.json`, `geo/provinces.json` and `geo/communes.json` (TopoJSON) into the release, and
 * `geo/shapes.json`: outlines of regions and provinces as SVG paths, for rooms that draw a map without a map library.
 */
export const geoStep: ReleaseStep = {
  name: "geo",
  after: [],
  prepare: packagedBoundaries,
  async run(build) {
    const boundaries = await packagedBoundaries();
    const instance = await openEngine(build.home.tmp, { access_mode: "READ_ONLY" }, build.database);
    try {
      return await writeLayers(
        build,
        boundaries,
        instance,
        (layer) => layerAt(build.home.root, layer, build.until),
        (layer) => earlierLayers(build.home.root, layer, build.until),
      );
    } finally {
      instance.closeSync();
    }
  },
};

let loading: Promise<Boundaries> | null = null;

/** The layers of the installed packages, made at most once at a time. */
function packagedBoundaries(): Promise<Boundaries> {
  const packages = sitePackages();
  loading ??= loadBoundaries({
    sitePackages: packages,
    provincesFile: createRequire(import.meta.url).resolve("morocco-map/data/provinces.json"),
    // Made from the checkout's packages alone: beside them, so that every home and every test shares it.
    cache: join(PROJECT_ROOT, ".cache", "boundaries"),
    open: openSpatial,
  }).finally(() => {
    loading = null;
  });
  return loading;
}

/** Joins names to lines, imported ones where a home has them; every unit of the territory has lines, and every line a unit. */
export async function writeLayers(
  build: Pick<Build, "dir">,
  boundaries: Boundaries,
  instance: DuckDBInstance,
  imported: (layer: LayerName) => ImportedLayer | null = () => null,
  earlier: (layer: LayerName) => readonly Earlier[] = () => [],
): Promise<ReleaseFile[]> {
  const names = await unitNames(instance);
  mkdirSync(join(build.dir, "geo"), { recursive: true });
  const files = LEVELS.flatMap((level) => {
    const layer = LAYER_OF[level];
    const write = (path: string, own: ImportedLayer | null, whole: boolean): ReleaseFile => {
      const lines = own?.topology ?? boundaries[layer];
      const credit = own?.credit ?? CREDITS[layer];
      const file: LayerFile = { ...named(lines, names[level], level, whole), metadata: credit };
      writeFileSync(join(build.dir, path), JSON.stringify(file));
      return { path, public: true };
    };
    return [
      write(`geo/${layer}.json`, imported(layer), true),
      // Lines of another day may lack a unit of today, or hold one that is no more: it has no figure to draw.
      ...earlier(layer).map(({ before, lines }) => write(`geo/${earlierName(layer, before)}`, lines, false)),
    ];
  });
  return [...files, writeShapes(build.dir)];
}

/** A frame in drawing units: half a CSS pixel of a map as wide as a page's column. */
const FRAME = { width: 1440, height: 1360 };

function writeShapes(dir: string): ReleaseFile {
  const layers = readLayers(dir);
  const outlines = (level: Level) => {
    const { shapes } = drawingOf(layers[level], null, FRAME.width, FRAME.height);
    return shapes.map((shape) => ({
      ...shape,
      name_fr: nameOf(layers[level], shape.code),
      name_ar: nameOf(layers[level], shape.code, "ar"),
    }));
  };
  const path = "geo/shapes.json";
  const credit = CREDITS.provinces;
  writeFileSync(
    join(dir, path),
    JSON.stringify({ ...FRAME, credit, regions: outlines("region"), provinces: outlines("province") }),
  );
  return { path, public: true };
}

function nameOf(layer: Layer, code: string, lang: "fr" | "ar" = "fr"): string {
  const names = layer.byCode.get(code)?.properties;
  return (lang === "ar" ? names?.name_ar : names?.name_fr) ?? code;
}

function named(
  layer: Boundaries[LayerName],
  names: ReadonlyMap<string, Named>,
  level: Level,
  whole: boolean,
): Omit<LayerFile, "metadata"> {
  const units = layer.objects.units.geometries;
  const geometries = units.flatMap((unit) => {
    if (unit.type !== "Polygon" && unit.type !== "MultiPolygon") return [];
    const { code = "", x = 0, y = 0 } = unit.properties ?? {};
    const name = names.get(code);
    if (name === undefined && !whole) return [];
    if (name === undefined) throw mismatch(level, code);
    return [{ ...unit, properties: { ...name, x, y } }];
  });
  const drawn = new Set(geometries.map((unit) => unit.properties.code));
  const missing = [...names.keys()].find((code) => !drawn.has(code));
  if (whole && missing !== undefined) throw mismatch(level, missing);
  return { ...layer, objects: { units: { type: "GeometryCollection", geometries } } };
}

/** The units that have a council, by level: those that the lines stand for. */
async function unitNames(instance: DuckDBInstance): Promise<Record<Level, Map<string, Named>>> {
  const found: Record<Level, Map<string, Named>> = {
    region: new Map(),
    province: new Map(),
    commune: new Map(),
  };
  const connection = await instance.connect();
  const reader =
    await connection.runAndReadAll(`SELECT code, level, name_fr, name_ar, region_code, province_code
    FROM dim_territory WHERE level IN ('region', 'province', 'commune') AND has_council ORDER BY code`);
  connection.closeSync();
  for (const row of reader.getRowObjectsJson()) {
    const level = LEVELS.find((item) => item === row.level);
    if (level === undefined) continue;
    found[level].set(String(row.code), {
      code: String(row.code),
      name_fr: String(row.name_fr),
      name_ar: String(row.name_ar),
      region: String(row.region_code),
      province: row.province_code === null ? null : String(row.province_code),
    });
  }
  return found;
}

const mismatch = (level: Level, code: string): BayanError =>
  new BayanError("boundaries_units", {
    fr: `Limites territoriales : l’unité ${code} (${level}) n’a pas à la fois un nom et un tracé.`,
    ar: `الحدود الترابية: الوحدة ${code} (${level}) لا تتوفر على اسم ورسم معا.`,
    en: `Territorial boundaries: unit ${code} (${level}) does not have both a name and lines.`,
  });
