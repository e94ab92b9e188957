import { cellAt, type Table } from "./table.ts";
import type { Cell } from "./types.ts";

/** Typed reading of a table's rows: a cell of another type than asked is null. */
export interface Reader {
  text(name: string): string | null;
  number(name: string): number | null;
  flag(name: string): boolean | null;
}

export function readRows<T>(table: Table, read: (row: Reader) => T): T[] {
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  return Array.from({ length: table.rows }, (_, row) => {
    const cell = (name: string): Cell => {
      const column = columns.get(name);
      return column === undefined ? null : cellAt(column, row);
    };
    return read({
      text: (name) => {
        const value = cell(name);
        return typeof value === "string" ? value : null;
      },
      number: (name) => {
        const value = cell(name);
        return typeof value === "number" ? value : null;
      },
      flag: (name) => {
        const value = cell(name);
        return typeof value === "boolean" ? value : null;
      },
    });
  });
}
