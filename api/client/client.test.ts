import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../testing/context.ts";
import { ApiError, createClient } from "./index.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

it("reads the same figures in JSON and in Arrow", async () => {
  const client = createClient({ base: server.url });
  const spec = { metrics: ["ordered_mad", "execution_rate", "permit_files"], groupBy: ["province", "year"] };
  const [json, arrow] = await Promise.all([client.query(spec), client.arrow(spec)]);
  expect(arrow).toMatchObject({
    release: json.release,
    sample: true,
    rows: json.rows.length,
    nulls: json.nulls,
  });
  for (const { name, values } of arrow.columns) {
    const expected = json.rows.map((row) => {
      const cell = row[name] ?? null;
      return name === "ordered_mad" && cell !== null ? Number(cell) : cell;
    });
    expect(values).toEqual(expected);
  }
});

it("asks what can be asked, and who is where", async () => {
  const client = createClient({ base: server.url });
  expect((await client.metrics()).items.map((metric) => metric.name)).toContain("execution_rate");
  expect((await client.territories({ level: "region", limit: 1 })).items).toHaveLength(1);
  expect((await client.rankings({ index: "rokhas_r500", level: "commune" })).items).toHaveLength(6);
});

it("throws what the API told, in its language", async () => {
  const client = createClient({ base: server.url, lang: "ar" });
  const error = await client.query({ metrics: ["orderd_mad"] }).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 400, code: "unknown_metric" });
  expect(String(error)).toContain("ordered_mad");
});
