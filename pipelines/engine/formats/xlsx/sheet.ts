import { parseXml, type Workbook } from "./workbook.ts";

/** A cell as it is kept: what it holds and how it is shown. */
export interface Cell {
  readonly type: "text" | "number" | "boolean" | "error";
  readonly value: string;
  /** A number that is shown as a date. */
  readonly date: boolean;
}
export type Row = (Cell | undefined)[];

/** What Excel shows in place of a value that it cannot give. */
const UNCALCULATED: Cell = { type: "error", value: "#N/A", date: false };

/**
 * Hands over a sheet's rows that hold anything, with their number. `take` gives false once it wants no more. A formula
 * counts with its kept value; one that was never calculated is an error.
 */
export async function readSheet(
  book: Workbook,
  path: string,
  take: (row: Row, number: number) => boolean,
): Promise<void> {
  let row: Row = [];
  let number = 0;
  let column = -1;
  let type = "n";
  let style = 0;
  let value: string | null = null;
  let formula = false;
  let taking = false;
  let going = true;
  await parseXml(await book.open(path), {
    open(name, attributes) {
      if (name === "row") {
        row = [];
        number = attributes.r === undefined ? number + 1 : Number(attributes.r);
        column = -1;
      } else if (name === "c") {
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r);
        type = attributes.t ?? "n";
        style = Number(attributes.s ?? 0);
        value = null;
        formula = false;
      } else if (name === "f") formula = true;
      else if (name === "v" || name === "t") taking = true;
    },
    done: () => !going,
    text(piece) {
      if (taking) value = (value ?? "") + piece;
    },
    close(name) {
      if (name === "v" || name === "t") taking = false;
      else if (name === "c") {
        const cell = value === null ? (formula ? UNCALCULATED : undefined) : cellOf(book, type, style, value);
        if (cell !== undefined && column < MOST_COLUMNS) row[column] = cell;
      } else if (name === "row" && going && row.some((cell) => cell !== undefined)) going = take(row, number);
    },
  });
}

/** Of Excel itself. */
const MOST_COLUMNS = 16_384;

function cellOf(book: Workbook, type: string, style: number, value: string): Cell | undefined {
  switch (type) {
    case "s": {
      const text = book.strings[Number(value)] ?? "";
      return text === "" ? undefined : { type: "text", value: text, date: false };
    }
    case "str":
    case "inlineStr":
    case "d":
      return value === "" ? undefined : { type: "text", value, date: false };
    case "b":
      return { type: "boolean", value: value === "1" ? "true" : "false", date: false };
    case "e":
      return { type: "error", value, date: false };
    default:
      return { type: "number", value, date: book.dateStyles[style] ?? false };
  }
}

/** `C12` → 2. */
function columnOf(place: string): number {
  let column = 0;
  for (const char of place) {
    const letter = char.charCodeAt(0) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}
