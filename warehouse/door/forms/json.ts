import { headIn, type Result, rowAt } from "../answer.ts";
import { cellAt } from "../table.ts";
import { PART } from "./part.ts";

/** Rows as objects: `{release, …, columns, rows: [{…}], nulls}`. */
export function* jsonParts(result: Result): Generator<string> {
  const { columns, table, nulls } = result;
  yield `${opened({ ...headIn(result), columns })},"rows":[`;
  for (let start = 0; start < table.rows; start += PART) {
    const rows: string[] = [];
    for (let row = start; row < Math.min(start + PART, table.rows); row += 1)
      rows.push(JSON.stringify(rowAt(table, row)));
    yield `${start === 0 ? "" : ","}${rows.join(",")}`;
  }
  yield `],"nulls":${JSON.stringify(nulls)}}`;
}

/** Columns as arrays: `{release, …, rows: n, columns: [{name, …, values: […]}], nulls}`. */
export function* columnParts(result: Result): Generator<string> {
  const { columns, table, nulls } = result;
  yield `${opened({ ...headIn(result), rows: table.rows })},"columns":[`;
  for (const [index, column] of table.columns.entries()) {
    yield `${index === 0 ? "" : ","}${opened({ ...columns[index] })},"values":[`;
    for (let start = 0; start < table.rows; start += PART) {
      const cells: string[] = [];
      for (let row = start; row < Math.min(start + PART, table.rows); row += 1)
        cells.push(JSON.stringify(cellAt(column, row)));
      yield `${start === 0 ? "" : ","}${cells.join(",")}`;
    }
    yield "]}";
  }
  yield `],"nulls":${JSON.stringify(nulls)}}`;
}

/** The text of an object that more is added to. */
const opened = (head: object): string => JSON.stringify(head).slice(0, -1);
