import { BayanError } from "#warehouse/errors.ts";
import { ident, literal } from "#warehouse/quote.ts";
import type { CatalogueEntry, Field } from "../types.ts";
import type { Condition, Output, TableQuery, Value } from "./types.ts";

/** A question that names a column which is not there, or compares what cannot be compared. */
export class TableError extends BayanError {
  constructor(what: string) {
    super(
      "invalid_question",
      { fr: `Question impossible : ${what}`, ar: `سؤال غير صالح: ${what}`, en: `Invalid question: ${what}` },
      { status: 400 },
    );
    this.name = "TableError";
  }
}

export interface Compiled {
  readonly sql: string;
  readonly values: readonly Value[];
}

export const ROW_ID = "_id";

/** The rows of an edition, numbered in key order over its parts. `pathOf` tells where a file of it lies. */
export function sourceOf(
  entry: CatalogueEntry,
  part: string | null,
  pathOf: (sha256: string) => string,
): string {
  const files = entry.files.filter(({ format }) => format === "parquet");
  let before = 0;
  const selects: string[] = [];
  for (const file of files) {
    const offset = part === null ? before : 0;
    before += file.rows;
    if (part !== null && file.part !== part) continue;
    selects.push(
      `select (file_row_number + ${offset + 1})::bigint as ${ROW_ID}, * exclude (file_row_number) from read_parquet(${literal(pathOf(file.sha256))}, file_row_number = true)`,
    );
  }
  if (selects.length === 0) throw new TableError(`part ${part ?? ""}`);
  return selects.join("\nunion all by name ");
}

/** SQL of a question, its values bound. Names come from the edition's own fields, quoted; the order is total. */
export function compile(query: TableQuery, pathOf: (sha256: string) => string): Compiled {
  const values: Value[] = [];
  const fields = new Map(query.entry.fields.map((field) => [field.name, field]));
  const fieldOf = (name: string): Field => {
    if (name === ROW_ID) return { name: ROW_ID, type: "integer", label: { fr: "", ar: "", en: "" } };
    const field = fields.get(name);
    if (field === undefined) throw new TableError(`column ${name}`);
    return field;
  };
  const bind = (field: Field, value: Value): string => {
    values.push(coerce(field, value));
    return `$${values.length}::${SQL_TYPE[field.type]}`;
  };
  const text = (value: string): string => {
    values.push(value);
    return `$${values.length}::varchar`;
  };
  const condition = (each: Condition): string => {
    switch (each.kind) {
      case "all":
        return each.of.length === 0 ? "true" : `(${each.of.map(condition).join(" and ")})`;
      case "any":
        return each.of.length === 0 ? "false" : `(${each.of.map(condition).join(" or ")})`;
      case "not":
        return `not coalesce(${condition(each.of)}, false)`;
      case "null":
        return `${ident(fieldOf(each.column).name)} is null`;
      case "in": {
        const field = fieldOf(each.column);
        if (each.values.length === 0) return "false";
        return `${ident(field.name)} in (${each.values.map((value) => bind(field, value)).join(", ")})`;
      }
      case "compare": {
        const field = fieldOf(each.column);
        const op = each.op === "!=" ? "is distinct from" : each.op;
        return `${ident(field.name)} ${op} ${bind(field, each.value)}`;
      }
      case "contains":
        return `contains(lower(${ident(fieldOf(each.column).name)}::varchar), lower(${text(each.value)}))`;
      case "starts":
        return `starts_with(lower(${ident(fieldOf(each.column).name)}::varchar), lower(${text(each.value)}))`;
      case "like":
        return `${ident(fieldOf(each.column).name)}::varchar ilike ${text(each.pattern)} escape '\\'`;
      case "words":
        return words(each.text, each.column);
    }
  };
  const words = (asked: string, column?: string): string => {
    const texts =
      column === undefined ? query.entry.fields.filter(({ type }) => type === "string") : [fieldOf(column)];
    if (texts.length === 0) return "false";
    const hay = `strip_accents(lower(concat_ws(' ', ${texts.map(({ name }) => `${ident(name)}::varchar`).join(", ")})))`;
    const parts = asked.split(/\s+/u).filter(Boolean).slice(0, 12);
    return parts.length === 0
      ? "true"
      : parts.map((part) => `contains(${hay}, strip_accents(lower(${text(part)})))`).join(" and ");
  };
  const output = (each: Output): string => {
    if (each.kind === "column") return `${ident(fieldOf(each.column).name)} as ${ident(each.as)}`;
    if (each.kind === "year")
      return `year(${ident(dateField(fieldOf(each.column)).name)}) as ${ident(each.as)}`;
    if (each.column === null) return `count(*) as ${ident(each.as)}`;
    const field = fieldOf(each.column);
    if ((each.fn === "sum" || each.fn === "avg") && !NUMBERS.has(field.type))
      throw new TableError(`${each.fn}(${each.column})`);
    const name = ident(field.name);
    if (each.fn === "sum" && field.type === "decimal")
      return `sum(${name})::decimal(38, 2) as ${ident(each.as)}`;
    if (each.fn === "avg") return `round(avg(${name}::double), 6) as ${ident(each.as)}`;
    if (each.fn === "sum" && field.type === "number") return `round(sum(${name}), 6) as ${ident(each.as)}`;
    return `${each.fn}(${name}) as ${ident(each.as)}`;
  };
  const dateField = (field: Field): Field => {
    if (field.type !== "date") throw new TableError(`year(${field.name})`);
    return field;
  };
  const grouped = query.groupBy !== null;
  const all: readonly Output[] = query.entry.fields.map(({ name }) => ({
    kind: "column",
    column: name,
    as: name,
  }));
  const select = query.select ?? all;
  if (grouped) {
    for (const each of select)
      if (each.kind === "column" && !query.groupBy?.includes(each.column))
        throw new TableError(`column ${each.column} is not grouped`);
  }
  const aggregated = select.some(({ kind }) => kind === "aggregate");
  const names = new Set(select.map(({ as }) => as));
  const orderable = (name: string): string => {
    if (grouped || aggregated || query.distinct) {
      if (!names.has(name)) throw new TableError(`order by ${name}`);
      return ident(name);
    }
    return ident(names.has(name) ? name : fieldOf(name).name);
  };
  const asked = query.order.map(
    ({ by, dir, nulls }) => `${orderable(by)} ${dir} nulls ${nulls ?? (dir === "asc" ? "last" : "first")}`,
  );
  // Whatever was asked, ties are broken for good: the same question gives the same rows in the same order.
  const ties = grouped || aggregated || query.distinct ? [...names].map(ident) : [ident(ROW_ID)];
  const group =
    grouped && query.groupBy !== null && query.groupBy.length > 0
      ? `group by ${query.groupBy.map((name) => groupName(name)).join(", ")}`
      : "";
  function groupName(name: string): string {
    return select.some((each) => each.kind === "year" && each.as === name)
      ? ident(name)
      : ident(fieldOf(name).name);
  }
  const where = query.where === null ? "" : `where ${condition(query.where)}`;
  const list = select.map(output).join(", ");
  const order = aggregated && !grouped ? "" : `order by ${[...asked, ...ties].join(", ")}`;
  const limit = query.limit === null ? "" : `limit ${whole(query.limit)}`;
  const offset = query.offset === 0 ? "" : `offset ${whole(query.offset)}`;
  const source = sourceOf(query.entry, query.part, pathOf);
  return {
    sql: `select ${query.distinct ? "distinct " : ""}${list} from (${source}) rows ${where} ${group} ${order} ${limit} ${offset}`,
    values,
  };
}

/** How many rows a question has, without its limit. */
export function compileCount(query: TableQuery, pathOf: (sha256: string) => string): Compiled {
  const { sql, values } = compile({ ...query, order: [], limit: null, offset: 0 }, pathOf);
  return { sql: `select count(*) from (${sql.replace(/ order by [\s\S]*$/u, "")}) counted`, values };
}

const NUMBERS = new Set(["integer", "decimal", "number"]);
const SQL_TYPE = {
  ...{ string: "varchar", integer: "bigint", decimal: "decimal(18, 2)" },
  ...{ number: "double", date: "date", boolean: "boolean" },
} as const satisfies Record<Field["type"], string>;

const whole = (value: number): number => {
  if (!Number.isSafeInteger(value) || value < 0) throw new TableError(`number ${value}`);
  return value;
};

/** A value as its column understands it; throws on what the column cannot hold. */
function coerce(field: Field, value: Value): Value {
  const given = String(value);
  const wrong = () => new TableError(`${field.name}: ${given.slice(0, 40)}`);
  switch (field.type) {
    case "string":
      return given;
    case "boolean":
      if (!/^(true|false|t|f|0|1)$/i.test(given)) throw wrong();
      return /^(true|t|1)$/i.test(given);
    case "date":
      if (!/^\d{4}-\d{2}-\d{2}/.test(given)) throw wrong();
      return given.slice(0, 10);
    case "integer":
      if (!/^-?\d{1,18}(\.0+)?$/.test(given)) throw wrong();
      return given.replace(/\.0+$/, "");
    default:
      if (!/^-?\d{1,16}(\.\d{1,9})?([eE][+-]?\d{1,2})?$/.test(given)) throw wrong();
      return given;
  }
}
