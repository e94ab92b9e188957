import { eventsBelow, type RecordAutomaton } from "./record.ts";

/** Bytes that are walked at once. */
export const BLOCK = 1 << 18;
/** Where things lie in the walker's memory, in bytes. */
const CLASSES = 0;
const STATES = 256;
const LOG_ENDS = 272;
const TABLE = 1024;
const TEXT = 1 << 17;
const LOGS = TEXT + BLOCK;
/** An event of each byte, of two numbers. */
const LOG = BLOCK * 8;
const PAGE = 1 << 16;
const PAGES = Math.ceil((LOGS + 2 * LOG) / PAGE);
const LF = 10;

type Run = (steps: number, events: number, ...places: number[]) => void;
interface Machine {
  readonly memory: WebAssembly.Memory;
  readonly one: Run;
  readonly two: Run;
}

/**
 * Takes an automaton over whole records, and notes where it comes to a state that is an event. A byte costs some two
 * nanoseconds: two halves of a block are walked at once, in WebAssembly, since each step waits for the one before it
 * (measured: a loop in JavaScript takes more than twice as long).
 */
export class Walker {
  /** The block: whoever walks fills it. */
  readonly text: Uint8Array;
  readonly #machine: Machine;
  readonly #words: Int32Array;
  readonly #start: number;
  readonly #events: number;

  constructor(automaton: RecordAutomaton) {
    this.#machine = assembled();
    this.#start = automaton.start;
    this.#events = eventsBelow(automaton);
    const { buffer } = this.#machine.memory;
    this.text = new Uint8Array(buffer, TEXT, BLOCK);
    this.#words = new Int32Array(buffer);
    new Uint8Array(buffer, CLASSES).set(automaton.classOf);
    new Uint16Array(buffer, TABLE).set(automaton.next);
  }

  /**
   * Walks over the first bytes of the block, which end with a line.
   *
   * @returns the events in their order, in one or two parts, each of pairs: place in the block, state
   */
  walk(length: number): readonly Int32Array[] {
    // A plain record ends with its line: after one, the state is known without what stands before.
    const half = this.text.indexOf(LF, length >> 1) + 1;
    const cut = half < length ? half : length;
    const rest = length - cut;
    const both = Math.min(cut, rest);
    this.#begin(this.#start, this.#start);
    this.#machine.two(both, this.#events, TEXT, TEXT + cut, LOGS, LOGS + LOG);
    const [first, second] = [this.#left(0), this.#left(1)];
    const isFirst = cut > both;
    const last = isFirst ? first : second;
    this.#begin(last.state, this.#start);
    this.#machine.one(Math.max(cut, rest) - both, this.#events, TEXT + both + (isFirst ? 0 : cut), last.log);
    const end = this.#left(0).log;
    return [
      this.#words.subarray(LOGS >> 2, (isFirst ? end : first.log) >> 2),
      this.#words.subarray((LOGS + LOG) >> 2, (isFirst ? second.log : end) >> 2),
    ];
  }

  #begin(one: number, other: number): void {
    this.#words[STATES >> 2] = one;
    this.#words[(STATES >> 2) + 1] = other;
  }

  #left(chain: number): { state: number; log: number } {
    return {
      state: this.#words[(STATES >> 2) + chain] ?? 0,
      log: this.#words[(LOG_ENDS >> 2) + chain] ?? 0,
    };
  }
}

/** Where in the block an event's byte is. */
export const placeOf = (event: number): number => event - TEXT;

let compiled: WebAssembly.Module | null = null;

function assembled(): Machine {
  compiled ??= new WebAssembly.Module(moduleBytes());
  const memory = new WebAssembly.Memory({ initial: PAGES });
  const { one, two } = new WebAssembly.Instance(compiled, { walk: { memory } }).exports;
  if (typeof one !== "function" || typeof two !== "function") throw new TypeError("walk: no functions");
  return { memory, one: (...args) => one(...args), two: (...args) => two(...args) };
}

/** A module of two functions, which walk over one and over two texts at once. */
function moduleBytes(): Uint8Array<ArrayBuffer> {
  const I32 = 0x7f;
  const type = (places: number) => [0x60, ...sized(Array(2 + places).fill(I32)), 0];
  const name = (text: string) => sized([...Buffer.from(text)]);
  const section = (id: number, items: readonly (readonly number[])[]) => [
    id,
    ...sized([...unsigned(items.length), ...items.flat()]),
  ];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [type(2), type(4)]),
    ...section(2, [[...name("walk"), ...name("memory"), 2, 0, ...unsigned(PAGES)]]),
    ...section(3, [[0], [1]]),
    ...section(7, [
      [...name("one"), 0, 0],
      [...name("two"), 0, 1],
    ]),
    ...section(10, [sized(body(1)), sized(body(2))]),
  ]);
}

/**
 * Parameters: steps, events, where each text is, where each log is. While there are steps, for each text:
 * `state = table[state + class[text[place]]]`; below `events`, the place and the state go to the log.
 */
function body(texts: number): number[] {
  const [STEPS, EVENTS] = [0, 1];
  const place = (text: number) => 2 + text;
  const log = (text: number) => 2 + texts + text;
  const state = (text: number) => 2 + 2 * texts + text;
  const get = (local: number) => [0x20, ...unsigned(local)];
  const set = (local: number) => [0x21, ...unsigned(local)];
  const constant = (value: number) => [0x41, ...signed(value)];
  const byteAt = (offset: number) => [0x2d, 0, ...unsigned(offset)];
  const store = (offset: number) => [0x36, 2, ...unsigned(offset)];
  const [ADD, BELOW, LOOP, IF, END, BRANCH, VOID] = [0x6a, 0x49, 0x03, 0x04, 0x0b, 0x0c, 0x40];
  const plus = (local: number, more: number) => [...get(local), ...constant(more), ADD, ...set(local)];
  const all = (of: (text: number) => number[]) => Array.from({ length: texts }, (_, text) => of(text)).flat();
  const entry = (text: number) => [
    ...[...get(log(text)), ...get(place(text)), ...store(0)],
    ...[...get(log(text)), ...get(state(text)), ...store(4)],
    ...plus(log(text), 8),
  ];
  const step = (text: number) => [
    ...[...get(state(text)), ...get(place(text)), ...byteAt(0), ...byteAt(CLASSES), ADD],
    ...[0x2f, 1, ...unsigned(TABLE), ...set(state(text))],
    ...[...get(state(text)), ...get(EVENTS), BELOW, IF, VOID, ...entry(text), END],
    ...plus(place(text), 1),
  ];
  return [
    ...[1, ...unsigned(texts), 0x7f],
    ...all((text) => [...constant(0), 0x28, 2, ...unsigned(STATES + 4 * text), ...set(state(text))]),
    ...[LOOP, VOID, ...get(STEPS), IF, VOID],
    ...all(step),
    ...[...plus(STEPS, -1), BRANCH, 1, END, END],
    ...all((text) => [...constant(0), ...get(state(text)), ...store(STATES + 4 * text)]),
    ...all((text) => [...constant(0), ...get(log(text)), ...store(LOG_ENDS + 4 * text)]),
    END,
  ];
}

const sized = (bytes: readonly number[]): number[] => [...unsigned(bytes.length), ...bytes];

/** LEB128. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}
function signed(value: number): number[] {
  const low = value & 0x7f;
  const isLast = value >> 6 === 0 || value >> 6 === -1;
  return isLast ? [low] : [low | 0x80, ...signed(value >> 7)];
}
