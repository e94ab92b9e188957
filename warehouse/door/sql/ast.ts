/** SQL as data. Nothing outside `print.ts` turns it into text, and every value is bound there. */
export type SqlType =
  | "VARCHAR"
  | "BIGINT"
  | "INTEGER"
  | "DOUBLE"
  | "BOOLEAN"
  | "DATE"
  | `DECIMAL(${number},${number})`;

export const FUNCTIONS = [
  "sum",
  "count",
  "approx_count_distinct",
  "hash",
  "avg",
  "min",
  "max",
  "median",
  "quantile_cont",
  "any_value",
  "rank",
  "bool_or",
  "coalesce",
  "nullif",
  "round",
  "isfinite",
  "date_trunc",
  "date_add",
  "to_months",
  "year",
  "quarter",
  "strftime",
  "concat",
  "unnest",
  "generate_series",
  "make_date",
  "lower",
  "contains",
  "strip_accents",
] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

export const BINARY_OPS = [
  "=",
  "<>",
  "<",
  "<=",
  ">",
  ">=",
  "+",
  "-",
  "*",
  "/",
  "IS NOT DISTINCT FROM",
] as const;
export type BinaryOp = (typeof BINARY_OPS)[number];

export interface Column {
  readonly kind: "column";
  readonly table: string | null;
  readonly name: string;
}
/** A bound value. DATE travels as ISO text and is cast where it stands. */
export interface Value {
  readonly kind: "value";
  readonly value: string | number | boolean;
  readonly type: SqlType;
}
export interface Null {
  readonly kind: "null";
  readonly type: SqlType;
}
export interface Call {
  readonly kind: "call";
  readonly fn: FunctionName;
  readonly args: readonly Expr[];
  readonly distinct?: boolean;
  /** A window over these partitions, in this order where it matters. */
  readonly over?: readonly Expr[];
  readonly along?: readonly Ordering[];
}
export interface Binary {
  readonly kind: "binary";
  readonly op: BinaryOp;
  readonly left: Expr;
  readonly right: Expr;
}
export interface Logic {
  readonly kind: "logic";
  readonly op: "AND" | "OR";
  readonly terms: readonly Expr[];
}
export interface Not {
  readonly kind: "not";
  readonly expr: Expr;
}
export interface IsNull {
  readonly kind: "isnull";
  readonly expr: Expr;
}
export interface In {
  readonly kind: "in";
  readonly expr: Expr;
  readonly among: readonly Expr[] | Select;
}
export interface Cast {
  readonly kind: "cast";
  readonly expr: Expr;
  readonly type: SqlType;
}
export interface Case {
  readonly kind: "case";
  readonly when: readonly (readonly [condition: Expr, value: Expr])[];
  readonly otherwise: Expr | null;
}
/** SQL that a metric's author wrote in the models, with our nodes in its holes. Never a caller's text. */
export interface Written {
  readonly kind: "written";
  readonly parts: readonly (string | Expr)[];
}
export type Expr = Column | Value | Null | Call | Binary | Logic | Not | IsNull | In | Cast | Case | Written;

export interface Output {
  readonly expr: Expr;
  readonly as: string;
}
export type From =
  | { readonly kind: "table"; readonly name: string; readonly as: string }
  | { readonly kind: "cte"; readonly name: string; readonly as: string }
  /** DuckDB's own list of what it holds. */
  | { readonly kind: "catalog"; readonly name: "duckdb_columns"; readonly as: string }
  | { readonly kind: "query"; readonly query: Query; readonly as: string }
  | {
      readonly kind: "join";
      readonly type: "LEFT" | "INNER";
      readonly left: From;
      readonly right: From;
      readonly on: Expr;
    };
export interface Ordering {
  readonly expr: Expr;
  readonly dir: "asc" | "desc";
}
export interface Select {
  readonly kind: "select";
  /** Named queries. DuckDB writes out one that is read twice, unless told that its filters are worth more. */
  readonly with?: readonly { readonly name: string; readonly query: Query; readonly inline?: boolean }[];
  readonly distinct?: boolean;
  readonly columns: readonly Output[];
  readonly from?: From;
  readonly where?: Expr | null;
  readonly groupBy?: readonly Expr[];
  readonly having?: Expr | null;
  readonly orderBy?: readonly Ordering[];
  readonly limit?: number;
}
export interface Union {
  readonly kind: "union";
  readonly all: readonly Select[];
}
export type Query = Select | Union;

export const column = (table: string | null, name: string): Column => ({ kind: "column", table, name });
export const value = (given: Value["value"], type: SqlType): Value => ({ kind: "value", value: given, type });
export const nil = (type: SqlType): Null => ({ kind: "null", type });
export const call = (fn: FunctionName, ...args: Expr[]): Call => ({ kind: "call", fn, args });
export const binary = (op: BinaryOp, left: Expr, right: Expr): Binary => ({
  kind: "binary",
  op,
  left,
  right,
});
export const cast = (expr: Expr, type: SqlType): Cast => ({ kind: "cast", expr, type });
export const not = (expr: Expr): Not => ({ kind: "not", expr });
export const isNull = (expr: Expr): IsNull => ({ kind: "isnull", expr });
export const either = (...terms: Expr[]): Expr => logic("OR", terms);
export const when = (condition: Expr, then: Expr, otherwise: Expr | null = null): Case => ({
  kind: "case",
  when: [[condition, then]],
  otherwise,
});

/** The conjunction of what is given; null when nothing is. */
export function allOf(terms: readonly (Expr | null | undefined)[]): Expr | null {
  const given = terms.filter((term) => term !== null && term !== undefined);
  return given.length === 0 ? null : logic("AND", given);
}

function logic(op: Logic["op"], terms: readonly Expr[]): Expr {
  const [only, ...more] = terms;
  if (only === undefined) throw new TypeError("sql: an empty condition");
  return more.length === 0 ? only : { kind: "logic", op, terms };
}
