import { needOf } from "./rules.ts";
import { type CountTable, keyOf, pathOf } from "./table.ts";

export interface Protected {
  /** Keys of the cells to withhold. */
  readonly withheld: ReadonlySet<string>;
  /** Keys of withheld cells for which no way to move was found: the caller withholds more, or refuses. */
  readonly weak: readonly string[];
}

export interface Past {
  /** Withheld in an earlier release: withheld for good. */
  readonly withheld: ReadonlySet<string>;
  /** Published before with the very value of today: everybody knows them, so nothing can hide behind them. */
  readonly known: ReadonlySet<string>;
}
export const NO_PAST: Past = { withheld: new Set(), known: new Set() };

/**
 * A way in which cells could differ from the truth while every published cell and every total stays what it is:
 * `up` rise and `down` fall by the same amount. It exists as far as every cell of it is withheld.
 */
interface Move {
  readonly up: readonly string[];
  readonly down: readonly string[];
}

const MAX_PARTNERS = 400;

/**
 * Chooses what to withhold so that each withheld cell could as well be another number: each is given a move of at
 * least a tenth of its value through withheld cells alone. A move takes two units and two columns (one column
 * where the count is not cut) and the units above them up to where both meet, so that all other totals stand.
 * Cells are taken smallest first, and the cheapest move wins: the outcome depends on the counts alone.
 */
export function protect(
  table: CountTable,
  small: (value: number) => boolean,
  past: Past = NO_PAST,
): Protected {
  const withheld = new Set<string>();
  const safe = new Set<string>();
  const countOf = (key: string): number => table.cells.get(key)?.value ?? 0;
  for (const [key, cell] of table.cells) if (small(cell.value) || past.withheld.has(key)) withheld.add(key);
  const usable = (key: string): boolean =>
    withheld.has(key) || (table.cells.has(key) && !past.known.has(key));
  const reach = ({ up, down }: Move): number => Math.max(least(down), least(up));
  const least = (keys: readonly string[]): number =>
    keys.reduce((min, key) => Math.min(min, countOf(key)), Number.POSITIVE_INFINITY);
  /** What withholding more would take away; a cell that the move leaves unsafe costs its own protection too. */
  const costOf = (keys: readonly string[], far: number): number =>
    keys.reduce((sum, key) => {
      const value = countOf(key);
      const unsafe = !safe.has(key) && needOf(value) > far ? 5 + value : 0;
      return sum + unsafe + (withheld.has(key) ? 0 : value === 0 ? 6 : 1 + value);
    }, 0);

  const weak: string[] = [];
  const queue = [...withheld];
  const before = (a: string, b: string): number => countOf(a) - countOf(b) || (a < b ? -1 : 1);
  queue.sort(before);
  for (let at = 0; at < queue.length; at += 1) {
    const key = queue[at];
    if (key === undefined || safe.has(key)) continue;
    let best: { keys: readonly string[]; far: number; cost: number } | null = null;
    for (const move of movesOf(table, key, countOf)) {
      const keys = [...move.up, ...move.down];
      const far = reach(move);
      if (far < needOf(countOf(key)) || !keys.every(usable)) continue;
      const cost = costOf(keys, far);
      if (best === null || cost < best.cost) best = { keys, far, cost };
      if (cost === 0) break;
    }
    if (best === null) {
      weak.push(key);
      continue;
    }
    const found = best;
    const fresh = found.keys.filter((each) => !withheld.has(each)).sort(before);
    for (const each of fresh) withheld.add(each);
    for (const each of found.keys) if (needOf(countOf(each)) <= found.far) safe.add(each);
    queue.push(...fresh);
  }
  return { withheld, weak: weak.filter((key) => !safe.has(key)) };
}

/** Moves through a cell: with units ever further away, and without any partner where the root itself is withheld. */
function* movesOf(table: CountTable, key: string, countOf: (key: string) => number): Generator<Move> {
  const cell = table.cells.get(key);
  if (cell === undefined) return;
  const others = table.columns.length > 1 ? table.columns.filter((name) => name !== cell.column) : [null];
  const leaves = table.leavesOf.get(cell.unit) ?? [cell.unit];
  const at = (unit: string): number => countOf(keyOf(unit, cell.column));
  const starts = [...leaves].sort((a, b) => at(b) - at(a) || (a < b ? -1 : 1)).slice(0, 3);
  for (const start of starts) {
    const path = pathOf(table, start);
    for (const [step, meeting] of path.entries()) {
      // Both must meet above the cell itself, or it would not move.
      if (path.slice(0, step).includes(cell.unit) === false) continue;
      const own = path.slice(0, step);
      const taken = new Set(own);
      const partners = (table.leavesOf.get(meeting) ?? []).filter((leaf) => {
        const way = pathOf(table, leaf);
        return !way.some((unit) => taken.has(unit));
      });
      for (const partner of partners.slice(0, MAX_PARTNERS)) {
        const far = pathOf(table, partner);
        const theirs = far.slice(0, far.indexOf(meeting));
        for (const other of others) yield move(own, theirs, cell.column, other);
      }
    }
    for (const other of others) yield move(path, [], cell.column, other);
  }
}

function move(own: readonly string[], theirs: readonly string[], column: string, other: string | null): Move {
  const keys = (units: readonly string[], name: string | null) =>
    name === null ? [] : units.map((unit) => keyOf(unit, name));
  return {
    up: [...keys(own, column), ...keys(theirs, other)],
    down: [...keys(own, other), ...keys(theirs, column)],
  };
}
