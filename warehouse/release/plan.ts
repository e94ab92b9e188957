import type { DuckDBConnection } from "@duckdb/node-api";
import { ident } from "../quote.ts";
import type { Project, ProjectNode } from "./project.ts";

/** As much of an export as tells it from another. */
export interface ExportRef {
  readonly system: string;
  readonly table: string;
  readonly export_id: string;
  readonly sha256: string;
  readonly without?: readonly string[] | undefined;
}
export interface Changes {
  readonly added: readonly ExportRef[];
  readonly removed: readonly ExportRef[];
}
export interface BuildPlan {
  readonly select: readonly string[];
  /** Fiscal years to replace; empty: whole tables. */
  readonly years: readonly number[];
  /** Names of what is built anew. */
  readonly touches: ReadonlySet<string>;
}

const keyOf = (each: ExportRef): string =>
  [each.system, each.table, each.export_id, each.sha256, ...(each.without ?? [])].join("\0");

/** What differs between the exports of the last build and those of now; null when the territory does. */
export function changedInputs(before: readonly ExportRef[], now: readonly ExportRef[]): Changes | null {
  const [old, fresh] = [new Set(before.map(keyOf)), new Set(now.map(keyOf))];
  const changes = {
    added: now.filter((each) => !old.has(keyOf(each))),
    removed: before.filter((each) => !fresh.has(keyOf(each))),
  };
  return [...changes.added, ...changes.removed].some(({ system }) => system === "ref") ? null : changes;
}

export interface TouchedYears {
  readonly years: readonly number[];
  /** Tables (`system.table`) that have no fiscal year, so that years cannot say what to replace. */
  readonly without: readonly string[];
}

/** The fiscal years of these exports' rows, out of the views that stand in the build file. */
export async function yearsOf(
  connection: DuckDBConnection,
  exports: readonly ExportRef[],
): Promise<TouchedYears> {
  const years = new Set<number>();
  const without: string[] = [];
  for (const [table, list] of Map.groupBy(exports, tableOf)) {
    const view = table.replace(".", "__");
    const columns = await connection.runAndReadAll(
      "SELECT 1 FROM duckdb_columns() WHERE schema_name = 'raw' AND table_name = $view AND column_name = 'fiscal_year'",
      { view },
    );
    if (columns.currentRowCount === 0) {
      without.push(table);
      continue;
    }
    const marks = list.map((_, index) => `$${index + 1}`).join(", ");
    const found = await connection.runAndReadAll(
      `SELECT DISTINCT fiscal_year AS year FROM raw.${ident(view)} WHERE _export_id IN (${marks})`,
      list.map(({ export_id }) => export_id),
    );
    for (const row of found.getRowObjectsJS()) if (row.year !== null) years.add(Number(row.year));
  }
  return { years: [...years], without };
}

/**
 * What dbt has to build for these changes: everything downstream of the tables they touch, and the marts that
 * list the exports themselves. Staging reads that list too, for the sample's mark, but only of its own rows.
 * Models kept by fiscal year replace the years touched, unless a table without one feeds them.
 */
export function planBuild(project: Project, changes: Changes, touched: readonly TouchedYears[]): BuildPlan {
  const tables = [...new Set([...changes.added, ...changes.removed].map(tableOf))].sort();
  const lists = new Set(project.nodes.filter(isExportList).map(({ id }) => id));
  const models = project.nodes.filter(({ kind }) => kind === "model");
  for (const { id, layer, parents } of models) {
    if (layer === "staging" && parents.length > 0 && parents.every((parent) => lists.has(parent)))
      lists.add(id);
  }
  const listing = models.filter(
    ({ layer, parents }) => layer !== "staging" && parents.some((parent) => lists.has(parent)),
  );
  const below = (names: readonly string[]) =>
    descendants(
      project,
      project.nodes.filter((node) => names.some((name) => isSource(node, name))),
    );
  const blind = new Set(touched.flatMap(({ without }) => without));
  const whole = below([...blind]).some(({ incremental }) => incremental);
  const years = [...new Set(touched.flatMap((each) => each.years))].sort((a, b) => a - b);
  const built = [...below(tables), ...listing, ...descendants(project, listing)];
  return {
    select: [...tables.map((table) => `source:${table}+`), ...listing.map(({ name }) => `${name}+`).sort()],
    years: whole ? [] : years,
    touches: new Set(built.map(({ name }) => name)),
  };
}

function descendants(project: Project, from: readonly ProjectNode[]): ProjectNode[] {
  const children = new Map<string, ProjectNode[]>();
  for (const node of project.nodes) {
    for (const parent of node.parents) children.set(parent, [...(children.get(parent) ?? []), node]);
  }
  const found = new Map<string, ProjectNode>();
  const open = from.map(({ id }) => id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const child of children.get(id) ?? []) {
      if (found.has(child.id)) continue;
      found.set(child.id, child);
      open.push(child.id);
    }
  }
  return [...found.values()];
}

const isSource = ({ id, kind }: ProjectNode, table: string): boolean =>
  kind === "source" && id.endsWith(`.${table}`);
const tableOf = ({ system, table }: ExportRef): string => `${system}.${table}`;
const isExportList = ({ id, kind }: ProjectNode): boolean => kind === "source" && id.endsWith(".meta.export");
