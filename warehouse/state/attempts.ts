import type { Clock } from "../clock.ts";
import { hashOf } from "./sessions.ts";
import type { State } from "./state.ts";

export interface AttemptLimits {
  /** Wrong passwords for one name, or ten times as many from one address, before it has to wait. */
  readonly signInAttempts: number;
  /** Minutes of the first wait; each next one is twice as long, up to a day. */
  readonly signInLockMinutes: number;
}

/** Counts wrong passwords. A name that nobody has is counted as any other: being locked tells nothing. */
export interface Attempts {
  /** Milliseconds that the name or the address still has to wait; 0: none. */
  waits(name: string, address: string): number;
  /** One more wrong password; true when it begins a wait. */
  failed(name: string, address: string): boolean;
  succeeded(name: string): void;
}

const STEPS = [
  `CREATE TABLE sign_in_attempt (
    key TEXT NOT NULL PRIMARY KEY, failures INTEGER NOT NULL, locks INTEGER NOT NULL,
    locked_until TEXT NOT NULL, at TEXT NOT NULL) STRICT;
   CREATE INDEX sign_in_attempt_at ON sign_in_attempt (at)`,
];
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const NEVER = new Date(0).toISOString();
/** An office behind one address may mistype more than one person. */
const ADDRESS_SHARE = 10;

export function attemptStore(state: State, clock: Clock, limits: AttemptLimits): Attempts {
  state.migrate("sign_in_attempt", STEPS);
  const keys = (name: string, address: string): readonly (readonly [key: string, allowed: number])[] => [
    [hashOf(`name ${name.trim().toLowerCase()}`), limits.signInAttempts],
    [hashOf(`address ${address}`), limits.signInAttempts * ADDRESS_SHARE],
  ];
  return {
    waits(name, address) {
      const now = clock.now().getTime();
      return Math.max(
        0,
        ...keys(name, address).map(([key]) => {
          const row = state.get("SELECT locked_until FROM sign_in_attempt WHERE key = ?", key);
          return row === undefined ? 0 : Date.parse(String(row.locked_until)) - now;
        }),
      );
    },
    failed(name, address) {
      const now = clock.now();
      return state.immediate((tx) => {
        tx.run("DELETE FROM sign_in_attempt WHERE at < ?", new Date(now.getTime() - DAY).toISOString());
        let begins = false;
        for (const [key, allowed] of keys(name, address)) {
          const row = tx.get("SELECT failures, locks, locked_until FROM sign_in_attempt WHERE key = ?", key);
          const failures = Number(row?.failures ?? 0) + 1;
          const locks = Number(row?.locks ?? 0);
          const full = failures >= allowed;
          if (full) begins = true;
          const wait = Math.min(DAY, limits.signInLockMinutes * MINUTE * 2 ** locks);
          // A wait that another began meanwhile stands; and where there is none, none begins a moment ahead of who asks.
          const stands = String(row?.locked_until ?? NEVER);
          tx.run(
            `INSERT INTO sign_in_attempt (key, failures, locks, locked_until, at) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (key) DO UPDATE SET failures = excluded.failures, locks = excluded.locks,
               locked_until = excluded.locked_until, at = excluded.at`,
            key,
            full ? 0 : failures,
            full ? locks + 1 : locks,
            full ? new Date(now.getTime() + wait).toISOString() : stands,
            now.toISOString(),
          );
        }
        return begins;
      });
    },
    succeeded(name) {
      const [own] = keys(name, "");
      if (own !== undefined)
        state.immediate((tx) => tx.run("DELETE FROM sign_in_attempt WHERE key = ?", own[0]));
    },
  };
}
