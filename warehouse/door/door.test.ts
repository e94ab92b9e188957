import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { QueryError } from "../errors.ts";
import { metricsCheck } from "./check.ts";
import { createDoor } from "./door.ts";
import { createFixture, type DoorFixture, FIXTURE_RELEASE } from "./testing/fixture.ts";
import { type Answer, type Door, PUBLIC_VIEWER, type QuerySpec, type Viewer } from "./types.ts";

const NATIONAL: Viewer = { ...PUBLIC_VIEWER, role: "national" };
let fixture: DoorFixture;
let door: Door;
const told: string[] = [];
beforeAll(async () => {
  fixture = await createFixture();
  door = createDoor({ releases: fixture.releases, onFault: (fault) => told.push(fault) });
});
afterAll(() => fixture.close());

const ask = (spec: QuerySpec, viewer: Viewer = NATIONAL): Promise<Answer> => door.ask(spec, viewer);
const _refusal = async (spec: unknown, viewer: Viewer = NATIONAL): Promise<QueryError> =>
  ask(spec as QuerySpec, viewer).then(
    () => expect.unreachable("it answered"),
    (error: QueryError) => error,
  );

describe("an answer", () => {
  it("carries its release, its columns and their units", async () => {
    const answer = await ask({ metrics: ["ordered_mad", "execution_rate"], groupBy: ["region"] });
    expect(answer.release).toBe(FIXTURE_RELEASE);
    expect(answer.sample).toBe(true);
    expect(answer.columns.map(({ name, type, unit, kind }) => [name, type, unit, kind])).toEqual([
      ["region", "text", null, "dimension"],
      ["ordered_mad", "decimal", "MAD", "metric"],
      ["execution_rate", "double", "ratio", "metric"],
    ]);
  });

  it("gives money as text with its digits and a ratio as the ratio of the sums", async () => {
    const [truth] = await fixture.truth(
      "SELECT sum(ordered_mad)::VARCHAR AS o, sum(ordered_mad)::DOUBLE / sum(credit_final_mad)::DOUBLE AS r FROM fct_budget WHERE fiscal_year = 2025",
    );
    const answer = await ask({
      metrics: ["ordered_mad", "execution_rate"],
      where: [{ dimension: "year", op: "=", value: 2025 }],
    });
    expect(answer.rows).toEqual([{ ordered_mad: truth?.o, execution_rate: truth?.r }]);
  });

  it("says why a cell is empty", async () => {
    const answer = await ask({
      metrics: ["execution_rate", "collected_mad"],
      groupBy: ["province", "commune"],
      where: [{ dimension: "region", op: "=", value: "01" }],
      order: [{ by: "commune", dir: "asc" }],
    });
    const reasons = new Set(
      answer.nulls.map((one) => `${String(answer.rows[one.row]?.commune)} ${one.column} ${one.reason}`),
    );
    expect(reasons).toContain("01.571.03.01 execution_rate zero_denominator");
    expect(reasons).toContain("null commune higher_council");
    for (const { row, column } of answer.nulls) expect(answer.rows[row]?.[column]).toBeNull();
  });

  it("has no figure where a metric means nothing at the step asked", async () => {
    const answer = await ask({
      metrics: ["ordered_mad", "credit_final_mad"],
      groupBy: ["month"],
      time: { grain: "month", from: "2025-01", to: "2025-02" },
    });
    expect(answer.rows.map((row) => row.month)).toEqual(["2025-01", "2025-02"]);
    expect(answer.nulls).toEqual([
      { row: 0, column: "credit_final_mad", reason: "not_defined_at_grain" },
      { row: 1, column: "credit_final_mad", reason: "not_defined_at_grain" },
    ]);
    const alone = await ask({
      metrics: ["credit_final_mad"],
      time: { grain: "month", from: "2025-01", to: "2025-02" },
    });
    expect(alone.rows).toEqual([
      { month: "2025-01", credit_final_mad: null },
      { month: "2025-02", credit_final_mad: null },
    ]);
    expect(alone.nulls.map((one) => one.reason)).toEqual(["not_defined_at_grain", "not_defined_at_grain"]);
  });

  it("joins facts of several tables on null keys too", async () => {
    const answer = await ask({
      metrics: ["ordered_mad", "collected_mad", "balance_mad"],
      groupBy: ["province"],
    });
    expect(answer.rows.filter((row) => row.province === null)).toHaveLength(1);
    for (const row of answer.rows) {
      const cents = (cell: unknown) => BigInt(String(cell).replace(".", ""));
      expect(cents(row.balance_mad)).toBe(cents(row.collected_mad) - cents(row.ordered_mad));
    }
  });

  it("takes of a stock its last state in each period", async () => {
    const truth = await fixture.truth(
      "SELECT year(as_of)::INT AS year, sum(outstanding_mad)::VARCHAR AS outstanding_mad FROM fct_outstanding GROUP BY 1 ORDER BY 1",
    );
    expect((await ask({ metrics: ["outstanding_mad"], groupBy: ["year"] })).rows).toEqual(truth);
    expect((await ask({ metrics: ["outstanding_mad"] })).rows[0]?.outstanding_mad).toBe(
      truth.at(-1)?.outstanding_mad,
    );
  });

  it("keeps the filter that a metric's author wrote", async () => {
    const answer = await ask({ metrics: ["ordered_north_mad"], groupBy: ["region"] });
    expect(answer.rows.find((row) => row.region === "06")?.ordered_north_mad).toBe("0.00");
  });

  it("adds up to date from the start of the year, also before the window", async () => {
    const answer = await ask({
      metrics: ["ordered_to_date_mad", "ordered_rolling_mad"],
      groupBy: ["month"],
      time: { grain: "month", from: "2025-03", to: "2025-04" },
    });
    const truth = await fixture.truth(`SELECT
      (SELECT sum(ordered_mad) FROM fct_budget WHERE month_start BETWEEN '2025-01-01' AND '2025-03-01')::VARCHAR AS a,
      (SELECT sum(ordered_mad) FROM fct_budget WHERE month_start BETWEEN '2024-04-01' AND '2025-03-01')::VARCHAR AS b`);
    expect(answer.rows).toHaveLength(2);
    expect(answer.rows[0]).toEqual({
      month: "2025-03",
      ordered_to_date_mad: truth[0]?.a,
      ordered_rolling_mad: truth[0]?.b,
    });
  });

  it("counts, counts apart and averages", async () => {
    const answer = await ask({
      metrics: ["permit_files", "permits_on_time", "on_time_rate", "permit_days", "permit_categories"],
    });
    const [truth] =
      await fixture.truth(`SELECT count(*)::INT AS permit_files, count_if(on_time)::INT AS permits_on_time,
      count_if(on_time)::DOUBLE / count(*) AS on_time_rate, round(avg(clock_days), 6) AS permit_days, count(DISTINCT category)::INT AS permit_categories FROM fct_permit`);
    expect(answer.rows[0]).toEqual(truth);
  });
});

it("keeps answers, one making for those who ask at once, whatever the order of keys", async () => {
  const own = createDoor({ releases: fixture.releases });
  const a: QuerySpec = {
    metrics: ["paid_mad"],
    where: [
      { dimension: "region", op: "=", value: "01" },
      { dimension: "year", op: "=", value: 2025 },
    ],
  };
  const b: QuerySpec = { where: [...(a.where ?? [])].reverse(), metrics: ["paid_mad"] };
  const [x, y] = await Promise.all([own.ask(a, NATIONAL), own.ask(b, NATIONAL)]);
  expect(x).toBe(y);
  expect(own.status()).toMatchObject({ cacheMisses: 1, cacheHits: 1 });
});

it("lists territories by level, parent and name, accents aside", async () => {
  expect((await door.territories({ level: "region" }, NATIONAL)).map((unit) => unit.code)).toEqual([
    "01",
    "06",
  ]);
  expect((await door.territories({ parent: "01.571" }, NATIONAL)).map((unit) => unit.code)).toEqual([
    "01.571.01.0",
    "01.571.03.01",
  ]);
  expect(
    (await door.territories({ q: "TETOUAN", level: "commune" }, NATIONAL)).map((unit) => unit.name_fr),
  ).toEqual(["Tétouan"]);
  expect(await door.territories({ q: "%' OR 1=1" }, NATIONAL)).toEqual([]);
});

it("ranks every unit of a level or says why not", async () => {
  const ranking = await door.rankings({ index: "rokhas_r500", level: "commune" }, PUBLIC_VIEWER);
  expect(ranking.period).toBe("2026-Q3");
  expect(ranking.items).toHaveLength(6);
  expect(ranking.items.filter((item) => item.rank === null).map((item) => item.reason)).toEqual([
    "provisional",
    "provisional",
  ]);
});

describe("an index of units", () => {
  const score = async (level: string, code: string, period = "2026-Q3") =>
    (
      await fixture.truth(
        `SELECT r500 FROM idx_rokhas WHERE level = '${level}' AND code = '${code}' AND period = '${period}' AND "window" = 'quarter'`,
      )
    )[0]?.r500;

  it("is chosen at the level that the question names, never averaged", async () => {
    const nation = await ask({ metrics: ["rokhas_r500"] });
    expect(nation.rows).toEqual([{ rokhas_r500: await score("nation", "MA") }]);
    const regions = await ask({
      metrics: ["rokhas_r500"],
      groupBy: ["region"],
      where: [{ dimension: "quarter", op: "=", value: "2026-Q2" }],
    });
    expect(regions.rows).toEqual([
      { region: "01", rokhas_r500: await score("region", "01", "2026-Q2") },
      { region: "06", rokhas_r500: await score("region", "06", "2026-Q2") },
    ]);
    const communes = await ask({ metrics: ["rokhas_r500", "permit_files"], groupBy: ["commune"] });
    expect(communes.rows.find((row) => row.commune === "01.511.01.01")?.rokhas_r500).toBe(
      await score("commune", "01.511.01.01"),
    );
  });

  it("says why a unit has none, and that several units have none together", async () => {
    const communes = await ask({
      metrics: ["rokhas_r500"],
      groupBy: ["commune"],
      where: [{ dimension: "region", op: "=", value: "01" }],
    });
    expect(communes.nulls.map((one) => [communes.rows[one.row]?.commune, one.reason])).toEqual([
      ["01.571.01.0", "provisional"],
      ["01.571.03.01", "provisional"],
    ]);
    const segments = await ask({
      metrics: ["rokhas_r500"],
      where: [{ dimension: "region", op: "in", value: ["01", "06"] }],
    });
    expect(segments.nulls).toEqual([{ row: 0, column: "rokhas_r500", reason: "not_defined_at_grain" }]);
  });
});

it("explains a figure down to its files", async () => {
  const found = await door.explain("execution_rate", PUBLIC_VIEWER);
  expect(found.models.map((model) => model.name)).toEqual(["fct_budget"]);
  expect(found.sources).toEqual([{ system: "gid", table: "mandat" }]);
  expect(found.exports[0]).toMatchObject({
    file: "mandat_2025.csv",
    rows_in: 100,
    rows_loaded: 98,
    rows_refused: 2,
  });
});

it("verify names the metrics that a release cannot answer", async () => {
  const release = await fixture.releases.current();
  expect(await metricsCheck.run(release)).toEqual([
    expect.objectContaining({ fr: expect.stringMatching(/^absent: /) }),
    expect.objectContaining({ fr: expect.stringMatching(/^absent_mad: /) }),
  ]);
});
