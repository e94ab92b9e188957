import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from "node:sqlite";

export type StateRow = Readonly<Record<string, SQLOutputValue>>;

/**
 * The small transactional store of an installation (`<home>/state.sqlite`).
 * Writes only go through `immediate`: a transaction that reads first and writes later fails at random
 * when another process writes in between, and SQLite does not wait then.
 */
export interface State {
  all(sql: string, ...values: SQLInputValue[]): StateRow[];
  get(sql: string, ...values: SQLInputValue[]): StateRow | undefined;
  /** Runs `work` inside BEGIN IMMEDIATE; commits its result, or rolls back when it throws. Calls may nest. */
  immediate<T>(work: (tx: StateWriter) => T): T;
  /** Brings one component's tables up to `steps.length`; each step runs once, in order, in a transaction. */
  migrate(component: string, steps: readonly string[]): void;
  close(): void;
}

export interface StateWriter {
  all(sql: string, ...values: SQLInputValue[]): StateRow[];
  get(sql: string, ...values: SQLInputValue[]): StateRow | undefined;
  /** Rows changed. */
  run(sql: string, ...values: SQLInputValue[]): number;
}

const VERSIONS = `CREATE TABLE IF NOT EXISTS schema_version (
  component TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL) STRICT`;

/** Opens or creates the store; `file` may be `:memory:`. Waits up to 5 s for another writer. */
export function openState(file: string): State {
  if (file !== ":memory:") mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { timeout: 5000, enableForeignKeyConstraints: true });
  switchToWal(database);
  database.exec("PRAGMA synchronous = FULL");
  const all = (sql: string, ...values: SQLInputValue[]) => database.prepare(sql).all(...values);
  const get = (sql: string, ...values: SQLInputValue[]) => database.prepare(sql).get(...values);
  const run = (sql: string, ...values: SQLInputValue[]) =>
    Number(database.prepare(sql).run(...values).changes);
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
    all,
    get,
    immediate,
    migrate(component, steps) {
      if (versionOf(get, component) === steps.length) return;
      immediate((tx) => {
        const version = versionOf(tx.get, component);
        if (version > steps.length)
          throw new RangeError(
            `state: ${component} is at version ${version}, newer than this program's ${steps.length}`,
          );
        for (const step of steps.slice(version)) database.exec(step);
        tx.run(
          "INSERT INTO schema_version (component, version) VALUES (?, ?) ON CONFLICT (component) DO UPDATE SET version = excluded.version",
          component,
          steps.length,
        );
      });
    },
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

function versionOf(get: StateWriter["get"], component: string): number {
  return Number(get("SELECT version FROM schema_version WHERE component = ?", component)?.version ?? 0);
}
