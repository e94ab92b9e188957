import type { Condition, QuerySpec, TerritoryItem, TimeSpec } from "#warehouse/door/types.ts";
import { GRAIN_MONTHS, grainOf, grainText, type Period } from "./period.ts";
import type { Level, QueryAsk } from "./schema.ts";

/** The level below: whose rows `@child` gives; a commune has none. */
export const CHILD: Readonly<Record<Level, Exclude<Level, "nation"> | null>> = {
  nation: "region",
  region: "province",
  province: "commune",
  commune: null,
};

/** The level of a unit as reports know it. An arrondissement's or a groupement's report does not exist. */
export function levelOf(unit: Pick<TerritoryItem, "level">): Level | null {
  const { level } = unit;
  return level === "nation" || level === "region" || level === "province" || level === "commune"
    ? level
    : null;
}

/** The dimensions an answer's rows are told apart by, `@child` in place; null where there is no level below. */
export function dimensionsOf(ask: QueryAsk, level: Level): readonly string[] | null {
  const child = CHILD[ask.of === "nation" ? "nation" : level];
  if (child === null && ask.by.includes("@child")) return null;
  return ask.by.map((name) => (name === "@child" ? String(child) : name));
}

function timeOf(ask: QueryAsk, period: Period): TimeSpec | undefined {
  if (ask.window === "none") return undefined;
  const grain = ask.grain ?? (ask.window === "year" ? "year" : grainOf(period.every));
  const shape = {
    grain,
    series: ask.series || typeof ask.window === "object",
    ...(ask.compare === undefined ? {} : { compare: ask.compare }),
  };
  const span = (first: number, last: number): TimeSpec => ({
    ...shape,
    from: grainText(grain, first),
    to: grainText(grain, last),
  });
  if (typeof ask.window === "object") {
    return span(period.last - (ask.window.back - 1) * GRAIN_MONTHS[grain], period.last);
  }
  const january = period.last - (period.last % 12);
  if (ask.window === "period") return span(period.first, period.last);
  return ask.window === "ytd" ? span(january, period.last) : span(january, january + 11);
}

/** The question for one territory: what the API answers to anyone who asks the same. Null where it has no rows. */
export function questionOf(
  ask: QueryAsk,
  period: Period,
  territory: { readonly code: string; readonly level: Level },
): QuerySpec | null {
  const by = dimensionsOf(ask, territory.level);
  if (by === null) return null;
  const self: readonly Condition[] =
    territory.level === "nation" || ask.of === "nation"
      ? []
      : [{ dimension: territory.level, op: "=", value: territory.code }];
  return specOf(ask, period, by, self);
}

/** The same question for every territory of a level at once; each row then says whose it is. */
export function questionOfAll(ask: QueryAsk, period: Period, level: Level): QuerySpec | null {
  const by = dimensionsOf(ask, level);
  if (by === null) return null;
  return specOf(ask, period, level === "nation" || ask.of === "nation" ? by : [level, ...by], []);
}

function specOf(
  ask: QueryAsk,
  period: Period,
  groupBy: readonly string[],
  self: readonly Condition[],
): QuerySpec {
  const time = timeOf(ask, period);
  const where = [...self, ...ask.where];
  return {
    metrics: ask.metrics,
    ...(groupBy.length === 0 ? {} : { groupBy }),
    ...(where.length === 0 ? {} : { where }),
    ...(time === undefined ? {} : { time }),
  };
}
