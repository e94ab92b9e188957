import type { Structure } from "../types.ts";

const LF = 10;
const CR = 13;
const QUOTE = 34;
const HEAD = 64 * 1024;

/** Where the scanner stands inside a record (RFC 4180; a quote opens a field only at its start). */
const AT_START = 0;
const PLAIN = 1;
const QUOTED = 2;
const AFTER_QUOTE = 3;

/**
 * Counts a file's records in one pass, apart from the engine that loads them: what the load gives is held against
 * this count, so that no reader can lose a row in silence. Takes bytes of UTF-8 in pieces of any size.
 */
export class StructureScanner {
  readonly #delimiter: number;
  readonly #head: Uint8Array[] = [];
  #headBytes = 0;
  #state = AT_START;
  #position = 0;
  #recordStart = 0;
  #last = LF;
  #records = 0;
  #eol: Structure["eol"] | null = null;
  readonly #blanks: number[] = [];
  readonly #breaks: number[] = [];

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  push(piece: Uint8Array): void {
    if (piece.length === 0) return;
    if (this.#headBytes < HEAD) {
      // A copy: the buffer behind the piece is filled again with the next one.
      this.#head.push(new Uint8Array(piece.subarray(0, HEAD - this.#headBytes)));
      this.#headBytes += piece.length;
    }
    if (this.#state < QUOTED && !piece.includes(QUOTE)) this.#hop(piece);
    else this.#step(piece);
    this.#position += piece.length;
    this.#last = piece[piece.length - 1] ?? this.#last;
  }

  end(): Structure {
    const rest = this.#position - this.#recordStart;
    if (rest > 1 || (rest === 1 && this.#last !== CR)) this.#records += 1;
    return {
      rows: Math.max(0, this.#records - 1),
      eol: this.#eol ?? "\n",
      blanks: this.#blanks,
      breaks: this.#breaks,
      places: null,
      open: this.#state === QUOTED,
      head: Buffer.concat(this.#head),
    };
  }

  /** A piece without quotes: from line end to line end. */
  #hop(piece: Uint8Array): void {
    for (let at = piece.indexOf(LF); at >= 0; at = piece.indexOf(LF, at + 1)) {
      this.#endRecord(this.#position + at, at > 0 ? piece[at - 1] : this.#last);
    }
    const last = piece[piece.length - 1];
    this.#state = last === this.#delimiter || last === LF ? AT_START : PLAIN;
  }

  #step(piece: Uint8Array): void {
    const delimiter = this.#delimiter;
    let state = this.#state;
    for (let at = 0; at < piece.length; at += 1) {
      const byte = piece[at];
      if (state === QUOTED) {
        if (byte === QUOTE) state = AFTER_QUOTE;
        else if (byte === LF) this.#breaks.push(this.#records + 1);
      } else if (byte === LF) {
        this.#endRecord(this.#position + at, at > 0 ? piece[at - 1] : this.#last);
        state = AT_START;
      } else if (byte === delimiter) state = AT_START;
      else if (byte === QUOTE && (state === AT_START || state === AFTER_QUOTE)) state = QUOTED;
      else if (!(byte === CR && state === AFTER_QUOTE)) state = PLAIN;
    }
    this.#state = state;
  }

  #endRecord(at: number, before: number | undefined): void {
    const length = at - this.#recordStart;
    const carriage = length > 0 && before === CR;
    this.#eol ??= carriage ? "\r\n" : "\n";
    if (length === 0 || (length === 1 && carriage)) this.#blanks.push(this.#records);
    else this.#records += 1;
    this.#recordStart = at + 1;
  }
}
