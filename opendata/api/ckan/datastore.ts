import { ROW_ID, TableError } from "../../query/compile.ts";
import type { Condition, Row, TableQuery, Value } from "../../query/types.ts";
import type { CatalogueEntry, Field, FieldType } from "../../types.ts";
import { type Resource, resourceIndex } from "../ids.ts";
import type { Catalogue } from "./entities.ts";
import { CkanError, invalid, notFound } from "./errors.ts";
import type { Params } from "./params.ts";

/** PostgreSQL's names, as CKAN shows them; clients map no others. */
const TYPE = {
  ...{ string: "text", integer: "numeric", decimal: "numeric" },
  ...{ number: "numeric", date: "timestamp", boolean: "bool" },
} as const satisfies Record<FieldType, string>;

const MOST_ROWS = 32_000;

export function fieldOf(field: Field): Readonly<Record<string, unknown>> {
  return {
    id: field.name,
    type: TYPE[field.type],
    info: {
      label: field.label.fr,
      notes: `${field.label.en} · ${field.label.ar}`,
      unit: field.unit ?? "",
      type_override: "",
    },
  };
}

/** The resource whose rows are asked; only CSV ones hold rows. */
export function tableOf(library: Catalogue, id: string): Resource {
  const found = resourceIndex(library.listed).get(id);
  if (found === undefined || found.form !== "csv") throw notFound(`Resource "${id}" was not found.`);
  return found;
}

const OPS = { lt: "<", lte: "<=", gt: ">", gte: ">=", eq: "=", neq: "!=" } as const;

function scalar(name: string, value: unknown): Value {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  throw invalid("filters", `invalid value for ${name}`);
}

function filterOf(name: string, value: unknown): Condition {
  if (value === null) return { kind: "null", column: name };
  if (Array.isArray(value)) {
    const nulls = value.some((each) => each === null);
    const some: Condition = {
      kind: "in",
      column: name,
      values: value.filter((each) => each !== null).map((each) => scalar(name, each)),
    };
    return nulls ? { kind: "any", of: [some, { kind: "null", column: name }] } : some;
  }
  if (typeof value === "object") {
    const of = Object.entries(value).map(([key, bound]): Condition => {
      const op = Object.entries(OPS).find(([known]) => known === key)?.[1];
      if (op === undefined) throw invalid("filters", `unknown operator ${key}`);
      return { kind: "compare", column: name, op, value: scalar(name, bound) };
    });
    return { kind: "all", of };
  }
  return { kind: "compare", column: name, op: "=", value: scalar(name, value) };
}

/** A `datastore_search` as the one question on a dataset's rows. */
export function questionOf(entry: CatalogueEntry, part: string | null, params: Params): TableQuery {
  const of: Condition[] = [];
  const filters = params.json("filters");
  if (filters !== undefined && filters !== null && filters !== "") {
    if (typeof filters !== "object" || Array.isArray(filters))
      throw invalid("filters", "Not a valid dictionary");
    for (const [name, value] of Object.entries(filters)) of.push(filterOf(name, value));
  }
  const q = params.json("q");
  if (typeof q === "string" && q.trim() !== "") of.push({ kind: "words", text: q });
  else if (typeof q === "object" && q !== null)
    for (const [column, value] of Object.entries(q)) of.push({ kind: "words", text: String(value), column });
  const names = params.list("fields");
  const distinct = params.flag("distinct", false);
  const all = [...(distinct ? [] : [ROW_ID]), ...entry.fields.map(({ name }) => name)];
  const order = (params.text("sort") ?? "")
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean)
    .map((each) => {
      const found = /^"?([\w]+)"?(?:\s+(asc|desc))?(?:\s+nulls\s+(first|last))?$/i.exec(each);
      if (found === null) throw invalid("sort", `field ${each} not in table`);
      const dir = found[2]?.toLowerCase() === "desc" ? ("desc" as const) : ("asc" as const);
      const nulls =
        found[3]?.toLowerCase() === "first"
          ? ("first" as const)
          : found[3] === undefined
            ? undefined
            : ("last" as const);
      return { by: found[1] ?? "", dir, ...(nulls === undefined ? {} : { nulls }) };
    });
  const asked = names.length === 0 ? all : names;
  return {
    ...{ entry, part, groupBy: null, distinct, order },
    select: asked.map((name) => ({ kind: "column" as const, column: name, as: name })),
    where: of.length === 0 ? null : { kind: "all", of },
    limit: params.whole("limit", 100, MOST_ROWS),
    offset: params.whole("offset", 0, 1e9),
  };
}

/** `datastore_search`: rows of a resource in a total order, with what a client needs to go on. */
export async function datastoreSearch(
  library: Catalogue,
  params: Params,
  address: string,
): Promise<Readonly<Record<string, unknown>>> {
  const id = params.text("resource_id") ?? params.text("id") ?? params.required("resource_id");
  if (id === "_table_metadata") return tableMetadata(library, params);
  const { item, part } = tableOf(library, id);
  const query = questionOf(item.entry, part, params);
  const format = params.text("records_format") ?? "objects";
  if (!["objects", "lists", "csv", "tsv"].includes(format))
    throw invalid("records_format", "Value must be one of: objects, lists, csv, tsv");
  try {
    const total = params.flag("include_total", true) ? await library.engine.count(query) : null;
    const rows = query.limit === 0 ? [] : (await library.engine.rows(query)).rows;
    const names = (query.select ?? []).map(({ as }) => as);
    const fields = names.map((name) => {
      const field = item.entry.fields.find((each) => each.name === name);
      return field === undefined ? { id: ROW_ID, type: "int" } : fieldOf(field);
    });
    const link = (offset: number) => `${address}${offset === 0 ? "" : `&offset=${offset}`}`;
    const limit = query.limit ?? MOST_ROWS;
    return {
      include_total: total !== null,
      limit,
      ...(query.offset > 0 ? { offset: query.offset } : {}),
      records_format: format,
      resource_id: id,
      ...(params.has("filters") ? { filters: params.json("filters") } : {}),
      ...(params.has("q") ? { q: params.json("q") } : {}),
      ...(total === null ? {} : { total, total_was_estimated: false }),
      fields,
      records: shaped(rows, names, format),
      _links: { start: link(0), next: link(query.offset + limit) },
    };
  } catch (error) {
    if (error instanceof TableError)
      throw new CkanError("Validation Error", 409, "", { query: [error.in("en")] });
    throw error;
  }
}

function shaped(rows: readonly Row[], names: readonly string[], format: string): unknown {
  if (format === "objects") return rows;
  const lists = rows.map((row) => names.map((name) => row[name] ?? null));
  if (format === "lists") return lists;
  const mark = format === "csv" ? "," : "\t";
  const cell = (value: unknown) => {
    const text = value === null ? "" : String(value);
    const safe = typeof value === "string" && /^\s*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
    return /["\n\r]/.test(safe) || safe.includes(mark) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return lists.map((row) => `${row.map(cell).join(mark)}\n`).join("");
}

/** What dplyr's backend reads first: the names of the tables. */
function tableMetadata(library: Catalogue, params: Params): Readonly<Record<string, unknown>> {
  const tables = [...resourceIndex(library.listed).values()].filter(({ form }) => form === "csv");
  const offset = params.whole("offset", 0, 1e9);
  const limit = params.whole("limit", 100, MOST_ROWS);
  const records = tables.map(({ id }, at) => ({
    _id: id.slice(0, 16),
    name: id,
    oid: at + 1,
    alias_of: null,
  }));
  const field = (id: string, type: string) => ({ id, type });
  return {
    resource_id: "_table_metadata",
    fields: [field("_id", "text"), field("name", "name"), field("oid", "oid"), field("alias_of", "name")],
    records: records.slice(offset, offset + limit),
    ...{
      limit,
      total: records.length,
      total_was_estimated: false,
      include_total: true,
      records_format: "objects",
    },
    _links: { start: "", next: "" },
  };
}
