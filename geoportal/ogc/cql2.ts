import type { Geometry } from "geojson";
import { boxesMeet, boxOf, meetsBox, meetsPoint } from "./geometry.ts";

export type Scalar = string | number | boolean | null;
/** What a filter looks at: a feature's properties by name, and its geometry. */
export interface Subject {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: Geometry;
}
export type Test = (subject: Subject) => boolean;
/** How a point of the filter's reference system lies in degrees, longitude first. */
export type ToDegrees = (x: number, y: number) => readonly [number, number];

/** A filter that is not CQL2 text as it is understood here: what was met, and where. */
export class FilterFault extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** Longest filter, and how deep its parentheses may go: a filter is a question, not a load. */
const LONGEST = 2000;
const DEEPEST = 40;
const TOKEN =
  /\s*(?:(?<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<text>'(?:[^']|'')*')|(?<name>"[^"]+"|[A-Za-z_][A-Za-z0-9_.]*)|(?<sign><>|<=|>=|[=<>(),]))/uy;
const WORDS = new Set(["AND", "OR", "NOT", "LIKE", "IN", "BETWEEN", "IS", "NULL", "TRUE", "FALSE"]);

interface Token {
  readonly kind: "number" | "text" | "name" | "word" | "sign" | "end";
  readonly text: string;
  readonly at: number;
}

function tokensOf(text: string): Token[] {
  if (text.length > LONGEST) throw new FilterFault("too long", LONGEST);
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim() !== "") {
    const from = TOKEN.lastIndex;
    const groups = TOKEN.exec(text)?.groups;
    if (groups === undefined)
      throw new FilterFault(`unexpected “${text.slice(from).trim().slice(0, 20)}”`, from);
    const { number, text: quoted, name, sign } = groups;
    if (number !== undefined) tokens.push({ kind: "number", text: number, at: from });
    else if (quoted !== undefined)
      tokens.push({ kind: "text", text: quoted.slice(1, -1).replaceAll("''", "'"), at: from });
    else if (name !== undefined && WORDS.has(name.toUpperCase()))
      tokens.push({ kind: "word", text: name.toUpperCase(), at: from });
    else if (name !== undefined) tokens.push({ kind: "name", text: name.replaceAll('"', ""), at: from });
    else tokens.push({ kind: "sign", text: sign ?? "", at: from });
  }
  tokens.push({ kind: "end", text: "the end", at: text.length });
  return tokens;
}

/**
 * Reads CQL2 text: AND, OR, NOT, parentheses; = <> < <= > >=, LIKE, IN, BETWEEN, IS NULL on the queryables;
 * S_INTERSECTS of the geometry with POINT, BBOX or POLYGON's box. A null makes a comparison false, as SQL's WHERE does.
 *
 * @throws FilterFault with what was met and where
 */
export function parseFilter(text: string, queryables: ReadonlySet<string>, toDegrees: ToDegrees): Test {
  const tokens = tokensOf(text);
  let at = 0;
  let depth = 0;
  const peek = (): Token => tokens[at] ?? { kind: "end", text: "the end", at: text.length };
  const next = (): Token => {
    const token = peek();
    at += 1;
    return token;
  };
  const fault = (wanted: string, token = peek()): FilterFault =>
    new FilterFault(`${wanted} expected, not “${token.text}”`, token.at);
  const take = (kind: Token["kind"], word: string): boolean => {
    if (peek().kind !== kind || peek().text !== word) return false;
    at += 1;
    return true;
  };
  const need = (sign: string): void => {
    if (!take("sign", sign)) throw fault(`“${sign}”`);
  };
  const scalar = (): Scalar => {
    const token = next();
    if (token.kind === "number") return Number(token.text);
    if (token.kind === "text") return token.text;
    if (token.kind === "word" && (token.text === "TRUE" || token.text === "FALSE"))
      return token.text === "TRUE";
    throw fault("a value", token);
  };
  const number = (): number => {
    const value = scalar();
    if (typeof value !== "number") throw fault("a number", tokens[at - 1]);
    return value;
  };

  const either = (): Test => {
    const tests = [both()];
    while (take("word", "OR")) tests.push(both());
    return tests.length === 1
      ? (tests[0] ?? (() => false))
      : (subject) => tests.some((test) => test(subject));
  };
  const both = (): Test => {
    const tests = [one()];
    while (take("word", "AND")) tests.push(one());
    return tests.length === 1
      ? (tests[0] ?? (() => false))
      : (subject) => tests.every((test) => test(subject));
  };
  const one = (): Test => {
    depth += 1;
    if (depth > DEEPEST) throw new FilterFault("too deep", peek().at);
    try {
      if (take("word", "NOT")) {
        const inner = one();
        return (subject) => !inner(subject);
      }
      if (take("sign", "(")) {
        const inner = either();
        need(")");
        return inner;
      }
      return predicate();
    } finally {
      depth -= 1;
    }
  };
  const predicate = (): Test => {
    const name = next();
    if (name.kind !== "name") throw fault("a property", name);
    if (name.text.toUpperCase() === "S_INTERSECTS") return spatial();
    if (!queryables.has(name.text)) throw new FilterFault(`no queryable “${name.text}”`, name.at);
    const cell = ({ properties }: Subject): unknown => properties[name.text];
    if (take("word", "IS")) {
      const negated = take("word", "NOT");
      if (!take("word", "NULL")) throw fault("NULL");
      return (subject) => ((cell(subject) ?? null) !== null) === negated;
    }
    const negated = take("word", "NOT");
    const known =
      (test: (value: unknown) => boolean): Test =>
      (subject) => {
        const value = cell(subject) ?? null;
        return value !== null && test(value) !== negated;
      };
    if (take("word", "LIKE")) {
      const pattern = String(scalar());
      return known((value) => isLike(String(value), pattern));
    }
    if (take("word", "IN")) {
      need("(");
      const values = [scalar()];
      while (take("sign", ",")) values.push(scalar());
      need(")");
      return known((value) => values.some((item) => same(value, item)));
    }
    if (take("word", "BETWEEN")) {
      const low = scalar();
      if (!take("word", "AND")) throw fault("AND");
      const high = scalar();
      return known((value) => order(value, low) >= 0 && order(value, high) <= 0);
    }
    if (negated) throw fault("LIKE, IN or BETWEEN");
    const sign = next();
    const compare = sign.kind === "sign" ? COMPARE[sign.text] : undefined;
    if (compare === undefined) throw fault("a comparison", sign);
    const right = scalar();
    return known((value) => compare(value, right));
  };
  const spatial = (): Test => {
    need("(");
    const property = next();
    if (property.kind !== "name" || !["geometry", "geom"].includes(property.text))
      throw fault("geometry", property);
    need(",");
    const shape = next();
    const kind = shape.text.toUpperCase();
    const corners: [number, number][] = [];
    if (kind === "POINT") {
      need("(");
      corners.push([number(), number()]);
      need(")");
    } else if (kind === "BBOX") {
      need("(");
      const [west, , south, , east, , north] = [
        number(),
        need(","),
        number(),
        need(","),
        number(),
        need(","),
        number(),
      ];
      need(")");
      corners.push([west, south], [east, north]);
    } else if (kind === "POLYGON") {
      need("(");
      need("(");
      do corners.push([number(), number()]);
      while (take("sign", ","));
      need(")");
      need(")");
      if (!isBox(corners)) throw new FilterFault("only a rectangle is understood as POLYGON", shape.at);
    } else throw fault("POINT, BBOX or POLYGON", shape);
    need(")");
    const degrees = corners.map(([x, y]) => [...toDegrees(x, y)]);
    const [point = [0, 0]] = degrees;
    if (kind === "POINT") return ({ geometry }) => meetsPoint(geometry, point[0] ?? 0, point[1] ?? 0);
    const box = boxOf(degrees);
    return ({ geometry }) =>
      "coordinates" in geometry && boxesMeet(boxOf(geometry.coordinates), box) && meetsBox(geometry, box);
  };

  const test = either();
  if (peek().kind !== "end") throw fault("AND, OR or the end");
  return test;
}

const isBox = (corners: readonly (readonly [number, number])[]): boolean =>
  corners.length === 5 &&
  new Set(corners.map(([x]) => x)).size === 2 &&
  new Set(corners.map(([, y]) => y)).size === 2;

const same = (a: unknown, b: Scalar): boolean => (typeof b === "number" ? Number(a) === b : a === b);
function order(a: unknown, b: Scalar): number {
  if (typeof b === "number") return Number(a) - b;
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
const COMPARE: Readonly<Record<string, (a: unknown, b: Scalar) => boolean>> = {
  "=": same,
  "<>": (a, b) => !same(a, b),
  "<": (a, b) => order(a, b) < 0,
  "<=": (a, b) => order(a, b) <= 0,
  ">": (a, b) => order(a, b) > 0,
  ">=": (a, b) => order(a, b) >= 0,
};

/** % stands for any text, _ for one letter. Greedy with one step back: no pattern takes long, whatever it repeats. */
function isLike(text: string, pattern: string): boolean {
  const [letters, signs] = [[...text], [...pattern]];
  let [at, sign, star, mark] = [0, 0, -1, 0];
  while (at < letters.length) {
    if (signs[sign] === "%") {
      star = sign;
      mark = at;
      sign += 1;
    } else if (signs[sign] === "_" || signs[sign] === letters[at]) {
      at += 1;
      sign += 1;
    } else if (star >= 0) {
      mark += 1;
      at = mark;
      sign = star + 1;
    } else return false;
  }
  return signs.slice(sign).every((rest) => rest === "%");
}
