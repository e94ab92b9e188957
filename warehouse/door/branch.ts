import { type Base, baseOf } from "./base.ts";
import { ELIGIBILITY_DIMENSION } from "./builtins.ts";
import type { Catalog, Leaf, Measure, Model } from "./catalog.ts";
import { routeTo, routeToEntity } from "./catalog.ts";
import { cumulated } from "./cumulative.ts";
import { levelCondition, onlyOne, whyNone, whyRow } from "./level.ts";
import { aggregate, inputOf } from "./measure.ts";
import { type Scope, territoryOf, unitsOf } from "./policy.ts";
import { conditionOn, dayOf, inWindow, onPeriods, periodStart } from "./predicates.ts";
import type { Key, Resolved } from "./resolve.ts";
import { lastOnly } from "./semiadditive.ts";
import { allOf, column, type Expr, nil, type Output, type Select, when } from "./sql/ast.ts";

/** Leaves that one pass over one table answers: same model, same day column, same shift in time. */
export interface Branch {
  readonly model: Model;
  readonly day: Expr | null;
  /** Months that rows are moved forward, so that a past period lines up with the asked one. */
  readonly shift: number;
  readonly cumulative: Leaf["cumulative"];
  readonly leaves: readonly { readonly as: string; readonly leaf: Leaf; readonly measure: Measure }[];
}

export const keyName = (index: number): string => `k${index}`;

/** A branch as a query: one row per combination of keys (`k0`, …) with its leaves (`m0`, …). */
export function branchQuery(
  catalog: Catalog,
  branch: Branch,
  asked: Resolved,
  scope: Scope,
  asOf: string,
): Select {
  const base = baseOf(catalog, branch.model, branch.day);
  const day = branch.day === null ? null : dayOf(base.own(branch.day), branch.shift);
  const rows = rowsOf(catalog, branch, asked, scope, asOf, base, day);
  if (branch.cumulative !== null) return cumulated(rows, branch, asked);

  const semi = branch.leaves.filter((one) => one.measure.semiAdditive !== null);
  const source = semi.length === 0 ? rows : lastOnly(rows, branch, asked.keys);
  return {
    kind: "select",
    columns: [
      ...asked.keys.map((_, index) => ({ expr: column("r", keyName(index)), as: keyName(index) })),
      ...branch.leaves.flatMap((one): Output[] => {
        const figure = aggregate(one.measure, one.leaf, column("r", one.as));
        if (!branch.model.byLevel) return [{ expr: figure, as: one.as }];
        const said = branch.model.dimensions.has(ELIGIBILITY_DIMENSION);
        return [{ expr: onlyOne(figure, column("r", one.as)), as: one.as }, whyNone(one.as, said)];
      }),
    ],
    from: { kind: "query", query: source, as: "r" },
    groupBy: asked.keys.map((_, index) => column("r", keyName(index))),
  };
}

/** The rows that count, with their keys and what each leaf reads of them. */
function rowsOf(
  catalog: Catalog,
  branch: Branch,
  asked: Resolved,
  scope: Scope,
  asOf: string,
  base: Base,
  day: Expr | null,
): Select {
  const columns: Output[] = asked.keys.map((key, index) => ({
    expr: keyExpr(catalog, branch, key, base, day),
    as: keyName(index),
  }));
  if (branch.cumulative !== null && day !== null)
    columns.push({ expr: periodStart("month", day), as: "on_month" });
  for (const { as, leaf, measure } of branch.leaves) {
    const filters = allOf(leaf.filters.map((template) => base.filter(template)));
    const kept = (expr: Expr): Expr => (filters === null ? expr : when(filters, expr));
    columns.push({ expr: kept(base.own(inputOf(measure))), as });
    const why = whyRow(branch.model, base);
    if (why !== null) columns.push({ expr: kept(why), as: `${as}_why` });
    if (measure.semiAdditive === null) continue;
    const time = branch.model.times.get(measure.semiAdditive.time);
    if (time === undefined)
      throw new TypeError(`measure: ${measure.name}: time ${measure.semiAdditive.time}`);
    columns.push({ expr: kept(base.own(time)), as: `${as}_at` });
    measure.semiAdditive.groupings.forEach((entity, index) => {
      const key = routeToEntity(catalog.models, branch.model, entity);
      if (key === null) throw new TypeError(`measure: ${measure.name}: entity ${entity}`);
      columns.push({ expr: base.at(key.joins, key.expr), as: `${as}_by${index}` });
    });
  }

  const where = rowsThatCount(catalog, branch, asked, scope, asOf, base);
  return { kind: "select", columns, from: base.from(), where };
}

/** The condition on a model's rows: the question's own, its window, the viewer's scope. */
export function rowsThatCount(
  catalog: Catalog,
  branch: Branch,
  asked: Resolved,
  scope: Scope,
  asOf: string,
  base: Base,
): Expr | null {
  const conditions: (Expr | null)[] = asked.where.map((term) => {
    const route = routeTo(catalog.models, branch.model, term.dimension);
    if (route === null) throw new TypeError(`dimension: ${term.dimension}`);
    return conditionOn(base.at(route.joins, route.dimension.expr), term);
  });
  if (branch.cumulative === null && branch.day !== null) {
    const raw = base.own(branch.day);
    conditions.push(inWindow(raw, asked, branch.shift), onPeriods(raw, asked, branch.shift));
  }
  if (scope.territory !== null) {
    const unit = territoryOf(catalog, branch.model);
    conditions.push({
      kind: "in",
      expr: base.at(unit.joins, unit.expr),
      among: unitsOf(scope.territory, asOf),
    });
  }
  conditions.push(
    levelCondition(
      branch.model,
      branch.leaves.map((one) => one.leaf),
      asked,
      base,
    ),
  );
  return allOf(conditions);
}

function keyExpr(catalog: Catalog, branch: Branch, key: Key, base: Base, day: Expr | null): Expr {
  if (key.grain !== null) return day === null ? nil("DATE") : periodStart(key.grain, day);
  const route = routeTo(catalog.models, branch.model, key.name);
  if (route === null) throw new TypeError(`dimension: ${key.name}`);
  return base.at(route.joins, route.dimension.expr);
}
