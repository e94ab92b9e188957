import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Formula, Metric } from "../catalog.ts";
import { leavesOf } from "../catalog.ts";
import type { Run } from "../door.ts";
import { faults } from "../faults.ts";
import { nearest } from "../names.ts";
import type { Opened } from "../opened.ts";
import { readRows } from "../records.ts";
import { visibleMetrics } from "../resolve.ts";
import { allOf, binary, cast, column, type Expr, either, type Output, value } from "../sql/ast.ts";
import type { Explanation, Viewer } from "../types.ts";
import { type Models, modelsSchema } from "./keys.ts";

/** Exports listed for one metric, at most; the rest stand in the sources. */
const MAX_EXPORTS = 2000;

/** What the release says of its models, as text. */
export const modelsText = (at: Opened): string => readFileSync(join(at.handle.dir, "models.json"), "utf8");

/** Where a metric comes from: formula → tables → source tables → export files. */
export async function explain(at: Opened, run: Run, name: string, viewer: Viewer): Promise<Explanation> {
  const visible = visibleMetrics(at.catalog, viewer);
  const metric = visible.get(name);
  if (metric === undefined) throw faults.unknownMetric(name, nearest(name, visible.keys()));
  const models = modelsSchema.parse(JSON.parse(modelsText(at)));

  const used = Map.groupBy(
    leavesOf(metric.formula),
    (leaf) => at.catalog.models.get(leaf.model)?.table ?? leaf.model,
  );
  const nodes = [...used.keys()].map((table) => ({ table, node: nodeNamed(models, table) }));
  const sources = sourcesAbove(
    models,
    nodes.flatMap(({ node }) => (node === null ? [] : [node.id])),
  );
  return {
    release: at.handle.id,
    sample: at.handle.manifest.sample,
    metric: metric.info,
    parts: partsOf(name, metric),
    models: nodes.map(({ table, node }) => ({
      name: table,
      description: node?.description ?? "",
      measures: [...new Set((used.get(table) ?? []).map((leaf) => leaf.measure))],
      columns: node?.columns ?? [],
    })),
    sources,
    exports: await exportsOf(at, run, sources),
  };
}

function partsOf(name: string, metric: Metric): Explanation["parts"] {
  const parts: { name: string; kind: "metric" | "measure"; of: readonly string[] }[] = [];
  const add = (part: string, kind: "metric" | "measure", of: readonly string[]): void => {
    if (!parts.some((one) => one.name === part && one.kind === kind)) parts.push({ name: part, kind, of });
  };
  const walk = (at: string, formula: Formula): void => {
    const leaves = [...new Set(leavesOf(formula).map((leaf) => leaf.measure))];
    add(at, "metric", leaves);
    for (const leaf of leavesOf(formula)) add(leaf.measure, "measure", [leaf.model]);
  };
  walk(name, metric.formula);
  return parts;
}

function nodeNamed(models: Models, name: string) {
  const found = Object.entries(models.nodes).find(([, node]) => node.name === name);
  if (found === undefined) return null;
  const [id, node] = found;
  return {
    id,
    description: node.description ?? "",
    columns: Object.values(node.columns ?? {}).map((one) => ({
      name: one.name,
      description: one.description ?? "",
    })),
  };
}

/** The source tables that feed these models, by what each depends on. A source is a system, its tables the exports'. */
function sourcesAbove(models: Models, start: readonly string[]): Explanation["sources"] {
  const seen = new Set(start);
  const queue = [...start];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const parent of models.nodes[id]?.depends_on?.nodes ?? []) {
      if (!seen.has(parent)) {
        seen.add(parent);
        queue.push(parent);
      }
    }
  }
  return [...seen].sort().flatMap((id) => {
    const source = models.sources[id];
    return source === undefined || source.source_name === "meta"
      ? []
      : [{ system: source.source_name, table: source.name }];
  });
}

async function exportsOf(
  at: Opened,
  run: Run,
  sources: Explanation["sources"],
): Promise<Explanation["exports"]> {
  const own = (name: string): Expr => column("e", name);
  const texts = ["export_id", "system", "table_name", "period", "file", "sha256"];
  const counts = ["rows_in", "rows_loaded", "rows_refused"];
  const outputs: Output[] = [
    ...texts.map((name) => ({ expr: cast(own(name), "VARCHAR"), as: name })),
    ...counts.map((name) => ({ expr: cast(own(name), "BIGINT"), as: name })),
  ];
  const terms = sources
    .map(({ system, table }) =>
      allOf([
        binary("=", own("system"), value(system, "VARCHAR")),
        binary("=", own("table_name"), value(table, "VARCHAR")),
      ]),
    )
    .filter((term) => term !== null);
  if (terms.length === 0) return [];
  const table = await run(at, {
    kind: "select",
    columns: outputs,
    from: { kind: "table", name: "meta_export", as: "e" },
    where: either(...terms),
    orderBy: ["system", "table_name", "period", "export_id"].map((name) => ({ expr: own(name), dir: "asc" })),
    limit: MAX_EXPORTS,
  });
  return readRows(table, (row) => ({
    export_id: row.text("export_id") ?? "",
    system: row.text("system") ?? "",
    table: row.text("table_name") ?? "",
    period: row.text("period") ?? "",
    file: row.text("file") ?? "",
    sha256: row.text("sha256") ?? "",
    rows_in: row.number("rows_in") ?? 0,
    rows_loaded: row.number("rows_loaded") ?? 0,
    rows_refused: row.number("rows_refused") ?? 0,
  }));
}
