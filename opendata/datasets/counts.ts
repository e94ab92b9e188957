import type { Guard } from "../types.ts";
import type { Three } from "./define.ts";

/** What the limits of a guarded count say. */
export const WITHHELD: Three = [
  "Un effectif de moins de cinq personnes est masqué, et d'autres avec lui pour qu'il ne se calcule pas : « status » vaut alors c.",
  "يُحجب كل عدد يقل عن خمسة أشخاص، وتُحجب معه أعداد أخرى كي لا يُستنتج بالحساب: عندها تكون قيمة status هي c.",
  "A count of fewer than five persons is withheld, and others with it so that it cannot be worked out: “status” is then c.",
];

/**
 * Counts of files at four levels, one row for each unit that has any in the year and for each value of `column`:
 * a zero is said, since a row that lacks could mean anything. `slice` are the other columns that a count is cut by.
 */
export const levels = (facts: string, slice: string, column: string | null, count: string) => {
  const by = ["year", ...(slice === "" ? [] : [slice]), ...(column === null ? [] : [column])];
  const names = (alias: string) => by.map((name) => `${alias}.${name}`).join(", ");
  const kinds = [...(slice === "" ? [] : [slice]), ...(column === null ? [] : [column])];
  const grid = kinds.length === 0 ? "" : `, (select distinct ${kinds.join(", ")} from facts) kinds`;
  return `
  with facts as (select year(month_start) as year, commune_code, ${kinds.map((name) => `${name}, `).join("")}count(*) as n,
      bool_or(sample) as sample from ${facts} group by all),
  placed as (
    select f.* exclude (commune_code), u.level, u.unit, u.parent
    from facts f join dim_territory t on t.code = f.commune_code,
    lateral (values ('commune', f.commune_code, t.province_code), ('province', t.province_code, t.region_code),
      ('region', t.region_code, 'MA'), ('nation', 'MA', '')) u(level, unit, parent)),
  counted as (select level, unit, ${by.join(", ")}, sum(n)::bigint as n from placed group by all),
  grid as (
    select distinct p.level, p.unit, p.parent, p.year${kinds.map((name) => `, kinds.${name}`).join("")}
    from (select distinct level, unit, parent, year from placed) p${grid})
  select g.level, g.unit as code, g.parent as parent_code, n.name_fr, n.name_ar, n.region_code, ${names("g")},
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
