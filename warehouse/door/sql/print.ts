import type { Expr, From, Ordering, Query, Select, SqlType, Value } from "./ast.ts";
import { BINARY_OPS, FUNCTIONS } from "./ast.ts";

export interface Statement {
  readonly sql: string;
  /** In the order of `$1`, `$2`, … */
  readonly values: readonly Value[];
}

const functions = new Set<string>(FUNCTIONS);
const operators = new Set<string>(BINARY_OPS);
const SQL_TYPE = /^(VARCHAR|BIGINT|INTEGER|DOUBLE|BOOLEAN|DATE|DECIMAL\(\d{1,2},\d{1,2}\))$/;

/** Prints a query with `$n` in place of every value. Throws on a node, function or type that it does not know. */
export function print(query: Query): Statement {
  const values: Value[] = [];
  const list = (terms: readonly Expr[]): string => terms.map(expr).join(", ");

  function expr(node: Expr): string {
    switch (node.kind) {
      case "column":
        return node.table === null ? name(node.name) : `${name(node.table)}.${name(node.name)}`;
      case "value":
        values.push(node);
        return `CAST($${values.length} AS ${type(node.type)})`;
      case "null":
        return `CAST(NULL AS ${type(node.type)})`;
      case "call": {
        if (!functions.has(node.fn)) throw new TypeError(`sql: function: ${node.fn}`);
        const over = node.over === undefined ? "" : ` OVER (${windowOf(node.over, node.along ?? [])})`;
        return `${node.fn}(${node.distinct === true ? "DISTINCT " : ""}${list(node.args)})${over}`;
      }
      case "binary":
        if (!operators.has(node.op)) throw new TypeError(`sql: operator: ${node.op}`);
        return `(${expr(node.left)} ${node.op} ${expr(node.right)})`;
      case "logic":
        return `(${node.terms.map(expr).join(` ${node.op} `)})`;
      case "not":
        return `(NOT ${expr(node.expr)})`;
      case "isnull":
        return `(${expr(node.expr)} IS NULL)`;
      case "in":
        // Among nothing there is nothing, and SQL has no empty list.
        if (!("kind" in node.among) && node.among.length === 0) return "FALSE";
        return `(${expr(node.expr)} IN (${"kind" in node.among ? select(node.among) : list(node.among)}))`;
      case "cast":
        return `CAST(${expr(node.expr)} AS ${type(node.type)})`;
      case "case": {
        const arms = node.when
          .map(([condition, then]) => `WHEN ${expr(condition)} THEN ${expr(then)}`)
          .join(" ");
        return `CASE ${arms}${node.otherwise === null ? "" : ` ELSE ${expr(node.otherwise)}`} END`;
      }
      case "written":
        return `(${node.parts.map((part) => (typeof part === "string" ? part : expr(part))).join("")})`;
      default:
        return unknown(node);
    }
  }

  const ordered = (terms: readonly Ordering[]): string =>
    `ORDER BY ${terms.map((term) => `${expr(term.expr)} ${term.dir === "desc" ? "DESC" : "ASC"} NULLS LAST`).join(", ")}`;

  const windowOf = (partition: readonly Expr[], along: readonly Ordering[]): string =>
    [
      ...(partition.length === 0 ? [] : [`PARTITION BY ${list(partition)}`]),
      ...(along.length === 0 ? [] : [ordered(along)]),
    ].join(" ");

  function from(node: From): string {
    switch (node.kind) {
      case "table":
        return `main.${name(node.name)} AS ${name(node.as)}`;
      case "cte":
        return `${name(node.name)} AS ${name(node.as)}`;
      case "catalog":
        return `${node.name}() AS ${name(node.as)}`;
      case "query":
        return `(${any(node.query)}) AS ${name(node.as)}`;
      case "join":
        return `${from(node.left)} ${node.type} JOIN ${from(node.right)} ON ${expr(node.on)}`;
      default:
        return unknown(node);
    }
  }

  function select(node: Select): string {
    const parts: string[] = [];
    if (node.with !== undefined && node.with.length > 0) {
      parts.push(
        `WITH ${node.with.map((cte) => `${name(cte.name)} AS ${cte.inline === true ? "NOT MATERIALIZED " : ""}(${any(cte.query)})`).join(", ")}`,
      );
    }
    const outputs = node.columns.map((output) => `${expr(output.expr)} AS ${name(output.as)}`).join(", ");
    parts.push(`SELECT ${node.distinct === true ? "DISTINCT " : ""}${outputs}`);
    if (node.from !== undefined) parts.push(`FROM ${from(node.from)}`);
    if (node.where) parts.push(`WHERE ${expr(node.where)}`);
    if (node.groupBy !== undefined && node.groupBy.length > 0) parts.push(`GROUP BY ${list(node.groupBy)}`);
    if (node.having) parts.push(`HAVING ${expr(node.having)}`);
    if (node.orderBy !== undefined && node.orderBy.length > 0) parts.push(ordered(node.orderBy));
    if (node.limit !== undefined)
      parts.push(`LIMIT ${expr({ kind: "value", value: node.limit, type: "BIGINT" })}`);
    return parts.join(" ");
  }

  function any(node: Query): string {
    return node.kind === "select" ? select(node) : node.all.map(select).join(" UNION ALL ");
  }

  return { sql: any(query), values };
}

/** An identifier, quoted: it can name nothing but itself. */
export const name = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

function type(given: SqlType): string {
  if (!SQL_TYPE.test(given)) throw new TypeError(`sql: type: ${given}`);
  return given;
}

function unknown(node: never): never {
  throw new TypeError(`sql: node: ${JSON.stringify(node)}`);
}
