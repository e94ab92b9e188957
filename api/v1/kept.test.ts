import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../testing/context.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const path = (metric: string): string =>
  `/api/v1/query?spec=${encodeURIComponent(JSON.stringify({ metrics: [metric], groupBy: ["region"] }))}`;
const seen = async (response: Response) => {
  const headers = Object.fromEntries(
    [...response.headers].filter(([name]) => !["x-request-id", "date"].includes(name)),
  );
  return { status: response.status, headers, body: await response.text() };
};

it("the second answer is the first, to the byte and the header, with a request id of its own", async () => {
  const [first, second] = [await server.get(path("ordered_mad")), await server.get(path("ordered_mad"))];
  expect(second.headers.get("x-request-id")).not.toBe(first.headers.get("x-request-id"));
  expect(await seen(second)).toEqual(await seen(first));
  expect(second.headers.get("etag")).toMatch(/^W\/"/);
});

it("who has it already is told so", async () => {
  const etag = (await server.get(path("paid_mad"))).headers.get("etag") ?? "";
  for (const known of [etag, etag]) {
    const again = await server.get(path("paid_mad"), { "If-None-Match": known });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  }
});

it("a question in another language or form, by a token, or refused, goes the whole way", async () => {
  const [json, csv] = [
    await server.get(path("ordered_mad")),
    await server.get(path("ordered_mad"), { Accept: "text/csv" }),
  ];
  expect(json.headers.get("content-type")).toContain("json");
  expect(csv.headers.get("content-type")).toContain("csv");
  const unknown = await Promise.all(
    ["fr", "ar", "en"].map(async (lang) =>
      (await server.get(path("orderd_mad"), { "Accept-Language": lang })).json(),
    ),
  );
  expect(new Set(unknown.map((problem) => problem.detail)).size).toBe(3);
});
