import { type Door, PUBLIC_VIEWER } from "#warehouse/door/types.ts";
import type { Lang } from "#warehouse/text.ts";
import { formatNull, formatNumber, formatPercent, toNumber } from "../../lib/format.ts";
import { type Area, CENSUS_GROUPS, type CensusUnit } from "./indicators.ts";

/** Values of the censuses of some units: by unit, indicator and year. Percentages come as HCP prints them, 0–100. */
export interface Census {
  value(code: string, indicator: string, year: number): number | null;
  /** True while every row is HCP's own. */
  readonly real: boolean;
  readonly empty: boolean;
}

const URBAN = new Set(
  CENSUS_GROUPS.flatMap((group) =>
    group.indicators.filter((one) => one.urban === true).map((one) => one.name),
  ),
);

/** Reads the censuses of the given units; what was asked of towns alone is read there, whatever the area. */
export async function censusOf(
  door: Door,
  codes: readonly string[],
  indicators: readonly string[],
  area: Area,
): Promise<Census> {
  // A commune has nothing below it.
  if (codes.length === 0) return { value: () => null, real: true, empty: true };
  const { rows } = await door.rows(
    {
      mart: "fct_census",
      columns: ["code", "census_year", "area", "indicator", "value", "sample"],
      where: [
        { column: "code", value: codes },
        { column: "indicator", value: indicators },
        { column: "sex", value: "all" },
        { column: "area", value: area === "total" ? ["total", "urban"] : [area] },
      ],
    },
    PUBLIC_VIEWER,
  );
  const values = new Map<string, number>();
  for (const row of rows) {
    const indicator = String(row.indicator);
    if (area === "total" && (row.area === "urban") !== URBAN.has(indicator)) continue;
    const value = typeof row.value === "boolean" ? null : toNumber(row.value);
    if (value !== null) values.set(`${row.code} ${indicator} ${row.census_year}`, value);
  }
  return {
    value: (code, indicator, year) => values.get(`${code} ${indicator} ${year}`) ?? null,
    real: rows.every((row) => row.sample === false),
    empty: values.size === 0,
  };
}

/** A census value as a reader's page prints it. */
export function censusText(lang: Lang, unit: CensusUnit, value: number | null): string {
  if (value === null) return formatNull(lang);
  if (unit === "percent") return formatPercent(lang, value / 100);
  if (unit === "km")
    return `${formatNumber(lang, value, { digits: 1 })}\u00a0${lang === "ar" ? "كلم" : "km"}`;
  return formatNumber(lang, value, { digits: unit === "size" ? 1 : 0 });
}

/** How a value moved between the censuses: counts in per cent, rates in points, the rest in its own unit. */
export function censusChange(
  lang: Lang,
  unit: CensusUnit,
  before: number | null,
  after: number | null,
): string {
  if (before === null || after === null) return "–";
  if (unit === "count") return before === 0 ? "–" : formatPercent(lang, after / before - 1, { sign: true });
  if (unit === "percent")
    return `${formatNumber(lang, after - before, { digits: 1, sign: true })}\u00a0${lang === "ar" ? "نقطة" : "pt"}`;
  return formatNumber(lang, after - before, { digits: 1, sign: true });
}
