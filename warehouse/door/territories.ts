import type { Run } from "./door.ts";
import type { Opened } from "./opened.ts";
import { type Scope, unitsOf } from "./policy.ts";
import { readRows } from "./records.ts";
import { allOf, binary, call, cast, column, type Expr, either, type Output, value } from "./sql/ast.ts";
import type { TerritoryFilter, TerritoryItem } from "./types.ts";

const TEXTS = [
  "code",
  "level",
  "kind",
  "name_fr",
  "name_ar",
  "name_en",
  "parent_code",
  "region_code",
  "province_code",
  "collectivity_type",
  "segment",
] as const;
const COUNTS = ["population_2014", "population_2024", "households_2024"] as const;
const LEVELS = ["nation", "region", "province", "commune", "arrondissement", "groupement"] as const;

/** Units of the territory in code order. A viewer with a territory sees the units that lie in it. */
export async function territories(
  at: Opened,
  run: Run,
  filter: TerritoryFilter,
  scope: Scope,
): Promise<readonly TerritoryItem[]> {
  const own = (name: string): Expr => column("t", name);
  const outputs: Output[] = [
    ...TEXTS.map((name) => ({ expr: cast(own(name), "VARCHAR"), as: name })),
    ...COUNTS.map((name) => ({ expr: cast(own(name), "BIGINT"), as: name })),
  ];
  const equals = (name: string, given: string | undefined): Expr | null =>
    given === undefined ? null : binary("=", own(name), value(given, "VARCHAR"));
  const folded = (expr: Expr): Expr => call("lower", call("strip_accents", expr));
  const named = (name: string, q: string): Expr =>
    call("contains", folded(own(name)), folded(value(q, "VARCHAR")));

  const table = await run(at, {
    kind: "select",
    columns: outputs,
    from: { kind: "table", name: "dim_territory", as: "t" },
    where: allOf([
      equals("level", filter.level),
      equals("parent_code", filter.parent),
      equals("code", filter.code),
      filter.q === undefined
        ? null
        : either(named("name_fr", filter.q), named("name_ar", filter.q), named("name_en", filter.q)),
      scope.territory === null
        ? null
        : { kind: "in", expr: own("code"), among: unitsOf(scope.territory, at.asOf) },
    ]),
    orderBy: [{ expr: column(null, "code"), dir: "asc" }],
    ...(filter.limit === undefined ? {} : { limit: filter.limit }),
  });
  return readRows(table, (row) => ({
    code: row.text("code") ?? "",
    level: LEVELS.find((level) => level === row.text("level")) ?? "commune",
    name_fr: row.text("name_fr") ?? "",
    name_ar: row.text("name_ar") ?? "",
    name_en: row.text("name_en") ?? row.text("name_fr") ?? "",
    kind: row.text("kind") ?? "",
    parent: row.text("parent_code"),
    region: row.text("region_code"),
    province: row.text("province_code"),
    collectivity_type:
      (["region", "province", "commune"] as const).find((type) => type === row.text("collectivity_type")) ??
      null,
    segment: row.text("segment"),
    population: row.number("population_2024"),
    population_2014: row.number("population_2014"),
    households: row.number("households_2024"),
  }));
}
