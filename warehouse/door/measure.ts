import type { Leaf, Measure } from "./catalog.ts";
import { call, cast, type Expr, value } from "./sql/ast.ts";

/** What a leaf reads of each row before it is summed. */
export function inputOf(measure: Measure): Expr {
  return measure.agg === "sum_boolean" ? cast(measure.expr, "INTEGER") : measure.expr;
}

/** A measure over rows, in the type in which it travels: exact for decimals and counts, rounded for doubles. */
export function aggregate(measure: Measure, leaf: Leaf, over: Expr): Expr {
  const figure = summed(measure, over);
  return leaf.fill === null
    ? figure
    : call("coalesce", figure, cast(value(leaf.fill, "DOUBLE"), leafType(measure)));
}

/** The same without a metric's own filling of nulls. */
export function summed(measure: Measure, over: Expr): Expr {
  const six = (expr: Expr): Expr => call("round", expr, value(6, "INTEGER"));
  switch (measure.agg) {
    case "sum":
    case "sum_boolean": {
      const type = leafType(measure);
      // A sum of doubles depends on the order of its rows; rounding gives every order the same figure.
      return type === "DOUBLE" ? six(call("sum", over)) : cast(call("sum", over), type);
    }
    case "count":
      return call("count", over);
    case COUNTED:
      return cast(call("coalesce", call("sum", over), value(0, "BIGINT")), "BIGINT");
    case "count_distinct":
      return { kind: "call", fn: "count", args: [over], distinct: true };
    case "average":
      return six(call("avg", over));
    case "median":
      return six(call("median", over));
    case "percentile":
      return six(call("quantile_cont", over, value(measure.percentile ?? 0.5, "DOUBLE")));
    case "min":
      return cast(call("min", over), leafType(measure));
    case "max":
      return cast(call("max", over), leafType(measure));
    default:
      throw new TypeError(`measure: ${measure.name}: ${measure.agg}`);
  }
}

/** What a rollup does with a count: counts are added, and none at all is zero as it is for a count. */
export const COUNTED = "counted";

/** The SQL type of an aggregated measure. */
export function leafType(measure: Measure): "BIGINT" | "DOUBLE" | `DECIMAL(18,${number})` {
  if (
    measure.agg === "count" ||
    measure.agg === COUNTED ||
    measure.agg === "count_distinct" ||
    measure.agg === "sum_boolean"
  )
    return "BIGINT";
  if (measure.agg === "average" || measure.agg === "median" || measure.agg === "percentile") return "DOUBLE";
  const decimal = /^DECIMAL\(\d+,(\d+)\)$/.exec(measure.type);
  if (decimal !== null) return `DECIMAL(18,${Number(decimal[1])})`;
  return measure.type === "DOUBLE" || measure.type === "FLOAT" ? "DOUBLE" : "BIGINT";
}
