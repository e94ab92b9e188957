import { type Month, monthDate } from "./period.ts";
import type { PlainCondition, Resolved, TimeCondition } from "./resolve.ts";
import { allOf, binary, call, cast, type Expr, either, isNull, not, value } from "./sql/ast.ts";
import type { CellType, Grain } from "./types.ts";

const BOUND: Readonly<Record<CellType, "VARCHAR" | "BIGINT" | "DOUBLE" | "BOOLEAN" | "DATE">> = {
  text: "VARCHAR",
  integer: "BIGINT",
  decimal: "DOUBLE",
  double: "DOUBLE",
  boolean: "BOOLEAN",
  date: "DATE",
};

/** A condition on a column, its values bound. `!=` keeps the rows that have no value: they are not that one. */
export function conditionOn(expr: Expr, term: PlainCondition): Expr {
  const bound = term.values.map((one) => value(one, BOUND[term.cell]));
  const [first, second] = bound;
  if (first === undefined) throw new TypeError(`condition: ${term.dimension}: no value`);
  switch (term.op) {
    case "isnull":
      return term.values[0] === true ? isNull(expr) : not(isNull(expr));
    case "in":
      return { kind: "in", expr, among: bound };
    case "between":
      if (second === undefined) throw new TypeError(`condition: ${term.dimension}: one bound`);
      return allOf([binary(">=", expr, first), binary("<=", expr, second)]) ?? first;
    case "!=":
      return either(binary("<>", expr, first), isNull(expr));
    default:
      return binary(term.op, expr, first);
  }
}

/** The day of a row, moved forward by whole months. */
export function dayOf(expr: Expr, shift: number): Expr {
  const day = cast(expr, "DATE");
  return shift === 0 ? day : cast(call("date_add", day, call("to_months", value(shift, "INTEGER"))), "DATE");
}

export const periodStart = (grain: Grain, day: Expr): Expr =>
  cast(call("date_trunc", value(grain, "VARCHAR"), day), "DATE");

/** Whether a day, before its shift, falls in the asked window. */
export function inWindow(day: Expr, asked: Pick<Resolved, "from" | "end">, shift: number): Expr | null {
  return allOf([
    asked.from === null ? null : binary(">=", day, firstDay(asked.from - shift)),
    asked.end === null ? null : binary("<", day, firstDay(asked.end - shift)),
  ]);
}

/** The conditions on year, quarter and month, as ranges of days: no function stands on the column. */
export function onPeriods(day: Expr, asked: Pick<Resolved, "when">, shift: number): Expr | null {
  return allOf(asked.when.map((term) => onPeriod(day, term, shift)));
}

function onPeriod(day: Expr, term: TimeCondition, shift: number): Expr {
  const since = (month: Month): Expr => binary(">=", day, firstDay(month - shift));
  const before = (month: Month): Expr => binary("<", day, firstDay(month - shift));
  const within = (first: Month, end: Month): Expr => allOf([since(first), before(end)]) ?? since(first);
  if (term.op === "isnull") return term.isNull ? isNull(day) : not(isNull(day));
  const [span, last] = term.spans;
  if (span === undefined) throw new TypeError("condition: no period");
  switch (term.op) {
    case "=":
      return within(span.first, span.end);
    case "!=":
      return not(within(span.first, span.end));
    case "in":
      return either(...term.spans.map((one) => within(one.first, one.end)));
    case "between":
      return within(span.first, last?.end ?? span.end);
    case "<":
      return before(span.first);
    case "<=":
      return before(span.end);
    case ">":
      return since(span.end);
    case ">=":
      return since(span.first);
  }
}

const firstDay = (month: Month): Expr => value(monthDate(month), "DATE");
