import { type CountTable, keyOf, pathOf } from "./table.ts";

/**
 * A count table by numbers, since a search looks at the same cells millions of times: units and columns in order, the
 * cell of a unit and a column at `unit * width + column`, so that cells in order are keys in order.
 */
export interface Grid {
  readonly width: number;
  readonly keys: readonly string[];
  readonly unitOf: (cell: number) => number;
  readonly columnOf: (cell: number) => number;
  /** What is counted in a cell: zero where the table has no such cell. */
  readonly countAt: (cell: number) => number;
  readonly exists: (cell: number) => boolean;
  /** A unit and all that contain it, itself first. */
  readonly paths: readonly (readonly number[])[];
  readonly leaves: readonly (readonly number[])[];
}

export function gridOf(table: CountTable): Grid {
  const units = [...table.parentOf.keys()];
  const { columns } = table;
  const width = columns.length;
  const numbers = new Map(units.map((unit, index) => [unit, index]));
  const numbered = (names: readonly string[]) => names.flatMap((name) => numbers.get(name) ?? []);
  const keys = units.flatMap((unit) => columns.map((column) => keyOf(unit, column)));
  const counts = Float64Array.from(keys, (key) => table.cells.get(key)?.value ?? 0);
  return {
    ...{ width, keys },
    unitOf: (cell) => Math.floor(cell / width),
    columnOf: (cell) => cell % width,
    countAt: (cell) => counts[cell] ?? 0,
    exists: (cell) => table.cells.has(keys[cell] ?? ""),
    paths: units.map((unit) => numbered(pathOf(table, unit))),
    leaves: units.map((unit) => numbered(table.leavesOf.get(unit) ?? [unit])),
  };
}
