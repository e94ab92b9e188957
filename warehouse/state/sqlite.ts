import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { State, StateValue, StateWriter } from "./state.ts";
import { migrations, VERSIONS } from "./steps.ts";

/** Opens or creates the store in a file, or `:memory:`. Waits up to 5 s for another writer. */
export function openSqlite(file: string): State {
  if (file !== ":memory:") mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { timeout: 5000, enableForeignKeyConstraints: true });
  switchToWal(database);
  database.exec("PRAGMA synchronous = FULL");
  const all = (sql: string, ...values: StateValue[]) => database.prepare(sql).all(...values);
  const get = (sql: string, ...values: StateValue[]) => database.prepare(sql).get(...values);
  const run = (sql: string, ...values: StateValue[]) => Number(database.prepare(sql).run(...values).changes);
  const writer: StateWriter = { all, get, run };
  let depth = 0;

  const immediate = <T>(work: (tx: StateWriter) => T): T => {
    if (depth > 0) return work(writer);
    database.exec("BEGIN IMMEDIATE");
    depth += 1;
    try {
      const result = work(writer);
      if (result instanceof Promise) throw new TypeError("state: a transaction's work must be synchronous");
      database.exec("COMMIT");
      return result;
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    } finally {
      depth -= 1;
    }
  };
  immediate(() => database.exec(VERSIONS));
  return {
    engine: "sqlite",
    ...{ all, get, immediate, lately: get },
    has: (table) => get("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", table) !== undefined,
    migrate: migrations("sqlite", writer, immediate, (sql) => database.exec(sql)),
    close: () => database.close(),
  };
}

/** Changing the journal mode takes an exclusive lock for which SQLite's timeout does not wait. */
function switchToWal(database: DatabaseSync): void {
  for (let attempt = 0; ; attempt += 1) {
    try {
      database.exec("PRAGMA journal_mode = WAL");
      return;
    } catch (error) {
      if (attempt >= 50) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
}
