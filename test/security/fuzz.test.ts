import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { startTestServer, type TestServer } from "#api/testing/context.ts";
import { API_ROUTES } from "#api/v1/index.ts";
import { FORMATS, PEER_STATS } from "#warehouse/door/types.ts";
import { type Chance, chance } from "./chance.ts";
import { PAYLOADS } from "./payloads.ts";

/** Requests in one run; ten times as many by night. `BAYAN_FUZZ_SEED` runs a failing one again. */
const REQUESTS = Number(process.env.BAYAN_FUZZ_REQUESTS ?? 2_000);
const SEED = Number(process.env.BAYAN_FUZZ_SEED ?? 20_261_121);
const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.string(),
  request: z.string(),
});
const TELLING =
  /\b(?:SELECT|FROM main|Binder Error|Parser Error)\b|node_modules|\.ts:\d|\/(?:tmp|home|work|root)\//;

/** What an error says of its own: a name that it does not know it repeats, up to 64 characters. */
const withoutEchoes = (detail: string): string =>
  TELLING.test(detail)
    ? PAYLOADS.reduce(
        (left, payload) => (payload === "" ? left : left.replaceAll(payload.slice(0, 64), "")),
        detail,
      )
    : detail;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const METRICS = [
  "ordered_mad",
  "execution_rate",
  "permit_files",
  "outstanding_mad",
  "growth",
  "rokhas_r500",
  "nothing",
] as const;
const DIMENSIONS = [
  "region",
  "commune",
  "collectivity",
  "segment",
  "year",
  "month",
  "permit_category",
  "nowhere",
] as const;
const OPS = ["=", "!=", "in", "<", "<=", ">", ">=", "between", "isnull", "like"] as const;
const junk = (by: Chance): unknown =>
  by.pick([null, -1, 0, 1.5, 1e300, true, "", [], {}, [[]], PAYLOADS[by.below(PAYLOADS.length)] ?? ""]);

/** A question, mostly sound; each part may be missing, and one in eight is anything at all. */
function question(by: Chance): unknown {
  const maybe = <T>(make: () => T): T | undefined => (by.next() < 0.5 ? make() : undefined);
  const some = <T>(make: () => T): T[] => Array.from({ length: by.below(3) }, make);
  const anything = <T>(make: () => T): unknown => (by.next() < 0.125 ? junk(by) : make());
  const period = (): string => by.pick(["2024", "2025", "2025-Q2", "2025-07", "2026-13"]);
  const spec: Record<string, unknown> = {
    metrics: anything(() => [by.pick(METRICS), ...some(() => by.pick(METRICS))]),
    groupBy: maybe(() => anything(() => some(() => by.pick(DIMENSIONS)))),
    where: maybe(() =>
      anything(() =>
        some(() => ({
          dimension: by.pick(DIMENSIONS),
          op: by.pick(OPS),
          value: anything(() => by.pick<unknown>(["01", 2025, ["01", "06"], [2024, 2025], true, "2025-01"])),
        })),
      ),
    ),
    time: maybe(() =>
      anything(() => ({
        grain: by.pick(["year", "quarter", "month"]),
        from: maybe(period),
        to: maybe(period),
        compare: maybe(() => by.pick(["previous", "year_ago", null])),
        series: maybe(() => by.next() < 0.5),
      })),
    ),
    peers: maybe(() =>
      anything(() => ({
        of: by.pick(DIMENSIONS),
        within: maybe(() => some(() => by.pick(DIMENSIONS))),
        stats: [by.pick(PEER_STATS), ...some(() => by.pick(PEER_STATS))],
        only: maybe(() => ["01.511.01.0", "06"]),
      })),
    ),
    totals: maybe(() => anything(() => some(() => some(() => by.pick(DIMENSIONS))))),
    order: maybe(() =>
      anything(() =>
        some(() => ({ by: by.pick([...METRICS, ...DIMENSIONS]), dir: by.pick(["asc", "desc"]) })),
      ),
    ),
    limit: maybe(() => anything(() => by.below(20))),
  };
  if (by.next() < 0.05) spec[PAYLOADS[by.below(PAYLOADS.length)] ?? ""] = junk(by);
  return by.next() < 0.03 ? junk(by) : spec;
}

function request(by: Chance): {
  method: string;
  path: string;
  body?: string;
  headers: Record<string, string>;
} {
  const route = API_ROUTES[by.below(API_ROUTES.length)];
  if (route === undefined) throw new Error("no route");
  const search = new URLSearchParams();
  for (const name of Object.keys(route.query.shape)) {
    if (by.next() < 0.3) continue;
    const sound: Readonly<Record<string, () => string>> = {
      spec: () => JSON.stringify(question(by)),
      q: () => JSON.stringify(question(by)),
      format: () => by.pick(FORMATS),
      metric: () => by.pick(METRICS),
      level: () => by.pick(["region", "province", "commune"]),
      index: () => by.pick(["rokhas_r500", "rokhas_r100"]),
      row: () => JSON.stringify({ region: "01" }),
      page: () => String(by.below(5)),
      size: () => String(by.below(2_000)),
      limit: () => String(by.below(50)),
    };
    const make = sound[name] ?? (() => "01");
    search.append(
      name,
      by.next() < 0.8 ? make() : (PAYLOADS[by.below(PAYLOADS.length)] ?? "").toWellFormed(),
    );
    if (by.next() < 0.02) search.append(name, "twice");
  }
  if (by.next() < 0.03) search.append("unknown", "1");
  const query = search.toString();
  const path = `${route.path.replace(/:\w+/g, "x")}${query === "" ? "" : `?${query}`}`;
  const headers: Record<string, string> =
    by.next() < 0.3 ? { Accept: by.pick(["text/csv", "*/*", "image/png", "application/json", "x"]) } : {};
  if (route.method === "get") return { method: by.pick(["GET", "GET", "GET", "HEAD"]), path, headers };
  const spec = question(by);
  const body = route.path.endsWith("/explain")
    ? { spec, row: by.next() < 0.5 ? { region: "01" } : undefined }
    : spec;
  const text = by.next() < 0.03 ? "{not json" : (JSON.stringify(body) ?? "");
  const type = by.next() < 0.05 ? by.pick(["text/plain", "application/xml", ""]) : "application/json";
  return { method: "POST", path, body: text, headers: { ...headers, "Content-Type": type } };
}

it(`${REQUESTS} generated requests: no answer of 500 and more, every error in one shape that tells nothing`, {
  timeout: 300_000,
}, async () => {
  const by = chance(SEED);
  const statuses = new Map<number, number>();
  for (let count = 0; count < REQUESTS; count += 1) {
    const { method, path, body, headers } = request(by);
    const said = `seed ${SEED}, request ${count}: ${method} ${path.slice(0, 2_000)} ${body?.slice(0, 2_000) ?? ""}`;
    const response = await fetch(`${server.url}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    expect(response.status, `${said}\n${text}`).toBeLessThan(500);
    if (response.status < 400 || method === "HEAD") continue;
    expect(response.headers.get("content-type"), said).toContain("application/problem+json");
    const told = problem.parse(JSON.parse(text));
    expect(told.status).toBe(response.status);
    expect(withoutEchoes(told.detail), said).not.toMatch(TELLING);
  }
  // A generator whose requests are all refused tries nothing.
  expect(statuses.get(200) ?? 0).toBeGreaterThan(REQUESTS / 5);
});
