import type { Condition, Door, MetricInfo, Row, Viewer } from "#warehouse/door/types.ts";
import { type Asked, ask, keyOf, metricOf } from "../../lib/answers.ts";
import type { PageView } from "../../lib/handler.ts";
import { metricsByName } from "../../lib/metrics.ts";
import { type YearWindow, yearWindow } from "../../lib/periods.ts";
import { besides, childLevel, type Place, unitsByCode, within } from "../../lib/territory.ts";
import { councilFilter, type PlaceState } from "../parts/state.ts";
import { type Breakdown, type Topic, UNRIPE } from "./types.ts";

/** A figure of the place now and over the same time a year before. */
export interface Headline {
  readonly metric: MetricInfo;
  readonly now: number | null;
  readonly before: number | null;
}

export interface TopicFigures {
  readonly metrics: ReadonlyMap<string, MetricInfo>;
  /** Years with figures, latest first. */
  readonly years: readonly number[];
  /** The year shown, null where it has nothing. */
  readonly shown: number | null;
  readonly window: YearWindow;
  readonly headlines: readonly Headline[];
  /** Of the whole place, by metric: the last row of the table. */
  readonly totals: Readonly<Record<string, number | null>>;
  readonly months: Asked | null;
  readonly breakdowns: readonly { readonly of: Breakdown; readonly asked: Asked }[];
  readonly children: Asked | null;
  readonly names: Awaited<ReturnType<typeof unitsByCode>> | null;
}

/** Months, this many years back, for the calendar of months. */
export const CALENDAR_YEARS = 4;

/** Asks all that a topic's page shows of one place and year; what the release does not know is left out. */
export async function topicFigures(
  { ctx: { door }, viewer, release }: PageView,
  topic: Topic,
  place: Place,
  state: PlaceState,
): Promise<TopicFigures> {
  const metrics = await metricsByName(door);
  const has = (name: string | undefined): name is string => name !== undefined && metrics.has(name);
  const lead = topic.metrics.find(has);
  const where: Condition[] = [...within(place.unit), ...councilFilter(state.council)];
  // What each place beside this one asks too, and the door answers once.
  const { key, where: around } = besides(place.unit);
  const beside: Beside = {
    groupBy: key === null ? [] : [key],
    where: [...around, ...councilFilter(state.council)],
    own: (rows) => (key === null ? rows : rows.filter((row) => keyOf(row, key) === place.unit.code)),
  };
  const byYear =
    lead === undefined
      ? null
      : await ask(door, viewer, {
          metrics: [lead],
          groupBy: [...beside.groupBy, "year"],
          where: beside.where,
          order: [{ by: "year", dir: "desc" }],
        });
  const until = Number(release.until.slice(0, 4));
  const years = beside
    .own(byYear?.answer.rows ?? [])
    .filter((row) => metricOf(row, lead ?? "") !== null)
    .map((row) => Number(keyOf(row, "year")))
    .filter((year) => year <= until);
  const year = state.year ?? years[0] ?? null;
  const shown = year !== null && years.includes(year) ? year : null;
  const window = yearWindow(shown ?? until, release.until);
  const nothing = { metrics, years, shown, window, headlines: [], totals: {}, months: null, breakdowns: [] };
  if (shown === null) return { ...nothing, children: null, names: null };
  const inYear: Condition = { dimension: "year", op: "=", value: shown };
  const level = childLevel(place.unit);
  const asked = topic.metrics.filter(has);
  const dimensions = new Set((await door.dimensions()).map((one) => one.name));
  const told = topic.breakdowns.filter((one) => has(one.metric) && dimensions.has(one.dimension));
  const [heads, months, breakdowns, children, names] = await Promise.all([
    headlineRow(door, viewer, {
      topic,
      year: shown,
      window,
      beside,
      metrics: [...new Set([...asked, ...topic.columns.filter(has)])].flatMap(
        (name) => metrics.get(name) ?? [],
      ),
    }),
    has(topic.series)
      ? ask(door, viewer, {
          metrics: [topic.series],
          groupBy: ["month"],
          where,
          time: { grain: "month", from: `${shown - CALENDAR_YEARS + 1}-01`, to: window.to },
          order: [{ by: "month", dir: "asc" }],
        })
      : null,
    Promise.all(
      told.map(async (one) => ({
        of: one,
        asked: await ask(door, viewer, {
          metrics: has(one.rate) ? [one.metric, one.rate] : [one.metric],
          groupBy: [one.dimension],
          where: [...where, inYear],
          order: [{ by: one.metric, dir: "desc" }],
        }),
      })),
    ),
    level === null
      ? null
      : ask(door, viewer, {
          metrics: topic.columns.filter(has),
          groupBy: [level],
          where: [...where, inYear],
        }),
    level === null ? null : unitsByCode(door, viewer, level),
  ]);
  const row = heads;
  // A year that runs has not had all that a year counts.
  const unfinished = (metric: MetricInfo): boolean =>
    topic.pace === "year" && !window.whole && metric.additive;
  const headlines = asked.flatMap((name): Headline[] => {
    const metric = metrics.get(name);
    return metric === undefined
      ? []
      : [
          {
            metric,
            now: metricOf(row, name),
            before: UNRIPE.has(name) || unfinished(metric) ? null : metricOf(row, `${name}__prev`),
          },
        ];
  });
  const totals = Object.fromEntries(topic.columns.map((name) => [name, metricOf(row, name)]));
  return { metrics, years, shown, window, headlines, totals, months, breakdowns, children, names };
}

/** A question of all the places that lie beside one, and the rows that are the one's own. */
interface Beside {
  readonly groupBy: readonly string[];
  readonly where: readonly Condition[];
  readonly own: (rows: readonly Row[]) => readonly Row[];
}

/**
 * Every metric of the place over the year's months so far, beside the same months a year before. What is surveyed once
 * a year is asked by year; the situation of one day has nothing to be compared with.
 */
async function headlineRow(
  door: Door,
  viewer: Viewer,
  asking: {
    readonly topic: Topic;
    readonly year: number;
    readonly window: YearWindow;
    readonly beside: Beside;
    readonly metrics: readonly MetricInfo[];
  },
): Promise<Row> {
  const { topic, year, window } = asking;
  const { groupBy, where, own } = asking.beside;
  const monthly = asking.metrics.filter(
    (metric) => topic.pace === "month" && metric.grains.includes("month"),
  );
  const yearly = asking.metrics.filter((metric) => !monthly.includes(metric));
  const inYear: Condition = { dimension: "year", op: "=", value: year };
  const one = async (metrics: readonly MetricInfo[], grain: "month" | "year" | "day"): Promise<Row> => {
    if (metrics.length === 0) return {};
    const [from, to] = grain === "month" ? [window.from, window.to] : [String(year), String(year)];
    const { answer } = await ask(door, viewer, {
      ...{ metrics: metrics.map((metric) => metric.name), groupBy },
      ...(grain === "day"
        ? { where: [...where, inYear] }
        : { where, time: { grain, from, to, series: false, compare: "year_ago" } }),
    });
    return own(answer.rows)[0] ?? {};
  };
  const [months, years] = await Promise.all([
    one(monthly, "month"),
    one(yearly, topic.pace === "day" ? "day" : "year"),
  ]);
  return { ...months, ...years };
}
