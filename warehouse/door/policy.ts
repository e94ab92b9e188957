import { TERRITORY_BRIDGE, TERRITORY_ENTITY } from "./builtins.ts";
import type { Catalog, Model, Route } from "./catalog.ts";
import { routeToEntity } from "./catalog.ts";
import { faults } from "./faults.ts";
import { allOf, binary, column, type Expr, either, isNull, type Select, value } from "./sql/ast.ts";
import type { Viewer } from "./types.ts";

/** What a viewer's answers may be made of. It is part of every cache key. */
export interface Scope {
  readonly published: boolean;
  /** Rows of this unit and of all that lies in it; null for the whole country. */
  readonly territory: string | null;
}

const TERRITORIAL: ReadonlySet<Viewer["role"]> = new Set(["commune", "province", "wali"]);

export const seesUnpublished = (viewer: Viewer): boolean => viewer.role !== "public";

/** Throws for an account whose role has a territory and that was given none. */
export function scopeOf(viewer: Viewer): Scope {
  if (!TERRITORIAL.has(viewer.role)) return { published: viewer.role === "public", territory: null };
  if (viewer.territory === null || viewer.territory === "") throw faults.noTerritory();
  return { published: false, territory: viewer.territory };
}

export const scopeKey = (scope: Scope): string => JSON.stringify([scope.published, scope.territory]);

/** The units in a territory on a day, itself among them: explicit membership, for a code's prefix proves nothing. */
export function unitsOf(territory: string, asOf: string): Select {
  const at = (name: string): Expr => column("b", name);
  return {
    kind: "select",
    columns: [{ expr: at("unit_code"), as: "unit_code" }],
    from: { kind: "table", name: TERRITORY_BRIDGE, as: "b" },
    where: allOf([
      binary("=", at("ancestor_code"), value(territory, "VARCHAR")),
      either(isNull(at("valid_from")), binary("<=", at("valid_from"), value(asOf, "DATE"))),
      either(isNull(at("valid_to")), binary(">=", at("valid_to"), value(asOf, "DATE"))),
    ]),
  };
}

/** How a model's rows are tied to the territory. Throws when they are not: what cannot be scoped is not shown. */
export function territoryOf(
  catalog: Catalog,
  model: Model,
): { readonly joins: Route["joins"]; readonly expr: Expr } {
  const route = routeToEntity(catalog.models, model, TERRITORY_ENTITY);
  if (route === null) throw faults.unscopable(model.name);
  return route;
}
