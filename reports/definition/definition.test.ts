import { describe, expect, it } from "vitest";
import { loadDefinitions, readDefinition } from "./load.ts";
import { latestPeriod, parsePeriod, periodBefore, previousPeriod, sayPeriod } from "./period.ts";
import { questionOf, questionOfAll } from "./questions.ts";
import type { QueryAsk } from "./schema.ts";

const definitions = loadDefinitions();

describe("the definitions", () => {
  it("are the reports of the platform, each its own file of data", () => {
    expect(definitions.map(({ name }) => name)).toEqual([
      "bulletin",
      "monograph",
      "monthly",
      "openness",
      "programme",
      "quality",
      "rokhas",
      "services",
    ]);
  });
  it("draw at least two charts and one table each", () => {
    for (const { name, sections } of definitions) {
      const blocks = sections.flatMap((section) => section.blocks);
      expect(blocks.filter((block) => "chart" in block).length, name).toBeGreaterThanOrEqual(2);
      expect(
        blocks.some((block) => "table" in block),
        name,
      ).toBe(true);
    }
  });
  it("are refused with the place of the fault", () => {
    const [first] = definitions;
    const refused = (change: object): string => {
      try {
        readDefinition("x.json", JSON.stringify({ ...first, ...change }));
      } catch (error) {
        return error instanceof Error ? error.message : "";
      }
      return "";
    };
    expect(refused({ every: "fortnight" })).toContain("x.json: every");
    expect(refused({ kpis: [{ value: "nowhere.paid_mad" }] })).toContain("nowhere is not asked");
    const { sections, kicker } = first ?? {};
    // What goes to owners has questions of its own: it may not print the report's.
    expect(refused({ owners: { kicker, asks: { tables: { health: "tables" } }, sections } })).toContain(
      "is not asked",
    );
    expect(refused({ script: "alert(1)" })).toContain("x.json");
    expect(refused({})).toBe("");
  });
});

describe("periods", () => {
  it("are read, said and stepped back by their kind", () => {
    expect(parsePeriod("quarter", "2026-Q3")).toMatchObject({ first: 2026 * 12 + 6, last: 2026 * 12 + 8 });
    expect(parsePeriod("half", "2026-H2").first % 12).toBe(6);
    expect(previousPeriod(parsePeriod("month", "2026-01"))).toBe("2025-12");
    expect(previousPeriod(parsePeriod("half", "2026-H1"))).toBe("2025-H2");
    expect(previousPeriod(parsePeriod("week", "2026-W01"))).toBe("2025-W52");
    expect(sayPeriod("fr", parsePeriod("quarter", "2026-Q1"))).toBe("1er trimestre 2026");
    expect(() => parsePeriod("month", "2026-13")).toThrow(/2026-09/);
  });
  it("reported on are the last whole ones", () => {
    const at = new Date("2026-11-21T05:00:00Z");
    expect(periodBefore("month", at)).toBe("2026-10");
    expect(periodBefore("quarter", at)).toBe("2026-Q3");
    expect(periodBefore("half", at)).toBe("2026-H1");
    expect(periodBefore("year", at)).toBe("2025");
    expect(periodBefore("week", at)).toBe("2026-W46");
    expect(periodBefore("week", new Date("2027-01-04T06:00:00Z"))).toBe("2026-W53");
    expect(latestPeriod("quarter", "2026-09")).toBe("2026-Q3");
    expect(latestPeriod("quarter", "2026-10")).toBe("2026-Q3");
    expect(latestPeriod("year", "2025-12")).toBe("2025");
  });
});

describe("questions", () => {
  const ask: QueryAsk = {
    metrics: ["paid_mad"],
    by: ["@child"],
    where: [],
    window: "ytd",
    series: false,
    of: "self",
  };
  const period = parsePeriod("month", "2026-09");
  it("are asked for one territory by its level, and for all by grouping", () => {
    expect(questionOf(ask, period, { code: "06", level: "region" })).toEqual({
      metrics: ["paid_mad"],
      groupBy: ["province"],
      where: [{ dimension: "region", op: "=", value: "06" }],
      time: { grain: "month", from: "2026-01", to: "2026-09", series: false },
    });
    expect(questionOfAll(ask, period, "region")).toMatchObject({ groupBy: ["region", "province"] });
    expect(questionOf(ask, period, { code: "01.511.01.0", level: "commune" })).toBeNull();
    expect(questionOf(ask, period, { code: "MA", level: "nation" })).not.toHaveProperty("where");
  });
  it("look back over whole periods", () => {
    const back: QueryAsk = { ...ask, by: [], window: { back: 8 } };
    expect(questionOf(back, parsePeriod("quarter", "2026-Q3"), { code: "MA", level: "nation" })).toEqual({
      metrics: ["paid_mad"],
      time: { grain: "quarter", from: "2024-Q4", to: "2026-Q3", series: true },
    });
  });
});
