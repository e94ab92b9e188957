/** An amount of one kind in two periods. Centimes, so that movements add up exactly. */
export interface Moved {
  readonly key: string;
  readonly before: bigint;
  readonly after: bigint;
}
export interface Movement extends Moved {
  readonly change: bigint;
}

/** What explains a difference: the largest movements, and all the others together. */
export interface Explanation {
  readonly before: bigint;
  readonly after: bigint;
  readonly change: bigint;
  readonly movements: readonly Movement[];
  /** Movements that are not listed: how many, and what they add up to. */
  readonly rest: { readonly count: number; readonly change: bigint };
  /** Share of all movement, up or down, that the list explains, 0–1; null where nothing moved. */
  readonly explained: number | null;
}

const size = (value: bigint): bigint => (value < 0n ? -value : value);

/**
 * The `k` movements that explain most of the difference of two periods: the largest by their size, whatever their sign;
 * equal ones in the order of their keys. The list and the rest add up to the difference, to the centime.
 */
export function explainChange(rows: readonly Moved[], k: number): Explanation {
  const moved = rows
    .map((row): Movement => ({ ...row, change: row.after - row.before }))
    .filter((row) => row.change !== 0n)
    .sort((a, b) => {
      const by = size(b.change) - size(a.change);
      return by > 0n ? 1 : by < 0n ? -1 : a.key < b.key ? -1 : 1;
    });
  const sum = (list: readonly Movement[], of: (row: Movement) => bigint): bigint =>
    list.reduce((total, row) => total + of(row), 0n);
  const movements = moved.slice(0, k);
  const others = moved.slice(k);
  const all = sum(moved, (row) => size(row.change));
  const before = rows.reduce((total, row) => total + row.before, 0n);
  const after = rows.reduce((total, row) => total + row.after, 0n);
  return {
    before,
    after,
    change: after - before,
    movements,
    rest: { count: others.length, change: sum(others, (row) => row.change) },
    explained: all === 0n ? null : Number(sum(movements, (row) => size(row.change))) / Number(all),
  };
}
