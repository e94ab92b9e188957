import { type Entries, group, type Made, TIMES } from "./group.ts";
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
  /** By `unit * 2 + domain`: the unit has files there, files with a clock, opinions asked. */
  readonly slots: { readonly any: Uint8Array; readonly clocked: Uint8Array };
  /** Share of each act among the files of its domain with a clock, over the country. */
  readonly weight: Float64Array;
  /** Domain of each act. */
  readonly domain: Uint8Array;
  /** Cell of `unit * 16 + act`, -1 where the unit has no file of it. */
  readonly cellAt: Int32Array;
}
export interface Layout {
  /** In an order in which each comes after what it is added up from. */
  readonly nodes: readonly Node[];
  /** Files in the order in which they are drawn, and their target in the node of their quarter; -1 for none. */
  readonly drawn: {
    readonly count: number;
    readonly file: Int32Array;
    readonly node: Int32Array;
    readonly entry: Int32Array;
    readonly slot: Int32Array;
    readonly arrNode: Int32Array;
    readonly arrEntry: Int32Array;
    readonly arrSlot: Int32Array;
  };
}
export interface LayoutOptions {
  readonly tau: number;
  readonly levels?: readonly LevelName[];
}

const PARENT: Readonly<Record<LevelName, LevelName | null>> = {
  arrondissement: null,
  commune: null,
  province: "commune",
  region: "province",
  nation: "region",
};

/** Lays out every window at every level. Times beyond `tau` are put at it, as files without a decision. */
export function layOut(input: Input, options: LayoutOptions): Layout {
  const { files } = input;
  const { tau } = options;
  const timeNo = numberTimes(files, tau);
  const place = Object.fromEntries(
    LEVELS.map((level) => [level, new Map([...input.units[level].no].map((no, at) => [no, at]))]),
  ) as Record<LevelName, Map<number, number>>;
  // The quarters drawn from: each has a node of its own, whether it is scored or only part of twelve months.
  const wanted = input.windows;
  const first = Math.min(...wanted.map((window) => window.lastQuarter - window.quarters + 1));
  const last = Math.max(...wanted.map((window) => window.lastQuarter));
  const quarterWindows = Array.from({ length: last - first + 1 }, (_, i): Window => {
    const quarter = first + i;
    const own = wanted.find(({ span, lastQuarter }) => span === "quarter" && lastQuarter === quarter);
    return own ?? { no: -1 - i, span: "quarter", lastQuarter: quarter, quarters: 1 };
  });

  const order = Int32Array.from({ length: files.count }, (_, i) => i).filter((i) => {
    const quarter = files.quarter[i] ?? 0;
    return quarter >= first && quarter <= last;
  });
  const nodes: Node[] = [];
  const nodeOf = new Map<string, number>();
  const drawnParts: {
    file: Int32Array;
    node: number;
    made: Made;
    arr: { node: number; made: Made } | null;
  }[] = [];
  const cellsOf = new Map<number, Float64Array>();
  const domain = new Uint8Array(CATEGORIES);
  for (let i = 0; i < files.count; i += 1) domain[files.category[i] ?? 0] = files.domain[i] ?? 0;
  const mixes = new Map(
    [...quarterWindows, ...wanted].map((window) => [window.no, mixOf(files, window)] as const),
  );
  const add = (
    window: Window,
    level: LevelName,
    keys: Float64Array,
    sources: Node["sources"],
    lost: Uint8Array | null,
  ): Made => {
    const made = group(keys, timeNo.times, lost, tau);
    const weight = mixes.get(window.no) ?? new Float64Array(CATEGORIES);
    const units = input.units[level];
    nodeOf.set(`${window.no} ${level}`, nodes.length);
    cellsOf.set(nodes.length, made.keys);
    const { entries } = made;
    const cellAt = new Int32Array(units.count * CATEGORIES).fill(-1);
    entries.unit.forEach((unit, cell) => {
      cellAt[unit * CATEGORIES + (entries.category[cell] ?? 0)] = cell;
    });
    nodes.push({ window, level, units, entries, sources, slots: emptySlots(units), weight, domain, cellAt });
    return made;
  };
  const slotLink = (from: Units, to: Units, up: Int32Array): Int32Array =>
    Int32Array.from({ length: from.count * DOMAINS }, (_, slot) => {
      const unit = up[slot >> 1] ?? -1;
      return unit < 0 || to.count === 0 ? -1 : unit * DOMAINS + (slot & 1);
    });
  const identity = (units: Units): Int32Array => Int32Array.from({ length: units.count }, (_, i) => i);
  const parents = parentLinks(input, place);

  for (const window of quarterWindows) {
    const own = order.filter((i) => files.quarter[i] === window.lastQuarter);
    const keysAt = (level: LevelName): Float64Array =>
      Float64Array.from(own, (i) => {
        const unit = place[level].get(files.unit[level][i] ?? 0);
        const time = timeNo.of[i] ?? -1;
        return unit === undefined || time < 0
          ? -1
          : (unit * CATEGORIES + (files.category[i] ?? 0)) * TIMES + time;
      });
    const lost = Uint8Array.from(own, (i) => (isLost(files, i, tau) ? 1 : 0));
    const node = nodes.length;
    const made = add(window, "commune", keysAt("commune"), [], lost);
    const arrKeys = keysAt("arrondissement");
    const arrNode = nodes.length;
    drawnParts.push({
      file: own,
      ...{ node, made },
      arr:
        input.units.arrondissement.count === 0
          ? null
          : { node: arrNode, made: add(window, "arrondissement", arrKeys, [], lost) },
    });
  }
  // Longer periods out of their quarters, then each level out of the one below.
  const rolling = wanted.filter(({ span }) => span === "rolling12");
  for (const window of rolling) {
    for (const level of ["commune", "arrondissement"] as const) {
      const from = quarterWindows
        .filter(
          ({ lastQuarter }) =>
            lastQuarter > window.lastQuarter - window.quarters && lastQuarter <= window.lastQuarter,
        )
        .map((quarter) => nodeOf.get(`${quarter.no} ${level}`))
        .filter((node): node is number => node !== undefined);
      if (from.length > 0) merge(window, level, from, (units) => identity(units));
    }
  }
  for (const level of ["province", "region", "nation"] as const) {
    const below = PARENT[level];
    for (const window of wanted) {
      const from = below === null ? undefined : nodeOf.get(`${window.no} ${below}`);
      if (from !== undefined && below !== null) merge(window, level, [from], () => parents[level]);
    }
  }
  function merge(
    window: Window,
    level: LevelName,
    from: readonly number[],
    upOf: (units: Units) => Int32Array,
  ): void {
    const parts = from.map((node) => {
      const source = nodes[node];
      if (source === undefined) throw new RangeError("rokhas: layout: node");
      const up = upOf(source.units);
      const keys = (cellsOf.get(node) ?? new Float64Array()).map((key) => {
        const cell = Math.floor(key / TIMES);
        const unit = up[Math.floor(cell / CATEGORIES)] ?? -1;
        return unit < 0 ? -1 : (unit * CATEGORIES + (cell % CATEGORIES)) * TIMES + (key % TIMES);
      });
      return {
        node,
        keys,
        slot: slotLink(source.units, input.units[level], up),
        lost: lostEntries(source.entries),
      };
    });
    const keys = concat(parts.map((part) => part.keys));
    const lost = Uint8Array.from(parts.flatMap((part) => [...part.lost]));
    const made = add(window, level, keys, [], lost);
    let at = 0;
    const sources = parts.map(({ node, keys: own, slot }) => {
      const entry = made.target.slice(at, at + own.length);
      at += own.length;
      return { node, entry, slot };
    });
    const index = nodes.length - 1;
    const node = nodes[index];
    if (node !== undefined) nodes[index] = { ...node, sources };
  }

  const drawn = joinDrawn(files, place, drawnParts);
  markSlots(files, nodes, place);
  return { nodes, drawn };
}

const isLost = (files: Files, i: number, tau: number): boolean =>
  files.event[i] === 0 && (files.time[i] ?? 0) < tau;

function lostEntries(entries: Entries): Uint8Array {
  const lost = new Uint8Array(entries.count);
  for (let cell = 0; cell < entries.unit.length; cell += 1) {
    if (entries.curved[cell] === 1) lost.fill(1, entries.start[cell], entries.start[cell + 1]);
  }
  return lost;
}

function numberTimes(files: Files, tau: number): { of: Int32Array; times: Float64Array } {
  const capped = files.time.map((time) => Math.min(time, tau));
  const times = Float64Array.from(new Set(capped.filter((time) => !Number.isNaN(time)))).sort();
  if (times.length > TIMES) throw new RangeError("rokhas: layout: too many times");
  const numbers = new Map([...times].map((time, i) => [time, i]));
  return { of: Int32Array.from(capped, (time) => numbers.get(time) ?? -1), times };
}

function mixOf(files: Files, window: Window): Float64Array {
  const counts = new Float64Array(CATEGORIES);
  const total = new Float64Array(DOMAINS);
  const domain = new Int32Array(CATEGORIES);
  for (let i = 0; i < files.count; i += 1) {
    const quarter = files.quarter[i] ?? 0;
    if (
      quarter > window.lastQuarter ||
      quarter <= window.lastQuarter - window.quarters ||
      Number.isNaN(files.time[i])
    )
      continue;
    const category = files.category[i] ?? 0;
    domain[category] = files.domain[i] ?? 0;
    counts[category] = (counts[category] ?? 0) + 1;
    total[files.domain[i] ?? 0] = (total[files.domain[i] ?? 0] ?? 0) + 1;
  }
  return counts.map((count, category) => (count === 0 ? 0 : count / (total[domain[category] ?? 0] ?? 1)));
}

/** Of each commune its province, of each province its region, of each region the nation; -1 without. */
function parentLinks(
  input: Input,
  place: Record<LevelName, Map<number, number>>,
): Record<LevelName, Int32Array> {
  const { files, units } = input;
  const link = (from: LevelName, to: LevelName): Int32Array => {
    const up = new Int32Array(units[from].count).fill(-1);
    for (let i = 0; i < files.count; i += 1) {
      const own = place[from].get(files.unit[from][i] ?? 0);
      if (own !== undefined && up[own] === -1) up[own] = place[to].get(files.unit[to][i] ?? 0) ?? -1;
    }
    return up;
  };
  const none = new Int32Array();
  return {
    arrondissement: none,
    commune: none,
    province: link("commune", "province"),
    region: link("province", "region"),
    nation: link("region", "nation"),
  };
}

const emptySlots = (units: Units): Node["slots"] => ({
  any: new Uint8Array(units.count * DOMAINS),
  clocked: new Uint8Array(units.count * DOMAINS),
});

function markSlots(
  files: Files,
  nodes: readonly Node[],
  place: Record<LevelName, Map<number, number>>,
): void {
  for (const node of nodes) {
    const { window, level, slots } = node;
    const units = files.unit[level];
    for (let i = 0; i < files.count; i += 1) {
      const quarter = files.quarter[i] ?? 0;
      if (quarter > window.lastQuarter || quarter <= window.lastQuarter - window.quarters) continue;
      const unit = place[level].get(units[i] ?? 0);
      if (unit === undefined) continue;
      const slot = unit * DOMAINS + (files.domain[i] ?? 0);
      slots.any[slot] = 1;
      if (!Number.isNaN(files.time[i])) slots.clocked[slot] = 1;
    }
  }
}

function joinDrawn(
  files: Files,
  place: Record<LevelName, Map<number, number>>,
  parts: readonly { file: Int32Array; node: number; made: Made; arr: { node: number; made: Made } | null }[],
): Layout["drawn"] {
  const count = parts.reduce((sum, { file }) => sum + file.length, 0);
  const column = () => new Int32Array(count).fill(-1);
  const drawn = {
    count,
    ...{ file: column(), node: column(), entry: column(), slot: column() },
    ...{ arrNode: column(), arrEntry: column(), arrSlot: column() },
  };
  let at = 0;
  for (const { file, node, made, arr } of parts) {
    // By entry, so that what a draw writes lies side by side.
    const order = [...file.keys()].sort((a, b) => (made.target[a] ?? 0) - (made.target[b] ?? 0) || a - b);
    for (const i of order) {
      const own = file[i] ?? 0;
      const slotAt = (level: LevelName): number => {
        const unit = place[level].get(files.unit[level][own] ?? 0);
        return unit === undefined ? -1 : unit * DOMAINS + (files.domain[own] ?? 0);
      };
      drawn.file[at] = own;
      drawn.node[at] = node;
      drawn.entry[at] = made.target[i] ?? -1;
      drawn.slot[at] = slotAt("commune");
      if (arr !== null) {
        drawn.arrNode[at] = arr.node;
        drawn.arrEntry[at] = arr.made.target[i] ?? -1;
        drawn.arrSlot[at] = slotAt("arrondissement");
      }
      at += 1;
    }
  }
  return drawn;
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
