import type { Files } from "./input.ts";

/** Files of one node in the order in which they are drawn, and what each brings: few bytes, since they are read anew each time. */
export interface Picks {
  readonly node: number;
  /** Place among the draw's weights. */
  readonly at: Int32Array;
  /** Entry that the file ends in; one past the last for a file without a clock. */
  readonly entry: Int32Array;
  readonly slot: Uint16Array;
  /** Bits of FLAGS. */
  readonly flags: Uint8Array;
  /** Opinions due, and given in time × 16. */
  readonly opinions: Uint8Array;
  /** Files of an authorised area: their place here, tax and ceiling. */
  readonly taxed: Int32Array;
  readonly tax: Float64Array;
  readonly ceiling: Float64Array;
}
export const FLAGS = { event: 1, decided: 2, eSigned: 4, payable: 8, ePaid: 16 } as const;

/** Where the files of a node go. */
export interface Targets {
  readonly node: number;
  /** Entries of the node; files without a clock go past them. */
  readonly entries: number;
  /** By place among the node's files: entry or -1, slot or -1 where the file is of no unit of the level. */
  readonly entry: Int32Array;
  readonly slot: Int32Array;
}

/** What the files `own`, drawn from `from` on in this order, bring to a node. */
export function picksOf(
  files: Files,
  tau: number,
  own: Int32Array,
  from: number,
  { node, entries, entry, slot }: Targets,
): Picks {
  let count = 0;
  for (let i = 0; i < own.length; i += 1) if ((slot[i] as number) >= 0) count += 1;
  const picks = {
    ...{ at: new Int32Array(count), entry: new Int32Array(count), slot: new Uint16Array(count) },
    ...{ flags: new Uint8Array(count), opinions: new Uint8Array(count) },
  };
  const taxed: number[] = [];
  let next = 0;
  for (let i = 0; i < own.length; i += 1) {
    if ((slot[i] as number) < 0) continue;
    const file = own[i] as number;
    const target = entry[i] as number;
    picks.at[next] = from + i;
    picks.entry[next] = target < 0 ? entries : target;
    picks.slot[next] = slot[i] as number;
    picks.flags[next] =
      // Without a clock there is no event either.
      ((files.time[file] as number) <= tau ? FLAGS.event * (files.event[file] as number) : 0) +
      FLAGS.decided * (files.decided[file] as number) +
      FLAGS.eSigned * (files.eSigned[file] as number) +
      FLAGS.payable * (files.payable[file] as number) +
      FLAGS.ePaid * (files.ePaid[file] as number);
    picks.opinions[next] = (files.opinions[file] as number) + 16 * (files.opinionsOnTime[file] as number);
    if ((files.ceiling[file] as number) > 0) taxed.push(next);
    next += 1;
  }
  const fileAt = (i: number): number => own[(picks.at[i] as number) - from] as number;
  return {
    ...{ node, ...picks, taxed: Int32Array.from(taxed) },
    tax: Float64Array.from(taxed, (i) => files.tax[fileAt(i)] as number),
    ceiling: Float64Array.from(taxed, (i) => files.ceiling[fileAt(i)] as number),
  };
}
