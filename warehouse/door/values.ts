import { faults } from "./faults.ts";
import type { CellType, Condition, Scalar } from "./types.ts";

/** The values of a condition in the type of its dimension. Throws a QueryError that says what was expected. */
export function typedValues(term: Condition, cell: CellType): readonly Scalar[] {
  const refuse = (expected: string): never => {
    throw faults.badValue(term.dimension, expected);
  };
  const list: readonly Scalar[] = Array.isArray(term.value) ? term.value : [term.value as Scalar];
  switch (term.op) {
    case "isnull":
      if (typeof term.value !== "boolean") refuse("true | false");
      return list;
    case "in":
      if (!Array.isArray(term.value)) refuse("[…]");
      break;
    case "between":
      if (!Array.isArray(term.value) || list.length !== 2) refuse("[…, …]");
      break;
    default:
      if (Array.isArray(term.value)) refuse("1");
      if (cell === "boolean" && term.op !== "=" && term.op !== "!=") refuse("= | !=");
  }
  const typed = (one: Scalar): Scalar => {
    switch (cell) {
      case "text":
        return typeof one === "string" && isWellFormed(one) ? one : refuse("text");
      case "integer":
        return typeof one === "number" && Number.isSafeInteger(one) ? one : refuse("integer");
      case "decimal":
      case "double":
        return typeof one === "number" && Number.isFinite(one) ? one : refuse("number");
      case "boolean":
        return typeof one === "boolean" ? one : refuse("true | false");
      case "date":
        return typeof one === "string" && isDate(one) ? one : refuse("2025-01-31");
    }
  };
  return list.map(typed);
}

/** No lone surrogate and no NUL: what is not text is not a value. */
const isWellFormed = (text: string): boolean => text.isWellFormed() && !text.includes("\u0000");

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
