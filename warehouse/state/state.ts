import type { SQLInputValue, SQLOutputValue } from "node:sqlite";
import { isPostgres } from "./address.ts";
import { openPostgres } from "./postgres.ts";
import { openSqlite } from "./sqlite.ts";

export type StateRow = Readonly<Record<string, SQLOutputValue>>;
export type StateValue = SQLInputValue;
export const STATE_ENGINES = ["sqlite", "postgres"] as const;
export type StateEngine = (typeof STATE_ENGINES)[number];
/** One step of a component's tables, as SQLite is told; where PostgreSQL has to be told otherwise, both. */
export type Migration = string | Readonly<Record<StateEngine, string>>;

/**
 * The small transactional store of an installation: `<home>/state.sqlite`, or a database of PostgreSQL where servers on
 * several machines share it. Its statements are written once, as SQLite reads them (`dialect.ts`).
 *
 * It is synchronous with both: what was done is written down before the first byte of an answer leaves, and nothing of
 * this process comes between the statements of a transaction.
 * Writes only go through `immediate`: a transaction that reads first and writes later fails at random
 * when another process writes in between, and SQLite does not wait then.
 */
export interface State {
  readonly engine: StateEngine;
  all(sql: string, ...values: StateValue[]): StateRow[];
  get(sql: string, ...values: StateValue[]): StateRow | undefined;
  /** Runs `work` as the only writer of all; commits its result, or rolls back when it throws. Calls may nest. */
  immediate<T>(work: (tx: StateWriter) => T): T;
  /**
   * One row that pages are kept by, asked for with each of them. From PostgreSQL it may be a quarter of a second old, but for
   * what this process changed, and the last one known while the server does not answer: pages for everyone go on.
   */
  lately(sql: string): StateRow | undefined;
  /** Whether there is a table of that name yet. */
  has(table: string): boolean;
  /** Brings one component's tables up to `steps.length`; each step runs once, in order, in a transaction. */
  migrate(component: string, steps: readonly Migration[]): void;
  close(): void;
}

export interface StateWriter {
  all(sql: string, ...values: StateValue[]): StateRow[];
  get(sql: string, ...values: StateValue[]): StateRow | undefined;
  /** Rows changed. */
  run(sql: string, ...values: StateValue[]): number;
}

/**
 * Opens or creates the store of a `Home.state`: a file, `:memory:`, or an address of PostgreSQL (`stateAddress`). Waits up
 * to 5 s for another writer.
 *
 * @throws BayanError `state_unavailable` where the server of PostgreSQL does not answer
 */
export const openState = (place: string): State =>
  isPostgres(place) ? openPostgres(place) : openSqlite(place);
