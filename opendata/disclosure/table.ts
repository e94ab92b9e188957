/** A count of one unit, in one column of the table (one column named "" where it is not cut). */
export interface Cell {
  readonly unit: string;
  readonly column: string;
  readonly value: number;
}

/** Counts that add up: over the units below each unit, and over the columns of each unit. */
export interface CountTable {
  readonly columns: readonly string[];
  readonly parentOf: ReadonlyMap<string, string | null>;
  readonly leavesOf: ReadonlyMap<string, readonly string[]>;
  readonly childrenOf: ReadonlyMap<string, readonly string[]>;
  readonly cells: ReadonlyMap<string, Cell>;
}

export const keyOf = (unit: string, column: string): string => `${unit}\u0000${column}`;

/** A table out of its rows; a parent that has no row of its own is the outside. */
export function countTable(rows: readonly (Cell & { readonly parent: string | null })[]): CountTable {
  const cells = new Map<string, Cell>();
  const given = new Map<string, string | null>();
  for (const { unit, column, value, parent } of rows) {
    cells.set(keyOf(unit, column), { unit, column, value });
    given.set(unit, parent);
  }
  const units = [...given.keys()].sort();
  const parentOf = new Map(
    units.map((unit) => {
      const parent = given.get(unit) ?? null;
      return [unit, parent !== null && given.has(parent) ? parent : null];
    }),
  );
  const childrenOf = new Map<string, string[]>(units.map((unit) => [unit, []]));
  for (const unit of units) childrenOf.get(parentOf.get(unit) ?? "")?.push(unit);
  const leavesOf = new Map<string, readonly string[]>();
  const leaves = (unit: string): readonly string[] => {
    const known = leavesOf.get(unit);
    if (known !== undefined) return known;
    const below = childrenOf.get(unit) ?? [];
    const found = below.length === 0 ? [unit] : below.flatMap(leaves);
    leavesOf.set(unit, found);
    return found;
  };
  for (const unit of units) leaves(unit);
  const columns = [...new Set(rows.map(({ column }) => column))].sort();
  return { columns, parentOf, leavesOf, childrenOf, cells };
}

/** A unit and all that contain it, itself first. */
export function pathOf(table: CountTable, unit: string): readonly string[] {
  const path: string[] = [];
  for (let at: string | null = unit; at !== null; at = table.parentOf.get(at) ?? null) path.push(at);
  return path;
}
