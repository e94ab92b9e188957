import { z } from "zod";
import { type Column, type ColumnType, GROUPEMENT_PATTERN, loadedColumns, type Table } from "./contract.ts";

/**
 * The zod schema of one row as it stands in raw Parquet, read as JSON: money as a decimal string, dates and instants
 * as ISO text, lists as arrays. Territory codes are checked for shape only; that they exist is the loader's work.
 */
export function rowSchema(table: Table): z.ZodObject<Record<string, z.ZodType>> {
  return z.strictObject(
    Object.fromEntries(loadedColumns(table).map((each) => [each.name, columnSchema(each)])),
  );
}

export function columnSchema(column: Column): z.ZodType {
  const base = column.personal === "pseudonym" ? z.string().min(1) : typeSchema(column.type);
  return column.nullable ? base.nullable() : base;
}

const TERRITORY = new RegExp(`^(?:[0-9]{2}(?:\\.[0-9]{2,3}(?:\\.[0-9]{1,2})*)?|${GROUPEMENT_PATTERN})$`);

function typeSchema(type: ColumnType): z.ZodType {
  switch (type.kind) {
    case "text":
      return z.string().max(type.maxLength);
    case "code":
      return z.string().regex(new RegExp(`^(?:${type.pattern})$`));
    case "territory":
      return z.string().regex(TERRITORY);
    case "enum":
      return z.enum(type.values);
    case "integer":
      return z.int().min(type.min).max(type.max);
    case "decimal":
      return z
        .string()
        .regex(new RegExp(`^-?[0-9]{1,${type.precision - type.scale}}(?:\\.[0-9]{1,${type.scale}})?$`));
    case "date":
      return z.iso.date();
    case "timestamp":
      return z.iso.datetime({ local: true });
    case "boolean":
      return z.boolean();
    case "list":
      return z.array(typeSchema(type.of));
  }
}
