import { createHash, randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";
import { ROLES, type Role } from "../door/types.ts";
import type { State, StateRow } from "./state.ts";

/** The eyes through which an administrator looks. */
export interface Seen {
  readonly role: Role;
  readonly territory: string | null;
}
export interface Session {
  /** Hash of the cookie: what is stored cannot be used to come in. */
  readonly id: string;
  readonly account: string;
  readonly viewAs: Seen | null;
  readonly createdAt: string;
}
export interface SessionLimits {
  /** Minutes without a request after which a session ends. */
  readonly sessionIdleMinutes: number;
  /** Hours after which it ends in any case. */
  readonly sessionHours: number;
}

export interface Sessions {
  /** The cookie's value: 256 random bits. */
  create(account: string): string;
  /** The session that a cookie opens, and takes note that it was used; null when there is none or it is over. */
  open(cookie: string): Session | null;
  viewAs(id: string, seen: Seen | null): void;
  end(id: string): void;
  /** Ends an account's sessions, one of them aside. */
  endAll(account: string, except?: string): void;
  count(account: string): number;
}

const STEPS = [
  `CREATE TABLE session (
    id TEXT NOT NULL PRIMARY KEY, account TEXT NOT NULL REFERENCES account (id),
    created_at TEXT NOT NULL, seen_at TEXT NOT NULL, view_role TEXT, view_territory TEXT) STRICT;
   CREATE INDEX session_account ON session (account)`,
];
const MINUTE = 60_000;

export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");
export const newSecret = (): string => randomBytes(32).toString("base64url");

/** Sessions in the state store, so that they outlive a restart. Needs the accounts' tables. */
export function sessionStore(state: State, clock: Clock, limits: SessionLimits): Sessions {
  state.migrate("session", STEPS);
  const before = (ms: number): string => new Date(clock.now().getTime() - ms).toISOString();
  const idle = limits.sessionIdleMinutes * MINUTE;
  const whole = limits.sessionHours * 60 * MINUTE;
  return {
    create(account) {
      const cookie = newSecret();
      const now = clock.now().toISOString();
      state.immediate((tx) => {
        tx.run("DELETE FROM session WHERE seen_at < ? OR created_at < ?", before(idle), before(whole));
        tx.run(
          "INSERT INTO session (id, account, created_at, seen_at) VALUES (?, ?, ?, ?)",
          hashOf(cookie),
          account,
          now,
          now,
        );
      });
      return cookie;
    },
    open(cookie) {
      const row = state.get(
        "SELECT id, account, created_at, seen_at, view_role, view_territory FROM session WHERE id = ? AND seen_at >= ? AND created_at >= ?",
        hashOf(cookie),
        before(idle),
        before(whole),
      );
      if (row === undefined) return null;
      // Once a minute is exact enough, and spares a write on every request.
      if (String(row.seen_at) < before(MINUTE)) {
        state.immediate((tx) =>
          tx.run("UPDATE session SET seen_at = ? WHERE id = ?", clock.now().toISOString(), String(row.id)),
        );
      }
      return shaped(row);
    },
    viewAs(id, seen) {
      state.immediate((tx) =>
        tx.run(
          "UPDATE session SET view_role = ?, view_territory = ? WHERE id = ?",
          seen?.role ?? null,
          seen?.territory ?? null,
          id,
        ),
      );
    },
    end(id) {
      state.immediate((tx) => tx.run("DELETE FROM session WHERE id = ?", id));
    },
    endAll(account, except = "") {
      state.immediate((tx) => tx.run("DELETE FROM session WHERE account = ? AND id <> ?", account, except));
    },
    count: (account) =>
      Number(
        state.get(
          "SELECT count(*) AS n FROM session WHERE account = ? AND seen_at >= ? AND created_at >= ?",
          account,
          before(idle),
          before(whole),
        )?.n ?? 0,
      ),
  };
}

function shaped(row: StateRow): Session {
  const role = ROLES.find((one) => one === row.view_role);
  return {
    id: String(row.id),
    account: String(row.account),
    viewAs:
      role === undefined
        ? null
        : { role, territory: row.view_territory === null ? null : String(row.view_territory) },
    createdAt: String(row.created_at),
  };
}
