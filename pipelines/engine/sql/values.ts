import type { ColumnType } from "../../sources/contract.ts";
import type { RowFault } from "../faults.ts";
import type { Format } from "../types.ts";
import { matches } from "./pattern.ts";
import { literal } from "./quote.ts";

/** How one column's text becomes a value. All three are expressions over `raw`; `ok` may use `typed`'s alias. */
export interface ValueSql {
  /** The typed value; null where the text does not give one. */
  readonly typed: string;
  /** True for a text that is good, false or null for one that is not, given the typed value. */
  ok(typed: string): string;
  /** For a text that is not ok: the fault's code. */
  fault(typed: string): string;
}

/** Names of the ENUM types that hold the territory codes a column may have. */
export type TerritoryType = (type: Extract<ColumnType, { kind: "territory" }>) => string;

/** A GLOB, since writing an instant back to compare costs twice as much; it leaves only 24:00 to be ruled out. */
const INSTANT = literal("[12]000-00-00T00:00:00Z".replaceAll("0", "[0-9]"));

const code = (name: RowFault): string => literal(name);

/**
 * The checks of a column type. DuckDB's casts take more than the contracts do (`1e3`, ` 5`, `2026/1/3`, a third
 * decimal rounded away): a value counts only where its text is the plain form of what was read.
 */
export function valueSql(type: ColumnType, raw: string, format: Format, territory: TerritoryType): ValueSql {
  switch (type.kind) {
    case "text":
      return plain(
        raw,
        `(CASE WHEN strlen(${raw}) <= ${type.maxLength} THEN true ELSE length(${raw}) <= ${type.maxLength} END)`,
        "too_long",
      );
    case "code":
      return plain(raw, matches(raw, type.pattern), "bad_pattern");
    case "territory":
      return cast(`TRY_CAST(${raw} AS ${territory(type)})`, "unknown_territory");
    case "enum":
      return cast(`TRY_CAST(${raw} AS ENUM(${type.values.map(literal).join(", ")}))`, "not_in_list");
    case "boolean":
      return cast(`CASE ${raw} WHEN 'true' THEN true WHEN 'false' THEN false END`, "not_a_boolean");
    case "integer":
      return integerSql(raw, type.min, type.max);
    case "decimal":
      return decimalSql(raw, type.precision, type.scale, format.decimal);
    case "date":
      return format.dateFormat === "iso"
        ? echoed(
            `TRY_CAST(${raw} AS DATE)`,
            (value) => `strlen(${raw}) = 10 AND ${value}::VARCHAR = ${raw}`,
            "not_a_date",
          )
        : echoed(
            `CAST(try_strptime(${raw}, '%d/%m/%Y') AS DATE)`,
            (value) => `strlen(${raw}) = 10 AND strftime(${value}, '%d/%m/%Y') = ${raw}`,
            "not_a_date",
          );
    case "timestamp":
      return format.dateFormat === "iso"
        ? echoed(
            `TRY_CAST(${raw} AS TIMESTAMP)`,
            (value) => `${value} IS NOT NULL AND ${raw} GLOB ${INSTANT} AND NOT contains(${raw}, 'T24')`,
            "not_a_timestamp",
          )
        : echoed(
            `try_strptime(${raw}, '%d/%m/%Y %H:%M:%S')`,
            (value) => `strlen(${raw}) = 19 AND strftime(${value}, '%d/%m/%Y %H:%M:%S') = ${raw}`,
            "not_a_timestamp",
          );
    case "list":
      return listSql(type.of, type.separator, raw, format, territory);
  }
}

const plain = (raw: string, ok: string, fault: RowFault): ValueSql => ({
  typed: raw,
  ok: () => ok,
  fault: () => code(fault),
});
const cast = (typed: string, fault: RowFault): ValueSql => ({
  typed,
  ok: (value) => `${value} IS NOT NULL`,
  fault: () => code(fault),
});
const echoed = (typed: string, ok: (value: string) => string, fault: RowFault): ValueSql => ({
  typed,
  ok: (value) => `(${ok(value)})`,
  fault: () => code(fault),
});

function integerSql(raw: string, min: number, max: number): ValueSql {
  const whole = (value: string) =>
    `(CASE WHEN ${value}::VARCHAR = ${raw} THEN true ELSE ${value} IS NOT NULL AND regexp_full_match(${raw}, '-?[0-9]+') END)`;
  const inside = (value: string) => `${value} BETWEEN ${min} AND ${max}`;
  return {
    typed: `TRY_CAST(${raw} AS INTEGER)`,
    ok: (value) => `(${whole(value)} AND ${inside(value)})`,
    fault: () =>
      `CASE WHEN regexp_full_match(${raw}, '-?[0-9]+') THEN ${code("out_of_range")} ELSE ${code("not_an_integer")} END`,
  };
}

function decimalSql(raw: string, precision: number, scale: number, mark: "." | ","): ValueSql {
  const point = mark === "." ? raw : `replace(${raw}, ',', '.')`;
  const form = `-?[0-9]{1,${precision - scale}}([${mark}][0-9]{1,${scale}})?`;
  const echo = (value: string) =>
    mark === "." ? `${value}::VARCHAR = ${raw}` : `replace(${value}::VARCHAR, '.', ',') = ${raw}`;
  return {
    typed: `TRY_CAST(${point} AS DECIMAL(${precision},${scale}))`,
    ok: (value) =>
      `(CASE WHEN ${echo(value)} THEN true ELSE ${value} IS NOT NULL AND regexp_full_match(${raw}, '${form}') END)`,
    fault: () => code("not_a_decimal"),
  };
}

function listSql(
  of: ColumnType,
  separator: string,
  raw: string,
  format: Format,
  territory: TerritoryType,
): ValueSql {
  const each = valueSql(of, "item", format, territory);
  const parts = `string_split(${raw}, ${literal(separator)})`;
  const item = `coalesce(${each.ok(`(${each.typed})`)}, false)`;
  return {
    typed: `list_transform(${parts}, lambda item: ${each.typed})`,
    ok: () => `list_bool_and(list_transform(${parts}, lambda item: ${item}))`,
    fault: () =>
      `list_extract(list_transform(list_filter(${parts}, lambda item: NOT (${item})), lambda item: ${each.fault(`(${each.typed})`)}), 1)`,
  };
}
