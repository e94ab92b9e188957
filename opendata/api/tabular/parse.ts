import { TableError } from "../../query/compile.ts";
import type { Aggregate, Condition, Output, TableQuery, Value } from "../../query/types.ts";
import type { CatalogueEntry } from "../../types.ts";

const MOST_PAGE = 50;
const AGGREGATES: Readonly<Record<string, Aggregate>> = {
  count: "count",
  avg: "avg",
  min: "min",
  max: "max",
  sum: "sum",
};

/** One condition: `column`, `operator`, `value` as the tabular API writes them. `less` and `greater` include. */
export function conditionOf(column: string, op: string, value: string): Condition {
  const compare = (sign: "=" | "!=" | "<" | "<=" | ">" | ">="): Condition => ({
    kind: "compare",
    column,
    op: sign,
    value,
  });
  const list = value.split(",");
  switch (op) {
    case "exact":
      return compare("=");
    case "differs":
      return compare("!=");
    case "isnull":
      return { kind: "null", column };
    case "isnotnull":
      return { kind: "not", of: { kind: "null", column } };
    case "contains":
      return { kind: "contains", column, value };
    case "notcontains":
      return { kind: "not", of: { kind: "contains", column, value } };
    case "in":
      return { kind: "in", column, values: list };
    case "notin":
      return { kind: "not", of: { kind: "in", column, values: list } };
    case "less":
      return compare("<=");
    case "greater":
      return compare(">=");
    case "strictly_less":
      return compare("<");
    case "strictly_greater":
      return compare(">");
    default:
      throw new TableError(`operator ${op}`);
  }
}

/** `a__exact.1,and(b__less.3,c__in."x,y")`: the inside of `or=(…)`. */
export function parseGroup(text: string, kind: "all" | "any"): Condition {
  const inner = /^\((.*)\)$/s.exec(text.trim())?.[1] ?? text;
  return { kind, of: splitTop(inner).map(parseTerm) };
}

function parseTerm(text: string): Condition {
  const nested = /^(and|or)(\(.*\))$/s.exec(text.trim());
  if (nested !== null) return parseGroup(nested[2] ?? "", nested[1] === "and" ? "all" : "any");
  const term = /^(?:"((?:[^"\\]|\\.)*)"|([^"\s.]+?))__(\w+)(?:\.(.*))?$/s.exec(text.trim());
  if (term === null) throw new TableError(text.slice(0, 40));
  const value = (term[4] ?? "").replace(/^"(.*)"$/s, "$1");
  return conditionOf(term[1] ?? term[2] ?? "", term[3] ?? "", value);
}

function splitTop(text: string): string[] {
  const parts: string[] = [];
  let [depth, quoted, from] = [0, false, 0];
  for (let at = 0; at < text.length; at += 1) {
    const each = text[at];
    if (each === '"') quoted = !quoted;
    if (quoted) continue;
    if (each === "(") depth += 1;
    if (each === ")") depth -= 1;
    if (each === "," && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)].filter((part) => part.trim() !== "");
}

export interface TabularQuestion {
  readonly query: TableQuery;
  readonly page: number;
  readonly size: number;
}

/** The query of an address as the one question on a dataset's rows; throws on what it does not know. */
export function questionOf(
  entry: CatalogueEntry,
  part: string | null,
  given: URLSearchParams,
): TabularQuestion {
  const of: Condition[] = [];
  const order: { by: string; dir: "asc" | "desc"; nulls: "last" }[] = [];
  const groupBy: string[] = [];
  const outputs: Output[] = [];
  let columns: readonly string[] | null = null;
  let [page, size] = [1, 20];
  const whole = (name: string, value: string, most: number): number => {
    if (!/^[1-9]\d{0,8}$/.test(value) || Number(value) > most) throw new TableError(`${name} ${value}`);
    return Number(value);
  };
  for (const [name, value] of given) {
    if (name === "page") page = whole(name, value, 1e8);
    else if (name === "page_size") size = whole(name, value, MOST_PAGE);
    else if (name === "columns") columns = value.split(",").map((each) => each.trim());
    else if (name === "or" || name === "and") of.push(parseGroup(value, name === "or" ? "any" : "all"));
    else {
      const found = /^(?:"(.+)"|(.+?))__(\w+)$/s.exec(name);
      if (found === null) throw new TableError(`parameter ${name}`);
      const [column, op] = [found[1] ?? found[2] ?? "", found[3] ?? ""];
      if (op === "sort") {
        if (value !== "asc" && value !== "desc") throw new TableError(`sort ${value}`);
        order.push({ by: column, dir: value, nulls: "last" });
      } else if (op === "groupby") groupBy.push(column);
      else if (AGGREGATES[op] !== undefined)
        outputs.push({ kind: "aggregate", fn: AGGREGATES[op], column, as: `${column}__${op}` });
      else of.push(conditionOf(column, op, value));
    }
  }
  const aggregated = groupBy.length > 0 || outputs.length > 0;
  const named = aggregated ? groupBy : (columns ?? ["_id", ...entry.fields.map(({ name }) => name)]);
  const select: Output[] = [
    ...named.map((name) => ({ kind: "column" as const, column: name, as: name === "_id" ? "__id" : name })),
    ...outputs,
  ];
  return {
    query: {
      ...{ entry, part, select, order, distinct: false },
      where: of.length === 0 ? null : { kind: "all", of },
      groupBy: aggregated ? groupBy : null,
      limit: size,
      offset: (page - 1) * size,
    },
    page,
    size,
  };
}

export type { Value };
