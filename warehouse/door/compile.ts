import { type Branch, branchQuery, keyName } from "./branch.ts";
import type { Catalog, Leaf, Metric } from "./catalog.ts";
import { leavesOf } from "./catalog.ts";
import { sqlTypeOf } from "./cells.ts";
import { citesLevel } from "./level.ts";
import { timeOf } from "./load.ts";
import { leafType } from "./measure.ts";
import { formulaExpr, type LeafNames, metricExpr, metricType, whyExpr } from "./metric.ts";
import { withPeers } from "./peers.ts";
import type { Scope } from "./policy.ts";
import type { Key, Resolved } from "./resolve.ts";
import { onSmallest } from "./rollup/choose.ts";
import {
  allOf,
  binary,
  call,
  cast,
  column,
  type Expr,
  either,
  isNull,
  nil,
  not,
  type Ordering,
  type Output,
  type Query,
  type Select,
  value,
  when,
} from "./sql/ast.ts";
import { print, type Statement } from "./sql/print.ts";
import { withTotals } from "./totals.ts";

export const WHY = "why:";

/** A resolved question as one statement, its rows in a total order. */
export function compile(
  catalog: Catalog,
  asked: Resolved,
  scope: Scope,
  asOf: string,
  maxRows: number,
): Statement {
  const ends = { orderBy: orderOf(asked), limit: Math.min(asked.limit ?? maxRows + 1, maxRows + 1) };
  const rows = (of: Resolved, seen: Scope): Select => rowsOf(catalog, of, seen, asOf);
  if (asked.peers !== null)
    return print({ ...withPeers(catalog, asked, asked.peers, scope, asOf, rows), ...ends });
  if (asked.totals.length > 0) return print(withTotals(asked, scope, rows, ends, maxRows));
  return print({ ...rows(asked, scope), ...ends });
}

/**
 * The rows of a question: a branch for each table and shift in time, stacked and grouped on the keys (a full join
 * that null keys cannot break), then the formulas over their sums.
 */
function rowsOf(catalog: Catalog, asked: Resolved, scope: Scope, asOf: string): Select {
  const plan = planOf(catalog, asked, scope);
  const keys = asked.keys.map((_, index) => keyName(index));
  const queries = plan.branches.map((branch) => branchQuery(catalog, branch, asked, scope, asOf));

  const columns: Output[] = asked.keys.map((key, index) => ({
    expr: keyOutput(key, column("g", keyName(index))),
    as: key.name,
  }));
  for (const { name, metric, defined } of asked.metrics) {
    const type = metricType(catalog, metric);
    const few = (shift: number): Expr | null => (defined ? tooFew(metric, scope, plan.names(shift)) : null);
    const shown = (shift: number): Expr => {
      const hidden = few(shift);
      const figure = defined ? metricExpr(catalog, metric, plan.names(shift)) : nil(type);
      return hidden === null ? figure : when(hidden, nil(type), figure);
    };
    const now = shown(0);
    columns.push({ expr: now, as: name });
    if (asked.shift !== null) {
      const before = shown(asked.shift);
      columns.push({ expr: before, as: `${name}__prev` });
      columns.push({ expr: cast(binary("-", now, before), type), as: `${name}__delta` });
    }
    const hidden = few(0);
    const told = defined ? whyExpr(metric.formula, plan.names(0), plan.whys(0)) : null;
    const why = hidden === null ? told : when(hidden, value("suppressed", "VARCHAR"), told);
    if (why !== null) columns.push({ expr: why, as: `${WHY}${name}` });
  }

  return {
    kind: "select",
    with: queries.map((query, index) => ({ name: `b${index}`, query })),
    columns,
    ...(plan.branches.length === 0
      ? {}
      : { from: { kind: "query", query: stacked(plan.branches, keys, asked), as: "g" } }),
    where: presentOnly(plan, asked),
  };
}

/** Whether the public is not to see a figure: something is counted behind it, and too little. */
function tooFew(metric: Metric, scope: Scope, names: LeafNames): Expr | null {
  if (metric.minCell === null || !scope.published) return null;
  const count = formulaExpr(metric.minCell.count, names);
  const least = value(metric.minCell.least, "BIGINT");
  return allOf([binary(">", count, value(0, "BIGINT")), binary("<", count, least)]);
}

interface Plan {
  readonly branches: readonly Branch[];
  /** Where the sums of a formula stand, when it is moved by so many months. */
  names(shift: number): LeafNames;
  /** Where those that know why they are null say so. */
  whys(shift: number): (leaf: Leaf) => Expr | null;
}

/** What a question reads: a branch for each table and shift in time, on the smallest table that can answer it. */
export function planOf(catalog: Catalog, asked: Resolved, scope: Scope): Plan {
  const branches = new Map<string, Branch & { leaves: Branch["leaves"][number][] }>();
  const places = new Map<string, string>();
  const place = (leaf: Leaf, shift: number): string => JSON.stringify([leaf, shift]);
  const defined = asked.metrics.filter((one) => one.defined);
  // Where no metric has a figure, the keys still say which figures are not there.
  const planned = defined.length > 0 || asked.keys.length === 0 ? defined : asked.metrics;

  for (const shift of asked.shift === null ? [0] : [0, asked.shift]) {
    for (const { metric } of planned) {
      const counted = metric.minCell !== null && scope.published ? leavesOf(metric.minCell.count) : [];
      for (const leaf of [...leavesOf(metric.formula), ...counted]) {
        if (places.has(place(leaf, shift))) continue;
        const model = catalog.models.get(leaf.model);
        const measure = model?.measures.get(leaf.measure);
        if (model === undefined || measure === undefined)
          throw new TypeError(`leaf: ${leaf.model}.${leaf.measure}`);
        const day = timeOf(catalog.models, leaf.model, leaf.measure);
        const total = leaf.offset + shift;
        const id = JSON.stringify([leaf.model, day, total, leaf.cumulative, citesLevel(leaf)]);
        const branch = branches.get(id) ?? {
          model,
          day,
          shift: total,
          cumulative: leaf.cumulative,
          leaves: [],
        };
        branches.set(id, branch);
        const as = `m${places.size}`;
        places.set(place(leaf, shift), as);
        branch.leaves.push({ as, leaf, measure });
      }
    }
  }
  const placed = (leaf: Leaf, shift: number): string => {
    const as = places.get(place(leaf, shift));
    if (as === undefined) throw new TypeError(`leaf: ${leaf.measure}: not planned`);
    return as;
  };
  return {
    branches: [...branches.values()].map((branch) => onSmallest(catalog, branch, asked, scope)),
    names: (shift) => (leaf) => column("g", placed(leaf, shift)),
    whys: (shift) => (leaf) =>
      catalog.models.get(leaf.model)?.byLevel === true ? column("g", `${placed(leaf, shift)}_why`) : null,
  };
}

/** A row of no period and no figure says nothing: facts without a day are in none. */
function presentOnly(plan: Plan, asked: Resolved): Expr | null {
  const figures = plan.branches.flatMap((branch) =>
    branch.leaves.map(({ as }) => binary("<>", column("g", as), value(0, "BIGINT"))),
  );
  const periods = asked.keys.flatMap((key, index) =>
    key.grain === null ? [] : [not(isNull(column("g", keyName(index))))],
  );
  return allOf(periods.map((period) => either(period, ...figures)));
}

/** The branches one above the other, each with nulls for what the others sum, then one row per key. */
function stacked(branches: readonly Branch[], keys: readonly string[], asked: Resolved): Query {
  const leaves = branches.flatMap((branch, index) =>
    branch.leaves.flatMap(({ as, measure }) => [
      { as, index, type: leafType(measure) },
      ...(branch.model.byLevel ? [{ as: `${as}_why`, index, type: "VARCHAR" } as const] : []),
    ]),
  );
  const alone = branches.length === 1;
  const all = branches.map((branch, index): Select => {
    const from = { kind: "cte", name: `b${index}`, as: "b" } as const;
    return {
      kind: "select",
      columns: [
        ...keys.map((as) => ({ expr: column("b", as), as })),
        ...leaves.map((one) => ({
          expr: one.index === index ? column("b", one.as) : nil(one.type),
          as: one.as,
        })),
        ...(alone ? [] : [{ expr: value(branch.shift === 0, "BOOLEAN"), as: "current" }]),
      ],
      from,
    };
  });
  if (alone) return all[0] ?? { kind: "union", all };
  // What is moved forward from the past would run an open-ended series on into periods that have only a past.
  const moved =
    branches.some((branch) => branch.shift !== 0) && branches.some((branch) => branch.shift === 0);
  const bounded = !moved || asked.end !== null || asked.keys.every((key) => key.grain === null);
  return {
    kind: "select",
    columns: [
      ...keys.map((as) => ({ expr: column("u", as), as })),
      ...leaves.map((one) => ({ expr: call("any_value", column("u", one.as)), as: one.as })),
    ],
    from: { kind: "query", query: { kind: "union", all }, as: "u" },
    groupBy: keys.map((as) => column("u", as)),
    having: bounded ? null : call("bool_or", column("u", "current")),
  };
}

function keyOutput(key: Key, expr: Expr): Expr {
  const year = cast(call("year", expr), "BIGINT");
  switch (key.grain) {
    case null:
      return cast(expr, sqlTypeOf(key.cell));
    case "year":
      return year;
    case "quarter": {
      const text = (part: Expr): Expr => cast(part, "VARCHAR");
      // concat() of nulls is a text; a row without a day has no quarter.
      const label = call("concat", text(year), value("-Q", "VARCHAR"), text(call("quarter", expr)));
      return { kind: "case", when: [[{ kind: "isnull", expr }, nil("VARCHAR")]], otherwise: label };
    }
    case "month":
      return call("strftime", expr, value("%Y-%m", "VARCHAR"));
  }
}

function orderOf(asked: Resolved): readonly Ordering[] {
  const named = new Set(asked.order.map((term) => term.by));
  const shown = asked.keys.filter((_, index) => asked.peers?.grouped !== true || index !== asked.peers.of);
  const ties = shown.filter((key) => !named.has(key.name));
  const ordering = (by: string, dir: "asc" | "desc"): Ordering => ({ expr: column(null, by), dir });
  return [
    ...asked.order.map((term) => ordering(term.by, term.dir)),
    ...ties.map((key) => ordering(key.name, "asc")),
  ];
}
