import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { type Components, computeRatio, type Head } from "./compute.ts";
import { RATIO_CARDS, type RatioCard, ratioCard } from "./index.ts";
import type { Component, RatioReason } from "./types.ts";

const dh = (amount: number): bigint => BigInt(Math.round(amount * 100));

/** One commune of a thousand inhabitants, in round dirhams: every expected value below is worked by hand from it. */
const COMMUNE: Components = {
  closed: true,
  population: 1000n,
  operating_receipts_mad: dh(1_000_000),
  transferred_mad: dh(600_000),
  own_receipts_mad: dh(400_000),
  own_tax_mad: dh(300_000),
  direct_tax_mad: dh(120_000),
  expected_own_tax_mad: dh(250_000),
  revenue_forecast_mad: dh(1_000_000),
  revenue_collected_mad: dh(1_050_000),
  receivable_mad: dh(1_400_000),
  receivable_collected_mad: dh(1_050_000),
  operating_expenditure_mad: dh(800_000),
  personnel_mad: dh(400_000),
  interest_mad: dh(20_000),
  principal_mad: dh(30_000),
  investment_mad: dh(150_000),
  functioning_credit_mad: dh(1_000_000),
  functioning_ordered_mad: dh(800_000),
  equipment_credit_mad: dh(600_000),
  equipment_ordered_mad: dh(180_000),
  committed_mad: dh(1_200_000),
  budgeted_expenditure_mad: dh(1_000_000),
  actual_expenditure_mad: dh(950_000),
  debt_mad: dh(500_000),
  late_interest_paid_mad: dh(12.34),
  late_interest_owed_mad: dh(56.78),
  payments_timed: 100n,
  delay_days: 1700n,
  payments_late: 5n,
  authorising_timed: 100n,
  authorising_days: 1100n,
  authorising_late: 4n,
  accounting_timed: 80n,
  accounting_days: 480n,
  accounting_late: 8n,
};
/** A = 950, B = 1 200, A/B = 19/24: each head should have cost 475, and cost 450 and 500: 50 ÷ 950 = 1/19. */
const HEADS: readonly Head[] = [
  { budgeted: dh(600), actual: dh(450) },
  { budgeted: dh(600), actual: dh(500) },
];

const GOLDEN: Readonly<Record<string, number>> = {
  gross_savings_rate: 0.2,
  net_savings_rate: 0.17,
  management_savings: 220_000,
  gross_savings: 200_000,
  net_savings: 170_000,
  self_financing_margin: 0.83,
  years_to_repay: 2.5,
  debt_rate: 0.5,
  debt_service: 0.05,
  fiscal_autonomy: 0.3,
  financial_autonomy: 0.4,
  tax_effort: 1.2,
  rigidity: 0.45,
  staff_share: 0.5,
  equipment_rate: 0.15,
  operating_expenditure_per_head: 800,
  direct_tax_per_head: 120,
  operating_receipts_per_head: 1000,
  investment_per_head: 150,
  debt_per_head: 500,
  transfers_per_head: 600,
  functioning_execution: 0.8,
  equipment_execution: 0.3,
  total_execution: 0.6125,
  total_commitment: 0.75,
  receipts_recovery: 0.75,
  pefa_pi_1: 0.95,
  pefa_pi_2_1: 1 / 19,
  pefa_pi_3: 1.05,
  delay_days: 17,
  authorising_delay_days: 11,
  accounting_delay_days: 6,
  late_share: 0.05,
  authorising_late_share: 0.04,
  accounting_late_share: 0.1,
  late_interest_owed: 56.78,
  late_interest_paid: 12.34,
};

const card = (name: string): RatioCard => {
  const found = ratioCard(name);
  if (found === undefined) throw new Error(`no card: ${name}`);
  return found;
};
const value = (name: string, of: Components, heads: readonly Head[] = HEADS): number | null =>
  computeRatio(card(name), of, heads).value;
const reason = (
  name: string,
  changed: Partial<Components>,
  heads: readonly Head[] = HEADS,
): RatioReason | null => computeRatio(card(name), { ...COMMUNE, ...changed }, heads).reason;

describe("every formula has its case worked by hand", () => {
  it("and no case is without its formula", () => {
    expect(Object.keys(GOLDEN).sort()).toEqual(RATIO_CARDS.map((one) => one.name).sort());
  });
  test.each(Object.entries(GOLDEN))("%s", (name, expected) => {
    expect(value(name, COMMUNE)).toBeCloseTo(expected, 12);
  });
});

describe("a ratio that means nothing is null, and says why", () => {
  it("divides by nothing", () => {
    for (const one of RATIO_CARDS) {
      if (one.under === null || one.under === "composition" || one.name === "years_to_repay") continue;
      const empty = Object.fromEntries(one.under.map((term) => [term, 0n]));
      expect([one.name, reason(one.name, empty)]).toEqual([one.name, "zero_denominator"]);
    }
  });
  it("no savings repay no debt, however small the debt", () => {
    expect(reason("years_to_repay", { operating_expenditure_mad: dh(1_000_000) })).toBe(
      "savings_not_positive",
    );
    expect(reason("years_to_repay", { operating_expenditure_mad: dh(1_000_000.01) })).toBe(
      "savings_not_positive",
    );
    expect(reason("years_to_repay", { operating_expenditure_mad: dh(1_200_000), debt_mad: 0n })).toBe(
      "savings_not_positive",
    );
    expect(value("years_to_repay", { ...COMMUNE, debt_mad: 0n })).toBe(0);
    expect(value("years_to_repay", { ...COMMUNE, operating_expenditure_mad: dh(999_999.99) })).toBe(
      50_000_000,
    );
  });
  it("an unknown debt is not a debt of nothing", () => {
    for (const name of ["years_to_repay", "debt_rate", "debt_per_head"])
      expect(reason(name, { debt_mad: null })).toBe("no_debt_statement");
  });
  it("a deficit is a negative rate, not an absence", () => {
    const deficit = { ...COMMUNE, operating_expenditure_mad: dh(1_250_000) };
    expect(value("gross_savings_rate", deficit)).toBeCloseTo(-0.25, 12);
    expect(value("net_savings", deficit)).toBe(-280_000);
    expect(value("self_financing_margin", deficit)).toBeCloseTo(1.28, 12);
  });
  it("an open year has no PEFA value; a year that no statement opens has no recovery rate", () => {
    for (const name of ["pefa_pi_1", "pefa_pi_2_1", "pefa_pi_3"])
      expect(reason(name, { closed: false })).toBe("year_open");
    expect(reason("receipts_recovery", { receivable_mad: null })).toBe("opening_unknown");
  });
  it("composition: nothing budgeted, nothing spent, no head at all, one head alone", () => {
    expect(reason("pefa_pi_2_1", {}, [{ budgeted: 0n, actual: dh(5) }])).toBe("zero_denominator");
    expect(reason("pefa_pi_2_1", {}, [{ budgeted: dh(5), actual: 0n }])).toBe("zero_denominator");
    expect(reason("pefa_pi_2_1", {}, [])).toBe("no_data");
    expect(value("pefa_pi_2_1", COMMUNE, [{ budgeted: dh(5), actual: dh(50) }])).toBe(0);
  });
});

const money = fc.bigInt({ min: 0n, max: 10n ** 13n });
const names = Object.keys(COMMUNE).filter((name) => name !== "closed") as Component[];
const components: fc.Arbitrary<Components> = fc
  .tuple(...names.map((name) => (name === "population" ? fc.bigInt({ min: 1n, max: 10n ** 7n }) : money)))
  .map((values) => ({
    ...(Object.fromEntries(names.map((name, index) => [name, values[index] ?? 0n])) as Record<
      Component,
      bigint
    >),
    closed: true,
  }));
const heads = fc.array(fc.record({ budgeted: money, actual: money }), { minLength: 1, maxLength: 12 });
const near = (a: number | null, b: number | null): boolean =>
  a === null || b === null ? a === b : Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

describe("laws of the formulas", () => {
  it("balances follow from each other", () => {
    fc.assert(
      fc.property(components, (of) => {
        const gross = value("gross_savings", of) ?? 0;
        // Dirhams of thirteen digits keep three decimals in a double.
        expect(value("management_savings", of)).toBeCloseTo(gross + Number(of.interest_mad) / 100, 2);
        expect(value("net_savings", of)).toBeCloseTo(gross - Number(of.principal_mad) / 100, 2);
        const net = value("net_savings_rate", of);
        if (net !== null) expect(near(1 - net, value("self_financing_margin", of))).toBe(true);
        const service = value("debt_service", of);
        if (service !== null) expect((value("rigidity", of) ?? 0) >= service).toBe(true);
      }),
    );
  });
  it("rates do not change with the unit of money", () => {
    fc.assert(
      fc.property(components, fc.bigInt({ min: 2n, max: 1000n }), (of, k) => {
        const scaled = Object.fromEntries(
          Object.entries(of).map(([name, one]) => [
            name,
            name.endsWith("_mad") && typeof one === "bigint" ? one * k : one,
          ]),
        ) as Components;
        for (const one of RATIO_CARDS) {
          if (one.under === null || one.under === "composition") continue;
          const money = one.over.some((term) => term.endsWith("_mad"));
          const factor = one.unit === "MAD_per_head" && money ? Number(k) : 1;
          const before = computeRatio(one, of).value;
          expect(near(before === null ? null : before * factor, computeRatio(one, scaled).value)).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });
  it("two councils together stand between the two", () => {
    fc.assert(
      fc.property(components, components, (a, b) => {
        const both = Object.fromEntries(names.map((name) => [name, (a[name] ?? 0n) + (b[name] ?? 0n)]));
        for (const one of RATIO_CARDS) {
          if (one.under === null || one.under === "composition" || one.name === "years_to_repay") continue;
          const alone = [computeRatio(one, a).value, computeRatio(one, b).value].filter(
            (item) => item !== null,
          );
          const together = computeRatio(one, { ...(both as Record<Component, bigint>), closed: true }).value;
          if (alone.length < 2 || together === null) continue;
          const slack = 1e-9 * Math.max(1, ...alone.map(Math.abs));
          expect(together >= Math.min(...alone) - slack && together <= Math.max(...alone) + slack).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });
  it("composition does not care for order or overall overspending, and lies from 0 to 2", () => {
    fc.assert(
      fc.property(heads, fc.bigInt({ min: 1n, max: 9n }), (given, k) => {
        const found = value("pefa_pi_2_1", COMMUNE, given);
        expect(near(found, value("pefa_pi_2_1", COMMUNE, given.toReversed()))).toBe(true);
        const more = given.map((head) => ({ ...head, actual: head.actual * k }));
        expect(near(found, value("pefa_pi_2_1", COMMUNE, more))).toBe(true);
        if (found !== null) expect(found >= 0 && found <= 2).toBe(true);
      }),
    );
  });
});

describe("cards", () => {
  it("say everything in three languages", () => {
    for (const one of RATIO_CARDS)
      for (const text of [
        one.label,
        one.meaning,
        one.words,
        one.basis,
        ...one.thresholds.map((t) => t.meaning),
      ])
        for (const lang of ["fr", "ar", "en"] as const) expect(text[lang].trim().length).toBeGreaterThan(1);
  });
  it("have names of their own", () => {
    expect(new Set(RATIO_CARDS.map((one) => one.name)).size).toBe(RATIO_CARDS.length);
  });
});
