import {
  type Condition,
  type Door,
  PUBLIC_VIEWER,
  type Row,
  type TerritoryItem,
  type Viewer,
} from "#warehouse/door/types.ts";
import { type Asked, ask, keyOf } from "../../lib/answers.ts";
import { knownMetrics } from "../../lib/dimensions.ts";
import { childLevel, within } from "../../lib/territory.ts";

const TOTALS = ["projects", "project_budget_mad", "project_spi", "project_cpi"];
/** Planned, earned and paid, by month: the S-curve. */
export const CURVE = [
  "project_planned_value_mad",
  "project_earned_value_mad",
  "project_actual_cost_mad",
] as const;

/** Which of the place's projects: codes, empty for all. */
export interface ProjectFilter {
  readonly sector: string;
  readonly programme: string;
}

export interface ProjectsData {
  readonly totals: Asked;
  readonly sectors: Asked;
  readonly children: Asked | null;
  readonly curve: Asked | null;
  /** Its projects, the dearest first; null where there are too many for a page. */
  readonly list: readonly Row[] | null;
}

/** What keeps the place's projects of the filter. */
export function placed(unit: TerritoryItem, filter: ProjectFilter): Condition[] {
  const only = (dimension: string, code: string): Condition[] =>
    code === "" ? [] : [{ dimension, op: "=", value: code }];
  return [...within(unit), ...only("programme", filter.programme), ...only("sector", filter.sector)];
}

/** Most projects listed on one page; the CSV gives them all. */
const LISTED = 500;

/** All that the page shows of a place's projects, at the release's last month. */
export async function projectsData(
  door: Door,
  viewer: Viewer,
  unit: TerritoryItem,
  filter: ProjectFilter,
): Promise<ProjectsData> {
  const everySector = placed(unit, { ...filter, sector: "" });
  const where = placed(unit, filter);
  const level = childLevel(unit);
  const known = await knownMetrics(door);
  const metrics = TOTALS.filter((name) => known.has(name));
  const curve = CURVE.filter((name) => known.has(name));
  const [totals, sectors, children, months, list] = await Promise.all([
    ask(door, viewer, { metrics, where }),
    ask(door, viewer, {
      metrics,
      groupBy: ["sector"],
      where: everySector,
      order: [{ by: "project_budget_mad", dir: "desc" }],
    }),
    level === null ? null : ask(door, viewer, { metrics, groupBy: [level], where }),
    curve.length < 2
      ? null
      : ask(door, viewer, {
          metrics: curve,
          groupBy: ["month"],
          where,
          order: [{ by: "month", dir: "asc" }],
        }),
    // A whole nation's list is a file, not a page.
    unit.level === "nation" || unit.level === "region" ? null : projectRows(door, unit, filter),
  ]);
  return { totals, sectors, children, curve: months, list };
}

const LIST = [
  ...["project_id", "title", "sector", "status", "budget_mad", "physical_ratio", "spi", "slip_days"],
] as const;

/** Projects of a province or commune; of a commune, those too that it shares and does not lead. */
async function projectRows(door: Door, unit: TerritoryItem, filter: ProjectFilter): Promise<readonly Row[]> {
  const only = (column: string, value: string) => (value === "" ? [] : [{ column, value }]);
  const shared =
    unit.level === "province"
      ? null
      : await door.rows(
          {
            mart: "bridge_project_commune",
            columns: ["project_id"],
            where: [{ column: "commune_code", value: unit.code }],
          },
          PUBLIC_VIEWER,
        );
  if (shared !== null && shared.rows.length === 0) return [];
  const { rows } = await door.rows(
    {
      mart: "fct_project",
      columns: LIST,
      where: [
        shared === null
          ? { column: "province_code", value: unit.code }
          : { column: "project_id", value: shared.rows.map((row) => String(row.project_id)) },
        ...only("sector", filter.sector),
        ...only("programme", filter.programme),
      ],
      order: [{ by: "budget_mad", dir: "desc" }],
      limit: LISTED,
    },
    PUBLIC_VIEWER,
  );
  return rows;
}

/** Codes of the programmes and sectors that the place has projects of, the largest first. */
export async function projectChoices(
  door: Door,
  viewer: Viewer,
  unit: TerritoryItem,
): Promise<Readonly<Record<"sector" | "programme", string[]>>> {
  const codes = async (dimension: "sector" | "programme"): Promise<string[]> => {
    const { answer } = await ask(door, viewer, {
      metrics: ["project_budget_mad"],
      groupBy: [dimension],
      where: within(unit),
      order: [{ by: "project_budget_mad", dir: "desc" }],
    });
    return answer.rows.flatMap((row) => keyOf(row, dimension) ?? []);
  };
  const [sector, programme] = await Promise.all([codes("sector"), codes("programme")]);
  return { sector, programme };
}
