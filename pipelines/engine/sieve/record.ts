import type { Column, ColumnType, Table } from "../../sources/contract.ts";
import type { Format, Structure } from "../types.ts";
import { type Automaton, automatonOf } from "./pattern.ts";

/** What a byte leads to where a record ends or a looked-for column begins; all states below `first` are such. */
export const HAZARD = 0;
/** The record is plain: each value has its column's form. */
export const PLAIN = 1;
/** A value has not; its columns are as many as they should be. */
export const ODD = 2;
/** It has too few or too many columns. */
export const MISCOUNTED = 3;
/** A line without a byte: no record. */
export const BLANK = 4;
/** The first of the states that begin a column. */
export const MARKS_FROM = 5;

/** A table's records, in one format, as one automaton over bytes. */
export interface RecordAutomaton {
  /** Bytes that no state tells apart have one class, told as its place in a row of `next`. */
  readonly classOf: Uint8Array;
  /** Rows of two bytes a class, one for each state; a state is told as its row's place in bytes. */
  readonly next: Uint16Array;
  /** Bytes of a row. */
  readonly width: number;
  /** The state before a record. */
  readonly start: number;
  /** Columns whose first byte is told (never 0, which begins with the record), in the order of states from 5 on. */
  readonly marks: readonly number[];
  /** Loaded columns whose form is all that can be told of them before their value is known. */
  readonly told: ReadonlySet<string>;
}

const QUOTE = 34;
const CR = 13;
const LF = 10;

/**
 * Composes the columns' automata: a delimiter leads from one to the next, a line end to the first again. What could
 * move the borders of records (a quote, a stray line end, a zero byte) leads to HAZARD.
 *
 * @returns null where the table has too few columns, or forms too many to count
 */
export function recordAutomaton(
  table: Table,
  format: Format,
  eol: Structure["eol"],
  marks: readonly number[],
): RecordAutomaton | null {
  const forms = table.columns.map((column) => formOf(column, table, format));
  const last = forms.length - 1;
  if (last === 0) return null;
  const delimiter = format.delimiter.charCodeAt(0);

  // States: the events, those within each column, those of a record that is odd already, those between CR and LF.
  let states = MARKS_FROM + marks.length;
  const counted = (more: number): number => {
    states += more;
    return states - more;
  };
  const within = forms.map(({ automaton }) => counted(automaton?.accepts.length ?? 2));
  const askew = counted(forms.length);
  const over = counted(1);
  const turns = counted(MARKS_FROM);
  const inside = (at: number, state: number): number => {
    const mark = state === 0 ? marks.indexOf(at) : -1;
    return mark < 0 ? (within[at] ?? 0) + state : MARKS_FROM + mark;
  };
  const ended = (state: number): number => (eol === "\n" ? state : turns + state);
  const next = (at: number, good: boolean): number =>
    at === last ? over : good ? inside(at + 1, 0) : askew + at + 1;

  const rows = Array.from({ length: states }, () => new Uint16Array(256));
  const fill = (state: number, other: (byte: number) => number, end: number, onDelimiter: number): void => {
    const row = rows[state];
    if (row === undefined) return;
    for (let byte = 0; byte < 256; byte += 1) row[byte] = other(byte);
    row[delimiter] = onDelimiter;
    for (const byte of [0, QUOTE, CR, LF]) row[byte] = HAZARD;
    row[eol === "\n" ? LF : CR] = ended(end);
  };
  for (const [at, { automaton, nullable }] of forms.entries()) {
    const self = askew + at;
    fill(self, () => self, at === last ? ODD : MISCOUNTED, next(at, false));
    for (let state = 0; state < (automaton?.accepts.length ?? 2); state += 1) {
      const good = state === 0 ? nullable : (automaton?.accepts[state] ?? true);
      const after = (byte: number): number => {
        const to = automaton === null ? 1 : byte < 128 ? (automaton.next[state * 128 + byte] ?? -1) : -1;
        return to < 0 ? self : inside(at, to);
      };
      const whole = good ? PLAIN : ODD;
      const end = at < last ? MISCOUNTED : whole;
      fill(inside(at, state), after, at === 0 && state === 0 ? BLANK : end, next(at, good));
    }
  }
  fill(over, () => over, MISCOUNTED, over);
  for (const state of [PLAIN, ODD, MISCOUNTED, BLANK]) {
    rows[turns + state]?.fill(HAZARD);
    rows[turns + state]?.set([state], LF);
    rows[state]?.set(rows[inside(0, 0)] ?? []);
  }
  const packed = pack(rows);
  if (packed === null) return null;
  const told = table.columns.filter((_, at) => forms[at]?.automaton !== null).map(({ name }) => name);
  return { ...packed, start: PLAIN * packed.width, marks, told: new Set(told) };
}

/** Bytes that lead to the same states everywhere are one class: the table then stays in the nearest memory. */
function pack(rows: readonly Uint16Array[]): Pick<RecordAutomaton, "classOf" | "width" | "next"> | null {
  // Refined row by row: two bytes stay in one class while no row tells them apart.
  const classOf = new Uint8Array(256);
  let classes = 1;
  for (const row of rows) {
    const parts = new Map<number, number>();
    for (let byte = 0; byte < 256; byte += 1) {
      const part = (classOf[byte] ?? 0) * 0x10000 + (row[byte] ?? 0);
      const known = parts.get(part) ?? parts.size;
      parts.set(part, known);
      classOf[byte] = known;
    }
    classes = parts.size;
  }
  const width = classes * 2;
  if (width > 256 || rows.length * width > 0xffff) return null;
  const next = new Uint16Array(rows.length * classes);
  for (const [state, row] of rows.entries())
    for (let byte = 0; byte < 256; byte += 1)
      next[state * classes + (classOf[byte] ?? 0)] = (row[byte] ?? 0) * width;
  return { classOf: classOf.map((each) => each * 2), width, next };
}

/** The first of the states that are no event. */
export const eventsBelow = ({ marks, width }: RecordAutomaton): number => (MARKS_FROM + marks.length) * width;

interface Form {
  readonly nullable: boolean;
  /** Null where any text will do, or SQL has to say. */
  readonly automaton: Automaton | null;
}

function formOf(column: Column, table: Table, format: Format): Form {
  if (column.personal === "drop") return { nullable: true, automaton: null };
  const pattern = patternOf(column.type, format, table.key.includes(column.name));
  return { nullable: column.nullable, automaton: pattern === null ? null : automatonOf(pattern) };
}

const DAY = "(0[1-9]|[12][0-9]|3[01])";
const MONTH = "(0[1-9]|1[0-2])";
const YEAR = "[1-9][0-9]{3}";
const TIME = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]";

/** Texts that `valueSql` takes whenever its cast gives a value; of a key's numbers, only those with one way to write them. */
function patternOf(type: ColumnType, { decimal, dateFormat }: Format, isKey: boolean): string | null {
  switch (type.kind) {
    case "code":
      return type.pattern;
    case "boolean":
      return "true|false";
    case "integer":
      return isKey ? "0|-?[1-9][0-9]*" : "-?[0-9]+";
    case "decimal": {
      const whole = `-?[0-9]{1,${type.precision - type.scale}}`;
      return type.scale === 0 ? whole : `${whole}([${decimal}][0-9]{1,${type.scale}})?`;
    }
    case "date":
      return dateFormat === "iso" ? `${YEAR}-${MONTH}-${DAY}` : `${DAY}/${MONTH}/${YEAR}`;
    case "timestamp":
      return dateFormat === "iso"
        ? `[12][0-9]{3}-${MONTH}-${DAY}T${TIME}Z`
        : `${DAY}/${MONTH}/${YEAR} ${TIME}`;
    case "text":
    case "territory":
    case "enum":
    case "list":
      return null;
  }
}
