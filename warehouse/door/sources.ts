import type { Run } from "./door.ts";
import type { Opened } from "./opened.ts";
import { readRows } from "./records.ts";
import { call, cast, column, type Expr } from "./sql/ast.ts";
import type { SourceTable } from "./types.ts";

/** The exports behind a release, one line for each table of each system. */
export async function sources(at: Opened, run: Run): Promise<readonly SourceTable[]> {
  const own = (name: string): Expr => column("e", name);
  const sum = (name: string): Expr => cast(call("sum", own(name)), "BIGINT");
  const table = await run(at, {
    kind: "select",
    columns: [
      { expr: own("system"), as: "system" },
      { expr: own("table_name"), as: "table" },
      { expr: call("count", own("export_id")), as: "exports" },
      { expr: sum("rows_in"), as: "rows_in" },
      { expr: sum("rows_loaded"), as: "rows_loaded" },
      { expr: sum("rows_refused"), as: "rows_refused" },
      { expr: cast(call("max", own("extracted_at")), "DATE"), as: "last_export" },
      { expr: cast(call("max", own("period")), "VARCHAR"), as: "last_period" },
      { expr: call("bool_or", own("sample")), as: "sample" },
    ],
    from: { kind: "table", name: "meta_export", as: "e" },
    groupBy: [own("system"), own("table_name")],
    orderBy: [
      { expr: column(null, "system"), dir: "asc" },
      { expr: column(null, "table"), dir: "asc" },
    ],
  });
  return readRows(table, (row) => ({
    system: row.text("system") ?? "",
    table: row.text("table") ?? "",
    exports: row.number("exports") ?? 0,
    rows_in: row.number("rows_in") ?? 0,
    rows_loaded: row.number("rows_loaded") ?? 0,
    rows_refused: row.number("rows_refused") ?? 0,
    last_export: row.text("last_export"),
    last_period: row.text("last_period"),
    sample: row.flag("sample") ?? false,
  }));
}
