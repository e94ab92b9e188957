import type { Base } from "./base.ts";
import { ELIGIBILITY_DIMENSION, LEVEL_DIMENSION } from "./builtins.ts";
import type { Leaf, Model } from "./catalog.ts";
import type { Resolved } from "./resolve.ts";
import { binary, call, column, type Expr, type Output, value, when } from "./sql/ast.ts";

const PLACES = ["commune", "province", "region"] as const;
const COUNCILS = ["region", "province", "commune"] as const;

/**
 * The rows of an index that answer a question: those of the finest place that it names, the nation's when it names
 * none. An index of a region is computed from its files, and is no mean of its communes'.
 */
export function levelCondition(
  model: Model,
  leaves: readonly Leaf[],
  asked: Resolved,
  base: Base,
): Expr | null {
  const level = model.dimensions.get(LEVEL_DIMENSION);
  if (!model.byLevel || level === undefined) return null;
  const grouped = asked.keys.map((key) => key.name);
  const pinned = asked.where
    .filter((term) => term.op === "=" || term.op === "in")
    .map((term) => term.dimension);
  const named = new Set([...grouped, ...pinned]);
  if (named.has(LEVEL_DIMENSION) || leaves.some(citesLevel)) return null;
  const expr = base.own(level.expr);
  if (named.has("collectivity"))
    return { kind: "in", expr, among: COUNCILS.map((one) => value(one, "VARCHAR")) };
  return binary("=", expr, value(PLACES.find((place) => named.has(place)) ?? "nation", "VARCHAR"));
}

/** Whether a metric's author chose the level. */
export const citesLevel = (leaf: Leaf): boolean =>
  leaf.filters.some((template) =>
    template.some((part) => typeof part !== "string" && part.path.at(-1) === LEVEL_DIMENSION),
  );

/** The column that says why a row has no figure; none where the model does not say. */
export function whyRow(model: Model, base: Base): Expr | null {
  const why = model.byLevel ? model.dimensions.get(ELIGIBILITY_DIMENSION) : undefined;
  return why === undefined ? null : base.own(why.expr);
}

/** Of one row its figure; of several, none: they are not to be averaged. */
export const onlyOne = (figure: Expr, rows: Expr): Expr =>
  when(binary("<=", call("count", rows), value(1, "BIGINT")), figure);

/** Why a figure is null: several rows under one key, else what the row itself says. */
export function whyNone(as: string, said: boolean): Output {
  const several = binary(">", call("count", column("r", as)), value(1, "BIGINT"));
  const own = said ? call("any_value", column("r", `${as}_why`)) : null;
  return { expr: when(several, value("not_defined_at_grain", "VARCHAR"), own), as: `${as}_why` };
}
