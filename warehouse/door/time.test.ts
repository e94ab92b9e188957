import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDoor } from "./door.ts";
import { createFixture, type DoorFixture } from "./testing/fixture.ts";
import {
  type Answer,
  type Door,
  PUBLIC_VIEWER,
  type QuerySpec,
  type TimeSpec,
  type Viewer,
} from "./types.ts";

const NATIONAL: Viewer = { ...PUBLIC_VIEWER, role: "national" };
let fixture: DoorFixture;
let door: Door;
beforeAll(async () => {
  fixture = await createFixture();
  door = createDoor({ releases: fixture.releases });
});
afterAll(() => fixture.close());

const ask = (time: TimeSpec, more: Partial<QuerySpec> = {}): Promise<Answer> =>
  door.ask({ metrics: ["ordered_mad"], ...more, time }, NATIONAL);
const sum = async (from: string, to: string): Promise<unknown> =>
  (
    await fixture.truth(
      `SELECT sum(ordered_mad)::VARCHAR AS s FROM fct_budget WHERE month_start BETWEEN '${from}' AND '${to}'`,
    )
  )[0]?.s;

describe("a time", () => {
  it("is a series: a row per period, in a column named after the grain", async () => {
    const months = await ask({ grain: "month", from: "2025-11", to: "2026-01" }, { groupBy: ["region"] });
    expect(months.columns.map((column) => column.name)).toEqual(["region", "month", "ordered_mad"]);
    expect(months.rows.map((row) => `${row.region} ${row.month}`)).toEqual([
      "01 2025-11",
      "01 2025-12",
      "01 2026-01",
      "06 2025-11",
      "06 2025-12",
      "06 2026-01",
    ]);
    expect(
      (await ask({ grain: "quarter", from: "2025", to: "2025" })).rows.map((row) => row.quarter),
    ).toEqual(["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]);
    expect((await ask({ grain: "year" })).rows.map((row) => row.year)).toEqual([2024, 2025, 2026]);
  });

  it("gives way to a period that stands in groupBy, its own window kept", async () => {
    const answer = await ask({ grain: "month", from: "2025-01", to: "2025-03" }, { groupBy: ["year"] });
    expect(answer.rows).toEqual([{ year: 2025, ordered_mad: await sum("2025-01-01", "2025-03-31") }]);
  });

  it("is one total when no series is asked", async () => {
    const answer = await ask({ grain: "month", from: "2025-11", to: "2026-02", series: false });
    expect(answer.rows).toEqual([{ ordered_mad: await sum("2025-11-01", "2026-02-28") }]);
  });

  it("compares each period with the one before, or with a year ago", async () => {
    const before = await ask({ grain: "quarter", from: "2025-Q1", to: "2025-Q2", compare: "previous" });
    expect(before.rows.map((row) => row.ordered_mad__prev)).toEqual([
      await sum("2024-10-01", "2024-12-31"),
      await sum("2025-01-01", "2025-03-31"),
    ]);
    const yearAgo = await ask({ grain: "month", from: "2026-01", to: "2026-02", compare: "year_ago" });
    const series = await ask({ grain: "month", from: "2025-01", to: "2025-02" });
    expect(yearAgo.rows.map((row) => row.ordered_mad__prev)).toEqual(
      series.rows.map((row) => row.ordered_mad),
    );
    for (const row of yearAgo.rows) {
      const cents = (cell: unknown) => BigInt(String(cell).replace(".", ""));
      expect(cents(row.ordered_mad__delta)).toBe(cents(row.ordered_mad) - cents(row.ordered_mad__prev));
    }
  });

  it("compares a total with the window of the same length just before", async () => {
    const answer = await ask({
      grain: "quarter",
      from: "2025-Q2",
      to: "2025-Q3",
      compare: "previous",
      series: false,
    });
    expect(answer.rows[0]).toMatchObject({
      ordered_mad: await sum("2025-04-01", "2025-09-30"),
      ordered_mad__prev: await sum("2024-10-01", "2025-03-31"),
    });
  });

  it("compares the months asked of a year with the same months of the year before", async () => {
    const answer = await ask(
      { grain: "month", from: "2026-01", to: "2026-10", compare: "year_ago" },
      { groupBy: ["year"] },
    );
    expect(answer.rows).toHaveLength(1);
    expect(answer.rows[0]).toMatchObject({
      year: 2026,
      ordered_mad__prev: await sum("2025-01-01", "2025-10-31"),
    });
  });

  it("does not run a compared series on past the last period, and says what has no past", async () => {
    const answer = await ask({ grain: "year", compare: "year_ago" });
    expect(answer.rows.map((row) => row.year)).toEqual([2024, 2025, 2026]);
    expect(
      answer.nulls.filter((one) => one.reason === "no_comparison").map((one) => [one.row, one.column]),
    ).toEqual([
      [0, "ordered_mad__prev"],
      [0, "ordered_mad__delta"],
    ]);
  });

  it("keeps no row of facts that have no day and no figure", async () => {
    const answer = await door.ask({ metrics: ["permits_decided"], time: { grain: "year" } }, NATIONAL);
    expect(answer.rows.map((row) => row.year)).toEqual([2025, 2026]);
    const total = await door.ask({ metrics: ["permits_decided"] }, NATIONAL);
    expect(answer.rows.reduce((so, row) => so + Number(row.permits_decided), 0)).toBe(
      total.rows[0]?.permits_decided,
    );
  });

  it.each<[TimeSpec, string]>([
    [{ grain: "quarter", from: "2025-01" }, "bad_period"],
    [{ grain: "month", from: "2025-03", to: "2025-01" }, "bad_period"],
    [{ grain: "month", compare: "previous", series: false }, "compare_needs_window"],
    [{ grain: "month", from: "2025-13" }, "bad_spec"],
  ])("%o is refused", async (time, code) => {
    await expect(ask(time)).rejects.toMatchObject({ code });
  });
});

describe("conditions on periods", () => {
  it.each([
    ["=", "2025", "2025-01-01", "2025-12-31"],
    ["<", "2025-Q2", "2000-01-01", "2025-03-31"],
    ["<=", "2025-Q2", "2000-01-01", "2025-06-30"],
    [">", "2025-11", "2025-12-01", "2030-01-01"],
    [">=", 2026, "2026-01-01", "2030-01-01"],
    ["between", ["2025-02", "2025-03"], "2025-02-01", "2025-03-31"],
    ["in", ["2025-02", "2025-03"], "2025-02-01", "2025-03-31"],
  ] as const)("%s %o", async (op, value, from, to) => {
    const first = String(Array.isArray(value) ? value[0] : value);
    const dimension = first.includes("Q") ? "quarter" : first.includes("-") ? "month" : "year";
    const given = typeof value === "string" || typeof value === "number" ? value : [...value];
    const answer = await door.ask(
      { metrics: ["ordered_mad"], where: [{ dimension, op, value: given }] },
      NATIONAL,
    );
    expect(answer.rows[0]?.ordered_mad).toBe(await sum(from, to));
  });
});
