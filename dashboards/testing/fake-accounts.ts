import type { Row } from "#warehouse/door/types.ts";
import { bulletinChecks, bulletinTable } from "./fake-bulletin.ts";
import { chance } from "./fake-facts.ts";
import { FAKE_TERRITORY } from "./fake-territory.ts";

const YEARS = [2023, 2024, 2025, 2026];
const COUNCILS = FAKE_TERRITORY.filter((unit) => unit.collectivity_type !== null);
const LINES = [
  [
    "1110101011",
    "R",
    "1",
    "Taxe de légalisation des signatures",
    "رسم تصحيح الإمضاءات",
    "Signature certification tax",
  ],
  [
    "1130101014",
    "R",
    "1",
    "Taxe sur les terrains urbains non bâtis",
    "الرسم على الأراضي الحضرية غير المبنية",
    "Tax on undeveloped urban land",
  ],
  [
    "1210201011",
    "D",
    "1",
    "Traitements du personnel titulaire",
    "رواتب الموظفين الرسميين",
    "Pay of permanent staff",
  ],
  ["1230201011", "D", "1", "Collecte des déchets", "جمع النفايات", "Waste collection"],
  ["2230101011", "D", "2", "Routes et voirie", "الطرق", "Roads and streets"],
] as const;
const money = (amount: number): string => amount.toFixed(2);

function* each<T>(make: (code: string, year: number, type: string) => Iterable<T>): Generator<T> {
  for (const unit of COUNCILS)
    for (const year of YEARS) yield* make(unit.code, year, unit.collectivity_type ?? "commune");
}

const receipts = (): Iterable<Row> =>
  each((collectivity_code, fiscal_year) =>
    LINES.filter((line) => line[1] === "R").map(([line_code, , part]) => {
      const draw = chance(`${collectivity_code} ${line_code} ${fiscal_year}`);
      const [opening, raised, collected] = [
        Math.round(draw * 1e6),
        Math.round(draw * 4e6),
        Math.round(draw * 3e6),
      ];
      const known = fiscal_year > 2023;
      return {
        collectivity_code,
        fiscal_year,
        line_code,
        part,
        forecast_mad: money(raised),
        net_raised_mad: money(raised),
        opening_outstanding_mad: known ? money(opening) : null,
        receivable_mad: known ? money(opening + raised) : null,
        collected_mad: money(collected),
        account_outstanding_mad: known ? money(opening + raised - collected) : null,
      };
    }),
  );

const budget = (): Iterable<Row> =>
  each((collectivity_code, fiscal_year) =>
    LINES.filter((line) => line[1] === "D").map(([line_code, direction, part]) => {
      const credit = Math.round(chance(`${collectivity_code} ${line_code} ${fiscal_year}`) * 5e6);
      return {
        collectivity_code,
        fiscal_year,
        line_code,
        direction,
        part,
        budget_id: "PRINCIPAL",
        credit_initial_mad: money(credit),
        credit_final_mad: money(credit),
        committed_mad: money(credit * 0.75),
        ordered_mad: money(credit * 0.5),
        paid_mad: money(credit * 0.5),
        remaining_mad: money(credit * 0.25),
      };
    }),
  );

const funding = (): Iterable<Row> =>
  each((collectivity_code, fiscal_year) => [
    {
      collectivity_code,
      fiscal_year,
      cas_code: "CAS-PCTTVA",
      kind: "AP",
      acts: 3,
      notified_mad: "3000000.00",
      taken_mad: "3000000.00",
      committed_mad: "2000000.00",
      ordered_mad: "1500000.00",
      paid_mad: "1500000.00",
      requested_mad: "1600000.00",
      released_mad: "1500000.00",
      releases: 2,
      release_days: 48,
    },
  ]);

const campaign = (): Iterable<Row> =>
  each((collectivity_code, fiscal_year, collectivity_type) => {
    const draw = chance(`${collectivity_code} campaign ${fiscal_year}`);
    const waiting = draw > 0.9;
    const late = Math.round(draw * 20);
    const day = (month: string, date: number): string =>
      `${fiscal_year - 1}-${month}-${String(date).padStart(2, "0")}`;
    return [
      {
        collectivity_code,
        collectivity_type,
        fiscal_year,
        budget_id: "PRINCIPAL",
        authority_code: collectivity_code.slice(0, collectivity_type === "commune" ? 6 : 2),
        step: waiting ? "transmitted" : "approved",
        voted_on: day("11", 5 + late),
        vote_due_on: day("11", 15),
        transmitted_on: day("11", 8 + late),
        transmission_due_on: day("11", 20),
        approved_on: waiting ? null : day("12", 8 + late),
        approval_due_on: day("12", 13),
        executory_due_on: `${fiscal_year}-01-01`,
        vote_late_days: Math.max(0, late - 10),
        transmission_late_days: Math.max(0, late - 12),
        approval_late_days: waiting ? null : 5,
        approval_days: waiting ? null : 20,
        executory_in_time: !waiting,
        balance_mad: money((draw - 0.3) * 1e6),
        balanced: draw > 0.3,
      },
    ];
  });

const finance = (): Iterable<Row> =>
  each((collectivity_code, fiscal_year) => [{ collectivity_code, fiscal_year, closed: fiscal_year < 2026 }]);

const published = (): Iterable<Row> => [
  {
    measure: "recettes_ordinaires",
    period: "2024",
    scope: "nation",
    published_value: 53.1,
    computed_value: 53.05,
    gap_ratio: -0.0009,
    unit: "MMDH",
    source: "TGR",
    sample: true,
  },
  {
    measure: "investissement",
    period: "2023",
    scope: "nation",
    published_value: 15.5,
    computed_value: 16.1,
    gap_ratio: 0.0387,
    unit: "MMDH",
    source: "TGR",
    sample: true,
  },
  {
    measure: "payment_delay_mean",
    period: "2023",
    scope: "nation",
    published_value: 17.3,
    computed_value: 17.2,
    gap_ratio: -0.0058,
    unit: "days",
    source: "ODP",
    sample: true,
  },
];

const lines = (): Iterable<Row> =>
  LINES.map(([line_code, , , label_fr, label_ar, label_en]) => ({ line_code, label_fr, label_ar, label_en }));

const deflator = (): Iterable<Row> => [
  { year: 2023, price_index: 99.11 },
  { year: 2024, price_index: 100 },
];

const forecast = (): Iterable<Row> =>
  FAKE_TERRITORY.flatMap((unit) =>
    [2024, 2025, 2026].map((fiscal_year) => ({
      scope: unit.level === "commune" ? "council" : "place",
      code: unit.code,
      fiscal_year,
      month_no: 10,
      closed: fiscal_year < 2026,
      to_date_mad: "8000000.00",
      share: 0.8,
      forecast_mad: "10000000.00",
      forecast_low_mad: "9700000.00",
      forecast_high_mad: "10300000.00",
      actual_mad: fiscal_year < 2026 ? "10100000.00" : null,
      error_ratio: fiscal_year < 2026 ? -0.0099 : null,
      inside: fiscal_year < 2026 ? true : null,
    })),
  );

const debt = (): Iterable<Row> =>
  each((collectivity_code, fiscal_year) => {
    const owed = Math.round(chance(`${collectivity_code} debt`) * 5e6) + 9e5;
    const at = (year: number): string => money(owed - (year - 2023) * 2e5);
    return [
      {
        ...{ collectivity_code, fiscal_year, loan_no: `PR-${collectivity_code}-1`, lender: "FEC" },
        ...{ interest_rate: "0.0550", opening_mad: at(fiscal_year), drawn_mad: money(0) },
        ...{ repaid_mad: money(2e5), interest_mad: money(owed * 0.055), closing_mad: at(fiscal_year + 1) },
      },
    ];
  });

/** More than a page prints. */
const contracts = (): Iterable<Row> =>
  each((collectivity_code, fiscal_year) =>
    Array.from({ length: 30 }, (_, index) => ({
      ...{ collectivity_code, fiscal_year, contract_no: `MP${fiscal_year}-${collectivity_code}-${index}` },
      ...{
        line_code: "2230101011",
        first_committed_on: `${fiscal_year}-02-${String(1 + (index % 28)).padStart(2, "0")}`,
      },
      ...{ committed_mad: money(1000 * (index + 1)), ordered_mad: money(500), paid_mad: money(250) },
    })),
  );

/** Rows of the marts of accounts, campaign and reconciliation over the invented territory. */
export const ACCOUNT_ROWS: Readonly<Record<string, () => Iterable<Row>>> = {
  fct_receipts_year: receipts,
  fct_budget_year: budget,
  fct_funding_chain: funding,
  fct_debt: debt,
  fct_contract: contracts,
  fct_budget_campaign: campaign,
  fct_finance: finance,
  fct_receipts_forecast: forecast,
  fct_bulletin_table: bulletinTable,
  fct_bulletin: bulletinChecks,
  meta_published_total: published,
  dim_budget_line: lines,
  dim_deflator: deflator,
};
