import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLIENT_TYPES } from "./client-types.ts";
import { siteDocument } from "./document.ts";
import { openapi } from "./openapi.ts";
import { startTestServer, type TestServer } from "./testing/context.ts";
import { typesOf } from "./typescript.ts";
import { API_ROUTES } from "./v1/index.ts";
import { problem } from "./v1/schemas.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const document = openapi("1");
const pathsOf = (
  given: object,
): Record<string, Record<string, { parameters: { name: string }[]; responses: object }>> =>
  (given as { paths: Record<string, Record<string, { parameters: { name: string }[]; responses: object }>> })
    .paths;

describe("the document", () => {
  it("has every route and every parameter, described", () => {
    const paths = pathsOf(document);
    for (const route of API_ROUTES) {
      const operation = paths[route.path]?.[route.method];
      expect(operation, `${route.method} ${route.path}`).toBeDefined();
      const names = operation?.parameters.map((parameter) => parameter.name);
      expect(names).toEqual([...Object.keys(route.query.shape), "lang"]);
      for (const lang of ["fr", "ar", "en"] as const) expect(route.summary[lang]).not.toBe("");
      expect(Object.keys(operation?.responses ?? {})).toEqual(
        expect.arrayContaining(["200", "400", "429", "default"]),
      );
    }
  });

  it("cites only what it defines", () => {
    const text = JSON.stringify(document);
    const schemas = (document as { components: { schemas: object } }).components.schemas;
    for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
      expect(Object.keys(schemas)).toContain(name);
    expect(text).not.toContain("$defs");
    expect(text).not.toContain("localhost");
  });

  it("is what the server serves, in the caller's language", async () => {
    const served = await (await server.get("/openapi.json", { "accept-language": "fr" })).json();
    expect(served).toEqual(JSON.parse(JSON.stringify(siteDocument([], "fr"))));
  });
});

it("the client's types are made from it: node api/client-types.ts", () => {
  expect(readFileSync(CLIENT_TYPES, "utf8")).toBe(typesOf(document));
});

describe("answers have the documented shape", () => {
  const spec = encodeURIComponent(
    JSON.stringify({ metrics: ["ordered_mad", "execution_rate"], groupBy: ["province"] }),
  );
  it.each([
    ["/api/v1/metrics"],
    ["/api/v1/dimensions"],
    ["/api/v1/territories?level=commune"],
    ["/api/v1/rankings?index=rokhas_r500&level=commune"],
    ["/api/v1/releases"],
    ["/api/v1/sources"],
    ["/api/v1/lineage?metric=execution_rate"],
    [`/api/v1/query?spec=${spec}`],
  ])("%s", async (path) => {
    const route = API_ROUTES.find((one) => one.method === "get" && one.path === path.split("?")[0]);
    const response = await server.get(path);
    expect(response.status).toBe(200);
    const shape = route?.responses["application/json"];
    expect(shape).toBeDefined();
    const body: unknown = await response.json();
    expect(shape?.parse(body)).toEqual(body);
  });
});

it("whatever is sent, nothing breaks: an answer or a problem, and never more than that", async () => {
  const names = [...new Set(API_ROUTES.flatMap((route) => Object.keys(route.query.shape)))];
  const texts = fc.oneof(
    fc.string({ maxLength: 30, unit: "grapheme" }),
    fc.constantFrom(
      "' OR 1=1 --",
      "../../etc/passwd",
      "region",
      "commune",
      "rokhas_r500",
      "2026-Q3",
      "-1",
      "1e9",
      "{}",
      '{"metrics":["ordered_mad"]}',
      "\u0000",
    ),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...API_ROUTES.map((route) => route.path)),
      fc.array(
        fc.tuple(
          fc.oneof(
            { weight: 8, arbitrary: fc.constantFrom(...names, "lang") },
            { weight: 1, arbitrary: texts },
          ),
          texts,
        ),
        { maxLength: 4 },
      ),
      async (path, pairs) => {
        const query = pairs
          .map(
            ([name, value]) =>
              `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(value.toWellFormed())}`,
          )
          .join("&");
        const response = await server.get(`${path}?${query}`);
        expect(response.status).toBeLessThan(500);
        const body = await response.text();
        expect(body).not.toMatch(/warehouse\.duckdb|node_modules|\bat .*\.ts:\d/);
        expect(body).not.toContain("424242.42");
        if (response.status !== 200) problem.parse(JSON.parse(body));
      },
    ),
    { numRuns: 300 },
  );
});

it("whatever spec is sent, nothing breaks", async () => {
  const name = fc.constantFrom(
    "ordered_mad",
    "execution_rate",
    "permit_files",
    "secret_mad",
    "region",
    "commune",
    "month",
    "year",
    "nope",
    "__proto__",
    "constructor",
  );
  const scalar = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
  );
  const anySpec = fc.record(
    {
      metrics: fc.oneof(fc.array(name, { maxLength: 3 }), scalar),
      groupBy: fc.oneof(fc.array(name, { maxLength: 3 }), scalar),
      where: fc.array(
        fc.record({
          dimension: name,
          op: fc.constantFrom("=", "in", "between", "isnull", "<", "like"),
          value: fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })),
        }),
        { maxLength: 2 },
      ),
      time: fc.oneof(
        scalar,
        fc.record(
          {
            grain: fc.constantFrom("year", "month", "day"),
            from: fc.constantFrom("2025", "2025-01", "x"),
            compare: fc.constantFrom("previous", "year_ago", null),
          },
          { requiredKeys: ["grain"] },
        ),
      ),
      order: fc.array(fc.record({ by: name, dir: fc.constantFrom("asc", "desc", "up") }), { maxLength: 2 }),
      limit: fc.oneof(fc.integer(), fc.double()),
      extra: scalar,
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(anySpec, async (spec) => {
      const response = await server.ask(spec);
      expect(response.status).toBeLessThan(500);
      const body = await response.text();
      expect(body).not.toContain("424242.42");
      if (response.status !== 200) problem.parse(JSON.parse(body));
    }),
    { numRuns: 400 },
  );
});
