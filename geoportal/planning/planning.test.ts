import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { beforeAll, describe, expect, it } from "vitest";
import { surface } from "#geoportal/index.ts";
import { type Layer, layersOf } from "#geoportal/layers/load.ts";
import { mapContext } from "#geoportal/testing/context.ts";
import { mapRelease } from "#geoportal/testing/release.ts";
import { listen } from "#test/fixture/listen.ts";
import { PUBLIC_VIEWER, type Viewer } from "#warehouse/door/types.ts";
import { setFormWord, setViewer } from "#warehouse/door/viewer.ts";
import type { AuditEntry } from "#warehouse/state/audit.ts";
import { checkPlan } from "./check.ts";
import type { PlanFaultKind } from "./faults.ts";
import { type Plan, stateOn } from "./model.ts";
import { examplePlan, keepPlan, keptPlans } from "./store.ts";

const noDatabase = () => Promise.reject(new Error("no database"));

interface Draft {
  document: Record<string, unknown>;
  features: {
    type: string;
    properties: Record<string, unknown>;
    geometry: { type: string; coordinates: number[][][] } | null;
  }[];
  [more: string]: unknown;
}

/** A document as it is handed in. */
const draftOf = (plan: Plan | null): Draft => ({
  type: "FeatureCollection",
  document: { ...plan, zones: undefined },
  features: (plan?.zones ?? []).map(({ parts, ...properties }) => ({
    type: "Feature",
    properties,
    geometry: { type: "Polygon", coordinates: structuredClone(parts[0] ?? []) as number[][][] },
  })),
});

describe("the page of planning documents", () => {
  let made: Awaited<ReturnType<typeof mapContext>>;
  beforeAll(async () => {
    made = await mapContext([surface]);
  });

  it("tells what applies at a point, says that the sample is invented, and checks for who is signed in alone", async () => {
    const records: AuditEntry[] = [];
    const ctx = {
      ...made,
      audit: { ...made.audit, record: (entry: AuditEntry) => void records.push(entry) },
    };
    const app = express();
    let reader: Viewer = PUBLIC_VIEWER;
    app.use(express.urlencoded({ extended: false, limit: "1mb" }), (_req, res, next) => {
      setViewer(res, reader, null);
      setFormWord(res, () => "word");
      next();
    });
    app.use(
      surface.routes({ ...ctx, release: async () => ({ ...(await ctx.release()), connect: noDatabase }) }),
    );
    const { server, origin } = await listen(app);
    const base = `${origin}/fr/carte/urbanisme`;
    const plan = examplePlan(layersOf(await ctx.release()).commune);
    const [x = 0, y = 0] = plan?.zones[1]?.parts[0]?.[0]?.[0] ?? [];
    const text = await (await fetch(`${base}?point=${y + 0.001},${x + 0.001}`)).text();
    for (const words of ["inventé", "Ce qui s’applique ici", "Z2", "17,5", "Homologué"])
      expect(text).toContain(words);
    const given = new URLSearchParams({ plan: "{}", garder: "oui" });
    expect((await fetch(`${base}/controle`, { method: "POST", body: given })).status).toBe(404);
    reader = { role: "national", territory: null, user: "x", lang: "fr" };
    const checked = await (await fetch(`${base}/controle`, { method: "POST", body: given })).text();
    expect(checked).toContain("n’est pas du GeoJSON");
    expect(keptPlans(ctx.home.root)).toEqual([]);
    expect(records).toEqual([]);
    // A right document: kept by who governs its communes, told in the log either way.
    const right = new URLSearchParams({ plan: JSON.stringify(draftOf(plan)), garder: "oui" });
    const send = () => fetch(`${base}/controle`, { method: "POST", body: right });
    reader = { role: "wali", territory: null, user: "w", lang: "fr" };
    await send();
    expect(keptPlans(ctx.home.root)).toEqual([]);
    reader = { role: "national", territory: null, user: "x", lang: "fr" };
    expect((await send()).status).toBe(200);
    expect(keptPlans(ctx.home.root).map(({ id }) => id)).toEqual([plan?.id]);
    expect(records).toMatchObject([
      { kind: "plan_refused", actor: "w", detail: { plan: plan?.id } },
      { kind: "plan_kept", actor: "x", detail: { plan: plan?.id, communes: plan?.communes.join(" ") } },
    ]);
    server.close();
  });
});

describe("planning documents", () => {
  let communes: Layer;
  let example: Plan;
  beforeAll(async () => {
    communes = layersOf(await mapRelease()).commune;
    const made = examplePlan(communes);
    if (made === null) throw new Error("no example");
    example = made;
  });

  const draft = (): Draft => draftOf(example);
  const kinds = (given: unknown): PlanFaultKind[] => [
    ...new Set(
      checkPlan(typeof given === "string" ? given : JSON.stringify(given), communes).faults.map(
        ({ kind }) => kind,
      ),
    ),
  ];

  it("takes a right document whole, and keeps it", () => {
    const { plan, faults } = checkPlan(JSON.stringify(draft()), communes);
    expect(faults).toEqual([]);
    expect(plan).toEqual(example);
    const root = mkdtempSync(join(tmpdir(), "bayan-plans-"));
    if (plan !== null) {
      keepPlan(root, plan);
      keepPlan(root, { ...plan, id: "../../etc/passwd" });
    }
    expect(keptPlans(root).map(({ id }) => id)).toEqual(["../../etc/passwd", "EXEMPLE-PA-1"]);
    rmSync(root, { recursive: true });
  });

  it("knows where a document stands on a day", () => {
    const days = ["2020-01-01", "2021-03-01", "2021-10-01", "2022-02-10", "2032-02-10", "2032-02-11"];
    expect(days.map((day) => stateOn(example, day))).toEqual([
      null,
      "drawn",
      "inquiry",
      "approved",
      "approved",
      "expired",
    ]);
  });

  /** Ten ways to spoil a file; each of twenty seeds spoils another zone by another amount. */
  const SPOILERS: readonly (readonly [PlanFaultKind, (file: Draft, seed: number) => unknown, boolean])[] = [
    [
      "self_crossing",
      (file, seed) => {
        const ring = ringOf(file, seed);
        [ring[1], ring[2]] = [ring[2] ?? [], ring[1] ?? []];
        return file;
      },
      true,
    ],
    [
      "overlap",
      (file, seed) => {
        const ring = ringOf(file, seed);
        for (const point of ring)
          point[0] = (point[0] ?? 0) + (seed % 3 === 2 ? -1 : 1) * (0.001 + 0.0001 * seed);
        return file;
      },
      true,
    ],
    [
      "wrong_crs",
      (file, seed) => {
        for (const { geometry } of file.features)
          for (const point of geometry?.coordinates.flat() ?? []) point.splice(0, 2, 400_000 + seed, 500_000);
        return file;
      },
      true,
    ],
    [
      "missing_code",
      (file, seed) => {
        delete zoneOf(file, seed).properties.zone;
        return file;
      },
      true,
    ],
    [
      "swapped_axes",
      (file) => {
        for (const { geometry } of file.features)
          for (const point of geometry?.coordinates.flat() ?? []) point.reverse();
        return file;
      },
      true,
    ],
    [
      "empty",
      (file, seed) => {
        const zone = zoneOf(file, seed);
        zone.geometry =
          seed % 2 === 0
            ? null
            : {
                type: "Polygon",
                coordinates: [
                  [
                    [-6, 35],
                    [-6, 35],
                    [-6, 35],
                    [-6, 35],
                  ],
                ],
              };
        return file;
      },
      false,
    ],
    [
      "repeated_code",
      (file, seed) => {
        zoneOf(file, seed).properties.zone = zoneOf(file, seed + 1).properties.zone;
        return file;
      },
      true,
    ],
    [
      "bad_rule",
      (file, seed) => {
        zoneOf(file, seed).properties[["cos", "ces", "hmax"][seed % 3] ?? "ces"] = [99, 1.5, -4][seed % 3];
        return file;
      },
      true,
    ],
    [
      "open_ring",
      (file, seed) => {
        ringOf(file, seed).pop();
        return file;
      },
      true,
    ],
    ["unreadable", (file, seed) => JSON.stringify(file).slice(0, 40 + 20 * seed), false],
  ];
  const zoneOf = (file: Draft, seed: number) => {
    const zone = file.features[seed % file.features.length];
    if (zone === undefined) throw new Error("no zone");
    return zone;
  };
  const ringOf = (file: Draft, seed: number): number[][] => zoneOf(file, seed).geometry?.coordinates[0] ?? [];

  it("tells 200 faulty files each its fault, with its place, and takes none", () => {
    let tried = 0;
    for (const [kind, spoil, hasPlace] of SPOILERS) {
      for (let seed = 0; seed < 20; seed += 1) {
        const given = spoil(draft(), seed);
        const { plan, faults } = checkPlan(
          typeof given === "string" ? given : JSON.stringify(given),
          communes,
        );
        const found = faults.filter((fault) => fault.kind === kind);
        expect(found.length, `${kind} ${seed}: ${JSON.stringify(faults)}`).toBeGreaterThan(0);
        if (hasPlace) expect(found[0]?.at, `${kind} ${seed}`).not.toBeNull();
        expect(plan).toBeNull();
        tried += 1;
      }
    }
    expect(tried).toBe(200);
  });

  it("bears whatever it is given", () => {
    for (const given of [
      "",
      "null",
      "[]",
      "{}",
      '{"type":"FeatureCollection","features":[null,1,"x",{}]}',
      '{"type":"FeatureCollection","features":[{"geometry":{"type":"Polygon","coordinates":[[[1e999,1]]]}}]}',
    ])
      expect(checkPlan(given, communes).plan).toBeNull();
    expect(kinds({ ...draft(), document: {} })).toContain("no_document");
    expect(kinds({ ...draft(), document: { ...example, approved: "2019-01-01" } })).toEqual(["bad_dates"]);
    expect(kinds({ ...draft(), document: { ...example, communes: ["03.231.01.0"] } })).toContain(
      "outside_commune",
    );
  });

  it("holds a document against its neighbours, but not against the one it replaces", () => {
    const other = { ...example, id: "AUTRE" };
    const text = JSON.stringify(draft());
    expect(checkPlan(text, communes, [other]).faults[0]).toMatchObject({
      kind: "neighbour_overlap",
      zone: "Z1",
    });
    expect(checkPlan(text, communes, [example]).faults).toEqual([]);
  });
});
