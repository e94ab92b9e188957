import { type Grid, gridOf } from "./grid.ts";
import { needOf } from "./rules.ts";
import type { CountTable } from "./table.ts";

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
 * A way in which cells could differ from the truth while every published cell and every total stays what it is: in the
 * cell's column `own` rise and `theirs` fall by the same amount, in the `other` column the reverse (null where
 * the count is not cut). It exists as far as every cell of it is withheld.
 */
interface Move {
  readonly own: readonly number[];
  readonly theirs: readonly number[];
  readonly other: number | null;
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
  const grid = gridOf(table);
  const { keys, countAt, exists } = grid;
  const needAt = (cell: number): number => needOf(countAt(cell));
  const withheld = new Set<number>();
  for (const [cell, key] of keys.entries())
    if (exists(cell) && (small(countAt(cell)) || past.withheld.has(key))) withheld.add(cell);
  const usable = keys.map((key, cell) => withheld.has(cell) || (exists(cell) && !past.known.has(key)));
  const safe = keys.map(() => false);
  const movesOf = mover(grid);

  /** What withholding more would take away; a cell that the move leaves unsafe costs its own protection too. */
  const costOf = (cells: readonly number[], far: number, most: number): number => {
    let cost = 0;
    for (const cell of cells) {
      const value = countAt(cell);
      if (!safe[cell] && needAt(cell) > far) cost += 5 + value;
      if (!withheld.has(cell)) cost += value === 0 ? 6 : 1 + value;
      if (cost >= most) return cost;
    }
    return cost;
  };
  const cheapest = (cell: number): { readonly cells: readonly number[]; readonly far: number } | null => {
    let best: { cells: readonly number[]; far: number } | null = null;
    let least = Number.POSITIVE_INFINITY;
    const need = needAt(cell);
    for (const move of movesOf(cell)) {
      const far = reachOf(move, grid.columnOf(cell), grid);
      if (far < need) continue;
      const cells = cellsOf(move, grid.columnOf(cell), grid.width);
      if (!cells.every((each) => usable[each])) continue;
      const cost = costOf(cells, far, least);
      if (cost < least) {
        best = { cells, far };
        least = cost;
      }
      if (cost === 0) break;
    }
    return best;
  };

  const weak: number[] = [];
  const before = (a: number, b: number): number => countAt(a) - countAt(b) || a - b;
  const queue = [...withheld].sort(before);
  // What is withheld on the way comes to its turn too.
  for (const cell of queue) {
    if (safe[cell]) continue;
    const found = cheapest(cell);
    if (found === null) {
      weak.push(cell);
      continue;
    }
    const fresh = found.cells.filter((each) => !withheld.has(each)).sort(before);
    for (const each of fresh) withheld.add(each);
    for (const each of found.cells) if (needAt(each) <= found.far) safe[each] = true;
    queue.push(...fresh);
  }
  const named = (cells: Iterable<number>) => Array.from(cells, (cell) => keys[cell] ?? "");
  return { withheld: new Set(named(withheld)), weak: named(weak.filter((cell) => !safe[cell])) };
}

/** How far a move can go, in one direction at least: as far as the least of the cells that fall. */
function reachOf({ own, theirs, other }: Move, column: number, { width, countAt }: Grid): number {
  let [up, down] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const unit of own) {
    up = Math.min(up, countAt(unit * width + column));
    if (other !== null) down = Math.min(down, countAt(unit * width + other));
  }
  for (const unit of theirs) {
    down = Math.min(down, countAt(unit * width + column));
    if (other !== null) up = Math.min(up, countAt(unit * width + other));
  }
  return Math.max(up, down);
}

function cellsOf({ own, theirs, other }: Move, column: number, width: number): readonly number[] {
  const cells: number[] = [];
  for (const units of [own, theirs]) {
    for (const unit of units) {
      cells.push(unit * width + column);
      if (other !== null) cells.push(unit * width + other);
    }
  }
  return cells;
}

/**
 * Moves through a cell and one of its three greatest leaves: with units ever further away, and without any partner
 * where the root itself is withheld.
 */
function mover({ width, paths, leaves, countAt, unitOf, columnOf }: Grid): (cell: number) => Generator<Move> {
  const columns = Array.from({ length: width }, (_, column) => column);
  /** Ways from the leaves that meet a unit's way just above it, up to there. */
  const partners = new Map<number, readonly (readonly number[])[]>();
  const partnersOf = (unit: number, meeting: number): readonly (readonly number[])[] => {
    const known = partners.get(unit);
    if (known !== undefined) return known;
    const ways = (leaves[meeting] ?? []).map((leaf) => paths[leaf] ?? []);
    const found = ways
      .filter((way) => !way.includes(unit))
      .slice(0, MAX_PARTNERS)
      .map((way) => way.slice(0, way.indexOf(meeting)));
    partners.set(unit, found);
    return found;
  };
  return function* movesOf(cell) {
    const [unit, column] = [unitOf(cell), columnOf(cell)];
    const others = width > 1 ? columns.filter((each) => each !== column) : [null];
    const counted = (leaf: number): number => countAt(leaf * width + column);
    const starts = [...(leaves[unit] ?? [])].sort((a, b) => counted(b) - counted(a)).slice(0, 3);
    for (const start of starts) {
      const path = paths[start] ?? [];
      const at = path.indexOf(unit);
      let below = unit;
      for (const [step, meeting] of path.entries()) {
        // Both must meet above the cell itself, or it would not move.
        if (step <= at) continue;
        const own = path.slice(0, step);
        for (const theirs of partnersOf(below, meeting))
          for (const other of others) yield { own, theirs, other };
        below = meeting;
      }
      for (const other of others) yield { own: path, theirs: [], other };
    }
  };
}
