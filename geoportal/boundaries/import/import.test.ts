import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Feature } from "geojson";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { crsOf, reproject } from "#geoportal/ogc/crs.ts";
import { realBoundaries, realTerritory } from "#geoportal/testing/release.ts";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { openSpatial } from "../engine.ts";
import { rewind, toFeatures } from "../layer.ts";
import { importBoundaries } from "./index.ts";
import { earlierLayers, keptLayers, layerAt } from "./store.ts";

describe("boundaries that an administration imports", () => {
  const root = mkdtempSync(join(tmpdir(), "bayan-geo-"));
  let regions: Feature[] = [];

  beforeAll(async () => {
    (await realTerritory()).closeSync();
    mkdirSync(join(root, "raw"));
    symlinkSync(join(PROJECT_ROOT, ".cache", "territory", "ref"), join(root, "raw", "ref"));
    regions = toFeatures((await realBoundaries()).regions).map((one) => ({
      ...one,
      geometry: rewind(one.geometry, true),
    }));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  const write = (name: string, features: readonly unknown[], more: object = {}): string => {
    const file = join(root, name);
    writeFileSync(file, JSON.stringify({ type: "FeatureCollection", ...more, features }));
    return file;
  };
  const take = (file: string, more: Partial<Parameters<typeof importBoundaries>[1]> = {}) =>
    importBoundaries(root, {
      ...{ file, level: "region", key: null, crs: null, validFrom: "2026-01-01" },
      ...{ source: "Direction X", licence: "CC BY 4.0", dry: false },
      ...more,
    });
  const kinds = async (...given: Parameters<typeof take>): Promise<string[]> => [
    ...new Set((await take(...given)).faults.map(({ kind }) => kind)),
  ];
  const moved = (by: (x: number, y: number) => readonly [number, number]): Feature[] =>
    regions.map((one) => ({
      ...one,
      geometry: {
        ...one.geometry,
        coordinates: reproject("coordinates" in one.geometry ? one.geometry.coordinates : [], by),
      } as Feature["geometry"],
    }));

  it("keeps a whole file as the version of its day, and finds the one that holds", async () => {
    const report = await take(write("good.geojson", regions));
    expect(report).toMatchObject({ accepted: true, units: 12, faults: [], replaces: null });
    await take(write("later.geojson", regions), { validFrom: "2026-06-01" });
    expect(keptLayers(root, "regions").map(({ about }) => about.valid_from)).toEqual([
      "2026-01-01",
      "2026-06-01",
    ]);
    expect(
      ["2025-12", "2026-05", "2026-10"].map(
        (month) => layerAt(root, "regions", month)?.about.valid_from ?? null,
      ),
    ).toEqual([null, "2026-01-01", "2026-06-01"]);
    expect(
      earlierLayers(root, "regions", "2026-10").map(({ before, lines }) => [
        before,
        lines?.about.valid_from ?? null,
      ]),
    ).toEqual([
      ["2026-01-01", null],
      ["2026-06-01", "2026-01-01"],
    ]);
    expect(earlierLayers(root, "regions", "2026-03")).toHaveLength(1);
    const kept = layerAt(root, "regions", "2026-10");
    expect(kept?.credit).toMatchObject({ precision: "official", licence: "CC BY 4.0" });
    expect(toFeatures(kept?.topology ?? (await realBoundaries()).regions)).toHaveLength(12);
  });

  it.each([26191, 26192, 26194, 26195])("reads the metres of Lambert zone %i", async (zone) => {
    const lambert = moved(crsOf(`http://www.opengis.net/def/crs/EPSG/0/${zone}`)?.from ?? ((x, y) => [x, y]));
    const crs = { crs: { type: "name", properties: { name: `urn:ogc:def:crs:EPSG::${zone}` } } };
    expect(await kinds(write("lambert.geojson", lambert, crs), { dry: true })).toEqual([]);
    expect(await kinds(write("untold.geojson", lambert), { dry: true, crs: zone })).toEqual([]);
  });

  it("says where a system is not told", async () => {
    const lambert = moved(crsOf("http://www.opengis.net/def/crs/EPSG/0/26191")?.from ?? ((x, y) => [x, y]));
    expect(await kinds(write("untold.geojson", lambert), { dry: true })).toEqual(["unknown_crs"]);
  });

  it("reads a GeoPackage and Parquet as it reads GeoJSON", async () => {
    const file = write("forms.geojson", regions);
    const instance = await openSpatial();
    const connection = await instance.connect();
    await connection.run(`CREATE TABLE t AS SELECT * FROM st_read('${file}')`);
    await connection.run(
      `COPY (SELECT code, geom FROM t) TO '${join(root, "forms.gpkg")}' WITH (FORMAT gdal, DRIVER 'GPKG', SRS 'EPSG:4326')`,
    );
    await connection.run(
      `COPY (SELECT code, st_aswkb(geom) AS geometry FROM t) TO '${join(root, "forms.parquet")}'`,
    );
    connection.closeSync();
    instance.closeSync();
    for (const form of ["forms.gpkg", "forms.parquet"])
      expect(await take(join(root, form), { dry: true }), form).toMatchObject({ accepted: true, faults: [] });
  });

  it("tells each fault with its place, and keeps nothing of a file that has one that stops", async () => {
    const before = keptLayers(root, "regions").length;
    const named = (code: string) =>
      regions.map((one, index) => (index === 0 ? { ...one, properties: { code } } : one));
    const [first, second] = regions;
    const square = (west: number, south: number, size: number) => ({
      type: "Polygon",
      coordinates: [
        [
          [west, south],
          [west + size, south],
          [west + size, south + size],
          [west, south + size],
          [west, south],
        ],
      ],
    });
    const cases: readonly (readonly [string, readonly unknown[], string])[] = [
      ["missing", regions.slice(1), "missing"],
      ["unknown", named("99"), "unknown_code"],
      ["swapped", moved((x, y) => [y, x]), "swapped_axes"],
      ["outside", moved((x, y) => [x + 100, y]), "outside"],
      ["overlap", [...regions, { ...first, geometry: square(-6.9, 33.9, 0.4) }], "overlap"],
      ["empty", [...regions.slice(1), { ...first, geometry: { type: "Polygon", coordinates: [] } }], "empty"],
      ["nokey", regions.map((one) => ({ ...one, properties: { nom: "x" } })), "no_key"],
      ["gap", regions.map((one) => (one === second ? { ...one, geometry: pierced(one) } : one)), "gap"],
    ];
    for (const [name, features, kind] of cases) {
      const report = await take(write(`${name}.geojson`, features));
      expect(report.accepted, name).toBe(false);
      const found = report.faults.filter((fault) => fault.kind === kind);
      expect(found.length, `${name}: ${report.faults.map((fault) => fault.kind)}`).toBeGreaterThan(0);
      if (kind === "overlap" || kind === "gap") expect(found[0]?.at, name).not.toBeNull();
    }
    writeFileSync(join(root, "torn.geojson"), '{"type": "FeatureCollection", "features": [');
    expect(await kinds(join(root, "torn.geojson"))).toEqual(["unreadable"]);
    expect(await kinds(join(root, "letter.docx"))).toEqual(["unreadable"]);
    expect(keptLayers(root, "regions")).toHaveLength(before);
  });
});

/** A unit with a hole of a kilometre inside it, which nobody fills. */
function pierced(one: Feature): unknown {
  const { x, y } = (one.properties ?? {}) as { x: number; y: number };
  const hole = [
    [x, y],
    [x, y + 0.01],
    [x + 0.01, y + 0.01],
    [x + 0.01, y],
    [x, y],
  ];
  const { geometry } = one;
  if (geometry.type === "Polygon") return { ...geometry, coordinates: [...geometry.coordinates, hole] };
  if (geometry.type !== "MultiPolygon") return geometry;
  const largest = geometry.coordinates.toSorted((a, b) => (b[0]?.length ?? 0) - (a[0]?.length ?? 0))[0];
  return {
    ...geometry,
    coordinates: geometry.coordinates.map((polygon) => (polygon === largest ? [...polygon, hole] : polygon)),
  };
}
