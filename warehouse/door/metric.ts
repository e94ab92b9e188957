import type { Catalog, Formula, Leaf, Metric } from "./catalog.ts";
import { leavesOf } from "./catalog.ts";
import { leafType } from "./measure.ts";
import { binary, call, cast, type Expr, either, isNull, nil, type SqlType, value, when } from "./sql/ast.ts";
import { fillNames } from "./template.ts";

/** Where a leaf's sum stands in the query at hand. */
export type LeafNames = (leaf: Leaf) => Expr;

/** The type of a metric's column: a leaf's own, a ratio DOUBLE, a derived amount DECIMAL(18,2). */
export function metricType(catalog: Catalog, metric: Metric): SqlType {
  const leaves = leavesOf(metric.formula).map((leaf) => typeOfLeaf(catalog, leaf));
  switch (metric.formula.kind) {
    case "leaf":
      return leaves[0] ?? "DOUBLE";
    case "ratio":
      return "DOUBLE";
    case "derived":
      if (metric.info.unit.startsWith("MAD")) return "DECIMAL(18,2)";
      return leaves.every((type) => type === "BIGINT") && !/[/.]/.test(metric.formula.expr)
        ? "BIGINT"
        : "DOUBLE";
  }
}

function typeOfLeaf(catalog: Catalog, leaf: Leaf): SqlType {
  const measure = catalog.models.get(leaf.model)?.measures.get(leaf.measure);
  return measure === undefined ? "DOUBLE" : leafType(measure);
}

/** A metric over the sums of its leaves: what cannot be divided is null, never a number. */
export function metricExpr(catalog: Catalog, metric: Metric, names: LeafNames): Expr {
  const type = metricType(catalog, metric);
  const expr = formulaExpr(metric.formula, names);
  if (metric.formula.kind !== "derived") return cast(expr, type);
  // An authored expression may divide by zero: DuckDB then gives infinity, which no DECIMAL holds.
  return when(call("isfinite", cast(expr, "DOUBLE")), cast(expr, type), nil(type));
}

/** A formula over the sums of its leaves, in whatever type it comes. */
export function formulaExpr(formula: Formula, names: LeafNames): Expr {
  switch (formula.kind) {
    case "leaf":
      return names(formula.leaf);
    case "ratio": {
      const over = cast(formulaExpr(formula.over, names), "DOUBLE");
      const under = cast(formulaExpr(formula.under, names), "DOUBLE");
      return binary("/", over, call("nullif", under, value(0, "DOUBLE")));
    }
    case "derived":
      return fillNames(
        formula.expr,
        new Map([...formula.inputs].map(([name, input]) => [name, formulaExpr(input, names)])),
      );
  }
}

/**
 * Why a formula has no value where it has none: what its parts say of themselves, else a part is missing, else it
 * would divide by zero. Null for a plain sum, of which there is nothing to say but that there is no data.
 */
export function whyExpr(formula: Formula, names: LeafNames, whys: (leaf: Leaf) => Expr | null): Expr | null {
  const leaves = leavesOf(formula);
  const said = leaves.map(whys).filter((why) => why !== null);
  const missing = either(...leaves.map((leaf) => isNull(names(leaf))));
  const told = when(missing, value("no_data", "VARCHAR"), value("zero_denominator", "VARCHAR"));
  if (said.length > 0) return call("coalesce", ...said, told);
  return formula.kind === "leaf" ? null : told;
}
