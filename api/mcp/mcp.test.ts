import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { Router } from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { startTestServer, type TestServer } from "../testing/context.ts";

let server: TestServer;
beforeAll(async () => {
  const surface = {
    name: "data",
    messages: { fr: {}, ar: {}, en: {} },
    nav: [],
    routes: () => Router(),
    datasets: [
      {
        slug: "permis",
        title: { fr: "Autorisations", ar: "الرخص", en: "Permits" },
        description: { fr: "Dossiers", ar: "ملفات", en: "Files" },
        sql: "",
      },
    ],
  };
  server = await startTestServer({ surfaces: [surface] });
});
afterAll(() => server.close());

async function client(headers: Record<string, string> = {}): Promise<Client> {
  const one = new Client({ name: "test", version: "1" });
  await one.connect(
    new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`), { requestInit: { headers } }),
  );
  return one;
}
const result = z.looseObject({
  isError: z.boolean().optional(),
  content: z.array(z.looseObject({ text: z.string() })),
});
async function call(one: Client, name: string, given: Record<string, unknown>) {
  const { content, isError } = result.parse(await one.callTool({ name, arguments: given }));
  const body: unknown = JSON.parse(content[0]?.text ?? "null");
  return { isError: isError === true, body };
}
const token = (role: "national" | "wali", territory: string | null): Record<string, string> => {
  const { id } = server.access.accounts.add({ name: `mcp-${role}`, display: role, role, territory });
  return { authorization: `Bearer ${server.access.tokens.create(id, "assistant", ["figures"], 30).secret}` };
};

describe("an assistant", () => {
  it("finds what can be asked, asks it, and hears where it comes from, always with the release and a link", async () => {
    const one = await client();
    expect(
      (await one.listTools()).tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint]),
    ).toEqual([
      ["find_metric", true],
      ["ask", true],
      ["explain", true],
      ["find_dataset", true],
    ]);
    const found = await call(one, "find_metric", { words: "ordered_mad" });
    expect(found.body).toMatchObject({ release: "0123456789abcdef", sample: true });
    expect(JSON.stringify(found.body)).toContain('"name":"ordered_mad"');
    const question = { metrics: ["ordered_mad"], groupBy: ["region"] };
    const asked = await call(one, "ask", { question });
    const direct = (await (await server.ask(question)).json()) as { release: string; rows: unknown };
    expect(asked.body).toMatchObject({
      ...{ release: direct.release, rows: direct.rows, complete: true },
      link: expect.stringContaining("/api/v1/query?format=csv"),
    });
    expect((await call(one, "explain", { metric: "ordered_mad" })).body).toMatchObject({
      link: expect.stringContaining("lineage"),
    });
    expect((await call(one, "find_dataset", { words: "PERMITS" })).body).toMatchObject({
      datasets: [{ slug: "permis" }],
    });
    await one.close();
  });

  it("sees what its token may, and without one what everyone may", async () => {
    const [anyone, wali, national] = [
      await client(),
      await client(token("wali", "06")),
      await client(token("national", null)),
    ];
    const question = { metrics: ["ordered_mad"], groupBy: ["region"] };
    expect(JSON.stringify((await call(wali, "ask", { question })).body)).not.toContain('"region":"01"');
    expect(await call(anyone, "ask", { question: { metrics: ["secret_mad"] } })).toMatchObject({
      isError: true,
      body: { code: "unknown_metric" },
    });
    expect(
      JSON.stringify((await call(national, "ask", { question: { metrics: ["secret_mad"] } })).body),
    ).toContain("424242.42");
    for (const one of [anyone, wali, national]) await one.close();
  });

  it("is no page of a browser: another site's, or one with a session, is refused", async () => {
    const post = (headers: Record<string, string>) =>
      fetch(`${server.url}/mcp`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          accept: "application/json, text/event-stream",
          ...headers,
        },
        body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
      }).then(({ status }) => status);
    expect(await post({})).toBe(200);
    expect(await post({ origin: "https://elsewhere.example" })).toBe(403);
    expect(await post(server.as("national"))).toBe(403);
    expect((await server.get("/mcp")).status).toBe(405);
  });
});
