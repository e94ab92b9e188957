import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDoor } from "./door.ts";
import { scopeOf } from "./policy.ts";
import { createFixture, type DoorFixture } from "./testing/fixture.ts";
import { UNITS } from "./testing/territory.ts";
import { type Door, PUBLIC_VIEWER, type QuerySpec, type Viewer } from "./types.ts";

const as = (role: Viewer["role"], territory: string | null = null): Viewer => ({
  role,
  territory,
  user: "u",
  lang: "fr",
});
let fixture: DoorFixture;
let door: Door;
beforeAll(async () => {
  fixture = await createFixture();
  door = createDoor({ releases: fixture.releases });
});
afterAll(() => fixture.close());

const codesOf = async (viewer: Viewer, metric = "ordered_mad"): Promise<unknown[]> =>
  (await door.ask({ metrics: [metric], groupBy: ["collectivity"] }, viewer)).rows.map(
    (row) => row.collectivity,
  );

it("only the public is held to what is published, and a territory to its own", () => {
  expect(scopeOf(PUBLIC_VIEWER)).toEqual({ published: true, territory: null });
  for (const role of ["national", "admin"] as const)
    expect(scopeOf(as(role))).toEqual({ published: false, territory: null });
  for (const role of ["commune", "province", "wali"] as const) {
    expect(scopeOf(as(role, "01"))).toEqual({ published: false, territory: "01" });
    for (const none of [null, ""]) expect(() => scopeOf(as(role, none))).toThrow(/territory/);
  }
});

describe("territory is membership, not the start of a code", () => {
  it("Tanger does not see Assilah, whose code begins with its own", async () => {
    expect(await codesOf(as("commune", "01.511.01.0"))).toEqual(["01.511.01.0"]);
    expect(await codesOf(as("commune", "01.511.01.01"))).toEqual(["01.511.01.01"]);
    expect((await door.territories({}, as("commune", "01.511.01.0"))).map((unit) => unit.code)).toEqual([
      "01.511.01.0",
      "01.511.01.02",
    ]);
  });
  it("a governor sees the province and what lies in it, a wali the region", async () => {
    expect(await codesOf(as("province", "01.511"))).toEqual([
      "01.511",
      "01.511.01.0",
      "01.511.01.01",
      "01.511.05.03",
    ]);
    expect(await codesOf(as("wali", "06"))).toEqual(["06", "06.141", "06.141.01.0"]);
  });
  it("a commune sees its arrondissements' files", async () => {
    expect(await codesOf(as("commune", "01.511.01.0"), "permit_files")).toEqual([
      "01.511.01.0",
      "01.511.01.02",
    ]);
  });
  it("a groupement sees its members of today", async () => {
    expect(await codesOf(as("commune", "ECI.001"))).toEqual(["01.511.01.01"]);
  });
  it("a code that is nobody's sees nothing; no code at all is refused", async () => {
    expect(await codesOf(as("wali", "01.51"))).toEqual([]);
    await expect(codesOf(as("wali", null))).rejects.toMatchObject({ code: "no_territory", status: 403 });
    await expect(codesOf(as("commune", ""))).rejects.toMatchObject({ code: "no_territory" });
  });
});

it("no condition of a caller widens the scope, in any table", async () => {
  const mine = new Set(["01.511", "01.511.01.0", "01.511.01.01", "01.511.05.03", "01.511.01.02"]);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(
        "ordered_mad",
        "collected_mad",
        "outstanding_mad",
        "permit_files",
        "balance_mad",
        "ordered_to_date_mad",
      ),
      fc.constantFrom("=" as const, "!=" as const, "<" as const, ">=" as const),
      fc.constantFrom("region", "province", "commune", "collectivity"),
      fc.constantFrom(...UNITS.map((unit) => unit.code)),
      async (metric, op, dimension, value) => {
        const spec: QuerySpec = {
          metrics: [metric],
          groupBy: ["collectivity"],
          where: [{ dimension, op, value }],
        };
        const answer = await door.ask(spec, as("province", "01.511"));
        for (const row of answer.rows) expect(mine).toContain(row.collectivity);
      },
    ),
    { numRuns: 80 },
  );
});

it("a total in scope is that of a country without the rest", async () => {
  const [truth] = await fixture.truth(
    "SELECT sum(ordered_mad)::VARCHAR AS total FROM fct_budget WHERE collectivity_code IN ('01.511', '01.511.01.0', '01.511.01.01', '01.511.05.03')",
  );
  const answer = await door.ask({ metrics: ["ordered_mad"] }, as("province", "01.511"));
  expect(answer.rows[0]?.ordered_mad).toBe(truth?.total);
});

it("one's cached answer is not another's", async () => {
  const spec: QuerySpec = { metrics: ["paid_mad"] };
  const answers = [];
  for (const viewer of [
    as("national"),
    as("wali", "01"),
    as("wali", "06"),
    as("province", "01.571"),
    PUBLIC_VIEWER,
  ]) {
    answers.push((await door.ask(spec, viewer)).rows[0]?.paid_mad);
  }
  expect(new Set(answers).size).toBe(4);
  expect(answers[4]).toBe(answers[0]);
});

describe("what is not published", () => {
  it("does not exist for the public, nor as a near name", async () => {
    const error = await door
      .ask({ metrics: ["secret_mad"] }, PUBLIC_VIEWER)
      .catch((caught: { code: string; text: { en: string } }) => caught);
    expect(error).toMatchObject({ code: "unknown_metric" });
    expect(JSON.stringify(error)).not.toContain("did you mean secret");
    expect((await door.metrics(PUBLIC_VIEWER)).map((metric) => metric.name)).not.toContain("permit_days");
    await expect(door.explain("secret_mad", PUBLIC_VIEWER)).rejects.toMatchObject({ code: "unknown_metric" });
  });
  it("is not shown to a territory when it is tied to none", async () => {
    await expect(door.ask({ metrics: ["secret_mad"] }, as("wali", "01"))).rejects.toMatchObject({
      code: "not_in_scope",
      status: 403,
    });
    expect((await door.ask({ metrics: ["secret_mad"] }, as("national"))).rows[0]?.secret_mad).toBe(
      "424242.42",
    );
  });
});
