import type { ColumnType, Leniency } from "../../sources/contract.ts";
import type { Format } from "../types.ts";
import { literal } from "./quote.ts";

/** Where a value may be written in another way than the plain one, the SQL that makes the plain one of it. */
const WAYS: Readonly<Record<Leniency, (value: string, type: ColumnType, format: Format) => string | null>> = {
  trimmed: (value) =>
    `nullif(trim(regexp_replace(${value}, ${literal(MARKS)}, '', 'g'), ${literal(" \t\u00a0\u202f")}), '')`,
  arabic_digits: (value, type, { decimal }) =>
    ["integer", "decimal", "date", "timestamp"].includes(type.kind)
      ? `CASE WHEN strlen(${value}) = length(${value}) THEN ${value}
         ELSE translate(${value}, '٠١٢٣٤٥٦٧٨٩٫', '0123456789${decimal}') END`
      : null,
  grouped_numbers: (value, type, { decimal }) =>
    type.kind === "integer" || type.kind === "decimal"
      ? `CASE WHEN regexp_full_match(${value}, ${literal(`-?[0-9]{1,3}([ ${NBSP}][0-9]{3})+([${decimal}][0-9]+)?`)})
         THEN regexp_replace(${value}, ${literal(`[ ${NBSP}]`)}, '', 'g') ELSE ${value} END`
      : null,
  grouped_points: (value, type, { decimal }) =>
    decimal === "," && (type.kind === "integer" || type.kind === "decimal")
      ? `CASE WHEN regexp_full_match(${value}, '-?[0-9]{1,3}([.][0-9]{3})+(,[0-9]+)?')
         THEN replace(${value}, '.', '') ELSE ${value} END`
      : null,
  excel_serials: (value, type, format) =>
    type.kind === "date" || type.kind === "timestamp" ? serialSql(value, type.kind, format) : null,
  boolean_words: (value, type) =>
    type.kind === "boolean"
      ? `CASE WHEN lower(${value}) IN (${TRUE.map(literal).join(", ")}) THEN 'true'
         WHEN lower(${value}) IN (${FALSE.map(literal).join(", ")}) THEN 'false' ELSE ${value} END`
      : null,
};
/** The order matters: a number is grouped once its digits are plain, and nothing stands around it. */
const ORDER = [
  "trimmed",
  "arabic_digits",
  "grouped_numbers",
  "grouped_points",
  "excel_serials",
  "boolean_words",
] as const;

/** Direction marks and isolates, the byte order mark, the zero-width ones. */
const MARKS = "[\\x{200b}-\\x{200f}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}\\x{feff}\\x{061c}]";
const NBSP = "\\x{a0}\\x{202f}";
const TRUE = ["true", "vrai", "oui", "sí", "1", "نعم", "صحيح"];
const FALSE = ["false", "faux", "non", "no", "0", "لا", "خطأ"];

/** Five digits from 1954 on: smaller numbers could be years or days, and are not guessed. */
function serialSql(value: string, kind: "date" | "timestamp", { epoch, dateFormat }: Format): string {
  const start = epoch === 1900 ? "TIMESTAMP '1899-12-30'" : "TIMESTAMP '1904-01-01'";
  const day = dateFormat === "iso" ? "%Y-%m-%d" : "%d/%m/%Y";
  const instant = dateFormat === "iso" ? "%Y-%m-%dT%H:%M:%SZ" : "%d/%m/%Y %H:%M:%S";
  const form = kind === "date" ? "[2-7][0-9]{4}" : "[2-7][0-9]{4}([.][0-9]{1,12})?";
  const at = `${start} + to_seconds(CAST(round(TRY_CAST(${value} AS DECIMAL(24,12)) * 86400) AS BIGINT))`;
  return `CASE WHEN regexp_full_match(${value}, '${form}') THEN strftime(${at}, '${kind === "date" ? day : instant}') ELSE ${value} END`;
}

/** The plain form of a column's text; the text itself where the contract takes no other. */
export function plainForm(value: string, type: ColumnType, format: Format): string {
  return ORDER.filter((way) => format.values.includes(way)).reduce(
    (form, way) => WAYS[way](form, type, format) ?? form,
    value,
  );
}
