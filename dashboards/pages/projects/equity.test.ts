import { describe, expect, it } from "vitest";
import { concentration, moneyAt, NEEDS, weighted } from "./equity-data.ts";

const commune = (code: string, people: number, water: number | null, budget: number) => ({
  ...{
    commune_code: code,
    population_2014: people,
    households_2014: people / 5,
    households_2024: people / 4,
  },
  ...{ running_water_rate_2014: water, running_water_rate_2024: 1, budget_mad: String(budget) },
});
const [water] = NEEDS;

describe("equity", () => {
  it("weighs a rate by households, and leaves out what is not known", () => {
    const rows = [commune("a", 100, 0.2, 0), commune("b", 300, 0.6, 0), commune("c", 900, null, 0)];
    expect(weighted(rows, "running_water_rate", 2014)).toBeCloseTo(0.5, 12);
    expect(weighted([], "running_water_rate", 2014)).toBeNull();
  });
  it("draws the curve worked by hand: the neediest quarter of people has half of the money", () => {
    const curve = concentration([commune("b", 300, 0.6, 50), commune("a", 100, 0.2, 50)], water);
    expect(curve?.points).toEqual([
      { people: 0, money: 0 },
      { people: 0.25, money: 0.5 },
      { people: 1, money: 1 },
    ]);
    // Area under it: 0.25 × 0.5 ÷ 2 + 0.75 × 1.5 ÷ 2 = 0.625; twice less one is 0.25.
    expect(curve?.index).toBeCloseTo(0.25, 12);
    expect(curve === null ? 0 : moneyAt(curve, 0.625)).toBeCloseTo(0.75, 12);
  });
  it("is nought where money follows people, below where it flees need, and nothing where there is none", () => {
    const even = concentration([commune("a", 100, 0.2, 10), commune("b", 300, 0.6, 30)], water);
    expect(even?.index).toBeCloseTo(0, 12);
    const away = concentration([commune("a", 100, 0.2, 0), commune("b", 300, 0.6, 30)], water);
    expect(away?.index).toBeCloseTo(-0.25, 12);
    expect(concentration([commune("a", 100, 0.2, 0)], water)).toBeNull();
  });
});
