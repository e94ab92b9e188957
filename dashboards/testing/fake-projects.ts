import type { Row } from "#warehouse/door/types.ts";

const COMMUNE = "01.511.01.0";
const PROJECT = {
  ...{ programme: "PRDTS", sector: "PISTE", owner: "Conseil de la région", plan_year: 2025 },
  ...{ region_code: "01", province_code: "01.511", lead_commune_code: COMMUNE, communes: 1 },
  ...{ budget_mad: "1000000.00", unit: "KM", qty_planned: "4.00" },
  ...{ start_planned: "2025-01-01", end_planned: "2026-06-30", start_actual: "2025-02-01" },
  ...{ spi_reason: null, cpi_reason: null, lon: -5.8, lat: 35.77, sample: true },
};

/** A project under way, late and blocked, and one that is done. */
const PROJECTS: readonly Row[] = [
  {
    ...PROJECT,
    ...{ project_id: "PRDTS-01-0001", title: "Piste vers Tanger", status: "ARRET", end_actual: null },
    ...{ operational: null, is_finished: false, physical_ratio: 0.4 },
    ...{ planned_value_mad: "800000.00", earned_value_mad: "400000.00", actual_cost_mad: "500000.00" },
    ...{ committed_mad: "900000.00", paid_mad: "450000.00", spi: 0.5, cpi: 0.8, eac_mad: "1250000.00" },
    ...{ earned_days: 120, elapsed_days: 300, spi_t: 0.4, slip_days: 210, reported_on: "2026-09-30" },
    ...{ qty_done: "1.60", blocker: "Mobilisation du foncier", in_use_on: null, use_days: null },
    unit_cost_mad: null,
  },
  {
    ...PROJECT,
    ...{ project_id: "PRDTS-01-0002", title: "Classes à Tanger", status: "OPERATIONNEL" },
    ...{ end_actual: "2026-05-31", operational: true, is_finished: true, physical_ratio: 1 },
    ...{ planned_value_mad: "1000000.00", earned_value_mad: "1000000.00", actual_cost_mad: "900000.00" },
    ...{ committed_mad: "900000.00", paid_mad: "900000.00", spi: 1, cpi: 1.111111111, eac_mad: "900000.00" },
    ...{ earned_days: 545, elapsed_days: 515, spi_t: 1.058, slip_days: -30, reported_on: "2026-05-31" },
    ...{ qty_done: "4.00", blocker: null, in_use_on: "2026-08-29", use_days: 90 },
    unit_cost_mad: "225000.00",
  },
];
const MONTHS = Array.from({ length: 22 }, (_, index) => {
  const year = 2025 + Math.floor(index / 12);
  return `${year}-${String((index % 12) + 1).padStart(2, "0")}-01`;
});
const each = function* (row: (project: Row) => Iterable<Row>): Generator<Row> {
  for (const project of PROJECTS) yield* row(project);
};

/** Rows of the marts that a project's page is drawn from. */
export const PROJECT_ROWS: Readonly<Record<string, () => Iterable<Row>>> = {
  fct_project: () => PROJECTS,
  fct_project_month: () =>
    each(({ project_id, physical_ratio }) =>
      MONTHS.map((month_start, index) => {
        const part = (of: number): string => (1_000_000 * Math.min(1, of * ((index + 1) / 17))).toFixed(2);
        const done = Number(physical_ratio);
        return {
          ...{ project_id: project_id ?? null, month_start, physical_ratio: done },
          ...{ planned_value_mad: part(1), earned_value_mad: part(done) },
          ...{ actual_cost_mad: part(0.9 * done), paid_mad: part(0.8 * done) },
        };
      }),
    ),
  fct_project_funding: () =>
    each(({ project_id }) =>
      ["FDRZM", "REGION"].map((funder, index) => ({
        ...{ project_id: project_id ?? null, funder, sample: true },
        ...{ committed_mad: index === 0 ? "600000.00" : "400000.00", paid_mad: "300000.00" },
      })),
    ),
  fct_project_contract: () => [
    {
      ...{ contract_no: "MK-1", project_id: "PRDTS-01-0001", kind: "TRAVAUX", amount_mad: "950000.00" },
      ...{ started_on: "2025-02-01", contract_days: 360, due_on: "2026-01-27", amendments: 1, sample: true },
    },
  ],
  fct_project_spending: () => [
    {
      ...{ project_id: "PRDTS-01-0001", collectivity_code: "01", fiscal_year: 2025, budget_id: "PRINCIPAL" },
      ...{ link: "contract", committed_mad: "400000.00", ordered_mad: "300000.00", paid_mad: "250000.00" },
      ...{ payments_timed: 4, delay_days_total: 122, payments_late: 1, sample: true },
    },
    {
      ...{ project_id: "PRDTS-01-0001", collectivity_code: "01", fiscal_year: 2025, budget_id: "CS-FSIR" },
      ...{ link: "project", committed_mad: "100000.00", ordered_mad: "50000.00", paid_mad: "0.00" },
      ...{ payments_timed: 0, delay_days_total: 0, payments_late: 0, sample: true },
    },
  ],
  bridge_project_commune: () =>
    each(({ project_id }) => [
      {
        project_id: project_id ?? null,
        commune_code: COMMUNE,
        is_lead: true,
        share: "1.000000",
        sample: true,
      },
    ]),
  fct_project_forecast: () => [
    {
      ...{ project_id: "PRDTS-01-0001", slip_days: 210, slip_low_days: 180, slip_high_days: 260 },
      ...{ end_forecast: "2027-01-26", chance_on_time: 0, chance_in_budget: 0.12, eac_mad: "1260000.00" },
      ...{ eac_low_mad: "1240000.00", eac_high_mad: "1300000.00", reference_projects: 400, sample: true },
    },
  ],
  fct_project_equity: () =>
    Array.from({ length: 30 }, (_, index) => ({
      ...{ commune_code: `c${index}`, region_code: "01", province_code: "01.511", sample: true },
      ...{ served: index % 4 !== 0, projects: index % 4, budget_mad: `${(index % 4) * 1_000_000}.00` },
      ...{ population_2014: 5000 + 100 * index, population_2024: 5200 + 100 * index },
      ...{ households_2014: 1000, households_2024: 1100, paid_mad: "0.00" },
      ...{
        electricity_rate_2014: 0.7 + index / 100,
        electricity_rate_2024: 0.9,
        road_km_2014: 5,
        road_km_2024: 2,
      },
      ...{ running_water_rate_2014: index / 40, running_water_rate_2024: 0.7 },
      ...{ illiteracy_rate_2014: 0.5, illiteracy_rate_2024: 0.4 },
    })),
  fct_project_unit_cost: () => [
    {
      ...{ sector: "PISTE", unit: "KM", region_code: "MA", projects: 1494, sample: true },
      ...{ d1_mad: "576057.20", q1_mad: "648642.83", median_mad: "751716.15" },
      ...{ q3_mad: "879614.88", d9_mad: "1013414.27" },
    },
  ],
};
