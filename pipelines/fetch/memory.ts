import type { State } from "#warehouse/state/index.ts";
import type { Mark } from "./https.ts";

/** Steps are only ever added. */
export const FETCH_STEPS = [
  `CREATE TABLE fetched (
    connection TEXT NOT NULL, file TEXT NOT NULL, etag TEXT, modified TEXT, fetched_at TEXT NOT NULL,
    PRIMARY KEY (connection, file)) STRICT`,
];

/** What was fetched, so that nothing is fetched twice. */
export function fetchMemory(state: State) {
  state.migrate("fetch", FETCH_STEPS);
  return {
    find(connection: string, file: string): Mark | null {
      const row = state.get(
        "SELECT etag, modified FROM fetched WHERE connection = ? AND file = ?",
        connection,
        file,
      );
      return row === undefined ? null : { etag: text(row.etag), modified: text(row.modified) };
    },
    keep(connection: string, file: string, mark: Mark, at: string): void {
      state.immediate((tx) => {
        tx.run(
          `INSERT INTO fetched (connection, file, etag, modified, fetched_at) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (connection, file) DO UPDATE SET etag = excluded.etag, modified = excluded.modified,
             fetched_at = excluded.fetched_at`,
          connection,
          file,
          mark.etag,
          mark.modified,
          at,
        );
      });
    },
  };
}
export type FetchMemory = ReturnType<typeof fetchMemory>;

const text = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);
