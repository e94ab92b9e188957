import type { DuckDBConnection } from "@duckdb/node-api";
import { ident, literal } from "#warehouse/quote.ts";
import { LAKE, type RawStore } from "#warehouse/raw/index.ts";
import type { ExportLedger } from "../engine/index.ts";
import { type Contract, rawColumns } from "../sources/index.ts";
import { heldNow, keyOf, missingThere, OWN, OWN_TABLES } from "./entries.ts";

const valueSql = (value: string | number | boolean | null): string =>
  typeof value === "string" ? literal(value) : String(value ?? "NULL");
/** Rows of one INSERT. */
const ROWS = 500;

type Columns = readonly (readonly [name: string, type: string])[];

/** Makes the catalogue's own tables where they are missing. */
export async function prepare(connection: DuckDBConnection): Promise<void> {
  const there = await columnsOf(connection, "bayan", "turn");
  if (there.size > 0) return;
  await connection.run("BEGIN");
  for (const [name, columns] of OWN_TABLES) await declare(connection, "bayan", name, columns);
  await connection.run(`INSERT INTO ${OWN}.turn VALUES (0)`);
  await connection.run("COMMIT");
}

/**
 * Enters what the catalogue has not yet, as one transaction: the files of loaded exports into their tables, where they
 * lie, and what the ledger has of every export.
 *
 * @returns how many exports there were
 */
export async function enter(
  connection: DuckDBConnection,
  { ledger, store, contracts }: { ledger: ExportLedger; store: RawStore; contracts: readonly Contract[] },
): Promise<number> {
  await connection.run("BEGIN");
  await connection.run(`UPDATE ${OWN}.turn SET n = n + 1`);
  const held = await heldNow(connection);
  const wanted = new Set(missingThere(ledger, held));
  const facts = ledger.facts();
  const exports = ledger.exports().filter(({ export_id }) => wanted.has(export_id));
  const fresh = exports.filter(({ export_id, status }) => held.exports.get(export_id)?.status !== status);
  const again = fresh.filter(({ export_id }) => held.exports.has(export_id)).map((each) => each.export_id);
  for (const [table, list] of Map.groupBy(fresh, (each) => `${each.system}.${each.table_name}`)) {
    const [system = "", name = ""] = table.split(".");
    const declared = contracts
      .find((each) => each.system === system)
      ?.tables.find((each) => each.name === name);
    if (declared === undefined) continue;
    await declare(
      connection,
      system,
      name,
      rawColumns(declared).map(({ name: column, type }) => [column, type] as const),
    );
    for (const { raw_path } of list)
      if (raw_path !== null)
        await connection.run(
          `CALL ducklake_add_data_files(${literal(LAKE)}, ${literal(name)}, ${literal(store.at(raw_path))},
             schema => ${literal(system)}, allow_missing => true, ignore_extra_columns => true)`,
        );
  }
  if (again.length > 0)
    await connection.run(`DELETE FROM ${OWN}.export WHERE export_id IN (${again.map(literal).join(", ")})`);
  const sent = new Set(held.arrivals.map(keyOf));
  await insert(
    connection,
    "export",
    fresh.map((each) => ({
      ...each,
      facts: JSON.stringify(facts.get(each.export_id) ?? { drift: [], profile: [] }),
    })),
  );
  await insert(
    connection,
    "arrival",
    ledger.arrivals().filter((each) => wanted.has(each.export_id) && !sent.has(keyOf(each))),
  );
  const rows = fresh.reduce((sum, each) => sum + each.rows_loaded, 0);
  const tables = [...new Set(fresh.map((each) => `${each.system}.${each.table_name}`))].join(" ");
  await connection.run(
    `CALL ${LAKE}.set_commit_message('bayan', ${literal(`${fresh.length} exports, ${rows} rows: ${tables}`.slice(0, 500))})`,
  );
  await connection.run("COMMIT");
  return fresh.length;
}

async function insert(connection: DuckDBConnection, table: string, rows: readonly object[]): Promise<void> {
  const columns = OWN_TABLES.find(([name]) => name === table)?.[1] ?? [];
  for (let start = 0; start < rows.length; start += ROWS) {
    const values = rows.slice(start, start + ROWS).map((row) => {
      const cells = new Map<string, unknown>(Object.entries(row));
      return `(${columns.map(([name]) => valueSql(cellOf(cells.get(name)))).join(", ")})`;
    });
    await connection.run(`INSERT INTO ${OWN}.${table} VALUES ${values.join(", ")}`);
  }
}

const cellOf = (value: unknown): string | number | boolean | null =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;

/** Makes a table, or adds to it the columns that its contract has got since. */
async function declare(
  connection: DuckDBConnection,
  schema: string,
  table: string,
  columns: Columns,
): Promise<void> {
  const at = `${LAKE}.${ident(schema)}.${ident(table)}`;
  const known = await columnsOf(connection, schema, table);
  if (known.size === 0) {
    const list = columns.map(([name, type]) => `${ident(name)} ${type}`).join(", ");
    await connection.run(`CREATE SCHEMA IF NOT EXISTS ${LAKE}.${ident(schema)}`);
    await connection.run(`CREATE TABLE ${at} (${list})`);
    return;
  }
  for (const [name, type] of columns)
    if (!known.has(name)) await connection.run(`ALTER TABLE ${at} ADD COLUMN ${ident(name)} ${type}`);
}

async function columnsOf(
  connection: DuckDBConnection,
  schema: string,
  table: string,
): Promise<ReadonlySet<string>> {
  const reader = await connection.runAndReadAll(
    "SELECT column_name FROM duckdb_columns() WHERE database_name = $lake AND schema_name = $schema AND table_name = $table",
    { lake: LAKE, schema, table },
  );
  return new Set(reader.getRows().map((row) => String(row[0])));
}
