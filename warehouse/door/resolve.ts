import { PERIODS } from "./builtins.ts";
import type { Catalog, Metric } from "./catalog.ts";
import { leavesOf, routeTo } from "./catalog.ts";
import { faults } from "./faults.ts";
import { nearest } from "./names.ts";
import { finer, isGrain, MONTHS, type Month, parsePeriod } from "./period.ts";
import { seesUnpublished } from "./policy.ts";
import type { CellType, Condition, Grain, PeerStat, QuerySpec, Viewer } from "./types.ts";
import { typedValues } from "./values.ts";

/** A question whose every name is known, every value typed, for one viewer. */
export interface Resolved {
  readonly metrics: readonly AskedMetric[];
  readonly keys: readonly Key[];
  /** Conditions on dimensions of the tables. */
  readonly where: readonly PlainCondition[];
  /** Conditions on year, quarter and month, as spans of months. */
  readonly when: readonly TimeCondition[];
  readonly from: Month | null;
  readonly end: Month | null;
  /** Months between a period and the one that it is compared with; null when nothing is compared. */
  readonly shift: number | null;
  readonly compare: "previous" | "year_ago" | null;
  readonly order: readonly { readonly by: string; readonly dir: "asc" | "desc" }[];
  readonly limit: number | null;
  readonly peers: AskedPeers | null;
  /** For each total asked, the keys that it keeps, by their place. */
  readonly totals: readonly (readonly number[])[];
}
export interface AskedPeers {
  /** Place among the keys of the dimension whose units are compared. */
  readonly of: number;
  readonly stats: readonly PeerStat[];
  readonly only: readonly string[] | null;
  /** Whether a row is a group of peers and not one of them. */
  readonly grouped: boolean;
}
export interface AskedMetric {
  readonly name: string;
  readonly metric: Metric;
  /** Whether the metric means something at the grain asked; if not, its cells are null and say so. */
  readonly defined: boolean;
}
export interface Key {
  readonly name: string;
  readonly grain: Grain | null;
  readonly cell: CellType;
}
export interface PlainCondition {
  readonly dimension: string;
  readonly op: Condition["op"];
  readonly values: readonly (string | number | boolean)[];
  readonly cell: CellType;
}
export interface TimeCondition {
  readonly op: Condition["op"];
  readonly spans: readonly { readonly first: Month; readonly end: Month }[];
  readonly isNull: boolean;
}

/** Checks a spec against a catalogue. Throws a QueryError with the nearest known name on any it does not know. */
export function resolve(catalog: Catalog, spec: QuerySpec, viewer: Viewer): Resolved {
  const visible = visibleMetrics(catalog, viewer);
  for (const names of [spec.metrics, spec.groupBy ?? []]) {
    names.forEach((name, index) => {
      if (names.indexOf(name) !== index) throw faults.duplicate(name);
    });
  }

  const asked = spec.metrics.map((name) => {
    const metric = visible.get(name);
    if (metric === undefined) throw faults.unknownMetric(name, nearest(name, visible.keys()));
    return { name, metric };
  });
  const groupBy = groupsOf(spec);
  const where = spec.where ?? [];
  for (const name of [...groupBy, ...where.map((term) => term.dimension)])
    checkDimension(catalog, name, asked);

  const grain = askedGrain(spec, groupBy);
  const keys = groupBy.map((name) => ({
    name,
    grain: isGrain(name) ? name : null,
    cell: isGrain(name) ? (name === "year" ? "integer" : "text") : cellOf(catalog, name, asked),
  })) satisfies Key[];
  const metrics = asked.map((one) => ({
    ...one,
    defined: grain === null || one.metric.info.grains.includes(grain),
  }));
  const window = windowOf(spec);
  const shift = shiftOf(spec, groupBy, window);
  const peers = peersOf(spec, groupBy);
  const totals = totalsOf(spec, groupBy);
  const columns = columnsOf(spec, groupBy, peers, shift);
  for (const { by } of spec.order ?? []) {
    if (!columns.includes(by)) throw faults.unknownOrder(by, nearest(by, columns));
  }

  return {
    metrics,
    keys,
    where: where
      .filter((term) => !isGrain(term.dimension))
      .map((term) => {
        const cell = cellOf(catalog, term.dimension, asked);
        return { dimension: term.dimension, op: term.op, values: typedValues(term, cell), cell };
      }),
    when: where.filter((term) => isGrain(term.dimension)).map(timeCondition),
    ...window,
    shift,
    compare: spec.time?.compare ?? null,
    order: spec.order ?? [],
    limit: spec.limit ?? null,
    peers,
    totals,
  };
}

/** The answer's columns, by which it may be ordered. */
function columnsOf(
  spec: QuerySpec,
  groupBy: readonly string[],
  peers: AskedPeers | null,
  shift: number | null,
): readonly string[] {
  const stats = (name: string): readonly string[] => (peers?.stats ?? []).map((stat) => `${name}__${stat}`);
  if (peers?.grouped === true)
    return [...groupBy.filter((_, index) => index !== peers.of), ...spec.metrics.flatMap(stats)];
  const compared = (name: string): readonly string[] =>
    shift === null ? [] : [`${name}__prev`, `${name}__delta`];
  return [...groupBy, ...spec.metrics.flatMap((name) => [name, ...compared(name), ...stats(name)])];
}

function peersOf(spec: QuerySpec, groupBy: readonly string[]): AskedPeers | null {
  const { peers } = spec;
  if (peers === undefined) return null;
  if (spec.totals !== undefined) throw faults.notTogether("peers", "totals");
  if (isGrain(peers.of)) throw faults.badValue("peers.of", "commune, collectivity, …");
  const grouped = !(spec.groupBy ?? []).includes(peers.of);
  const stats = [...new Set(peers.stats)];
  const placing = stats.find((stat) => stat === "rank" || stat === "percentile" || stat === "gap");
  if (grouped && (placing !== undefined || peers.only !== undefined))
    throw faults.badValue("peers.of", `groupBy: […, ${peers.of}]`);
  if (grouped && spec.time?.compare != null) throw faults.notTogether("time.compare", "peers");
  return { of: groupBy.indexOf(peers.of), stats, only: peers.only ?? null, grouped };
}

function totalsOf(spec: QuerySpec, groupBy: readonly string[]): readonly (readonly number[])[] {
  return (spec.totals ?? []).map((kept) => {
    const places = kept.map((name) => {
      const place = groupBy.indexOf(name);
      if (place < 0) throw faults.unknownTotal(name, nearest(name, groupBy));
      return place;
    });
    return groupBy.flatMap((_, index) => (places.includes(index) ? [index] : []));
  });
}

/** The metrics that a viewer may know of: the public, the published ones alone. */
export function visibleMetrics(catalog: Catalog, viewer: Viewer): ReadonlyMap<string, Metric> {
  if (seesUnpublished(viewer)) return catalog.metrics;
  return new Map([...catalog.metrics].filter(([, metric]) => metric.info.publish));
}

function checkDimension(
  catalog: Catalog,
  name: string,
  asked: readonly { readonly name: string; readonly metric: Metric }[],
): void {
  if (!catalog.dimensions.has(name))
    throw faults.unknownDimension(name, nearest(name, catalog.dimensions.keys()));
  if (isGrain(name)) return;
  for (const { name: metric, metric: of } of asked) {
    if (!of.info.dimensions.includes(name)) {
      throw faults.notADimensionOf(name, metric, nearest(name, of.info.dimensions));
    }
  }
}

/** What each row is of: what was asked, and the period of a series where no other period was. */
function groupsOf(spec: QuerySpec): readonly string[] {
  const { peers } = spec;
  const added = peers === undefined ? [] : [...(peers.within ?? []), peers.of];
  const asked = [...new Set([...(spec.groupBy ?? []), ...added])];
  if (spec.time === undefined || spec.time.series === false || asked.some(isGrain)) return asked;
  return [...asked, spec.time.grain];
}

/** The finest step that a question speaks of: a metric without it has no figure to give. */
function askedGrain(spec: QuerySpec, groupBy: readonly string[]): Grain | null {
  const named = [...groupBy, ...(spec.where ?? []).map((term) => term.dimension)].filter(isGrain);
  if (spec.time !== undefined) named.push(spec.time.grain);
  return named.length === 0 ? null : named.reduce(finer);
}

function cellOf(catalog: Catalog, name: string, asked: readonly { readonly metric: Metric }[]): CellType {
  const leaf = asked[0] === undefined ? undefined : leavesOf(asked[0].metric.formula)[0];
  const model = leaf === undefined ? undefined : catalog.models.get(leaf.model);
  const route = model === undefined ? null : routeTo(catalog.models, model, name);
  return route?.dimension.cell ?? "text";
}

function windowOf(spec: QuerySpec): { from: Month | null; end: Month | null } {
  const read = (field: "from" | "to") => {
    const text = spec.time?.[field];
    if (text === undefined || spec.time === undefined) return null;
    const period = parsePeriod(text);
    if (period === null || MONTHS[period.grain] < MONTHS[spec.time.grain]) {
      throw faults.badPeriod(`time.${field}`, EXPECTED[spec.time.grain]);
    }
    return period;
  };
  const from = read("from");
  const to = read("to");
  if (from !== null && to !== null && to.end <= from.first) throw faults.badPeriod("time.to", "from ≤ to");
  return { from: from?.first ?? null, end: to?.end ?? null };
}

const EXPECTED: Readonly<Record<Grain, string>> = { year: "2025", quarter: "2025-Q1", month: "2025-01" };

function shiftOf(
  spec: QuerySpec,
  groupBy: readonly string[],
  window: { from: Month | null; end: Month | null },
): number | null {
  const compare = spec.time?.compare ?? null;
  if (compare === null) return null;
  if (compare === "year_ago") return 12;
  const periods = groupBy.filter(isGrain);
  if (periods.length > 0) return MONTHS[periods.reduce(finer)];
  if (window.from === null || window.end === null) throw faults.compareNeedsWindow();
  return window.end - window.from;
}

function timeCondition(term: Condition): TimeCondition {
  const grain = PERIODS.find((period) => period.name === term.dimension)?.name;
  const expected = isGrain(grain ?? "") ? EXPECTED[grain as Grain] : "2025";
  if (term.op === "isnull") {
    if (typeof term.value !== "boolean") throw faults.badValue(term.dimension, "true | false");
    return { op: term.op, spans: [], isNull: term.value };
  }
  const many = Array.isArray(term.value);
  const given: readonly unknown[] = Array.isArray(term.value) ? term.value : [term.value];
  if ((term.op === "in" || term.op === "between") !== many || (term.op === "between" && given.length !== 2)) {
    throw faults.badValue(term.dimension, expected);
  }
  const spans = given.map((one) => {
    const period = parsePeriod(String(one));
    if (period === null || period.grain !== term.dimension) throw faults.badValue(term.dimension, expected);
    return { first: period.first, end: period.end };
  });
  return { op: term.op, spans, isNull: false };
}
