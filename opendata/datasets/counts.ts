import type { Guard } from "../types.ts";
import type { Three } from "./define.ts";

/** What the limits of a guarded count say. */
export const WITHHELD: Three = [
  "Un effectif de moins de cinq personnes est masqué, et d'autres avec lui pour qu'il ne se calcule pas : « status » vaut alors c.",
  "يُحجب كل عدد يقل عن خمسة أشخاص، وتُحجب معه أعداد أخرى كي لا يُستنتج بالحساب: عندها تكون قيمة status هي c.",
  "A count of fewer than five persons is withheld, and others with it so that it cannot be worked out: “status” is then c.",
];

const LEVELS = {
  commune: "('commune', f.place, t.province_code)",
  province: "('province', t.province_code, t.region_code)",
  region: "('region', t.region_code, 'MA')",
  nation: "('nation', 'MA', '')",
} as const;

interface Counted {
  /** A mart, or a query in brackets with a name. */
  readonly facts: string;
  /** Its column with the unit that a fact lies in. */
  readonly place?: string;
  readonly time?: { readonly name: string; readonly of: string };
  /** What of each group is counted. */
  readonly of?: string;
  /** Columns that the count is cut by. */
  readonly cuts: readonly string[];
  /** What the count is called. */
  readonly count: string;
  /** The finest level. */
  readonly from?: keyof typeof LEVELS;
}

/**
 * Counts of files at each level from the finest up, one row for each unit that has any in a period and for each value of
 * the cuts: a zero is said, since a row that lacks could mean anything.
 */
export const levels = (given: Counted): string => {
  const { facts, place = "commune_code", of = "count(*)", cuts, count, from = "commune" } = given;
  const time = given.time ?? { name: "year", of: "year(month_start)" };
  const by = [time.name, ...cuts];
  const list = (names: readonly string[], alias: string) =>
    names.map((name) => `, ${alias}.${name}`).join("");
  const kinds = cuts.length === 0 ? "" : `, (select distinct ${cuts.join(", ")} from facts) kinds`;
  const names = Object.keys(LEVELS) as (keyof typeof LEVELS)[];
  const values = names.slice(names.indexOf(from)).map((name) => LEVELS[name]);
  return `
  with facts as (select ${place} as place, ${time.of} as ${time.name}${cuts.map((name) => `, ${name}`).join("")}, ${of} as n,
      bool_or(sample) as sample from ${facts} group by all),
  placed as (
    select u.level, u.unit, u.parent, f.n${list(by, "f")}
    from facts f join dim_territory t on t.code = f.place, lateral (values ${values.join(", ")}) u(level, unit, parent)),
  counted as (select level, unit, ${by.join(", ")}, sum(n)::bigint as n from placed group by all),
  grid as (
    select distinct p.level, p.unit, p.parent, p.${time.name}${list(cuts, "kinds")}
    from (select distinct level, unit, parent, ${time.name} from placed) p${kinds})
  select g.level, g.unit as code, g.parent as parent_code, n.name_fr, n.name_ar, n.region_code${list(by, "g")},
    coalesce(c.n, 0)::bigint as ${count}, null::varchar as status, (select bool_or(sample) from facts) as sample
  from grid g join dim_territory n on n.code = g.unit
  left join counted c on c.level = g.level and c.unit = g.unit and ${by.map((name) => `c.${name} = g.${name}`).join(" and ")}`;
};

/** The guard of a table that `levels` made. */
export const guard = (column: string | null, slice: readonly string[], counts: readonly string[]): Guard => ({
  ...{ of: "persons", level: "level", unit: "code", parent: "parent_code" },
  ...{ column, slice, counts },
});
export const PLACE = "level code parent_code name_fr name_ar region_code";
