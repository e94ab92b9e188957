import { type Door, PUBLIC_VIEWER, type Row } from "#warehouse/door/types.ts";
import type { Lang } from "#warehouse/text.ts";
import { formatNull, formatNumber, toNumber } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";

/** All that a project's page is drawn from. Every column of it is published: the same record for all readers. */
export interface ProjectRecord {
  readonly project: Row;
  /** What is to be expected of it; undefined once it is over. */
  readonly forecast: Row | undefined;
  readonly months: readonly Row[];
  readonly funding: readonly Row[];
  readonly contracts: readonly Row[];
  readonly spending: readonly Row[];
  readonly communes: readonly Row[];
  /** Unit costs of finished projects of its sector: in its region where enough are, else in the country. */
  readonly costs: Row | undefined;
}

/** Finished projects that a region needs for its own spread of unit costs. */
const ENOUGH = 20;
const MONTHS = [
  "month_start",
  "planned_value_mad",
  "earned_value_mad",
  "actual_cost_mad",
  "paid_mad",
  "physical_ratio",
] as const;

export const textOf = (row: Row | undefined, name: string): string | null => {
  const cell = row?.[name];
  return cell === null || cell === undefined ? null : String(cell);
};
export const numberOf = (row: Row | undefined, name: string): number | null => {
  const cell = row?.[name];
  return typeof cell === "boolean" ? null : toNumber(cell);
};

/** The record of a project by its number; null where there is none. */
export async function projectRecord(door: Door, id: string): Promise<ProjectRecord | null> {
  const of = async (mart: string, columns?: readonly string[]): Promise<readonly Row[]> => {
    const where = [{ column: "project_id", value: id }];
    const { rows } = await door.rows(
      columns === undefined ? { mart, where } : { mart, where, columns },
      PUBLIC_VIEWER,
    );
    return rows;
  };
  const [project] = await of("fct_project");
  if (project === undefined) return null;
  const [[forecast], months, funding, contracts, spending, communes, costs] = await Promise.all([
    of("fct_project_forecast"),
    of("fct_project_month", MONTHS),
    of("fct_project_funding"),
    of("fct_project_contract"),
    of("fct_project_spending"),
    of("bridge_project_commune"),
    door.rows(
      {
        mart: "fct_project_unit_cost",
        where: [
          { column: "sector", value: String(project.sector) },
          { column: "region_code", value: ["MA", String(project.region_code ?? "MA")] },
        ],
      },
      PUBLIC_VIEWER,
    ),
  ]);
  const own = costs.rows.find(
    (row) => row.region_code !== "MA" && (numberOf(row, "projects") ?? 0) >= ENOUGH,
  );
  return {
    ...{ project, forecast, months, funding, contracts, spending, communes },
    costs: own ?? costs.rows.find((row) => row.region_code === "MA"),
  };
}

/** Whole days, as dates differ by. */
export const daysOf = (lang: Lang, days: number | null): string =>
  days === null
    ? formatNull(lang)
    : t(lang, "projet.days", { count: Math.abs(Math.round(days)), n: formatNumber(lang, Math.round(days)) });
