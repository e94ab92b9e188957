import fc from "fast-check";

/** A file, as bytes, made worse: what exports have been seen to suffer. */
export type Mutation = (bytes: Buffer) => Buffer;

const text =
  (change: (content: string) => string): Mutation =>
  (bytes) =>
    Buffer.from(change(bytes.toString("utf8")));
const lines = (change: (lines: string[]) => string[]): Mutation =>
  text((content) => change(content.split("\n")).join("\n"));
const splice =
  (at: number, remove: number, insert: Buffer | string): Mutation =>
  (bytes) => {
    const place = bytes.length === 0 ? 0 : at % bytes.length;
    return Buffer.concat([bytes.subarray(0, place), Buffer.from(insert), bytes.subarray(place + remove)]);
  };
/** Changes one field of one line. */
const field = (line: number, column: number, change: (value: string) => string): Mutation =>
  lines((all) =>
    all.map((each, index) =>
      index !== 1 + (line % Math.max(1, all.length - 2))
        ? each
        : each
            .split(";")
            .map((value, at, row) => (at === column % row.length ? change(value) : value))
            .join(";"),
    ),
  );
const header = (change: (names: string[]) => string[]): Mutation =>
  lines(([first = "", ...rest]) => [change(first.split(";")).join(";"), ...rest]);

const place = fc.nat(100_000);
const ODD_VALUES = [
  ..."1,5|1 250,50|1\u00a0250.50|1\u202f250.50|١٢٣٫٤٥|1e5|-0|NaN|Infinity|#REF!|#N/A|NULL|0x1F|1_000|+1".split(
    "|",
  ),
  ..."10/03/2026|2026-3-1|45726|2026-02-30|epoch|today|2026-03-10 24:00|10-MAR-26|0000-00-00|٢٠٢٦-٠٣-١٠".split(
    "|",
  ),
  ...[
    "\u200f2026-03-10",
    "\u202bABC\u202c",
    "01.051.01.01 ",
    " 01.051.01.01",
    "vrai",
    "TRUE",
    "-",
    '"',
    '""',
    "''",
  ],
  ...[
    "=1+1",
    "\t",
    "\u0000",
    "é".repeat(200),
    "x".repeat(5000),
    "\\",
    "a\rb",
    "\ufffd",
    "😀",
    "%s",
    "{}",
    "[1]",
  ],
];

/** One mutation, by chance. */
export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(place, fc.nat(255)).map(([at, byte]) => splice(at, 1, Buffer.from([byte]))),
  fc
    .tuple(place, fc.uint8Array({ minLength: 1, maxLength: 20 }))
    .map(([at, bytes]) => splice(at, 0, Buffer.from(bytes))),
  fc.tuple(place, fc.nat(200)).map(([at, count]) => splice(at, count, "")),
  place.map(
    (at): Mutation =>
      (bytes) =>
        bytes.subarray(0, bytes.length === 0 ? 0 : at % bytes.length),
  ),
  fc
    .tuple(place, fc.constantFrom(";", ";;", '"', '""', "\n", "\r", "\r\n", "\n\n", "\0", "\t", ",", '";"'))
    .map(([at, what]) => splice(at, 0, what)),
  fc
    .tuple(place, place, fc.constantFrom(...ODD_VALUES))
    .map(([line, column, odd]) => field(line, column, () => odd)),
  fc.tuple(place, place).map(([line, column]) => field(line, column, (value) => `"${value}"`)),
  fc.tuple(place, place).map(([line, column]) => field(line, column, (value) => `"${value}\n${value}"`)),
  fc.tuple(place, place).map(([line, column]) => field(line, column, (value) => `${value}"`)),
  fc
    .tuple(place, place)
    .map(([from, to]) => lines((all) => all.toSpliced(to % all.length, 0, all[from % all.length] ?? ""))),
  place.map((at) => lines((all) => all.toSpliced(at % all.length, 1))),
  place.map((at) =>
    lines((all) => all.map((each, index) => (index === at % all.length ? `${each}\r` : each))),
  ),
  fc.constant(text((content) => content.replaceAll("\n", "\r\n"))),
  fc.constant(text((content) => content.replaceAll("\n", "\r"))),
  fc.constant(text((content) => `\ufeff${content}`)),
  fc.constant(text((content) => content.replaceAll(";", ","))),
  fc.constant<Mutation>((bytes) => Buffer.from(bytes.toString("utf8"), "latin1")),
  fc.constant<Mutation>((bytes) => Buffer.from(bytes.toString("utf8"), "utf16le")),
  place.map((at) => header((names) => names.toSpliced(at % names.length, 1))),
  place.map((at) => header((names) => names.toSpliced(at % names.length, 1, "autre"))),
  fc
    .tuple(place, place)
    .map(([from, to]) => header((names) => names.with(to % names.length, names[from % names.length] ?? ""))),
  place.map((at) =>
    header((names) => [...names.slice(at % names.length), ...names.slice(0, at % names.length)]),
  ),
  place.map((at) => field(at, 8, () => "x".repeat(300_000))),
);
