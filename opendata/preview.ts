import type { Engine } from "./query/engine.ts";
import type { Condition, Row, TableQuery } from "./query/types.ts";
import type { CatalogueEntry } from "./types.ts";

export interface PreviewAsk {
  readonly part: string | null;
  readonly words: string;
  readonly column: string | null;
  readonly value: string;
  readonly sort: string | null;
  readonly dir: "asc" | "desc";
  readonly page: number;
}
export interface Preview {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly query: TableQuery;
}
export const PREVIEW_ROWS = 20;

/** A page of an edition's rows as its reader filters and sorts them: the published file itself, nothing else. */
export async function previewOf(engine: Engine, entry: CatalogueEntry, ask: PreviewAsk): Promise<Preview> {
  const parts = entry.files.filter(({ format }) => format === "parquet").map(({ part }) => part);
  const part = ask.part !== null && parts.includes(ask.part) ? ask.part : (parts.at(-1) ?? null);
  const known = (name: string | null) => entry.fields.find((field) => field.name === name);
  const of: Condition[] = [];
  if (ask.words !== "") of.push({ kind: "words", text: ask.words });
  const column = known(ask.column);
  if (column !== undefined && ask.value !== "")
    of.push({ kind: "contains", column: column.name, value: ask.value });
  const sort = known(ask.sort);
  const query: TableQuery = {
    entry,
    part,
    select: null,
    where: of.length === 0 ? null : { kind: "all", of },
    groupBy: null,
    distinct: false,
    order: sort === undefined ? [] : [{ by: sort.name, dir: ask.dir, nulls: "last" }],
    limit: PREVIEW_ROWS,
    offset: (ask.page - 1) * PREVIEW_ROWS,
  };
  const [{ rows }, total] = [await engine.rows(query), await engine.count(query)];
  return { rows, total, query };
}
