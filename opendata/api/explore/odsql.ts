import { TableError } from "../../query/compile.ts";
import type { Aggregate, Condition, Output, Value } from "../../query/types.ts";

type Token = { readonly kind: "name" | "text" | "number" | "date" | "sign" | "word"; readonly value: string };
const WORDS = new Set([
  "and",
  "or",
  "not",
  "in",
  "like",
  "is",
  "null",
  "between",
  "as",
  "true",
  "false",
  "asc",
  "desc",
]);
const PATTERN =
  /\s*(?:(date'[^']*')|('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(`[^`]+`)|(-?\d+(?:\.\d+)?)|(<=|>=|!=|<>|[=<>(),*:])|([A-Za-z_]\w*))/y;

function tokensOf(text: string): Token[] {
  const found: Token[] = [];
  PATTERN.lastIndex = 0;
  let at = 0;
  while (text.slice(at).trim() !== "") {
    PATTERN.lastIndex = at;
    const match = PATTERN.exec(text);
    if (match === null) throw new TableError(text.slice(at, at + 40));
    at = PATTERN.lastIndex;
    const [, date, quoted, ticked, number, sign, word] = match;
    if (date !== undefined) found.push({ kind: "date", value: date.slice(5, -1) });
    else if (quoted !== undefined)
      found.push({ kind: "text", value: quoted.slice(1, -1).replace(/\\(.)/g, "$1") });
    else if (ticked !== undefined) found.push({ kind: "name", value: ticked.slice(1, -1) });
    else if (number !== undefined) found.push({ kind: "number", value: number });
    else if (sign !== undefined) found.push({ kind: "sign", value: sign });
    else if (word !== undefined)
      found.push(
        WORDS.has(word.toLowerCase())
          ? { kind: "word", value: word.toLowerCase() }
          : { kind: "name", value: word },
      );
  }
  return found;
}

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;
  constructor(text: string) {
    this.#tokens = tokensOf(text);
  }
  get peek(): Token | undefined {
    return this.#tokens[this.#at];
  }
  next(): Token {
    const token = this.peek;
    if (token === undefined) throw new TableError("unexpected end");
    this.#at += 1;
    return token;
  }
  take(value: string): boolean {
    if (this.peek?.value !== value || this.peek.kind === "text") return false;
    this.#at += 1;
    return true;
  }
  must(value: string): void {
    if (!this.take(value)) throw new TableError(`expected ${value}`);
  }
  end(): void {
    if (this.peek !== undefined) throw new TableError(`unexpected ${this.peek.value}`);
  }
}

/** `date'2024'` stands for the whole year, `date'2024-03'` for the month. */
function spanOf(date: string): readonly [string, string] {
  const parts = date.replaceAll("/", "-").split("-");
  const [year = "", month, day] = parts;
  if (!/^\d{4}$/.test(year)) throw new TableError(`date ${date}`);
  const last = (m: number) => String(new Date(Date.UTC(Number(year), m, 0)).getUTCDate()).padStart(2, "0");
  if (month === undefined) return [`${year}-01-01`, `${year}-12-31`];
  if (day === undefined) return [`${year}-${month}-01`, `${year}-${month}-${last(Number(month))}`];
  return [`${year}-${month}-${day}`, `${year}-${month}-${day}`];
}

/** The `where` of ODSQL: comparisons, in, like, is null, between, words, and, or, not, parentheses. */
export function parseWhere(text: string): Condition {
  const reader = new Reader(text);
  const either = (): Condition => {
    const of = [both()];
    while (reader.take("or")) of.push(both());
    return of.length === 1 && of[0] !== undefined ? of[0] : { kind: "any", of };
  };
  const both = (): Condition => {
    const of = [one()];
    while (reader.take("and")) of.push(one());
    return of.length === 1 && of[0] !== undefined ? of[0] : { kind: "all", of };
  };
  const one = (): Condition => {
    if (reader.take("not")) return { kind: "not", of: one() };
    if (reader.take("(")) {
      const inner = either();
      reader.must(")");
      return inner;
    }
    const token = reader.next();
    if (token.kind === "text") return { kind: "words", text: token.value };
    if (token.kind !== "name") throw new TableError(`unexpected ${token.value}`);
    if (/^(startswith|search|suggest)$/i.test(token.value) && reader.take("("))
      return callOf(reader, token.value);
    return comparison(reader, token.value);
  };
  const condition = either();
  reader.end();
  return condition;
}

function callOf(reader: Reader, name: string): Condition {
  const column = reader.next();
  if (column.kind === "text") {
    reader.must(")");
    return { kind: "words", text: column.value };
  }
  reader.must(",");
  const value = reader.next().value;
  reader.must(")");
  return /^startswith$/i.test(name)
    ? { kind: "starts", column: column.value, value }
    : { kind: "words", text: value, column: column.value };
}

function plainOf(token: Token): Value {
  if (token.kind === "date") return spanOf(token.value)[0];
  if (token.kind === "text" || token.kind === "number") return token.value;
  if (token.value === "true" || token.value === "false") return token.value === "true";
  throw new TableError(`value ${token.value}`);
}

function comparison(reader: Reader, column: string): Condition {
  if (reader.take("is")) {
    const not = reader.take("not");
    reader.must("null");
    const empty: Condition = { kind: "null", column };
    return not ? { kind: "not", of: empty } : empty;
  }
  const not = reader.take("not");
  const found = sided(reader, column);
  return not ? { kind: "not", of: found } : found;
}

function sided(reader: Reader, column: string): Condition {
  const compare = (op: "=" | "!=" | "<" | "<=" | ">" | ">=", value: Value): Condition => ({
    kind: "compare",
    column,
    op,
    value,
  });
  if (reader.take("in")) {
    reader.must("(");
    const values = [plainOf(reader.next())];
    while (reader.take(",")) values.push(plainOf(reader.next()));
    reader.must(")");
    return { kind: "in", column, values };
  }
  if (reader.take("like"))
    return { kind: "contains", column, value: String(plainOf(reader.next())).replace(/^%|%$/g, "") };
  if (reader.take("between")) {
    const low = plainOf(reader.next());
    reader.must("and");
    return { kind: "all", of: [compare(">=", low), compare("<=", plainOf(reader.next()))] };
  }
  const op = reader.next().value.replace("<>", "!=").replace(":", "=");
  if (op !== "=" && op !== "!=" && op !== "<" && op !== "<=" && op !== ">" && op !== ">=")
    throw new TableError(`operator ${op}`);
  const token = reader.next();
  if (token.kind !== "date") return compare(op, plainOf(token));
  const [from, to] = spanOf(token.value);
  const inside: Condition = { kind: "all", of: [compare(">=", from), compare("<=", to)] };
  if (op === "=") return inside;
  if (op === "!=") return { kind: "not", of: inside };
  return compare(op, op === "<" || op === ">=" ? from : to);
}

const FUNCTIONS: Readonly<Record<string, Aggregate>> = {
  count: "count",
  sum: "sum",
  avg: "avg",
  min: "min",
  max: "max",
};

/** The `select` and `group_by` of ODSQL: columns, `*`, aggregates, `year(column)`, each with `as`. */
export function parseSelect(text: string, all: readonly string[]): readonly Output[] {
  const reader = new Reader(text);
  const outputs: Output[] = [];
  do {
    if (reader.take("*")) {
      outputs.push(...all.map((name) => ({ kind: "column" as const, column: name, as: name })));
      continue;
    }
    const token = reader.next();
    if (token.kind !== "name") throw new TableError(`select ${token.value}`);
    const fn = token.value.toLowerCase();
    let output: Output = { kind: "column", column: token.value, as: token.value };
    if (reader.take("(")) {
      const inner = reader.take("*") ? null : reader.next().value;
      reader.must(")");
      const aggregate = FUNCTIONS[fn];
      const as = inner === null ? `${fn}(*)` : `${fn}(${inner})`;
      if (fn === "year" && inner !== null) output = { kind: "year", column: inner, as };
      else if (aggregate !== undefined && (inner !== null || fn === "count"))
        output = { kind: "aggregate", fn: aggregate, column: inner, as };
      else throw new TableError(`function ${fn}`);
    }
    outputs.push(reader.take("as") ? { ...output, as: reader.next().value } : output);
  } while (reader.take(","));
  reader.end();
  return outputs;
}

/** The `order_by` of ODSQL. */
export function parseOrder(text: string): readonly { by: string; dir: "asc" | "desc"; nulls: "last" }[] {
  return text.split(",").map((part) => {
    const found = /^\s*-?\s*`?([\w()*]+)`?(?:\s+(asc|desc))?\s*$/i.exec(part);
    if (found === null) throw new TableError(`order_by ${part}`);
    const desc = /^\s*-/.test(part) || found[2]?.toLowerCase() === "desc";
    return { by: found[1] ?? "", dir: desc ? ("desc" as const) : ("asc" as const), nulls: "last" as const };
  });
}
