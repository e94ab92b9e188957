import type { Server } from "node:http";
import { gunzipSync } from "node:zlib";
import express from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fakeContext } from "#dashboards/testing/context.ts";
import { mapRelease } from "#geoportal/testing/release.ts";
import { listen } from "#test/fixture/listen.ts";
import { ogcRouter } from "./router.ts";
import { validate } from "./validate.ts";

interface Page {
  readonly numberMatched: number;
  readonly numberReturned: number;
  readonly features: { readonly id: string; readonly properties: Record<string, unknown> }[];
  readonly links: { readonly rel: string; readonly href: string }[];
}

describe("boundaries over OGC API", () => {
  let server: Server;
  let base: string;

  beforeAll(async () => {
    const handle = await mapRelease();
    const app = express();
    ({ server, origin: base } = await listen(app));
    app.use(ogcRouter({ ...fakeContext([]), publicUrl: base, release: () => Promise.resolve(handle) }));
  });
  afterAll(() => server.close());

  const get = async (path: string) => {
    const response = await fetch(path.startsWith("http") ? path : `${base}${path}`);
    expect(response.status, path).toBe(200);
    return response.json();
  };
  const items = async (path: string): Promise<Page> => get(path);

  it("is found from its landing page", async () => {
    const { links } = await get("/ogc");
    const rels = links.map((link: { rel: string }) => link.rel);
    expect(rels).toEqual(expect.arrayContaining(["self", "service-desc", "conformance", "data"]));
    for (const link of links) if (!link.href.endsWith("/fr/carte")) await get(link.href);
    const { conformsTo } = await get("/ogc/conformance");
    expect(conformsTo).toContain("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core");
  });

  it("lists three collections of features with their extents", async () => {
    const { collections } = await get("/ogc/collections");
    expect(collections.map((item: { id: string; itemType: string }) => [item.id, item.itemType])).toEqual([
      ["regions", "feature"],
      ["provinces", "feature"],
      ["communes", "feature"],
      ["projects", "feature"],
      ["permits", "feature"],
    ]);
    expect(collections[2].precision).toBe("indicative");
    expect(collections[0].extent.spatial.bbox[0].map(Math.round)).toEqual([-17, 21, -1, 36]);
  });

  it("pages through every commune once, in one order", async () => {
    const codes: string[] = [];
    let next: string | undefined = "/ogc/collections/communes/items?limit=400";
    while (next !== undefined) {
      const page: Page = await items(next);
      codes.push(...page.features.map(({ id }) => id));
      expect(page.numberMatched).toBe(1503);
      next = page.links.find(({ rel }) => rel === "next")?.href;
    }
    expect(codes).toHaveLength(1503);
    expect(codes).toEqual([...new Set(codes)].sort());
  });

  it("narrows by box, region and province, and refuses what it does not know", async () => {
    expect(
      (await items("/ogc/collections/regions/items?bbox=-5.9,35.7,-5.7,35.8")).features.map(({ id }) => id),
    ).toEqual(["01"]);
    expect((await items("/ogc/collections/communes/items?province=01.511")).numberMatched).toBe(12);
    expect((await items("/ogc/collections/provinces/items?region=06&limit=2")).numberReturned).toBe(2);
    for (const query of ["limit=0", "limit=x", "bbox=1,2,3", "bbox=0,9,1,2", "couleur=bleu"]) {
      expect((await fetch(`${base}/ogc/collections/regions/items?${query}`)).status, query).toBe(400);
    }
    expect((await fetch(`${base}/ogc/collections/lacs/items`)).status).toBe(404);
  });

  it("meets each requirement of OGC API Features Part 1", async () => {
    const verdicts = await validate(`${base}/ogc`);
    expect(verdicts.length).toBeGreaterThan(60);
    expect(verdicts.filter(({ fault }) => fault !== null)).toEqual([]);
  });

  it("answers in other reference systems, and reads boxes and filters in them", async () => {
    const epsg = "http://www.opengis.net/def/crs/EPSG/0";
    const [plain, lambert, swapped] = await Promise.all(
      ["", `?crs=${epsg}/26191`, `?crs=${epsg}/4326`].map((query) =>
        fetch(`${base}/ogc/collections/regions/items/04${query}`),
      ),
    );
    const first = async (response: Response | undefined): Promise<number[]> => {
      if (response === undefined) throw new Error("no answer");
      const { geometry } = await response.json();
      const ring = geometry.type === "Polygon" ? geometry.coordinates[0] : geometry.coordinates[0][0];
      return ring[0];
    };
    expect(lambert?.headers.get("content-crs")).toBe(`<${epsg}/26191>`);
    const [lon = 0, lat = 0] = await first(plain);
    expect(await first(swapped)).toEqual([lat, lon]);
    const [x = 0, y = 0] = await first(lambert);
    // Rabat's region lies west and north of the zone's middle (500 km, 300 km).
    expect([x < 500_000, y > 300_000, x > 200_000, y < 600_000]).toEqual([true, true, true, true]);
    const box = `${x - 10},${y - 10},${x + 10},${y + 10}`;
    const found = await items(`/ogc/collections/regions/items?bbox=${box}&bbox-crs=${epsg}/26191`);
    expect(found.features.map(({ id }) => id)).toContain("04");
    const filter = encodeURIComponent(`region = '01' AND name_fr LIKE 'T%'`);
    const named = await items(`/ogc/collections/provinces/items?filter=${filter}`);
    expect(named.features.map(({ id }) => id)).toEqual(["01.511", "01.571"]);
    for (const query of ["crs=EPSG:4326", "filter=couleur='bleu'", "filter-lang=cql-json", "limit=2&limit=3"])
      expect((await fetch(`${base}/ogc/collections/regions/items?${query}`)).status, query).toBe(400);
  });

  it("gives one unit by its code, names in both scripts and no figure", async () => {
    const unit = await get("/ogc/collections/communes/items/01.511.01.0");
    expect(unit.properties).toEqual({
      code: "01.511.01.0",
      name_fr: "Tanger",
      name_ar: "طنجة",
      region: "01",
      province: "01.511",
      x: expect.any(Number),
      y: expect.any(Number),
    });
    expect((await fetch(`${base}/ogc/collections/communes/items/99`)).status).toBe(404);
  });

  it("cuts gzipped vector tiles, and answers 204 over the sea", async () => {
    const { tiles, maxzoom } = await get("/ogc/collections/communes/tilejson.json");
    expect(maxzoom).toBe(10);
    const at = (z: number, x: number, y: number) =>
      fetch(tiles[0].replace("{z}", z).replace("{x}", x).replace("{y}", y), {
        headers: { "Accept-Encoding": "identity" },
      });
    const tile = await at(5, 15, 12);
    expect(tile.headers.get("content-type")).toBe("application/vnd.mapbox-vector-tile");
    const bytes = Buffer.from(await tile.arrayBuffer());
    const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString("latin1");
    for (const word of ["units", "labels", "name_ar", "01.511.01.0"]) expect(text).toContain(word);
    expect((await at(5, 0, 0)).status).toBe(204);
    expect((await fetch(`${base}/ogc/collections/communes/tiles/WebMercatorQuad/5/x/1`)).status).toBe(404);
    const day = (text: string) =>
      fetch(`${base}/ogc/collections/communes/tiles/WebMercatorQuad/5/12/15?datetime=${text}`);
    expect((await day("2024-02-29")).status).toBe(200);
    for (const none of ["", "2024-02-30", "2024"]) expect((await day(none)).status).toBe(400);
  });
});
