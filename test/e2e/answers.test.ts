import { createHash } from "node:crypto";
import { tableFromIPC } from "apache-arrow";
import { Parser } from "n3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixtureHome } from "../fixture/home.ts";
import { type Served, serveHome } from "./server.ts";

const SPEC = {
  metrics: ["ordered_mad", "execution_rate"],
  groupBy: ["region"],
  where: [{ dimension: "year", op: "=", value: 2025 }],
  order: [{ by: "execution_rate", dir: "desc" }],
  limit: 20,
};

describe("the served release", () => {
  let served: Served;
  beforeAll(async () => {
    served = await serveHome((await fixtureHome()).root);
  });
  afterAll(async () => {
    await served?.stop();
  });
  const ask = (accept: string, spec: object = SPEC) =>
    fetch(`${served.url}/api/v1/query`, {
      method: "POST",
      headers: { "content-type": "application/json", accept },
      body: JSON.stringify(spec),
    });

  test("one question gives the same rows as JSON, CSV and Arrow", async () => {
    const json = (await (await ask("application/json")).json()) as {
      rows: Record<string, string | number>[];
      sample: boolean;
    };
    expect(json.rows).toHaveLength(12);
    expect(json.sample).toBe(true);
    const csv = (await (await ask("text/csv")).text()).trim().split(/\r?\n/);
    expect(csv).toHaveLength(13);
    expect(csv[0]).toContain("sample");
    const arrow = tableFromIPC(
      new Uint8Array(await (await ask("application/vnd.apache.arrow.stream")).arrayBuffer()),
    );
    expect(arrow.numRows).toBe(12);
    expect([...(arrow.getChild("region")?.toArray() ?? [])].map(String)).toEqual(
      json.rows.map((row) => row.region),
    );
    for (const [index, row] of json.rows.entries()) expect(csv[index + 1]).toContain(String(row.ordered_mad));
  });

  test("the regions add up to the nation, to the centime", async () => {
    const total = async (spec: object) => {
      const { rows } = (await (await ask("application/json", spec)).json()) as {
        rows: { ordered_mad: string }[];
      };
      return rows.reduce((sum, row) => sum + BigInt(row.ordered_mad.replace(".", "")), 0n);
    };
    const nation = await total({ metrics: ["ordered_mad"], where: SPEC.where });
    for (const dimension of ["region", "province", "commune", "collectivity", "chapter"]) {
      expect(
        await total({ metrics: ["ordered_mad"], groupBy: [dimension], where: SPEC.where }),
        dimension,
      ).toBe(nation);
    }
  });

  test("an unknown name is refused with the nearest known one", async () => {
    const answer = await ask("application/json", { metrics: ["orderd_mad"] });
    expect(answer.status).toBe(400);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    expect(await answer.text()).toContain("ordered_mad");
  });

  test("the catalogue parses, and each file is what it says: hash, length, ranges", async () => {
    const turtle = await (await fetch(`${served.url}/catalog.ttl`)).text();
    const quads = new Parser().parse(turtle);
    const urls = quads
      .filter((quad) => quad.predicate.value.endsWith("downloadURL"))
      .map((quad) => quad.object.value);
    expect(urls.length).toBeGreaterThan(6);
    const titles = quads.filter(
      (quad) => quad.predicate.value.endsWith("terms/title") && quad.object.value.startsWith("[Exemple]"),
    );
    expect(titles.length).toBeGreaterThan(0);
    for (const url of urls.filter((address) => /2025|territoires/.test(address))) {
      const path = new URL(url).pathname;
      const whole = await fetch(`${served.url}${path}`);
      const bytes = Buffer.from(await whole.arrayBuffer());
      expect(whole.headers.get("etag")).toBe(`"sha256-${createHash("sha256").update(bytes).digest("hex")}"`);
      const head = await fetch(`${served.url}${path}`, { method: "HEAD" });
      expect(Number(head.headers.get("content-length"))).toBe(bytes.length);
      const tail = await fetch(`${served.url}${path}`, { headers: { range: "bytes=-4" } });
      expect(tail.status).toBe(206);
      expect(Buffer.from(await tail.arrayBuffer())).toEqual(bytes.subarray(-4));
    }
  });

  test("the monthly report is typeset in French and Arabic, the same bytes each time", async () => {
    for (const lang of ["fr", "ar"]) {
      const address = `${served.url}/rapports/monthly.pdf?territoire=06&mois=2026-09&langue=${lang}`;
      const first = Buffer.from(await (await fetch(address)).arrayBuffer());
      const second = Buffer.from(await (await fetch(address)).arrayBuffer());
      expect(first.subarray(0, 5).toString()).toBe("%PDF-");
      expect(first.equals(second)).toBe(true);
    }
  });

  test("every level of the territory is served, and the population adds up", async () => {
    const items = async (level: string) => {
      const answer = await fetch(`${served.url}/api/v1/territories?level=${level}&limit=2000`);
      return ((await answer.json()) as { items: { population: number | null }[] }).items;
    };
    for (const [level, count] of [
      ["region", 12],
      ["commune", 1503],
    ] as const) {
      const list = await items(level);
      expect(list).toHaveLength(count);
      expect(list.reduce((sum, item) => sum + (item.population ?? 0), 0)).toBe(36_828_330);
    }
  });

  test("the ranking holds every commune, ranked or with its reason", async () => {
    const answer = await fetch(`${served.url}/api/v1/rankings?index=rokhas_delai&level=commune`);
    const { items } = (await answer.json()) as { items: { rank: number | null; reason: string | null }[] };
    expect(items).toHaveLength(1503);
    expect(items.every((item) => (item.rank === null) === (item.reason !== null))).toBe(true);
    expect(items.some((item) => item.rank === 1)).toBe(true);
  });
});
