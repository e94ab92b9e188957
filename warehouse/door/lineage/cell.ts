import type { RawStore } from "../../raw/index.ts";
import { answerOf, headOf, resultOf } from "../answer.ts";
import { baseOf } from "../base.ts";
import { type Branch, rowsThatCount } from "../branch.ts";
import { compile, planOf } from "../compile.ts";
import type { Run } from "../door.ts";
import { faults } from "../faults.ts";
import { inputOf } from "../measure.ts";
import { nearest } from "../names.ts";
import type { Opened } from "../opened.ts";
import { isGrain } from "../period.ts";
import { type Scope, scopeOf } from "../policy.ts";
import { type Resolved, resolve } from "../resolve.ts";
import { allOf, cast, column, type Expr, either, isNull, not, type Output, type Select } from "../sql/ast.ts";
import { print } from "../sql/print.ts";
import type { Table } from "../table.ts";
import type { Cell, CellExplanation, CellRequest, Condition, QuerySpec, Viewer } from "../types.ts";
import { MONTH, type Models, modelsSchema, type Shared, sharedWith } from "./keys.ts";
import { explain, modelsText } from "./metric.ts";
import { MOST_KEYS, openBehind, type Reading } from "./rows.ts";

/** How a cell's files are read, where they can be. */
export type CellOptions = Omit<Reading, "raw"> & { readonly raw: RawStore | null };

/** A figure down to the lines of the files that it comes from. */
export async function explainCell(
  at: Opened,
  run: Run,
  request: CellRequest,
  viewer: Viewer,
  options: CellOptions,
): Promise<CellExplanation> {
  const metric = request.metric ?? request.spec.metrics[0] ?? "";
  if (!request.spec.metrics.includes(metric))
    throw faults.unknownMetric(metric, nearest(metric, request.spec.metrics));
  const spec = pinned(request.spec, metric, request.row ?? {});
  const scope = scopeOf(viewer);
  const asked = resolve(at.catalog, spec, viewer);
  const statement = compile(at.catalog, asked, scope, at.asOf, 2);
  const head = headOf({ id: at.handle.id, sample: at.handle.manifest.sample }, scope, asked, spec);
  const answer = answerOf(resultOf(head, at.catalog, asked, await run(at, statement)));
  const told = await explain(at, run, metric, viewer);
  const page = request.page ?? 1;
  const size = request.size ?? 50;
  // Rows are of those who may see them: the public has the files' names and hashes.
  const rows =
    viewer.role === "public" || options.raw === null
      ? { tables: [], listed: { table: null, page, size, total: 0, rows: [] } }
      : await rowsBehind(
          at,
          run,
          asked,
          scope,
          told.sources,
          { ...request, page, size },
          { ...options, raw: options.raw },
        );
  return {
    ...told,
    spec,
    scope: head.scope,
    value: answer.rows[0]?.[metric] ?? null,
    reason: answer.nulls.find((one) => one.row === 0 && one.column === metric)?.reason ?? null,
    sql: { text: statement.sql, values: statement.values.map((one) => one.value) },
    ...rows,
  };
}

/** The question of one row alone: what the answer was cut by becomes a condition. */
function pinned(spec: QuerySpec, metric: string, row: Readonly<Record<string, Cell>>): QuerySpec {
  const grain = spec.time !== undefined && spec.time.series !== false ? [spec.time.grain] : [];
  const keys = [...(spec.groupBy ?? []), ...(spec.groupBy?.some(isGrain) === true ? [] : grain)];
  const where = keys.flatMap((dimension): readonly Condition[] => {
    const value = row[dimension];
    if (value === undefined) return [];
    return [value === null ? { dimension, op: "isnull", value: true } : { dimension, op: "=", value }];
  });
  for (const name of Object.keys(row))
    if (!keys.includes(name)) throw faults.unknownDimension(name, nearest(name, keys));
  const { groupBy, time } = spec;
  return {
    metrics: [metric],
    ...(groupBy === undefined ? {} : { groupBy }),
    ...(time === undefined ? {} : { time: { ...time, compare: null } }),
    where: [...(spec.where ?? []), ...where],
    ...(where.length === keys.length ? {} : { limit: 1 }),
  };
}

async function rowsBehind(
  at: Opened,
  run: Run,
  asked: Resolved,
  scope: Scope,
  sources: CellExplanation["sources"],
  request: CellRequest & { readonly page: number; readonly size: number },
  reading: Reading,
): Promise<Pick<CellExplanation, "tables" | "listed">> {
  const models = modelsSchema.parse(JSON.parse(modelsText(at)));
  const found = await keysBehind(at, run, asked, scope, models, sources);
  const behind = await openBehind(at.handle, reading);
  try {
    const tables: CellExplanation["tables"][number][] = [];
    for (const { shared, keys } of found) {
      const rows = await behind.total(shared, keys);
      tables.push({ system: shared.system, table: shared.table, by: shared.by.map((one) => one.raw), rows });
    }
    const names = tables.map((one) => `${one.system}.${one.table}`);
    if (request.table !== undefined && !names.includes(request.table))
      throw faults.unknownTable(request.table, nearest(request.table, names));
    const name = request.table ?? names[tables.findIndex((one) => one.rows > 0)] ?? null;
    const chosen = found[names.indexOf(name ?? "")];
    const { page, size } = request;
    const listed = chosen === undefined ? [] : await behind.page(chosen.shared, chosen.keys, { page, size });
    const total = tables[names.indexOf(name ?? "")]?.rows ?? 0;
    return {
      tables: tables.filter((one) => one.rows > 0),
      listed: { table: name, page, size, total, rows: listed },
    };
  } finally {
    behind.close();
  }
}

/** For each table of exports above the models: the keys of the models' rows that the cell sums. */
async function keysBehind(
  at: Opened,
  run: Run,
  asked: Resolved,
  scope: Scope,
  models: Models,
  sources: CellExplanation["sources"],
): Promise<readonly { shared: Shared; keys: Table }[]> {
  const plan = planOf({ ...at.catalog, rollups: [] }, { ...asked, shift: null }, scope);
  const found = new Map<string, { shared: Shared; keys: Table }>();
  for (const branch of plan.branches) {
    for (const { system, table } of sources) {
      if (found.has(`${system}.${table}`)) continue;
      const shared = sharedWith(models, branch.model.table, system, table);
      if (shared === null) continue;
      const keys = await run(at, print(keyQuery(at, branch, asked, scope, shared)));
      if (keys.rows > MOST_KEYS) throw faults.tooBroad();
      found.set(`${system}.${table}`, { shared, keys });
    }
  }
  return [...found.values()];
}

/** The keys of a model's rows that count in a figure: under its conditions, in scope, with something to add. */
function keyQuery(at: Opened, branch: Branch, asked: Resolved, scope: Scope, shared: Shared): Select {
  const base = baseOf(at.catalog, branch.model, branch.day);
  const counted = branch.leaves.map(({ leaf, measure }): Expr => {
    const filters = leaf.filters.map((template) => base.filter(template));
    const something = not(isNull(base.own(inputOf(measure))));
    return allOf([...filters, something]) ?? something;
  });
  const columns: Output[] = shared.by.map(({ own, name }) => ({
    expr: cast(base.own(own), "VARCHAR"),
    as: name,
  }));
  if (shared.day !== null) columns.push({ expr: cast(base.own(column(null, MONTH)), "DATE"), as: MONTH });
  const where = allOf([rowsThatCount(at.catalog, branch, asked, scope, at.asOf, base), either(...counted)]);
  return { kind: "select", distinct: true, columns, from: base.from(), where, limit: MOST_KEYS + 1 };
}
