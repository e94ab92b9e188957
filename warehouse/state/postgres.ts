import { createHash } from "node:crypto";
import { systemClock } from "../clock.ts";
import { BayanError } from "../errors.ts";
import { readAddress } from "./address.ts";
import { tablesForPostgres, toPostgres } from "./dialect.ts";
import { type Answer, type Link, openLink } from "./postgres-link.ts";
import type { State, StateRow, StateValue, StateWriter } from "./state.ts";
import { migrations, VERSIONS } from "./steps.ts";

/** One connection a process for each address, however many stores are opened on it: nothing here runs beside another. */
interface Shared {
  readonly link: Link;
  /** What was asked for lately, by statement; emptied by each change. */
  readonly lately: Map<string, { readonly row: StateRow | undefined; at: number }>;
  users: number;
  /** The connection on which a transaction stands, and how deep it is nested. */
  epoch: number | null;
  depth: number;
}
const LATELY_MS = 250;
const open = new Map<string, Shared>();

/**
 * Opens the store in a database of PostgreSQL. Writers of all machines stand in one queue, as those of a file do: a
 * transaction takes the store's advisory lock at its beginning, sees all that was committed before, and waits up to 5 s.
 * So the log's chain, leases and counters hold with several writers for the same reason as with SQLite.
 *
 * @throws BayanError `state_unavailable`; RangeError for an address that is none
 */
export function openPostgres(place: string): State {
  const address = readAddress(place);
  const shared = open.get(place) ?? {
    link: openLink(address),
    lately: new Map(),
    users: 0,
    epoch: null,
    depth: 0,
  };
  open.set(place, shared);
  shared.users += 1;
  const { link } = shared;
  let closed = false;
  const close = (): void => {
    if (closed) return;
    closed = true;
    shared.users -= 1;
    if (shared.users > 0) return;
    open.delete(place);
    link.close();
  };

  const ask = (sql: string, values: readonly StateValue[]): Answer => {
    if (closed) throw new Error("state: closed");
    return link.ask(toPostgres(sql), values.map(bound), shared.epoch);
  };
  const all: StateWriter["all"] = (sql, ...values) => [...ask(sql, values).rows];
  const get: StateWriter["get"] = (sql, ...values) => ask(sql, values).rows[0];
  const run: StateWriter["run"] = (sql, ...values) => ask(sql, values).changes;
  const writer: StateWriter = { all, get, run };
  const lock = `SELECT pg_advisory_xact_lock(${LOCK}, ${keyOf(address.schema)})`;

  const immediate = <T>(work: (tx: StateWriter) => T): T => {
    if (shared.depth > 0) return work(writer);
    const epoch = link.epoch();
    shared.depth += 1;
    shared.epoch = epoch;
    try {
      link.ask(`BEGIN ISOLATION LEVEL READ COMMITTED; ${lock}`, [], epoch);
      const result = work(writer);
      if (result instanceof Promise) throw new TypeError("state: a transaction's work must be synchronous");
      link.ask("COMMIT", [], epoch);
      for (const known of shared.lately.values()) known.at = Number.NEGATIVE_INFINITY;
      return result;
    } catch (error) {
      rollBack(link, epoch);
      throw error;
    } finally {
      shared.depth -= 1;
      shared.epoch = null;
    }
  };
  const lately: State["lately"] = (sql) => {
    const known = shared.lately.get(sql);
    if (known !== undefined && systemClock.ticks() - known.at < LATELY_MS) return known.row;
    try {
      const row = get(sql);
      shared.lately.set(sql, { row, at: systemClock.ticks() });
      return row;
    } catch (error) {
      if (known === undefined || !isUnavailable(error)) throw error;
      return known.row;
    }
  };
  const has = (table: string): boolean =>
    get("SELECT 1 FROM pg_tables WHERE schemaname = ? AND tablename = ?", address.schema, table) !==
    undefined;
  const exec = (sql: string): void => {
    link.ask(tablesForPostgres(sql), [], shared.epoch);
  };
  try {
    // Whoever finds it made need not wait for a writer.
    if (!has("schema_version"))
      immediate(() => {
        exec(`CREATE SCHEMA IF NOT EXISTS ${address.schema}`);
        exec(NOCASE);
        exec(VERSIONS);
      });
    const migrate = migrations("postgres", writer, immediate, exec);
    return { engine: "postgres", ...{ all, get, immediate, lately, has, migrate, close } };
  } catch (error) {
    close();
    throw error;
  }
}

/** Names of people who sign in are the same whatever their case. */
const NOCASE =
  "CREATE COLLATION IF NOT EXISTS nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false)";
/** "baya": the first half of the lock's key; the second is the schema's. */
const LOCK = 0x62617961;
const keyOf = (schema: string): number => createHash("sha256").update(schema).digest().readInt32BE(0);

/** A lost connection has rolled back by itself. */
function rollBack(link: Link, epoch: number): void {
  if (link.epoch() !== epoch) return;
  try {
    link.ask("ROLLBACK", [], epoch);
  } catch (error) {
    // What the caller is told is why it had to be rolled back.
    if (!isUnavailable(error)) throw error;
  }
}

const isUnavailable = (error: unknown): boolean =>
  error instanceof BayanError && error.code === "state_unavailable";

/** PostgreSQL keeps no NUL in a text: nothing that is looked for holds one. */
const bound = (value: StateValue): StateValue => {
  if (typeof value === "string") return value.replaceAll("\0", "\ufffd");
  if (typeof value === "bigint") return String(value);
  return value;
};
