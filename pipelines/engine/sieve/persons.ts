import { Printer, Prints } from "./prints.ts";

/** A dictionary pays where every value comes this often (see `makePseudonyms`). */
const REPEATED = 1.5;
/** So many values tell whether they do. */
const SEEN = 20_000;
const MOST = 1 << 17;

/** The values of a personal column, each once, while they come again and again. */
export class Persons {
  readonly name: string;
  /** Position of the column. */
  readonly column: number;
  readonly values: string[] = [];
  readonly #prints = new Prints(MOST);
  readonly #printer = new Printer();
  #rows = 0;
  isOff = false;

  constructor(name: string, column: number) {
    this.name = name;
    this.column = column;
  }

  get pays(): boolean {
    return !this.isOff && this.#rows >= this.values.length * REPEATED;
  }

  meet(bytes: Uint8Array, from: number, to: number): void {
    if (to <= from) return;
    const printer = this.#printer;
    printer.begin();
    printer.take(bytes, from, to);
    this.#rows += 1;
    // A value that is taken for another only goes without the dictionary.
    if (this.#prints.add(printer.a, printer.b, this.#rows) !== 0) return;
    this.values.push(Buffer.from(bytes.subarray(from, to)).toString("utf8"));
    const { length } = this.values;
    this.isOff = length >= MOST || (length > SEEN && this.#rows < length * REPEATED);
  }
}
