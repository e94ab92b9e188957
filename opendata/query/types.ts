import type { CatalogueEntry } from "../types.ts";

export type Value = string | number | boolean;

/** What a reader asks of one dataset's rows. Every dialect is turned into this, and nothing else reaches SQL. */
export type Condition =
  | { readonly kind: "all" | "any"; readonly of: readonly Condition[] }
  | { readonly kind: "not"; readonly of: Condition }
  | {
      readonly kind: "compare";
      readonly column: string;
      readonly op: "=" | "!=" | "<" | "<=" | ">" | ">=";
      readonly value: Value;
    }
  | { readonly kind: "in"; readonly column: string; readonly values: readonly Value[] }
  | { readonly kind: "contains" | "starts"; readonly column: string; readonly value: string }
  | { readonly kind: "like"; readonly column: string; readonly pattern: string }
  | { readonly kind: "null"; readonly column: string }
  /** Every word stands in some text of the row. */
  | { readonly kind: "words"; readonly text: string; readonly column?: string };

export type Aggregate = "count" | "sum" | "avg" | "min" | "max";
export type Output =
  | { readonly kind: "column"; readonly column: string; readonly as: string }
  | { readonly kind: "year"; readonly column: string; readonly as: string }
  | {
      readonly kind: "aggregate";
      readonly fn: Aggregate;
      readonly column: string | null;
      readonly as: string;
    };

export interface TableQuery {
  readonly entry: CatalogueEntry;
  /** One file by the value of the splitting column; null for all of them. */
  readonly part: string | null;
  /** Columns to give, `_id` (the row's number in key order, from 1) among them; all of them when null. */
  readonly select: readonly Output[] | null;
  readonly where: Condition | null;
  /** Columns to group by; null where rows are given as they are. */
  readonly groupBy: readonly string[] | null;
  readonly distinct: boolean;
  readonly order: readonly {
    readonly by: string;
    readonly dir: "asc" | "desc";
    readonly nulls?: "first" | "last";
  }[];
  readonly limit: number | null;
  readonly offset: number;
}

export type Row = Readonly<Record<string, Value | null>>;
export interface Table {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly Row[];
}
