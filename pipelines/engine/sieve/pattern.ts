/**
 * Patterns of a contract as finite automata over bytes: what a value of a plain file must look like is then told at
 * the price of one look-up a byte. Sets, groups, alternatives and counts, in ASCII; other patterns stay with SQL.
 */
export interface Automaton {
  /** `next[state * 128 + byte]`: the state after a byte, or -1. State 0 is the start; nothing leads back to it. */
  readonly next: Int16Array;
  readonly accepts: readonly boolean[];
}

const BYTES = 128;
/** A pattern that needs more is left to SQL. */
const MOST_STATES = 200;

type Node =
  | { readonly kind: "set"; readonly bytes: ReadonlySet<number> }
  | { readonly kind: "all" | "any"; readonly of: readonly Node[] }
  | { readonly kind: "times"; readonly of: Node; readonly least: number; readonly most: number };

const known = new Map<string, Automaton | null>();

/** The automaton of a pattern that matches whole values; null where the pattern has more than sets and counts. */
export function automatonOf(pattern: string): Automaton | null {
  const one = known.get(pattern);
  if (one !== undefined) return one;
  const read = new Reader(pattern).whole();
  const made = read === null ? null : determined(read);
  known.set(pattern, made);
  return made;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): Node | null {
    const node = this.#any();
    return this.#at === this.#text.length ? node : null;
  }

  #any(): Node | null {
    const of: Node[] = [];
    do {
      const each = this.#all();
      if (each === null) return null;
      of.push(each);
    } while (this.#takes("|"));
    return { kind: "any", of };
  }

  #all(): Node | null {
    const of: Node[] = [];
    while (this.#at < this.#text.length && !"|)".includes(this.#peek())) {
      const one = this.#one();
      const counted = one === null ? null : this.#counted(one);
      if (counted === null) return null;
      of.push(counted);
    }
    return { kind: "all", of };
  }

  #one(): Node | null {
    const char = this.#peek();
    this.#at += 1;
    if (char === "(") {
      if (this.#peek() === "?") return null;
      const inner = this.#any();
      return inner !== null && this.#takes(")") ? inner : null;
    }
    if (char === "[") return this.#set();
    return /^[\w /:,;-]$/.test(char) ? { kind: "set", bytes: new Set([char.charCodeAt(0)]) } : null;
  }

  #set(): Node | null {
    const end = this.#text.indexOf("]", this.#at);
    const inner = this.#text.slice(this.#at, end);
    if (end < 0 || !/^[\w ./:,;-]+$/.test(inner)) return null;
    this.#at = end + 1;
    const bytes = new Set<number>();
    for (let at = 0; at < inner.length; at += 1) {
      const from = inner.charCodeAt(at);
      const isRange = inner.charAt(at + 1) === "-" && at + 2 < inner.length;
      const to = isRange ? inner.charCodeAt(at + 2) : from;
      for (let byte = from; byte <= to; byte += 1) bytes.add(byte);
      if (isRange) at += 2;
    }
    return { kind: "set", bytes };
  }

  #counted(of: Node): Node | null {
    const rest = this.#text.slice(this.#at);
    const [found, least, comma, most] = /^(?:\{(\d+)(,?)(\d*)\}|[*+?])/.exec(rest) ?? [];
    if (found === undefined) return of;
    this.#at += found.length;
    if ("*+?{".includes(this.#peek()) && this.#peek() !== "") return null;
    if (found === "*") return { kind: "times", of, least: 0, most: Number.POSITIVE_INFINITY };
    if (found === "+") return { kind: "times", of, least: 1, most: Number.POSITIVE_INFINITY };
    if (found === "?") return { kind: "times", of, least: 0, most: 1 };
    const from = Number(least);
    const to = comma === "" ? from : most === "" ? Number.POSITIVE_INFINITY : Number(most);
    return { kind: "times", of, least: from, most: to };
  }

  #peek(): string {
    return this.#text.charAt(this.#at);
  }

  #takes(char: string): boolean {
    const there = this.#peek() === char;
    if (there) this.#at += 1;
    return there;
  }
}

/** Steps of an automaton that may be in several states at once. */
class Steps {
  readonly on: { readonly bytes: ReadonlySet<number>; readonly to: number }[][] = [];
  readonly free: number[][] = [];

  state(): number {
    this.on.push([]);
    this.free.push([]);
    return this.on.length - 1;
  }

  /** Adds a node's steps from a state on; gives the state after it. */
  add(node: Node, from: number): number {
    switch (node.kind) {
      case "set": {
        const to = this.state();
        this.on[from]?.push({ bytes: node.bytes, to });
        return to;
      }
      case "all":
        return node.of.reduce((at, each) => this.add(each, at), from);
      case "any": {
        const end = this.state();
        for (const each of node.of) this.free[this.add(each, this.#after(from))]?.push(end);
        return end;
      }
      case "times":
        return this.#times(node.of, node.least, node.most, from);
    }
  }

  #times(of: Node, least: number, most: number, from: number): number {
    let at = from;
    for (let n = 0; n < least; n += 1) at = this.add(of, at);
    const end = this.state();
    if (most === Number.POSITIVE_INFINITY) {
      const loop = this.#after(at);
      this.free[this.add(of, loop)]?.push(loop);
      this.free[loop]?.push(end);
      return end;
    }
    for (let n = least; n < most; n += 1) {
      this.free[at]?.push(end);
      at = this.add(of, at);
    }
    this.free[at]?.push(end);
    return end;
  }

  #after(from: number): number {
    const to = this.state();
    this.free[from]?.push(to);
    return to;
  }

  /** All states that can be reached without a byte, in order. */
  closed(states: readonly number[]): number[] {
    const found = new Set(states);
    for (const state of found) for (const to of this.free[state] ?? []) found.add(to);
    return [...found].sort((a, b) => a - b);
  }
}

function determined(node: Node): Automaton | null {
  const steps = new Steps();
  const start = steps.state();
  const end = steps.add(node, start);
  const sets = [steps.closed([start])];
  // The start has no name, so that a loop makes a state of its own.
  const names = new Map<string, number>();
  const next: number[] = [];
  for (let state = 0; state < sets.length; state += 1) {
    if (state === MOST_STATES) return null;
    const targets = Array.from({ length: BYTES }, (): number[] => []);
    for (const each of sets[state] ?? [])
      for (const { bytes, to } of steps.on[each] ?? []) for (const byte of bytes) targets[byte]?.push(to);
    for (const to of targets) next.push(to.length === 0 ? -1 : nameOf(to));
  }
  function nameOf(targets: readonly number[]): number {
    const direct = targets.join();
    const one = names.get(direct);
    if (one !== undefined) return one;
    const set = steps.closed(targets);
    const name = `closed ${set.join()}`;
    const state = names.get(name) ?? sets.push(set) - 1;
    names.set(name, state);
    names.set(direct, state);
    return state;
  }
  return { next: Int16Array.from(next), accepts: sets.map((set) => set.includes(end)) };
}
