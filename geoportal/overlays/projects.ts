import { type Door, PUBLIC_VIEWER, type Row } from "#warehouse/door/types.ts";
import { LATE_BELOW, type ProjectStage, stageOf } from "./status.ts";

/** A project of the programmes, at the release's last month. */
export interface Project {
  readonly id: string;
  readonly title: string;
  readonly programme: string;
  readonly sector: string;
  readonly status: string;
  readonly stage: ProjectStage;
  readonly region: string | null;
  readonly province: string | null;
  readonly commune: string | null;
  /** Dirhams, as decimal text. */
  readonly budget: string;
  /** Physical progress, 0 to 1. */
  readonly progress: number;
  /** Earned ÷ planned value, and ÷ cost; null where nothing was planned or spent yet. */
  readonly spi: number | null;
  readonly cpi: number | null;
  readonly end: string | null;
  /** Behind its plan, stopped, or past its end and not handed over. */
  readonly troubled: boolean;
  /** Degrees; null where the export gives none. */
  readonly at: readonly [number, number] | null;
}

const COLUMNS = [
  ...[
    "project_id",
    "title",
    "programme",
    "sector",
    "status",
    "region_code",
    "province_code",
    "lead_commune_code",
  ],
  ...["budget_mad", "physical_ratio", "spi", "cpi", "end_planned", "is_finished", "lon", "lat"],
];
/** Every project is published whole: the same list for all readers, read once a release. */
const cache = new WeakMap<
  Door,
  { readonly release: string; readonly projects: Promise<readonly Project[]> }
>();

/** All projects in the order of their numbers. */
export function allProjects(door: Door, release: string, until: string): Promise<readonly Project[]> {
  const known = cache.get(door);
  if (known?.release === release) return known.projects;
  const projects = door
    .rows({ mart: "fct_project", columns: COLUMNS }, PUBLIC_VIEWER)
    .then(({ rows }) => rows.map((row) => projectOf(row, until)));
  projects.catch(() => cache.delete(door));
  cache.set(door, { release, projects });
  return projects;
}

/** Whether a project's lead commune lies in a unit; null is the country. */
export const liesIn = (project: Project, within: string | null): boolean =>
  within === null || [project.region, project.province, project.commune].includes(within);

const text = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);
const number = (value: unknown): number | null =>
  value === null || value === undefined ? null : Number(value);

function projectOf(row: Row, until: string): Project {
  const [lon, lat, spi, end] = [number(row.lon), number(row.lat), number(row.spi), text(row.end_planned)];
  const status = String(row.status);
  const stage = stageOf(status);
  const overdue = end !== null && end.slice(0, 7) < until;
  return {
    ...{ id: String(row.project_id), title: String(row.title), programme: String(row.programme) },
    ...{ sector: String(row.sector), status, stage, spi, cpi: number(row.cpi), end },
    ...{
      region: text(row.region_code),
      province: text(row.province_code),
      commune: text(row.lead_commune_code),
    },
    budget: String(row.budget_mad),
    progress: Number(row.physical_ratio),
    troubled:
      row.is_finished !== true &&
      status !== "ABANDONNE" &&
      (stage === "stopped" || overdue || (spi !== null && spi < LATE_BELOW)),
    at: lon === null || lat === null ? null : [lon, lat],
  };
}
