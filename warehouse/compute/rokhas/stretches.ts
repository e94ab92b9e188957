import type { Files, Window } from "./input.ts";

/** Quarters that lie together in every window or in none, and their files, in the input's order: what is counted once. */
export interface Stretch {
  /** The window that it is, or one without a number of its own. */
  readonly window: Window;
  readonly files: Int32Array;
}

/** The longest stretches that all windows are made of, earliest first. Years apart are one stretch each. */
export function stretchesOf(windows: readonly Window[], files: Files): Stretch[] {
  const bounds = new Set(
    windows.flatMap(({ lastQuarter, quarters }) => [lastQuarter - quarters, lastQuarter]),
  );
  const cuts = Int32Array.from(bounds).sort();
  const made = [...cuts].flatMap((before, i): Window[] => {
    const last = cuts[i + 1];
    const within = windows.some(
      (own) => last !== undefined && own.lastQuarter >= last && own.lastQuarter - own.quarters <= before,
    );
    if (last === undefined || !within) return [];
    const own = windows.find(
      ({ lastQuarter, quarters }) => lastQuarter === last && last - quarters === before,
    );
    return [own ?? { no: -1 - i, span: "quarter", lastQuarter: last, quarters: last - before }];
  });
  const first = cuts[0] ?? 0;
  const stretchOf = new Int32Array((cuts.at(-1) ?? 0) - first + 1).fill(-1);
  for (const [at, { lastQuarter, quarters }] of made.entries())
    stretchOf.fill(at, lastQuarter - quarters - first + 1, lastQuarter - first + 1);
  const at = files.quarter.map((quarter) => stretchOf[quarter - first] ?? -1);
  const counts = made.map(() => 0);
  for (const own of at) if (own >= 0) counts[own] = (counts[own] ?? 0) + 1;
  const lists = counts.map((count) => new Int32Array(count));
  const next = made.map(() => 0);
  for (let i = 0; i < at.length; i += 1) {
    const own = at[i] as number;
    const list = lists[own];
    if (list === undefined) continue;
    const place = next[own] ?? 0;
    list[place] = i;
    next[own] = place + 1;
  }
  return made.map((window, i) => ({ window, files: lists[i] ?? new Int32Array() }));
}
