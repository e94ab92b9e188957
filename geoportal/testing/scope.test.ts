import { mkdirSync } from "node:fs";
import type { Server } from "node:http";
import { dirname } from "node:path";
import express from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { surface } from "#geoportal/index.ts";
import { listen } from "#test/fixture/listen.ts";
import { alertsOf } from "#warehouse/alerts/index.ts";
import type { Answer, Door, MetricInfo, Viewer } from "#warehouse/door/types.ts";
import { setViewer } from "#warehouse/door/viewer.ts";
import { QueryError } from "#warehouse/errors.ts";
import { mapContext } from "./context.ts";
import { realTerritory } from "./release.ts";

/** A metric that is not published, and its value: neither may reach anybody who does not govern the place. */
const PLANTED = "planted_mad";
const LABEL = "Indicateur planté";
const VALUE = 987_654_321;
/** How the value is told: in pages, tables and tips. */
const TOLD = /988\u00a0MDH|987[\s\u202f\u00a0]?654/u;

const person = (role: Viewer["role"], territory: string | null): Viewer => ({
  role,
  territory,
  user: role,
  lang: "fr",
});
const READERS: Readonly<Record<string, Viewer>> = {
  public: { role: "public", territory: null, user: null, lang: "fr" },
  "commune of Tanger": person("commune", "01.511.01.0"),
  "governor of Tanger-Assilah": person("province", "01.511"),
  "wali of Tanger-Tétouan": person("wali", "01"),
  "wali of Fès-Meknès": person("wali", "03"),
  national: person("national", null),
};
/** Places of the matrix, and who governs each whole. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  "01": ["wali of Tanger-Tétouan", "national"],
  "01.511": ["governor of Tanger-Assilah", "wali of Tanger-Tétouan", "national"],
  "03": ["wali of Fès-Meknès", "national"],
  "03.231": ["wali of Fès-Meknès", "national"],
};
/** Assilah's code begins as Tanger's does: a start of a code proves nothing. */
const NEIGHBOUR = "01.511.01.01";

describe("what is planted in a territory stays with who governs it", () => {
  let server: Server;
  let base: string;
  let reader: Viewer = READERS.public as Viewer;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    const context = await mapContext([surface]);
    const territory = await realTerritory();
    const connection = await territory.connect();
    await connection.run(`CREATE TABLE bridge_territory AS
      SELECT code AS unit_code, unnest(list_distinct(list_filter([code, parent_code, province_code, region_code, 'MA'],
        lambda one: one IS NOT NULL))) AS ancestor_code, NULL::DATE AS valid_from, NULL::DATE AS valid_to
      FROM dim_territory`);
    const handle = await context.release();
    const planted: MetricInfo = {
      ...((await context.door.metrics())[0] as MetricInfo),
      ...{ name: PLANTED, label: { fr: LABEL, ar: LABEL, en: LABEL }, unit: "MAD", publish: false },
    };
    const door: Door = {
      ...context.door,
      metrics: async (viewer) => {
        const known = await context.door.metrics();
        return viewer === undefined || viewer.role === "public" ? known : [...known, planted];
      },
      ask: async (spec, viewer) => {
        if (!spec.metrics.includes(PLANTED)) return await context.door.ask(spec, viewer);
        if (viewer.role === "public") throw new QueryError("unknown_metric", planted.label);
        const answer: Answer = await context.door.ask({ ...spec, metrics: ["ordered_mad"] }, viewer);
        return {
          ...answer,
          rows: answer.rows.map(({ ordered_mad: _, ...row }) => ({ ...row, [PLANTED]: String(VALUE) })),
        };
      },
    };
    const ctx = {
      ...context,
      door,
      release: () =>
        Promise.resolve({
          ...handle,
          connect: async () => ({ connection: await territory.connect(), done: () => undefined }),
        }),
    };
    mkdirSync(dirname(ctx.home.state), { recursive: true });
    const ledger = alertsOf(ctx);
    const units = ["01.511.01.0", NEIGHBOUR, "03.231.01.0"];
    ledger.sync(
      "release",
      units.map((unit) => ({
        ...{ rule: "arrears-growing", subject: unit, territory: unit, opened: "2026-01-01" },
        ...{ cleared: null, value: 1, worst: 1, severity: "critical" as const },
      })),
    );
    for (const alert of ledger.active(null)) ids.set(alert.subject, alert.id);
    const app = express();
    app.use((_req, res, next) => {
      const signedIn = { display: "x", role: reader.role, territory: reader.territory, viewingAs: false };
      setViewer(res, reader, reader.role === "public" ? null : signedIn);
      next();
    });
    app.use(surface.routes(ctx));
    ({ server, origin: base } = await listen(app));
  });
  afterAll(() => server.close());

  const read = async (as: string, path: string): Promise<string> => {
    reader = READERS[as] as Viewer;
    const response = await fetch(`${base}${path}`);
    return Buffer.from(await response.arrayBuffer()).toString("latin1").length > 0 && response.ok
      ? await (await fetch(`${base}${path}`)).text()
      : "";
  };
  const pages = (place: string): string[] => [
    `/fr/carte?dans=${place}&mesure=${PLANTED}`,
    `/fr/carte?dans=${place}&mesure=${PLANTED}&methode=jenks&projets=oui`,
    `/fr/carte/territoire/${place}?mesure=${PLANTED}`,
    `/fr/carte/territoire/${place}?avec=${PLANTED}`,
  ];

  // Those who see come first: nothing that was drawn for them may be kept for who comes after.
  for (const [place, governed] of Object.entries(PLACES)) {
    for (const name of [...governed, ...Object.keys(READERS).filter((one) => !governed.includes(one))]) {
      it(`${place}, ${name}: ${governed.includes(name) ? "sees" : "sees nothing of it"}`, async () => {
        for (const path of pages(place)) {
          const text = await read(name, path);
          expect(text, path).not.toBe("");
          expect([text.includes(LABEL), TOLD.test(text)], path).toEqual(
            governed.includes(name) ? [true, true] : [false, false],
          );
        }
      });
    }
  }

  it("draws the country with everybody's eyes for who governs a part of it", async () => {
    for (const name of [
      "wali of Tanger-Tétouan",
      "governor of Tanger-Assilah",
      "commune of Tanger",
      "public",
    ])
      for (const level of ["region", "commune"])
        expect(await read(name, `/fr/carte?niveau=${level}&mesure=${PLANTED}`), name).not.toContain(LABEL);
  });

  it("shows alerts to who governs, by membership and not by the start of a code", async () => {
    const seen: Readonly<Record<string, readonly string[]>> = {
      public: [],
      "commune of Tanger": ["01.511.01.0"],
      "governor of Tanger-Assilah": ["01.511.01.0", NEIGHBOUR],
      "wali of Tanger-Tétouan": ["01.511.01.0", NEIGHBOUR],
      "wali of Fès-Meknès": ["03.231.01.0"],
      national: ["01.511.01.0", NEIGHBOUR, "03.231.01.0"],
    };
    expect(ids.size).toBe(3);
    for (const [name, units] of Object.entries(seen)) {
      const texts = await Promise.all(
        ["01", "03"].map((place) => read(name, `/fr/carte/territoire/${place}?niveau=commune`)),
      );
      for (const [unit, id] of ids)
        expect(texts.join("").includes(id), `${name} ${unit}`).toBe(units.includes(unit));
    }
  });

  it("prints and maps the same under the same rights", async () => {
    for (const [place, governed] of Object.entries(PLACES)) {
      for (const name of Object.keys(READERS)) {
        reader = READERS[name] as Viewer;
        const response = await fetch(
          `${base}/fr/carte/impression.pdf?niveau=commune&dans=${place}&mesure=${PLANTED}`,
        );
        expect(response.status).toBe(200);
        // The file is named after what it shows.
        expect(response.headers.get("content-disposition")?.includes(PLANTED), `${name} ${place}`).toBe(
          governed.includes(name),
        );
        if (name !== "public") expect(response.headers.get("cache-control")).toBe("private, no-store");
      }
    }
  });

  it("cuts tiles with figures under the same rights", async () => {
    const planted = Buffer.alloc(8);
    planted.writeDoubleLE(VALUE);
    const holds = async (as: string, place: string): Promise<boolean> => {
      reader = READERS[as] as Viewer;
      const answer = await fetch(
        `${base}/carte/couches/tuiles/4/7/6?niveau=commune&mesure=${PLANTED}${place === "" ? "" : `&dans=${place}`}`,
      );
      expect(answer.status).toBe(200);
      if (as !== "public") expect(answer.headers.get("cache-control")).toContain("private, no-store");
      return Buffer.from(await answer.arrayBuffer()).includes(planted);
    };
    for (const [place, governed] of Object.entries(PLACES))
      for (const name of [...governed, ...Object.keys(READERS).filter((one) => !governed.includes(one))])
        expect(await holds(name, place), `${name} ${place}`).toBe(governed.includes(name));
    for (const name of Object.keys(READERS)) expect(await holds(name, ""), name).toBe(name === "national");
  });

  it("holds nothing of it in tiles, items, counts, extents and layers, for anybody", async () => {
    for (const name of Object.keys(READERS)) {
      for (const path of [
        "/ogc/collections",
        "/ogc/collections/communes/items?limit=2000",
        "/ogc/collections/communes/items/01.511.01.0",
        `/ogc/collections/communes/items?filter=${encodeURIComponent("code = '01.511.01.0'")}`,
        "/ogc/collections/communes/queryables",
        "/ogc/collections/communes/tiles/WebMercatorQuad/5/12/15",
        "/carte/couches/projets.json",
        "/carte/couches/permis.json",
        "/fr/carte/recherche?q=Tanger",
      ]) {
        const text = await read(name, path);
        for (const secret of [PLANTED, LABEL, String(VALUE), ...ids.values()])
          expect(text, path).not.toContain(secret);
      }
    }
  });
});
