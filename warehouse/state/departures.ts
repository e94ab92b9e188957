import type { Clock } from "../clock.ts";
import { hashOf } from "./sessions.ts";
import type { State } from "./state.ts";

/**
 * What was begun and waits for its next step: a sign-in that went to the identity provider or waits for its code, a
 * second factor being set up. Kept in the store, since with several servers behind one address the browser need not come
 * back to the one that it left from.
 */
export interface Departures {
  /**
   * Remembers what was begun under a key that its browser holds, in place of what stood under it; the oldest makes room
   * where there are ten thousand.
   */
  leave(key: string, begun: string): void;
  /** What was begun, within ten minutes, and left where it is; null otherwise. */
  look(key: string): string | null;
  /** What was begun, once and within ten minutes; null otherwise. */
  back(key: string): string | null;
}

const STEPS = [
  `CREATE TABLE sign_in_departure (key TEXT NOT NULL PRIMARY KEY, begun TEXT NOT NULL, at TEXT NOT NULL) STRICT;
   CREATE INDEX sign_in_departure_at ON sign_in_departure (at)`,
];
const LASTS_MS = 10 * 60_000;
const MOST = 10_000;

export function departureStore(state: State, clock: Clock, most = MOST): Departures {
  state.migrate("sign_in_departure", STEPS);
  const oldest = (): string => new Date(clock.now().getTime() - LASTS_MS).toISOString();
  const found = (from: Pick<State, "get">, key: string): string | null => {
    const row = from.get(
      "SELECT begun FROM sign_in_departure WHERE key = ? AND at >= ?",
      hashOf(key),
      oldest(),
    );
    return row === undefined ? null : String(row.begun);
  };
  return {
    leave(key, begun) {
      state.immediate((tx) => {
        tx.run("DELETE FROM sign_in_departure WHERE at < ?", oldest());
        if (Number(tx.get("SELECT count(*) AS n FROM sign_in_departure")?.n) >= most)
          tx.run(
            "DELETE FROM sign_in_departure WHERE key = (SELECT key FROM sign_in_departure ORDER BY at, key LIMIT 1)",
          );
        tx.run(
          "INSERT INTO sign_in_departure (key, begun, at) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET begun = excluded.begun, at = excluded.at",
          hashOf(key),
          begun,
          clock.now().toISOString(),
        );
      });
    },
    look: (key) => found(state, key),
    back: (key) =>
      state.immediate((tx) => {
        const begun = found(tx, key);
        tx.run("DELETE FROM sign_in_departure WHERE key = ?", hashOf(key));
        return begun;
      }),
  };
}
