import { type Branch, keyName } from "./branch.ts";
import { aggregate } from "./measure.ts";
import { inWindow, onPeriods, periodStart } from "./predicates.ts";
import type { Resolved } from "./resolve.ts";
import { allOf, binary, call, cast, column, type Expr, type Select, value } from "./sql/ast.ts";

/**
 * A running total. Every month from the first row to the last stands in a spine; the window and the conditions
 * on periods choose among its months, not among the rows, since a total to date needs the rows before.
 */
export function cumulated(rows: Select, branch: Branch, asked: Resolved): Select {
  const month = column("s", "month");
  const periods = asked.keys.flatMap((key, index) =>
    key.grain === null ? [] : [{ grain: key.grain, as: keyName(index) }],
  );
  const spine: Select = {
    kind: "select",
    columns: [
      ...periods.map(({ as }) => ({ expr: column("q", as), as })),
      { expr: call("max", column("q", "month")), as: "last" },
    ],
    from: {
      kind: "query",
      query: {
        kind: "select",
        columns: [
          ...periods.map(({ grain, as }) => ({ expr: periodStart(grain, month), as })),
          { expr: month, as: "month" },
        ],
        from: { kind: "query", query: months, as: "s" },
        where: allOf([inWindow(month, asked, 0), onPeriods(month, asked, 0)]),
      },
      as: "q",
    },
    groupBy: periods.map(({ as }) => column("q", as)),
  };
  const on = column("r", "on_month");
  const last = column("p", "last");
  const { months: width, toDate } = branch.cumulative ?? { months: null, toDate: null };
  const keys = asked.keys.map((key, index) => column(key.grain === null ? "r" : "p", keyName(index)));
  return {
    kind: "select",
    with: [{ name: "rows", query: rows }],
    columns: [
      ...keys.map((expr, index) => ({ expr, as: keyName(index) })),
      ...branch.leaves.map((one) => ({
        expr: aggregate(one.measure, one.leaf, column("r", one.as)),
        as: one.as,
      })),
    ],
    from: {
      kind: "join",
      type: "INNER",
      left: { kind: "query", query: spine, as: "p" },
      right: { kind: "cte", name: "rows", as: "r" },
      on:
        allOf([
          binary("<=", on, last),
          width === null ? null : binary(">", on, monthsBefore(last, width)),
          toDate === null ? null : binary(">=", on, periodStart(toDate, last)),
        ]) ?? binary("<=", on, last),
    },
    groupBy: keys,
  };
}

const bounds: Select = {
  kind: "select",
  columns: [
    { expr: call("min", column("r", "on_month")), as: "first" },
    { expr: call("max", column("r", "on_month")), as: "last" },
  ],
  from: { kind: "cte", name: "rows", as: "r" },
};
const months: Select = {
  kind: "select",
  columns: [
    {
      expr: cast(
        call(
          "unnest",
          call(
            "generate_series",
            column("b", "first"),
            column("b", "last"),
            call("to_months", value(1, "INTEGER")),
          ),
        ),
        "DATE",
      ),
      as: "month",
    },
  ],
  from: { kind: "query", query: bounds, as: "b" },
};

const monthsBefore = (day: Expr, count: number): Expr =>
  cast(call("date_add", day, call("to_months", value(-count, "INTEGER"))), "DATE");
