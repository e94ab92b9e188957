import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "#api/testing/context.ts";
import { API_ROUTES } from "#api/v1/index.ts";
import { createDoor } from "#warehouse/door/index.ts";
import { type Answer, type Door, PUBLIC_VIEWER, type QuerySpec, type Viewer } from "#warehouse/door/types.ts";
import type { QueryError } from "#warehouse/errors.ts";
import { PAYLOADS } from "./payloads.ts";

const GOVERNOR: Viewer = { ...PUBLIC_VIEWER, role: "province", territory: "01.571" };
/** What a governor of Tétouan may be told of; the amount that stands in the table that nobody may read. */
const OWN = new Set(["01.571", "01.571.01.0", "01.571.03.01"]);
const MARKER =
  /424242|fct_secret|fct_budget|duckdb|binder error|\/(?:tmp|home|work|root)\/|node_modules|\.ts:\d/i;

let server: TestServer;
let door: Door;
beforeAll(async () => {
  server = await startTestServer();
  door = createDoor({ releases: server.fixture.releases });
});
afterAll(() => server.close());

const base: QuerySpec = { metrics: ["ordered_mad"], groupBy: ["collectivity"] };
type Place = (payload: string) => unknown;
const PLACES: Readonly<Record<string, Place>> = {
  metrics: (text) => ({ ...base, metrics: ["ordered_mad", text] }),
  groupBy: (text) => ({ ...base, groupBy: ["collectivity", text] }),
  "where.dimension": (text) => ({ ...base, where: [{ dimension: text, op: "=", value: "01" }] }),
  "where.op": (text) => ({ ...base, where: [{ dimension: "region", op: text, value: "01" }] }),
  "where.value": (text) => ({ ...base, where: [{ dimension: "collectivity", op: "!=", value: text }] }),
  "where.value in": (text) => ({
    ...base,
    where: [{ dimension: "collectivity", op: "in", value: [text, "06.141.01.0", "01.571"] }],
  }),
  "where.value between": (text) => ({
    ...base,
    where: [{ dimension: "collectivity", op: "between", value: ["", text] }],
  }),
  "where.value of a year": (text) => ({ ...base, where: [{ dimension: "year", op: "=", value: text }] }),
  "where.value of a flag": (text) => ({
    metrics: ["permit_files"],
    groupBy: ["collectivity"],
    where: [{ dimension: "e_signed", op: "=", value: text }],
  }),
  "time.grain": (text) => ({ ...base, time: { grain: text } }),
  "time.from": (text) => ({ ...base, time: { grain: "year", from: text } }),
  "time.compare": (text) => ({ ...base, time: { grain: "year", compare: text } }),
  "order.by": (text) => ({ ...base, order: [{ by: text, dir: "asc" }] }),
  "order.dir": (text) => ({ ...base, order: [{ by: "ordered_mad", dir: text }] }),
  limit: (text) => ({ ...base, limit: text }),
  "peers.of": (text) => ({ ...base, peers: { of: text, stats: ["rank"] } }),
  "peers.within": (text) => ({ ...base, peers: { of: "collectivity", within: [text], stats: ["rank"] } }),
  "peers.stats": (text) => ({ ...base, peers: { of: "collectivity", stats: [text] } }),
  "peers.only": (text) => ({
    ...base,
    peers: { of: "collectivity", stats: ["rank"], only: [text, "06.141"] },
  }),
  totals: (text) => ({ ...base, totals: [[text]] }),
  "a field": (text) => ({ ...base, [text]: 1 }),
};

describe("five hundred payloads", () => {
  it("are many, and no two alike", () => {
    expect(PAYLOADS.length).toBeGreaterThanOrEqual(500);
  });

  it.each(Object.entries(PLACES))(
    "in %s give rows of one's own or a refusal that tells nothing",
    async (_place, put) => {
      for (const payload of PAYLOADS) {
        const told = await door.ask(put(payload) as QuerySpec, GOVERNOR).catch((error: QueryError) => error);
        if (told instanceof Error) {
          expect(told.status, `${payload}: ${told.message}`).toBeLessThan(500);
          for (const lang of ["fr", "ar", "en"] as const)
            expect(told.in(lang).replaceAll(payload.slice(0, 64), ""), payload).not.toMatch(MARKER);
        } else {
          const strangers = (told as Answer).rows.filter(
            ({ collectivity }) => !OWN.has(String(collectivity)),
          );
          expect(strangers, payload).toEqual([]);
        }
      }
    },
  );

  it("never bring the public nearer to a name that is not published", async () => {
    for (const payload of [...PAYLOADS, "secret_ma", "secret", "permit_day"]) {
      const told = await door
        .ask({ ...base, metrics: [payload] }, PUBLIC_VIEWER)
        .catch((error: QueryError) => error.message);
      expect(String(told).replaceAll(payload.slice(0, 64), ""), payload).not.toMatch(
        /secret_mad|permit_days/,
      );
    }
  });

  const parameters = API_ROUTES.filter(
    (route) => route.method === "get" && route.needs === undefined,
  ).flatMap((route) =>
    Object.keys(route.query.shape).map((name) => [`${route.path} ${name}`, route.path, name] as const),
  );
  it.each(parameters)("in %s give no error of the server's own", async (_title, path, name) => {
    // Over HTTP a sixth of them, another sixth for each parameter: the door has had them all.
    const share = PAYLOADS.filter((_, index) => index % 6 === name.length % 6);
    for (const payload of share) {
      const address = `${path.replace(/:\w+/g, "x")}?${encodeURIComponent(name)}=${encodeURIComponent(payload.toWellFormed())}`;
      const response = await server.get(address);
      const body = await response.text();
      expect(response.status, address).toBeLessThan(500);
      if (response.status < 400) continue;
      expect(response.headers.get("content-type"), address).toContain("application/problem+json");
      expect(body.replaceAll(JSON.stringify(payload.slice(0, 64)).slice(1, -1), ""), address).not.toMatch(
        MARKER,
      );
    }
  });
});
