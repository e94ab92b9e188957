import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { encoderFor } from "./encode.ts";
import { paces } from "./gir/classes.ts";
import { nomenclature } from "./nomenclature.ts";
import { addDays, calendarOf, periodsFrom } from "./periods.ts";
import { pick } from "./random.ts";
import { delayScore, planOf } from "./rokhas/plan.ts";
import { SEEDS, seedFiles } from "./seeds.ts";
import { nationalAmount, REGION_SHARES, SEASONS } from "./targets.ts";

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe("the nomenclature", () => {
  it.each(Object.entries(seedFiles()))("writes the committed seed %s", (name, content) => {
    expect(readFileSync(join(SEEDS, name), "utf8")).toBe(content);
  });
  it("divides each group's amount among its lines, and each line's among collectivities", () => {
    const groups = new Map<string, number>();
    for (const line of nomenclature) {
      groups.set(line.group, (groups.get(line.group) ?? 0) + line.share);
      expect(sum(Object.values(line.split)), line.code).toBeCloseTo(1, 9);
    }
    for (const [group, share] of groups) expect(share, group).toBeCloseTo(1, 9);
  });
  it("has a national amount for every group and year", () => {
    for (const line of nomenclature)
      for (const year of [2021, 2026, 2027]) expect(nationalAmount(line.group, year)).toBeGreaterThan(0);
  });
  it("calls sourced the codes that are printed, the unbuilt land tax among them", () => {
    const sourced = nomenclature.filter((line) => line.sourced).map((line) => line.code);
    expect(sourced).toContain("1130101014");
    expect(sourced).not.toContain("1150104041");
    expect(nomenclature.filter((line) => line.direction === "D" && line.sourced)).toEqual([]);
  });
});

describe("shares and seasons", () => {
  it("add up to the nation", () => {
    expect(sum(Object.values(REGION_SHARES).map((each) => each.receipts))).toBeCloseTo(1, 9);
    expect(sum(Object.values(REGION_SHARES).map((each) => each.expenditure))).toBeCloseTo(1, 9);
  });
  it.each(Object.entries(SEASONS))("%s never falls and ends at 1", (_, season) => {
    expect([...season].sort((a, b) => a - b)).toEqual([...season]);
    expect(season.at(-1)).toBe(1);
  });
});

describe("periods", () => {
  it("are years while closed and months in the year under way", () => {
    const ids = periodsFrom(calendarOf("2023-03"), 2021).map((each) => each.id);
    expect(ids).toEqual(["2021", "2022", "2023-01", "2023-02", "2023-03"]);
  });
  it("know the length of months and leap years", () => {
    expect(periodsFrom(calendarOf("2024-02"), 2024).at(-1)?.end).toBe("2024-02-29");
    expect(addDays("2024-02-28", 2)).toBe("2024-03-01");
  });
});

describe("what is collected of an order", () => {
  it("gives the collections that were wanted, year after year", () => {
    for (const tier of [0, 1, 2, 3]) {
      const pace = paces().filter((each) => each.collection === "roll" && each.tier === tier);
      const collected = [100, 104, 109, 111, 118, 121];
      const raised = collected.map((_, year) =>
        sum(pace.slice(0, year + 1).map((each) => each.raisedFrom * (collected[year - each.age] ?? 0))),
      );
      const again = collected.map((_, year) =>
        sum(pace.slice(0, year + 1).map((each) => each.collected * (raised[year - each.age] ?? 0))),
      );
      again.forEach((value, year) => {
        expect(value).toBeCloseTo(collected[year] ?? 0, 9);
      });
    }
  });
  it("never leaves less than nothing", () => {
    for (const each of paces()) expect(each.left).toBeGreaterThanOrEqual(0);
  });
});

describe("the plan of the index", () => {
  it("gives every rank its points, and none out of bounds", () => {
    for (let rank = 1; rank <= 75; rank += 1) {
      const plan = planOf("x", rank, 75, [0, 0, 0, 0]);
      for (const score of [plan.delay, plan.attraction, plan.digital, plan.ecosystem, plan.tax]) {
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
      }
    }
  });
  it("scores the slower lower", () => {
    expect(delayScore(0.5)).toBeGreaterThan(delayScore(1));
    expect(delayScore(1)).toBeGreaterThan(delayScore(3));
  });
});

describe("writing", () => {
  it.each(["windows-1252", "windows-1256"] as const)("%s comes back as it was", (encoding) => {
    const said =
      encoding === "windows-1252" ? "État collectif n° 3 : dépense réglée" : "طلب بشأن الطرق والأزقة";
    expect(new TextDecoder(encoding, { fatal: true }).decode(encoderFor(encoding)(said))).toBe(said);
  });
  it("refuses what an encoding cannot say", () => {
    expect(() => encoderFor("windows-1252")("طلب")).toThrow("no byte");
  });
  it("picks by weight", () => {
    expect(pick("x", { a: 1, b: 3 })).toBe("CASE WHEN 0.250000 > x THEN 'a' ELSE 'b' END");
  });
});
