import type { Catalog, Model, Route } from "./catalog.ts";
import { routeTo, routeToEntity } from "./catalog.ts";
import {
  allOf,
  binary,
  call,
  column,
  type Expr,
  either,
  type From,
  isNull,
  type Output,
  value,
} from "./sql/ast.ts";
import { type Citation, fill, type Template } from "./template.ts";

/** A model's table with what is read of it and of the tables it joins, each in a projection of its own. */
export interface Base {
  /** A column of the model's own table. */
  own(expr: Expr): Expr;
  /** A column at the end of a route. */
  at(joins: Route["joins"], expr: Expr): Expr;
  /** A filter that a metric's author wrote. */
  filter(template: Template): Expr;
  from(): From;
}

interface Joined {
  readonly as: string;
  readonly model: Model;
  readonly outputs: Map<string, Output>;
  readonly on: Expr;
}

/**
 * Collects the columns that a branch needs. Authored expressions are computed in a projection over their own
 * table alone, where their bare names cannot clash with a joined table's.
 */
export function baseOf(catalog: Catalog, model: Model, day: Expr | null): Base {
  const outputs = new Map<string, Output>();
  const joined = new Map<string, Joined>();

  const project = (into: Map<string, Output>, table: string, expr: Expr): Expr => {
    const key = JSON.stringify(expr);
    const found = into.get(key) ?? { expr, as: `c${into.size}` };
    into.set(key, found);
    return column(table, found.as);
  };
  const own = (expr: Expr): Expr => project(outputs, "f", expr);

  const join = (joins: Route["joins"]): Joined | null => {
    const last = joins.at(-1);
    if (last === undefined) return null;
    const path = joins.map((one) => `${one.entity}>${one.to}`).join("/");
    const found = joined.get(path);
    if (found !== undefined) return found;
    const before = join(joins.slice(0, -1));
    const source = before?.model ?? model;
    const target = catalog.models.get(last.to);
    const key = source.entities.get(last.entity);
    const mate = target?.entities.get(last.entity);
    if (target === undefined || key === undefined || mate === undefined) throw new TypeError(`join: ${path}`);
    const as = `j${joined.size}`;
    const columns = new Map<string, Output>();
    const left = before === null ? own(key.expr) : project(before.outputs, before.as, key.expr);
    const equal = binary("=", left, project(columns, as, mate.expr));
    const one: Joined = {
      as,
      model: target,
      outputs: columns,
      on: allOf([equal, ...valid(target, columns, as)]) ?? equal,
    };
    joined.set(path, one);
    return one;
  };

  const valid = (target: Model, columns: Map<string, Output>, as: string): Expr[] => {
    if (target.validity === null || day === null) return [];
    const start = project(columns, as, target.validity.start);
    const end = project(columns, as, target.validity.end);
    const on = own(day);
    return [binary(">=", on, start), either(isNull(end), binary("<", on, end))];
  };

  const at = (joins: Route["joins"], expr: Expr): Expr => {
    const target = join(joins);
    return target === null ? own(expr) : project(target.outputs, target.as, expr);
  };

  const cited = (citation: Citation): Expr => {
    const name = citation.path.at(-1) ?? "";
    if (citation.kind === "time") {
      const expr = model.times.get(name);
      if (expr === undefined) throw new TypeError(`metric filter: time dimension ${name}`);
      return citation.grain === null
        ? own(expr)
        : call("date_trunc", value(citation.grain, "VARCHAR"), own(expr));
    }
    if (citation.kind === "entity") {
      const key = routeToEntity(catalog.models, model, name);
      if (key === null) throw new TypeError(`metric filter: entity ${name}`);
      return at(key.joins, key.expr);
    }
    const route = routeTo(catalog.models, model, name);
    if (route !== null) return at(route.joins, route.dimension.expr);
    const time = model.times.get(name);
    if (time === undefined) throw new TypeError(`metric filter: dimension ${name}`);
    return own(time);
  };

  return {
    own,
    at,
    filter: (template) => fill(template, cited),
    from: () => {
      // A table of which nothing is read still has rows to count.
      if (outputs.size === 0) own({ kind: "written", parts: ["1"] });
      let from = source(model.table, outputs, "f");
      for (const one of joined.values()) {
        from = {
          kind: "join",
          type: "LEFT",
          left: from,
          right: source(one.model.table, one.outputs, one.as),
          on: one.on,
        };
      }
      return from;
    },
  };
}

const source = (table: string, outputs: Map<string, Output>, as: string): From => ({
  kind: "query",
  query: { kind: "select", columns: [...outputs.values()], from: { kind: "table", name: table, as: "t" } },
  as,
});
