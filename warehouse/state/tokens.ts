import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import { hashOf, newSecret } from "./sessions.ts";
import type { State, StateRow } from "./state.ts";

/** What a token may do under its account's rights: ask for figures, make reports, read the audit log. */
export const SCOPES = ["figures", "reports", "audit"] as const;
export type TokenScope = (typeof SCOPES)[number];
/** Days that a token may live, at most. */
export const MAX_TOKEN_DAYS = 366;

export interface ApiToken {
  readonly id: string;
  readonly account: string;
  /** What its owner calls it. */
  readonly label: string;
  readonly scopes: readonly TokenScope[];
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly usedAt: string | null;
}

export interface Tokens {
  /** `secret` is shown once and never stored. */
  create(
    account: string,
    label: string,
    scopes: readonly TokenScope[],
    days: number,
  ): { readonly token: ApiToken; readonly secret: string };
  /** The token that a secret stands for; null when there is none, it was revoked or is past its day. */
  open(secret: string): ApiToken | null;
  list(account: string): ApiToken[];
  /** False when the account has no such token. */
  revoke(account: string, id: string): boolean;
}

const STEPS = [
  `CREATE TABLE api_token (
    id TEXT NOT NULL PRIMARY KEY, account TEXT NOT NULL REFERENCES account (id), hash TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL, scopes TEXT NOT NULL, created_at TEXT NOT NULL, expires_at TEXT NOT NULL, used_at TEXT) STRICT;
   CREATE INDEX api_token_account ON api_token (account)`,
];
/** Says what it is wherever it turns up, to those who look for secrets in files. */
const PREFIX = "bayan_";
const COLUMNS = "id, account, label, scopes, created_at, expires_at, used_at";
const DAY = 86_400_000;

/** Tokens of programs, in the state store. Needs the accounts' tables. */
export function tokenStore(state: State, clock: Clock): Tokens {
  state.migrate("api_token", STEPS);
  return {
    create(account, label, scopes, days) {
      if (!Number.isInteger(days) || days < 1 || days > MAX_TOKEN_DAYS)
        throw new RangeError(`token: days: ${days}`);
      const secret = `${PREFIX}${newSecret()}`;
      const now = clock.now();
      const token: ApiToken = {
        ...{ id: randomUUID(), account, label, scopes },
        createdAt: now.toISOString(),
        expiresAt: new Date(now.getTime() + days * DAY).toISOString(),
        usedAt: null,
      };
      state.immediate((tx) =>
        tx.run(
          "INSERT INTO api_token (id, account, hash, label, scopes, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
          token.id,
          account,
          hashOf(secret),
          label,
          scopes.join(" "),
          token.createdAt,
          token.expiresAt,
        ),
      );
      return { token, secret };
    },
    open(secret) {
      if (!secret.startsWith(PREFIX)) return null;
      const now = clock.now();
      const row = state.get(
        `SELECT ${COLUMNS} FROM api_token WHERE hash = ? AND expires_at > ?`,
        hashOf(secret),
        now.toISOString(),
      );
      if (row === undefined) return null;
      const used = row.used_at === null ? 0 : Date.parse(String(row.used_at));
      if (now.getTime() - used > 60_000) {
        state.immediate((tx) =>
          tx.run("UPDATE api_token SET used_at = ? WHERE id = ?", now.toISOString(), String(row.id)),
        );
      }
      return shaped(row);
    },
    list: (account) =>
      state
        .all(`SELECT ${COLUMNS} FROM api_token WHERE account = ? ORDER BY created_at, id`, account)
        .map(shaped),
    revoke: (account, id) =>
      state.immediate((tx) => tx.run("DELETE FROM api_token WHERE account = ? AND id = ?", account, id)) ===
      1,
  };
}

function shaped(row: StateRow): ApiToken {
  const granted = String(row.scopes).split(" ");
  return {
    id: String(row.id),
    account: String(row.account),
    label: String(row.label),
    scopes: SCOPES.filter((scope) => granted.includes(scope)),
    createdAt: String(row.created_at),
    expiresAt: String(row.expires_at),
    usedAt: row.used_at === null ? null : String(row.used_at),
  };
}
