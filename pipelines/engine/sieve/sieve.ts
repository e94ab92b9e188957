import type { Table } from "../../sources/contract.ts";
import type { Format, Structure } from "../types.ts";
import { Persons } from "./persons.ts";
import { Printer, Prints } from "./prints.ts";
import {
  BLANK,
  HAZARD,
  MARKS_FROM,
  MISCOUNTED,
  PLAIN,
  type RecordAutomaton,
  recordAutomaton,
} from "./record.ts";
import { BLOCK, placeOf, Walker } from "./walk.ts";

/** What is known of a plain file's records before they are loaded; records count from 1. */
export interface Sifted {
  readonly rows: number;
  /** Where each record begins, in the text: `starts[record - 1]`. */
  readonly starts: Float64Array;
  readonly end: number;
  /** Records with a value that has not its column's form, or with too few or too many. */
  readonly odd: readonly number[];
  /** Of them, those that a reader cannot cut into columns. */
  readonly miscounted: readonly number[];
  /** Records whose keys may be one. */
  readonly alike: readonly number[];
  /** Bytes of the longest line, its end included. */
  readonly longest: number;
  /** Columns that the sieve has told the form of: all that is left to ask is whether they have a value. */
  readonly told: ReadonlySet<string>;
  /** The clear values of personal columns that come again and again, by their warehouse name. */
  readonly persons: ReadonlyMap<string, readonly string[]>;
}

/** Where more than this share of the rows is odd or alike, the file is none for this road. */
const MOST = 0.05;
const MOST_LEAST = 1000;
/** Each of them costs a comparison in every row. */
const MISCOUNTED_MOST = 8;
const SLACK = 1.3;
/**
 * Goes over a plain file's bytes once, while they are being landed, and tells plain records from those that need a
 * closer look. It refuses nothing: what is odd is judged by the contract's SQL, and what is plain is still asked for
 * its values, its rules and its period.
 */
export class Sieve {
  readonly #automaton: RecordAutomaton;
  readonly #walker: Walker;
  readonly #key: readonly number[];
  readonly #persons: readonly Persons[];
  readonly #lastColumn: number;
  readonly #eol: Structure["eol"];
  /** Where each column begins, in the block; of those that are looked at. */
  readonly #marks: Int32Array;
  readonly #prints: Prints;
  readonly #printer = new Printer();
  /** Prints of keys that are still to be added, each with its record. */
  readonly #keys = new Int32Array(3 << 12);
  #keyed = 0;
  readonly #starts: Float64Array;
  #rows = 0;
  #inHeader = true;
  #isOff = false;
  /** Where the block begins in the text, and how much of it is filled. */
  #base = 0;
  #filled = 0;
  #longest = 0;
  readonly #head: Uint8Array[] = [];
  #seen = 0;
  readonly #blanks: number[] = [];
  readonly #odd: number[] = [];
  readonly #miscounted: number[] = [];
  readonly #alike = new Set<number>();

  private constructor(automaton: RecordAutomaton, table: Table, eol: Structure["eol"], expected: number) {
    const at = (name: string) => table.columns.findIndex((column) => column.name === name);
    this.#automaton = automaton;
    this.#eol = eol;
    this.#key = table.key.map(at);
    this.#persons = table.columns.flatMap(({ name, personal }) =>
      personal === "pseudonym" ? [new Persons(name, at(name))] : [],
    );
    this.#lastColumn = table.columns.length - 1;
    this.#marks = new Int32Array(table.columns.length + 1);
    this.#prints = new Prints(expected * SLACK);
    this.#starts = new Float64Array(Math.ceil(expected * SLACK) + 1);
    this.#walker = new Walker(automaton);
  }

  /**
   * Null where a table's records or keys cannot be told by their bytes.
   *
   * @param expected how many records there may be; with far more of them the file is none for this road
   */
  static of(table: Table, format: Format, eol: Structure["eol"], expected: number): Sieve | null {
    // A file whose values may be written in more than one way says one key in bytes that differ.
    if (format.values.length > 0) return null;
    const keys = table.columns.filter(({ name }) => table.key.includes(name));
    if (keys.some(({ type }) => type.kind === "decimal" || type.kind === "list")) return null;
    const automaton = automatonFor(table, format, eol);
    return automaton === null ? null : new Sieve(automaton, table, eol, expected);
  }

  /** Columns whose form it tells. */
  get told(): ReadonlySet<string> {
    return this.#automaton.told;
  }

  push(piece: Uint8Array): void {
    if (this.#seen < HEAD) this.#head.push(new Uint8Array(piece.subarray(0, HEAD - this.#seen)));
    this.#seen += piece.length;
    let from = this.#inHeader ? this.#skipHeader(piece) : 0;
    while (from < piece.length && !this.#isOff) {
      const part = piece.subarray(from, from + BLOCK - this.#filled);
      this.#walker.text.set(part, this.#filled);
      this.#filled += part.length;
      from += part.length;
      this.#sift();
    }
  }

  /** Null where the file is not plain. */
  end(): { readonly structure: Structure; readonly sifted: Sifted } | null {
    const end = this.#base + this.#filled;
    const head = Buffer.concat(this.#head);
    if (this.#filled > 0) this.push(Buffer.from(this.#eol));
    if (this.#isOff || this.#inHeader || this.#miscounted.length > MISCOUNTED_MOST) return null;
    const structure: Structure = {
      ...{ rows: this.#rows, eol: this.#eol, blanks: this.#blanks, head },
      ...{ breaks: [], places: null, open: false },
    };
    const sifted: Sifted = {
      ...{ rows: this.#rows, starts: this.#starts.subarray(0, this.#rows), end, longest: this.#longest },
      ...{ odd: this.#odd, miscounted: this.#miscounted, told: this.#automaton.told },
      alike: [...this.#alike].sort((one, other) => one - other),
      persons: new Map(this.#persons.filter(({ pays }) => pays).map(({ name, values }) => [name, values])),
    };
    return { structure, sifted };
  }

  #skipHeader(piece: Uint8Array): number {
    const at = piece.indexOf(LF);
    this.#inHeader = at < 0;
    const length = at < 0 ? piece.length : at + 1;
    this.#base += length;
    return length;
  }

  /** Takes the whole lines of the block, and leaves what is begun. */
  #sift(): void {
    const { text } = this.#walker;
    const whole = text.lastIndexOf(LF, this.#filled - 1) + 1;
    if (whole > 0) {
      this.#isOff = !this.#takeAll(this.#walker.walk(whole));
      text.copyWithin(0, whole, this.#filled);
      this.#base += whole;
      this.#filled -= whole;
    }
    this.#isOff ||= this.#filled === BLOCK;
  }

  /** False where the file turns out not to be plain. */
  #takeAll(parts: readonly Int32Array[]): boolean {
    const { width, marks } = this.#automaton;
    const [columns, starts, base] = [this.#marks, this.#starts, this.#base];
    const eol = this.#eol.length;
    let rows = this.#rows;
    let longest = this.#longest;
    let start = 0;
    for (const events of parts)
      for (let each = 0; each < events.length; each += 2) {
        const next = placeOf(events[each] ?? 0) + 1;
        const state = ((events[each + 1] ?? 0) / width) | 0;
        if (state >= MARKS_FROM) {
          columns[marks[state - MARKS_FROM] ?? 0] = next;
          continue;
        }
        if (state === HAZARD || rows === starts.length) return false;
        if (state === BLANK) this.#blanks.push(rows + 1);
        else {
          starts[rows] = base + start;
          rows += 1;
          if (next - start > longest) longest = next - start;
          if (state === PLAIN) this.#take(start, next - eol, rows);
          else this.#odd.push(rows);
          if (state === MISCOUNTED) this.#miscounted.push(rows);
        }
        start = next;
      }
    this.#rows = rows;
    this.#longest = longest;
    this.#addKeys();
    const most = Math.max(MOST_LEAST, rows * MOST);
    return this.#odd.length + this.#alike.size <= most && !this.#prints.isFull;
  }

  #addKeys(): void {
    this.#prints.addAll(this.#keys.subarray(0, this.#keyed), (record, known) => {
      this.#alike.add(known).add(record);
    });
    this.#keyed = 0;
  }

  /** Prints of the key and of the persons in a plain record. */
  #take(start: number, end: number, record: number): void {
    const marks = this.#marks;
    const { text } = this.#walker;
    marks[0] = start;
    marks[this.#lastColumn + 1] = end + 1;
    const printer = this.#printer;
    printer.begin();
    // With the byte after a field, so that `A;BC` is not `AB;C`.
    for (const column of this.#key) printer.take(text, marks[column] ?? 0, marks[column + 1] ?? 0);
    this.#keys[this.#keyed] = printer.a;
    this.#keys[this.#keyed + 1] = printer.b;
    this.#keys[this.#keyed + 2] = record;
    this.#keyed += 3;
    if (this.#keyed === this.#keys.length) this.#addKeys();
    for (const persons of this.#persons)
      if (!persons.isOff)
        persons.meet(text, marks[persons.column] ?? 0, (marks[persons.column + 1] ?? 0) - 1);
  }
}

const LF = 10;
/** What is kept of the beginning, for the header. */
const HEAD = 64 << 10;

const made = new WeakMap<Table, Map<string, RecordAutomaton | null>>();

/** An automaton takes some milliseconds to make, and a table has many files. */
function automatonFor(table: Table, format: Format, eol: Structure["eol"]): RecordAutomaton | null {
  const known = made.get(table) ?? new Map<string, RecordAutomaton | null>();
  made.set(table, known);
  const name = JSON.stringify([format.delimiter, format.decimal, format.dateFormat, eol]);
  const one = known.get(name);
  if (one !== undefined) return one;
  const marks = new Set<number>();
  for (const [at, { name, personal }] of table.columns.entries())
    if (table.key.includes(name) || personal === "pseudonym") marks.add(at).add(at + 1);
  const looked = [...marks].filter((at) => at > 0 && at < table.columns.length).sort((a, b) => a - b);
  const automaton = recordAutomaton(table, format, eol, looked);
  known.set(name, automaton);
  return automaton;
}
