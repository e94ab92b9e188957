import { type Entries, group, PLACES, TIMES } from "./group.ts";
import {
  CATEGORIES,
  DOMAINS,
  type Files,
  type Input,
  LEVELS,
  type LevelName,
  type Units,
  type Window,
} from "./input.ts";
import { type Open, openOf } from "./open.ts";
import { type Picks, picksOf } from "./picks.ts";
import { type Stretch, stretchesOf } from "./stretches.ts";

/**
 * One level in one period. `sources` says which nodes its entries and slots are added up from, and where each goes: a
 * draw only adds numbers along these links. A slot is a unit and a domain.
 */
export interface Node {
  readonly window: Window;
  readonly level: LevelName;
  readonly units: Units;
  readonly entries: Entries;
  readonly sources: readonly {
    readonly node: number;
    readonly entry: Int32Array;
    readonly slot: Int32Array;
  }[];
  /** By `unit * 2 + domain`: the unit has files there, files with a clock. */
  readonly slots: { readonly any: Uint8Array; readonly clocked: Uint8Array };
  /** Share of each act among the files of its domain with a clock, over the country. */
  readonly weight: Float64Array;
  /** Domain of each act. */
  readonly domain: Uint8Array;
  /** What a draw's chance may move: each act of the country that a unit with files of its domain has, or might have had. */
  readonly open: Open;
}
export interface Layout {
  /** In an order in which each comes after what it is added up from. */
  readonly nodes: readonly Node[];
  /** Files that are drawn, and what they bring to the nodes that nothing else is added up into. */
  readonly drawn: number;
  readonly picks: readonly Picks[];
}
export interface LayoutOptions {
  readonly tau: number;
  /** All by default; each with those that it is added up from. */
  readonly levels?: readonly LevelName[];
}

/** Of each file of the input, or of each unit, the place of its unit; -1 for none. */
type Places = Readonly<Record<LevelName, Int32Array>>;

/** Lays out every window at every level. Times beyond `tau` are put at it, as files without a decision. */
export function layOut(input: Input, { tau, levels = LEVELS }: LayoutOptions): Layout {
  const { files, windows, units } = input;
  const times = numberTimes(files, tau);
  const places = placesOf(input);
  const parents = parentLinks(input, places);
  const domain = new Uint8Array(CATEGORIES);
  for (let i = 0; i < files.count; i += 1) domain[files.category[i] as number] = files.domain[i] as number;

  const nodes: Node[] = [];
  const keysOf: Float64Array[] = [];
  const nodeOf = new Map<string, number>();
  const add = (
    window: Window,
    level: LevelName,
    mix: Float64Array,
    made: Pick<Node, "entries" | "sources" | "slots">,
    keys: Float64Array,
  ): number => {
    const weight = weightOf(mix, domain);
    const at = nodes.length;
    nodeOf.set(`${window.no} ${level}`, at);
    const open = openOf(units[level], made.entries, made.slots, weight, domain);
    nodes.push({ window, level, units: units[level], ...made, weight, domain, open });
    keysOf.push(keys);
    return at;
  };

  const stretches = stretchesOf(windows, files);
  const mixes = stretches.map(({ files: own }) => mixOf(files, own));
  const picks: Picks[] = [];
  let drawn = 0;
  for (const [at, stretch] of stretches.entries()) {
    const grouped = (["commune", "arrondissement"] as const)
      .filter((level) => level === "commune" || (levels.includes(level) && units[level].count > 0))
      .map((level) => {
        const keys = keysAt(files, stretch.files, places[level], times.of);
        const lost = Uint8Array.from(stretch.files, (i) => (isLost(files, i, tau) ? 1 : 0));
        const made = group(keys, times.values, lost, tau);
        const slots = slotsOf(files, stretch.files, places[level], units[level]);
        const node = add(
          stretch.window,
          level,
          mixes[at] as Float64Array,
          { entries: made.entries, sources: [], slots },
          made.keys,
        );
        return { level, node, made };
      });
    const order = orderOf(files, stretch, grouped[0]?.made.target ?? new Int32Array());
    const own = order.map((i) => stretch.files[i] as number);
    for (const { level, node, made } of grouped) {
      const slot = own.map((i) => {
        const unit = places[level][i] as number;
        return unit < 0 ? -1 : unit * DOMAINS + (files.domain[i] as number);
      });
      const entry = order.map((i) => made.target[i] as number);
      picks.push(picksOf(files, tau, own, drawn, { node, entries: made.entries.count, entry, slot }));
    }
    drawn += own.length;
  }

  const mixIn = (window: Window): Float64Array => {
    const mix = new Float64Array(CATEGORIES);
    for (const [at, { window: own }] of stretches.entries())
      if (isWithin(own, window))
        mixes[at]?.forEach((n, category) => {
          mix[category] = (mix[category] as number) + n;
        });
    return mix;
  };
  const merge = (window: Window, level: LevelName, from: readonly number[], up: Int32Array | null): void => {
    const parts = from.map((node) =>
      linked(nodes[node] as Node, node, keysOf[node] as Float64Array, units[level], up),
    );
    const made = group(
      concat(parts.map(({ keys }) => keys)),
      times.values,
      Uint8Array.from(parts.flatMap(({ lost }) => [...lost])),
      tau,
    );
    let next = 0;
    const sources = parts.map(({ node, keys, slot }) => {
      const entry = made.target.slice(next, next + keys.length);
      next += keys.length;
      return { node, entry, slot };
    });
    const slots = emptySlots(units[level]);
    for (const { node, slot } of sources) raise(nodes[node] as Node, slot, slots);
    add(window, level, mixIn(window), { entries: made.entries, sources, slots }, made.keys);
  };
  // Periods out of their stretches, then each level out of the one below.
  for (const window of windows) {
    for (const level of ["commune", "arrondissement"] as const) {
      if (nodeOf.has(`${window.no} ${level}`)) continue;
      const from = stretches
        .filter(({ window: own }) => isWithin(own, window))
        .flatMap(({ window: own }) => nodeOf.get(`${own.no} ${level}`) ?? []);
      if (from.length > 0) merge(window, level, from, null);
    }
  }
  const highest = UPWARDS.findLastIndex((level) => levels.includes(level));
  for (const [at, level] of UPWARDS.entries()) {
    const below = UPWARDS[at - 1];
    if (below === undefined || at > highest) continue;
    for (const window of windows) {
      const from = nodeOf.get(`${window.no} ${below}`);
      if (from !== undefined) merge(window, level, [from], parents[below]);
    }
  }
  return { nodes, drawn, picks };
}

/** Each added up from the one before it. */
const UPWARDS = ["commune", "province", "region", "nation"] as const;

const isWithin = (own: Window, window: Window): boolean =>
  own.lastQuarter <= window.lastQuarter &&
  own.lastQuarter - own.quarters >= window.lastQuarter - window.quarters;

/** A node's entries and slots as those of the level above, or of a longer period where `up` is null. */
function linked(source: Node, node: number, own: Float64Array, to: Units, up: Int32Array | null) {
  const unitOf = (unit: number): number => (up === null ? unit : (up[unit] as number));
  const keys = own.map((key) => {
    const cell = Math.floor(key / TIMES);
    const unit = unitOf(Math.floor(cell / CATEGORIES));
    return unit < 0 ? -1 : (unit * CATEGORIES + (cell % CATEGORIES)) * TIMES + (key % TIMES);
  });
  const slot = new Int32Array(source.units.count * DOMAINS);
  for (let s = 0; s < slot.length; s += 1) {
    const unit = unitOf(s >> 1);
    slot[s] = unit < 0 || to.count === 0 ? -1 : unit * DOMAINS + (s & 1);
  }
  return { node, keys, slot, lost: lostEntries(source.entries) };
}

function raise(from: Node, slot: Int32Array, into: Node["slots"]): void {
  for (let s = 0; s < slot.length; s += 1) {
    const target = slot[s] as number;
    if (target < 0) continue;
    if (from.slots.any[s] === 1) into.any[target] = 1;
    if (from.slots.clocked[s] === 1) into.clocked[target] = 1;
  }
}

/** Of each file its key `(unit, act, time)`, -1 where it has no unit of the level or no clock. */
function keysAt(files: Files, own: Int32Array, place: Int32Array, time: Int32Array): Float64Array {
  const keys = new Float64Array(own.length);
  for (let i = 0; i < own.length; i += 1) {
    const file = own[i] as number;
    const unit = place[file] as number;
    const at = time[file] as number;
    keys[i] = unit < 0 || at < 0 ? -1 : (unit * CATEGORIES + (files.category[file] as number)) * TIMES + at;
  }
  return keys;
}

/** Files of a stretch by quarter, then by entry, so that what a draw writes lies side by side; equals as they came. */
function orderOf(files: Files, { window, files: own }: Stretch, target: Int32Array): Int32Array {
  const first = window.lastQuarter - window.quarters + 1;
  const packed = new Float64Array(own.length);
  for (let i = 0; i < own.length; i += 1) {
    const quarter = (files.quarter[own[i] as number] as number) - first;
    packed[i] = (quarter * 2 ** 24 + (target[i] as number) + 1) * PLACES + i;
  }
  return Int32Array.from(packed.sort(), (value) => value % PLACES);
}

const isLost = (files: Files, i: number, tau: number): boolean =>
  files.event[i] === 0 && (files.time[i] as number) < tau;

function lostEntries(entries: Entries): Uint8Array {
  const lost = new Uint8Array(entries.count);
  for (let cell = 0; cell < entries.unit.length; cell += 1) {
    if (entries.curved[cell] === 1) lost.fill(1, entries.start[cell], entries.start[cell + 1]);
  }
  return lost;
}

function numberTimes(files: Files, tau: number): { of: Int32Array; values: Float64Array } {
  const numbers = new Map<number, number>();
  for (const time of files.time) if (!Number.isNaN(time)) numbers.set(Math.min(time, tau), 0);
  const values = Float64Array.from(numbers.keys()).sort();
  if (values.length > TIMES) throw new RangeError("rokhas: layout: too many times");
  for (const [i, time] of values.entries()) numbers.set(time, i);
  const of = new Int32Array(files.count);
  for (let i = 0; i < files.count; i += 1) of[i] = numbers.get(Math.min(files.time[i] as number, tau)) ?? -1;
  return { of, values };
}

/** Files with a clock by act, over the country. */
function mixOf(files: Files, own: Int32Array): Float64Array {
  const counts = new Float64Array(CATEGORIES);
  for (const i of own) {
    const category = files.category[i] as number;
    if (!Number.isNaN(files.time[i])) counts[category] = (counts[category] as number) + 1;
  }
  return counts;
}

function weightOf(mix: Float64Array, domain: Uint8Array): Float64Array {
  const total = new Float64Array(DOMAINS);
  mix.forEach((count, category) => {
    const own = domain[category] as number;
    total[own] = (total[own] as number) + count;
  });
  return mix.map((count, category) =>
    count === 0 ? 0 : count / (total[domain[category] as number] as number),
  );
}

function placesOf({ files, units }: Input): Places {
  const of = (level: LevelName): Int32Array => {
    const { no } = units[level];
    const byNo = new Int32Array(no.reduce((most, value) => Math.max(most, value), 0) + 1).fill(-1);
    no.forEach((value, at) => {
      byNo[value] = at;
    });
    return files.unit[level].map((value) => byNo[value] ?? -1);
  };
  return {
    arrondissement: of("arrondissement"),
    commune: of("commune"),
    province: of("province"),
    region: of("region"),
    nation: of("nation"),
  };
}

/** Of each commune its province, of each province its region, of each region the nation; -1 without. */
function parentLinks({ files, units }: Input, places: Places) {
  const link = (from: LevelName, to: LevelName): Int32Array => {
    const up = new Int32Array(units[from].count).fill(-1);
    for (let i = 0; i < files.count; i += 1) {
      const own = places[from][i] as number;
      if (own >= 0 && up[own] === -1) up[own] = places[to][i] as number;
    }
    return up;
  };
  return {
    commune: link("commune", "province"),
    province: link("province", "region"),
    region: link("region", "nation"),
    nation: new Int32Array(),
  };
}

const emptySlots = (units: Units): Node["slots"] => ({
  any: new Uint8Array(units.count * DOMAINS),
  clocked: new Uint8Array(units.count * DOMAINS),
});

function slotsOf(files: Files, own: Int32Array, place: Int32Array, units: Units): Node["slots"] {
  const slots = emptySlots(units);
  for (const i of own) {
    const unit = place[i] as number;
    if (unit < 0) continue;
    const slot = unit * DOMAINS + (files.domain[i] as number);
    slots.any[slot] = 1;
    if (!Number.isNaN(files.time[i])) slots.clocked[slot] = 1;
  }
  return slots;
}

function concat(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
