const FIRST = 1 << 10;
/** So many slots take 64 MiB. */
const MOST = 1 << 23;
const FULL = 0.7;

/**
 * Texts by a print of 32 bits and a place that another 32 bits give, each with the number that it was given first. Two
 * texts of one print are rare (one in some thousand files of a million rows), and must do no harm.
 */
export class Prints {
  /** Pairs of a print and a number; 0 where a slot is free. */
  readonly #slots: Int32Array;
  readonly #mask: number;
  readonly #most: number;
  size = 0;

  constructor(expected: number) {
    const asked = 2 ** Math.ceil(Math.log2(Math.max(FIRST, expected / FULL)));
    const slots = Math.min(MOST, asked);
    this.#slots = new Int32Array(slots * 2);
    this.#mask = slots - 1;
    this.#most = slots * FULL;
  }

  /** The number that a text of this print has, or 0 where it is new; then it gets `id`, which counts from 1. */
  add(a: number, b: number, id: number): number {
    const slots = this.#slots;
    for (let slot = (a ^ (a >>> 15)) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const known = slots[2 * slot + 1] ?? 0;
      if (known !== 0 && slots[2 * slot] === b) return known;
      if (known !== 0) continue;
      slots[2 * slot] = b;
      slots[2 * slot + 1] = id;
      this.size += 1;
      return 0;
    }
  }

  /**
   * Adds many at once: a slot is far away in memory, and so the processor fetches several at a time (measured: half
   * the time). `met` is given the number of each that is not new, and the one that its text has.
   *
   * @param triples each a print and a number
   */
  addAll(triples: Int32Array, met: (id: number, known: number) => void): void {
    for (let at = 0; at < triples.length; at += 3) {
      const id = triples[at + 2] ?? 0;
      const known = this.add(triples[at] ?? 0, triples[at + 1] ?? 0, id);
      if (known !== 0) met(id, known);
    }
  }

  get isFull(): boolean {
    return this.size > this.#most;
  }
}

/** Makes a text's print of its bytes, in one go or more. An object for each would be most of what it costs. */
export class Printer {
  a = 0;
  b = 0;

  begin(): void {
    this.a = 0x811c9dc5 | 0;
    this.b = 0x9e3779b9 | 0;
  }

  take(bytes: Uint8Array, from: number, to: number): void {
    let { a, b } = this;
    for (let at = from; at < to; at += 1) {
      const byte = bytes[at] ?? 0;
      a = Math.imul(a ^ byte, 0x01000193);
      b = Math.imul(b ^ byte, 0x5bd1e995);
    }
    this.a = a;
    this.b = b;
  }
}
