import { ask, keyOf, metricOf, reasonOf } from "#dashboards/lib/answers.ts";
import type { Level } from "#geoportal/layers/unit.ts";
import type { Condition, Door, MetricInfo, NullReason, QuerySpec, Viewer } from "#warehouse/door/types.ts";
import { CLASS_COUNT, countsOf } from "./classes.ts";
import { boundFactor, fixedBreaks } from "./measure.ts";
import { boundsBy, type Classing } from "./methods.ts";
import { levelOfCode } from "./state.ts";

/** A unit's figure, or why it has none. */
export interface Figure {
  readonly value: number | null;
  readonly reason: NullReason | null;
}

/** The figures of one map: one measure, one year, one level, inside the reader's scope. */
export interface Figures {
  /** The question behind them: the browser asks the same one. */
  readonly spec: QuerySpec;
  readonly byCode: ReadonlyMap<string, Figure>;
  /** Of a council above the units drawn, which no unit of the map holds; null where there is none. */
  readonly higher: number | null;
  readonly breaks: readonly number[];
  /** Units per class. */
  readonly counts: readonly number[];
  /** Largest value, by its size, over the years that the classes are drawn from: the largest circle stands for it. */
  readonly most: number;
  /** The same question of every year at once: a browser moves through time without asking again. Null without years. */
  readonly allYears: QuerySpec | null;
  /** Years that have data, ascending; empty for a measure without years. */
  readonly years: readonly number[];
  readonly year: number | null;
}

export interface MapQuestion {
  readonly metric: MetricInfo;
  readonly level: Level;
  readonly within: string | null;
  /** Null takes the last whole year. */
  readonly year: number | null;
  readonly yearly: boolean;
  /** Last month of the release, `2026-10`. */
  readonly until: string;
  /** Bounds as people write them, in percent for ratios. */
  readonly classing: Classing;
}

/**
 * Asks the door, under the reader's own rights, twice: once over all years, for bounds that stay as the years
 * pass, and once for the figures drawn.
 */
export async function figuresOf(door: Door, viewer: Viewer, question: MapQuestion): Promise<Figures> {
  const { metric, level, within, yearly } = question;
  const place: Condition[] =
    within === null ? [] : [{ dimension: levelOfCode(within), op: "=", value: within }];
  const all = yearly
    ? await ask(door, viewer, { metrics: [metric.name], groupBy: [level, "year"], where: place })
    : null;
  const years = yearsOf(all?.answer.rows.map((row) => keyOf(row, "year")) ?? []);
  const year = yearly ? chosenYear(question, years) : null;
  const spec: QuerySpec = {
    metrics: [metric.name],
    groupBy: [level],
    where: year === null ? place : [...place, { dimension: "year", op: "=", value: year }],
  };
  const { answer } = await ask(door, viewer, spec);

  const byCode = new Map<string, Figure>();
  let higher: number | null = null;
  for (const [index, row] of answer.rows.entries()) {
    const code = keyOf(row, level);
    const value = metricOf(row, metric.name);
    if (code === null) higher = value;
    else byCode.set(code, { value, reason: value === null ? reasonOf(answer, index, metric.name) : null });
  }
  const drawn = [...byCode.values()].flatMap(({ value }) => (value === null ? [] : [value]));
  const whole = all?.answer.rows.filter(
    (row) => isWhole(keyOf(row, "year"), question.until) && keyOf(row, level) !== null,
  );
  const pooled = whole?.flatMap((row) => metricOf(row, metric.name) ?? []) ?? [];
  const values = pooled.length > 0 ? pooled : drawn;
  const breaks = boundsOf(question, values);
  const most = [...values, ...drawn].reduce((found, value) => Math.max(found, Math.abs(value)), 0);
  return {
    ...{ spec, byCode, higher, breaks, counts: countsOf(drawn, breaks), years, year, most },
    allYears: all?.spec ?? null,
  };
}

/** The bounds that a measure's meaning fixes, unless the reader chose a way of their own. */
function boundsOf({ metric, classing }: MapQuestion, values: readonly number[]): readonly number[] {
  const isOwn = classing.method !== "quantile" || classing.classes !== CLASS_COUNT;
  const factor = boundFactor(metric.unit);
  const bounds = classing.bounds.map((bound) => bound / factor);
  return (isOwn ? null : fixedBreaks(metric)) ?? boundsBy({ ...classing, bounds }, values);
}

const isWhole = (year: string | null, until: string): boolean => year !== null && `${year}-12` <= until;

function yearsOf(keys: readonly (string | null)[]): number[] {
  const years = new Set(keys.filter((key) => key !== null).map(Number));
  return [...years].filter(Number.isInteger).sort((a, b) => a - b);
}

/** The year asked for where it has data; else the last whole one, else the last. */
function chosenYear({ year, until }: MapQuestion, years: readonly number[]): number {
  if (year !== null && years.includes(year)) return year;
  return years.findLast((item) => isWhole(String(item), until)) ?? years.at(-1) ?? Number(until.slice(0, 4));
}
