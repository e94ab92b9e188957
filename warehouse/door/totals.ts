import { TOTAL } from "./builtins.ts";
import { sqlTypeOf } from "./cells.ts";
import type { Scope } from "./policy.ts";
import type { Resolved } from "./resolve.ts";
import { column, nil, type Ordering, type Select, value } from "./sql/ast.ts";

type Rows = (asked: Resolved, scope: Scope) => Select;

/**
 * The rows of a question, then its totals, each asked anew by the keys that it keeps: what does not add up (a rate, a
 * stock, a distinct count, an index) has its own figure at each level.
 */
export function withTotals(
  asked: Resolved,
  scope: Scope,
  rows: Rows,
  ends: { readonly orderBy: readonly Ordering[]; readonly limit: number },
  maxRows: number,
): Select {
  const detail = rows(asked, scope);
  const names = detail.columns.map((output) => output.as);
  const part = (from: Select, kept: readonly number[], total: number): Select => {
    const dropped = new Map(
      asked.keys.flatMap((key, index) => (kept.includes(index) ? [] : [[key.name, sqlTypeOf(key.cell)]])),
    );
    const columns = names.map((as) => {
      const type = dropped.get(as);
      return { expr: type === undefined ? column("t", as) : nil(type), as };
    });
    return {
      kind: "select",
      columns: [...columns, { expr: value(total, "BIGINT"), as: TOTAL }],
      from: { kind: "query", query: from, as: "t" },
    };
  };
  const all = [
    part(
      { ...detail, ...ends },
      asked.keys.map((_, index) => index),
      0,
    ),
    ...asked.totals.map((kept, index) => {
      const keys = asked.keys.filter((_, place) => kept.includes(place));
      return part(rows({ ...asked, keys }, scope), kept, index + 1);
    }),
  ];
  return {
    kind: "select",
    columns: [...names, TOTAL].map((as) => ({ expr: column("u", as), as })),
    from: { kind: "query", query: { kind: "union", all }, as: "u" },
    orderBy: [{ expr: column(null, TOTAL), dir: "asc" }, ...ends.orderBy],
    limit: maxRows + 1,
  };
}
