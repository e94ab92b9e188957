import {
  type Condition,
  type Door,
  PUBLIC_VIEWER,
  type Row,
  type TerritoryItem,
  type Viewer,
} from "#warehouse/door/types.ts";
import { type Asked, ask } from "../../lib/answers.ts";
import { knownMetrics } from "../../lib/dimensions.ts";
import type { ProjectFilter } from "./data.ts";
import { numberOf, textOf } from "./record.ts";

/** What one unit of each kind of work costs. */
export const UNIT_COSTS = [
  ["KM", "project_cost_per_km"],
  ["CLASSE", "project_cost_per_classroom"],
  ["DOUAR", "project_cost_per_douar"],
  ["BRANCHEMENT", "project_cost_per_connection"],
  ["CENTRE", "project_cost_per_centre"],
] as const;
const HEALTH = [
  ...["project_spi_t", "project_slip_days", "projects_slipped_rate", "projects_slipped"],
  ...["projects_operational_rate", "projects_idle", "project_use_days", "project_payment_delay_days"],
  ...["project_commitment_rate", "project_payment_rate", "project_completion_cost_rate"],
];

export interface HealthData {
  readonly totals: Asked;
  readonly funders: Asked;
  /** Cost of one unit by sector, here. */
  readonly costs: Asked;
  /** Spread of those costs over finished projects: of the region, or of the country. */
  readonly spread: readonly Row[];
  /** Projects under way with what is to be expected of them, those that lose most by being late first. */
  readonly live: readonly Row[];
  readonly titles: ReadonlyMap<string, string>;
}

/** Days late from which a project is said to fail its date. */
export const LATE_DAYS = 90;
const SHOWN = 10;

/** How the projects of a place fare beyond their pace: time, use, cost, funders, and what is to come. */
export async function healthData(
  door: Door,
  viewer: Viewer,
  unit: TerritoryItem,
  filter: ProjectFilter,
  where: readonly Condition[],
): Promise<HealthData> {
  const known = await knownMetrics(door);
  const column =
    unit.level === "region"
      ? "region_code"
      : unit.level === "province"
        ? "province_code"
        : "lead_commune_code";
  const only = (name: string, value: string) => (value === "" ? [] : [{ column: name, value }]);
  const [totals, funders, costs, spread, forecasts] = await Promise.all([
    ask(door, viewer, { metrics: HEALTH.filter((name) => known.has(name)), where }),
    ask(door, viewer, {
      metrics: [
        "funding_promised_mad",
        "funding_paid_mad",
        "funding_paid_rate",
        "funding_commitment_rate",
      ].filter((name) => known.has(name)),
      groupBy: ["funder"],
      where,
      order: [{ by: "funding_promised_mad", dir: "desc" }],
    }),
    ask(door, viewer, {
      metrics: UNIT_COSTS.map(([, metric]) => metric).filter((name) => known.has(name)),
      groupBy: ["sector"],
      where,
    }),
    door.rows(
      {
        mart: "fct_project_unit_cost",
        where: [
          { column: "region_code", value: unit.level === "nation" ? "MA" : (unit.region ?? unit.code) },
        ],
      },
      PUBLIC_VIEWER,
    ),
    door.rows(
      {
        mart: "fct_project_forecast",
        where: [
          ...(unit.level === "nation" ? [] : [{ column, value: unit.code }]),
          ...only("sector", filter.sector),
          ...only("programme", filter.programme),
        ],
      },
      PUBLIC_VIEWER,
    ),
  ]);
  const cost = (row: Row): number => numberOf(row, "eac_mad") ?? 0;
  const live = forecasts.rows
    .filter((row) => (numberOf(row, "slip_days") ?? 0) > LATE_DAYS)
    .sort((a, b) => cost(b) - cost(a) || (String(a.project_id) < String(b.project_id) ? -1 : 1));
  const shown = live.slice(0, SHOWN).map((row) => textOf(row, "project_id") ?? "");
  const titles =
    shown.length === 0
      ? []
      : (
          await door.rows(
            {
              mart: "fct_project",
              columns: ["project_id", "title"],
              where: [{ column: "project_id", value: shown }],
            },
            PUBLIC_VIEWER,
          )
        ).rows;
  return {
    ...{ totals, funders, costs, spread: spread.rows, live: forecasts.rows },
    titles: new Map(titles.map((row) => [String(row.project_id), String(row.title)])),
  };
}
