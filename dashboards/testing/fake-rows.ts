import type { Cell, MartSpec, Row } from "#warehouse/door/types.ts";
import { type Components, computeRatio, type Head } from "../lib/ratios/compute.ts";
import { RATIO_CARDS } from "../lib/ratios/index.ts";
import { CENSUS_GROUPS } from "../pages/equipment/indicators.ts";
import { ACCOUNT_ROWS } from "./fake-accounts.ts";
import { chance } from "./fake-facts.ts";
import { PROJECT_ROWS } from "./fake-projects.ts";
import { FAKE_TERRITORY } from "./fake-territory.ts";

const YEARS = [2023, 2024, 2025, 2026];

/** Sums that hang together: own receipts are part of all receipts, interest part of expenditure. */
function components(code: string, population: number, year: number): Components {
  const draw = (name: string): number => chance(`${code} ${name} ${year}`);
  const money = (amount: number): bigint => BigInt(Math.round(amount * 100));
  const receipts = population * (600 + 900 * draw("receipts"));
  const spent = receipts * (0.5 + 0.6 * draw("spent"));
  const own = receipts * (0.2 + 0.5 * draw("own"));
  const invested = receipts * 0.3 * draw("invested");
  const principal = receipts * 0.06 * draw("principal");
  return {
    closed: year < 2026,
    population: BigInt(population),
    operating_receipts_mad: money(receipts),
    transferred_mad: money(receipts - own),
    own_receipts_mad: money(own),
    own_tax_mad: money(own * 0.8),
    direct_tax_mad: money(own * 0.5),
    expected_own_tax_mad: money(population * 400),
    revenue_forecast_mad: money(receipts * 0.98),
    revenue_collected_mad: money(receipts),
    receivable_mad: year === 2023 ? null : money(receipts * 1.5),
    receivable_collected_mad: money(receipts),
    operating_expenditure_mad: money(spent),
    personnel_mad: money(spent * 0.45),
    interest_mad: money(spent * 0.05),
    principal_mad: money(principal),
    investment_mad: money(invested),
    functioning_credit_mad: money(spent * 1.1),
    functioning_ordered_mad: money(spent),
    equipment_credit_mad: money((invested + principal) * 2),
    equipment_ordered_mad: money(invested + principal),
    committed_mad: money(spent + invested * 1.2),
    budgeted_expenditure_mad: money(spent * 1.2),
    actual_expenditure_mad: money(spent + invested),
    debt_mad: null,
    late_interest_paid_mad: 0n,
    late_interest_owed_mad: money(population * 0.01),
    payments_timed: 50n,
    delay_days: BigInt(Math.round(600 + 900 * draw("delay"))),
    payments_late: BigInt(Math.round(4 * draw("late"))),
    authorising_timed: 50n,
    authorising_days: 500n,
    authorising_late: 1n,
    accounting_timed: 50n,
    accounting_days: 300n,
    accounting_late: 2n,
  };
}

const HEADS: readonly Head[] = [
  { budgeted: 600n, actual: 450n },
  { budgeted: 600n, actual: 500n },
];

function* ratioRows(): Generator<Row> {
  for (const unit of FAKE_TERRITORY) {
    for (const fiscal_year of YEARS) {
      const council = unit.collectivity_type;
      const scopes: [string, string][] = council === null ? [["place", "all"]] : [["council", council]];
      if (unit.level === "region" || unit.level === "province") scopes.push(["place", "all"]);
      for (const [scope, councils_of] of scopes) {
        const of = components(unit.code, unit.population ?? 1000, fiscal_year);
        for (const card of RATIO_CARDS) {
          const { value, reason } = computeRatio(card, of, HEADS);
          const graded = card.group === "pefa" && value !== null;
          yield {
            scope,
            code: unit.code,
            councils_of,
            fiscal_year,
            ratio: card.name,
            numerator: value === null ? null : (value * 1_000_000).toFixed(2),
            denominator: card.under === null ? null : "1000000.00",
            value,
            reason,
            year_grade: graded ? "B" : null,
            grade: graded && fiscal_year === 2025 ? "B" : null,
            closed: of.closed,
            councils: 1,
            sample: true,
          };
        }
      }
    }
  }
}

/** A census of invented values for the indicators of the equipment page. */
function* censusRows(): Generator<Row> {
  for (const unit of FAKE_TERRITORY)
    for (const census_year of [2014, 2024])
      for (const area of ["total", "urban", "rural"])
        for (const one of CENSUS_GROUPS.flatMap((group) => group.indicators)) {
          if (census_year === 2014 && one.name.startsWith("establishments")) continue;
          const draw = chance(`${unit.code} ${one.name}`) * (census_year === 2014 ? 0.9 : 1);
          yield {
            ...{ code: unit.code, census_year, area, sex: "all", indicator: one.name, sample: false },
            value:
              one.unit === "percent"
                ? 100 * draw
                : one.unit === "count"
                  ? Math.round(90_000 * draw)
                  : 5 * draw,
          };
        }
}

/** Days with two holders in each of two years, at every level asked for. */
const stepRows = (): Row[] =>
  [
    ["nation", "MA"],
    ["region", "01"],
  ].flatMap(([level = "", code = ""]) =>
    [2024, 2025].flatMap((year) =>
      ["COMMUNE", "AU"].map((holder, at) => ({
        ...{ level, code, deposit_year: year, holder, files: 1200 },
        mean_days: (at === 0 ? 18.25 : 4.5) + (level === "nation" ? 1 : 0),
      })),
    ),
  );
/** Rules of anomalies: one that finds, one that has nothing to check. */
const rateRows = (): Row[] => [
  { rule: "over_credit", fiscal_year: 2025, checked: 43140, found: 364, base_rate: 0.008438 },
  { rule: "benford", fiscal_year: 2025, checked: 0, found: 0, base_rate: null },
];

const MARTS: Readonly<Record<string, () => Iterable<Row>>> = {
  fct_ratio: ratioRows,
  fct_census: censusRows,
  fct_permit_step: stepRows,
  fct_anomaly_rate: rateRows,
  ...ACCOUNT_ROWS,
  ...PROJECT_ROWS,
};
const made = new Map<string, readonly Row[]>();

/** Rows of the marts that pages read, of the same invented territory; a mart unknown here is empty. */
export function fakeRows(spec: MartSpec): readonly Row[] {
  let rows = made.get(spec.mart);
  if (rows === undefined) {
    rows = [...(MARTS[spec.mart]?.() ?? [])];
    made.set(spec.mart, rows);
  }
  return rows
    .filter((row) =>
      (spec.where ?? []).every(({ column, value }) => {
        const wanted: readonly Cell[] = Array.isArray(value) ? value : [value as Cell];
        return wanted.some((one) => String(one) === String(row[column] ?? ""));
      }),
    )
    .slice(0, spec.limit ?? Number.POSITIVE_INFINITY);
}
