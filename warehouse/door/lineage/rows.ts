import type { DuckDBConnection } from "@duckdb/node-api";
import { openEngine } from "../../engine.ts";
import { ident, literal } from "../../quote.ts";
import type { RawStore } from "../../raw/index.ts";
import type { ReleaseHandle } from "../../release/types.ts";
import { execute } from "../execute.ts";
import { faults } from "../faults.ts";
import { value } from "../sql/ast.ts";
import { cellAt, type Table } from "../table.ts";
import type { Cell, ExportRow } from "../types.ts";
import { MONTH, type Shared } from "./keys.ts";

/** Rows of a model that are followed to their exports, at most. */
export const MOST_KEYS = 20_000;

/** Where exports are read from, for how long, and where the engine may put what it does not hold. */
export interface Reading {
  readonly raw: RawStore;
  readonly timeoutMs: number;
  readonly temp: string;
}

/** The rows of one table of exports that carry the keys given, and a page of them. */
export interface Behind {
  total(shared: Shared, keys: Table): Promise<number>;
  page(
    shared: Shared,
    keys: Table,
    at: { readonly page: number; readonly size: number },
  ): Promise<readonly ExportRow[]>;
  close(): void;
}

/**
 * Reads the accepted exports of a release out of their store, in an engine of its own that may read them and nothing
 * else: the one that answers questions reads no file at all.
 */
export async function openBehind(release: ReleaseHandle, { raw, timeoutMs, temp }: Reading): Promise<Behind> {
  const instance = await openEngine(temp, { threads: "2", memory_limit: "512MiB" });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  await raw.open(connection);
  await connection.run(`SET allowed_directories = [${literal(raw.folder)}]`);
  await connection.run("SET enable_external_access = false");
  await connection.run("SET lock_configuration = true");
  const run = (sql: string, values: readonly number[] = []): Promise<Table> =>
    execute(connection, { sql, values: values.map((one) => value(one, "BIGINT")) }, timeoutMs);
  return {
    async total(shared, keys) {
      const source = await sourceOf(release, raw, connection, shared, keys);
      if (source === null) return 0;
      await fill(connection, shared, keys);
      const table = await run(`SELECT count(*) AS n FROM ${source}`);
      const found = table.columns[0] === undefined ? 0 : cellAt(table.columns[0], 0);
      return typeof found === "number" ? found : 0;
    },
    async page(shared, keys, { page, size }) {
      const source = await sourceOf(release, raw, connection, shared, keys);
      if (source === null) return [];
      await fill(connection, shared, keys);
      const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${source}`);
      const names = described.getRowsJson().map((row) => String(row[0]));
      const shown = names.filter((name) => !name.startsWith("_") && !name.endsWith("_key"));
      const columns = [
        ...["_export_id", "_sheet"].map((name) =>
          names.includes(name)
            ? `CAST(${ident(name)} AS VARCHAR) AS ${name}`
            : `CAST(NULL AS VARCHAR) AS ${name}`,
        ),
        "CAST(_row AS BIGINT) AS _row",
        `CAST(${names.includes("_line") ? "_line" : "_row + 1"} AS BIGINT) AS _line`,
        ...shown.map((name) => `CAST(${ident(name)} AS VARCHAR) AS ${ident(name)}`),
      ];
      const table = await run(
        `SELECT ${columns.join(", ")} FROM ${source} ORDER BY _export_id, _row LIMIT $1 OFFSET $2`,
        [size, (page - 1) * size],
      );
      return rowsOf(release, table, shown);
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

function rowsOf(release: ReleaseHandle, table: Table, shown: readonly string[]): readonly ExportRow[] {
  const inputs = new Map(release.build.inputs.map((input) => [input.export_id, input]));
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  return Array.from({ length: table.rows }, (_, row): ExportRow => {
    const cell = (name: string): Cell => {
      const found = columns.get(name);
      return found === undefined ? null : cellAt(found, row);
    };
    const id = String(cell("_export_id"));
    const input = inputs.get(id);
    const sheet = cell("_sheet");
    return {
      export_id: id,
      file: input?.file ?? "",
      sheet: typeof sheet === "string" ? sheet : null,
      record: Number(cell("_row")),
      line: Number(cell("_line")),
      sha256: input?.sha256 ?? "",
      values: Object.fromEntries(shown.map((name) => [name, cell(name)])),
    };
  });
}

/** The live files of a table that may hold the keys, and the rows in them that do; null where there is no file. */
async function sourceOf(
  release: ReleaseHandle,
  raw: RawStore,
  connection: DuckDBConnection,
  shared: Shared,
  keys: Table,
): Promise<string | null> {
  const { system, table, by, day } = shared;
  const years = yearsOf(keys);
  const named = release.build.inputs
    .filter((input) => input.system === system && input.table === table)
    .filter(({ period }) => years === null || !/^\d{4}/.test(period) || years.has(Number(period.slice(0, 4))))
    .map(({ period, sha256 }) => `raw/${system}/${table}/${period}__${sha256.slice(0, 12)}.parquet`);
  const files = await raw.present(connection, named);
  if (files.size === 0) return null;
  const list = [...files].map((file) => literal(raw.at(file))).join(", ");
  const same = by.map(
    ({ raw: name }, index) => `CAST(r.${ident(name)} AS VARCHAR) IS NOT DISTINCT FROM k.k${index}`,
  );
  // What is paid or taken in the weeks after 31 December stands in December's books.
  const month =
    day === null
      ? []
      : [
          `CAST(date_trunc('month', least(CAST(r.${ident(day)} AS DATE), make_date(r.fiscal_year, 12, 31))) AS DATE) = k.month`,
        ];
  return `(SELECT r.* FROM read_parquet([${list}], union_by_name = true) AS r SEMI JOIN keys AS k ON ${[...same, ...month].join(" AND ")}) AS found`;
}

/** Years that the keys speak of, with the one after, in which a year's last payments are made; null when of none. */
function yearsOf(keys: Table): ReadonlySet<number> | null {
  const months = keys.columns.find((column) => column.name === MONTH);
  if (months === undefined) return null;
  const years = new Set<number>();
  for (let row = 0; row < keys.rows; row += 1) {
    const month = cellAt(months, row);
    if (typeof month !== "string") return null;
    years.add(Number(month.slice(0, 4))).add(Number(month.slice(0, 4)) + 1);
  }
  return years;
}

async function fill(connection: DuckDBConnection, { by }: Shared, keys: Table): Promise<void> {
  if (keys.rows > MOST_KEYS) throw faults.tooBroad();
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE keys (${[...by.map((_, index) => `k${index} VARCHAR`), "month DATE"].join(", ")})`,
  );
  const columns = [...by.map(({ name }) => name), MONTH].map((name) =>
    keys.columns.find((column) => column.name === name),
  );
  const statement = `INSERT INTO keys VALUES `;
  for (let start = 0; start < keys.rows; start += 500) {
    const rows = Array.from({ length: Math.min(500, keys.rows - start) }, (_, index) => {
      const cells = columns.map((column) => {
        const cell = column === undefined ? null : cellAt(column, start + index);
        return cell === null ? "NULL" : literal(String(cell));
      });
      return `(${cells.join(", ")})`;
    });
    await connection.run(statement + rows.join(", "));
  }
}
