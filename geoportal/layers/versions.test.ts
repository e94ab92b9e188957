import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fakeContext, fakeRelease } from "#dashboards/testing/context.ts";
import type { ImportedLayer } from "#geoportal/boundaries/import/store.ts";
import { ogcRouter } from "#geoportal/ogc/router.ts";
import { indexOf, tilePath } from "#geoportal/ogc/tilesets.ts";
import { realBoundaries, realTerritory } from "#geoportal/testing/release.ts";
import { listen } from "#test/fixture/listen.ts";
import { scratchFolder } from "#test/fixture/scratch.ts";
import { CREDITS } from "./credits.ts";
import { layersOf } from "./load.ts";
import { writeLayers } from "./step.ts";

/** Provinces were redrawn in September 2023: before, one of today's had no lines of its own. */
const DAY = "2023-09-01";
const GONE = "01.051";
const release = { ...fakeRelease, dir: scratchFolder("versions") };

beforeAll(async () => {
  const boundaries = await realBoundaries();
  const territory = await realTerritory();
  const { provinces } = boundaries;
  const older = provinces.objects.units.geometries.filter(
    (unit) => JSON.stringify(unit.properties).includes(`"${GONE}"`) === false,
  );
  const lines: ImportedLayer = {
    about: {
      ...{ layer: "provinces", valid_from: "2015-01-01", file: "a", sha256: "a", units: older.length },
      credit: { ...CREDITS.provinces, credit: { ...CREDITS.provinces.credit } },
    },
    topology: { ...provinces, objects: { units: { type: "GeometryCollection", geometries: older } } },
    credit: CREDITS.provinces,
  };
  const files = await writeLayers(
    release,
    boundaries,
    territory,
    () => null,
    (layer) => (layer === "provinces" ? [{ before: DAY, lines }] : []),
  );
  territory.closeSync();
  expect(files.map(({ path }) => path)).toContain(`geo/provinces.before-${DAY}.json`);
});

test("a year is drawn on the lines that held at its end, and other levels on their own", () => {
  const now = layersOf(release);
  const then = layersOf(release, "2022-12");
  expect(now.province.byCode.has(GONE)).toBe(true);
  expect(then.province.byCode.has(GONE)).toBe(false);
  expect(then.province.before).toBe(DAY);
  expect(then.region).toBe(now.region);
  expect(then.commune).toBe(now.commune);
  // The month of the change is the new lines' own.
  expect(layersOf(release, "2023-08").province.before).toBe(DAY);
  expect(layersOf(release, "2023-09")).toBe(now);
  expect(layersOf(release, "2021-12")).toBe(then);
});

test("each has tiles of its own, and the path of today's says nothing of a day", async () => {
  const [now, then] = [layersOf(release), layersOf(release, "2022-12")];
  expect(tilePath("province", now.province)).toBe(tilePath("province"));
  expect(tilePath("province", then.province)).toMatch(/\?datetime=2023-08-01$/u);
  expect(indexOf(then, "province")).not.toBe(indexOf(now, "province"));
  expect(indexOf(then, "commune")).toBe(indexOf(now, "commune"));
  const path = "/ogc/collections/provinces/tiles/WebMercatorQuad/5/12/15";
  const etag = async (query: string): Promise<string | null> =>
    (await fetch(`${origin}${path}${query}`)).headers.get("etag");
  const today = await etag("");
  expect(await etag("?datetime=2023-08-01")).not.toBe(today);
  expect(await etag("?datetime=2024-01-01")).toBe(today);
});

let origin = "";
let close = (): void => undefined;
beforeAll(async () => {
  const app = express();
  app.use(ogcRouter({ ...fakeContext([]), release: () => Promise.resolve(release) }));
  const served = await listen(app);
  origin = served.origin;
  close = () => void served.server.close();
});
afterAll(() => close());
