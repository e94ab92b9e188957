import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "#api/testing/context.ts";
import { API_ROUTES } from "#api/v1/index.ts";
import type { Role } from "#warehouse/door/types.ts";
import type { AccountRole } from "#warehouse/state/index.ts";
import { plantedCountry } from "./planted.ts";
import { QUERIES, REQUESTS } from "./requests.ts";
import { CLOSURE } from "./territory.ts";

interface Asker {
  readonly title: string;
  readonly role: Role;
  readonly territory: string | null;
}
const at = (title: string, role: Role, territory: string | null = null): Asker => ({
  title,
  role,
  territory,
});
const ASKERS: readonly Asker[] = [
  at("the public", "public"),
  at("the commune of Tanger", "commune", "01.511.01.0"),
  at("the commune of Casablanca", "commune", "06.141.01.0"),
  at("the governor of Fès", "province", "03.231"),
  at("the governor of Rabat", "province", "04.421"),
  at("the governor of Salé", "province", "04.441"),
  at("the governor of Marrakech", "province", "07.351"),
  at("the governor of a préfecture d’arrondissements", "province", "06.141.01.00"),
  at("a groupement", "commune", "ECI.900"),
  at("the Wali of region 01", "wali", "01"),
  at("the central administration", "national"),
  at("an administrator", "admin"),
];

/** Units of the fixture's own country in a territory, beside those of the closure. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  "01": [
    "01",
    "01.511",
    "01.571",
    "01.511.01.0",
    "01.511.01.01",
    "01.511.01.02",
    "01.511.05.03",
    "01.571.01.0",
    "01.571.03.01",
    "ECI.001",
  ],
  "01.511.01.0": ["01.511.01.0", "01.511.01.02"],
  "06.141.01.0": ["06.141.01.0", "06.141.01.03"],
  "ECI.900": ["01.511.01.01"],
};
const sees = ({ role, territory }: Asker, unit: string): boolean => {
  if (territory === null || role === "public") return true;
  const members = CLOSURE.filter(({ ancestor, to }) => ancestor === territory && to === null).map(
    (one) => one.unit,
  );
  return members.includes(unit) || (OWN[territory] ?? []).includes(unit);
};

let full: TestServer;
beforeAll(async () => {
  full = await startTestServer({ fixture: await plantedCountry({ visible: () => true, unpublished: true }) });
});
afterAll(() => full.close());

const headersFor = (server: TestServer, { role, territory }: Asker): Record<string, string> =>
  role === "public" ? {} : server.as(role as AccountRole, territory);

/** All that a client can tell of an answer, its request's id and its day aside. */
async function told(response: Response): Promise<Record<string, unknown>> {
  const kept = [...response.headers].filter(
    ([name]) => !["date", "x-request-id", "connection", "keep-alive", "set-cookie"].includes(name),
  );
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = new TextDecoder()
    .decode(bytes)
    .replace(/"request":"[^"]*"/, "")
    .replace(/"name":"[^"]* \d+"/, "");
  return { status: response.status, headers: kept, text };
}

/** Of the matrix, a third for each asker at each push, another third for the next; all of it with `BAYAN_MATRIX=full`. */
const sampled = (paths: readonly string[], turn: number): readonly string[] =>
  process.env.BAYAN_MATRIX === "full" ? paths : paths.filter((_, index) => index % 3 === turn % 3);

it("the matrix has every route of the API", () => {
  expect(Object.keys(REQUESTS).sort()).toEqual(API_ROUTES.map(({ id }) => id).sort());
});

describe.each(ASKERS)("$title", (asker) => {
  it("is told nothing that depends on what they may not see, whoever asked before", {
    timeout: 120_000,
  }, async () => {
    const mine = await startTestServer({
      fixture: await plantedCountry({
        visible: (unit) => sees(asker, unit),
        unpublished: asker.role !== "public",
      }),
    });
    try {
      const [here, there] = [headersFor(full, asker), headersFor(mine, asker)];
      for (const path of sampled(Object.values(REQUESTS).flat(), ASKERS.indexOf(asker))) {
        const [given, alone] = await Promise.all([full.get(path, here), mine.get(path, there)]);
        expect(given.status, path).toBeLessThan(500);
        expect(await told(given), decodeURIComponent(path)).toEqual(await told(alone));
        if (asker.role !== "public")
          expect(given.headers.get("cache-control"), path).toBe("private, no-store");
      }
      for (const spec of QUERIES.slice(0, 8)) {
        const [given, alone] = await Promise.all([full.ask(spec, here), mine.ask(spec, there)]);
        expect(await told(given), JSON.stringify(spec)).toEqual(await told(alone));
      }
    } finally {
      await mine.close();
    }
  });
});

it("each sees what is theirs: a prefix proves nothing, a préfecture has its arrondissements, a groupement its members", async () => {
  const units = async (asker: Asker): Promise<unknown> => {
    const response = await full.ask(
      { metrics: ["permit_files"], groupBy: ["collectivity"] },
      headersFor(full, asker),
    );
    const { rows } = (await response.json()) as { rows: { collectivity: string }[] };
    return rows.map(({ collectivity }) => collectivity);
  };
  expect(await units(at("", "commune", "01.511.01.0"))).not.toContain("01.511.01.01");
  expect(await units(at("", "province", "04.421"))).toEqual(["04.421.01.0", "04.421.01.01", "04.421.01.07"]);
  expect(await units(at("", "province", "06.141.01.00"))).toEqual(["06.141.01.01"]);
  expect(await units(at("", "commune", "ECI.900"))).toEqual(["01.511.01.01", "04.441.01.0", "04.441.01.03"]);
});

it("one’s tag opens nothing of another’s answer", async () => {
  const path = REQUESTS.queryByLink?.[0] ?? "";
  const tags = new Map<string, string>();
  for (const asker of ASKERS.slice(1, 9)) {
    const headers = headersFor(full, asker);
    const response = await full.get(path, headers);
    const tag = response.headers.get("etag") ?? "";
    for (const [other, theirs] of tags) {
      if (theirs === tag) continue;
      const again = await full.get(path, { ...headers, "if-none-match": theirs });
      expect(again.status, `${asker.title} with the tag of ${other}`).toBe(200);
    }
    tags.set(asker.title, tag);
  }
});

it("what exists and may not be seen takes as long as what does not exist", { timeout: 120_000 }, async () => {
  const headers = headersFor(full, at("", "province", "03.231"));
  const pairs = Number(process.env.BAYAN_TIMING_PAIRS ?? 150);
  const ask = async (code: string, index: number): Promise<number> => {
    // Another limit each time: what is timed is the question, not the cache.
    const spec = {
      metrics: ["permit_files"],
      groupBy: ["permit_category"],
      where: [{ dimension: "commune", op: "=", value: code }],
      limit: index + 1,
    };
    const began = performance.now();
    await (await full.ask(spec, headers)).arrayBuffer();
    return performance.now() - began;
  };
  const gaps: number[] = [];
  for (let index = 0; index < pairs; index += 1) {
    const first = index % 2 === 0;
    const one = await ask(first ? "07.351.01.0" : "07.351.01.9", index);
    const two = await ask(first ? "07.351.01.9" : "07.351.01.0", index);
    gaps.push(first ? one - two : two - one);
  }
  gaps.sort((a, b) => a - b);
  expect(Math.abs(gaps[Math.floor(gaps.length / 2)] ?? 0)).toBeLessThan(2);
});
