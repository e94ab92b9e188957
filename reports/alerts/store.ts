import { randomUUID } from "node:crypto";
import { SEVERITIES, type Severity } from "#warehouse/alerts/index.ts";
import type { Clock } from "#warehouse/clock.ts";
import type { State, StateRow } from "#warehouse/state/index.ts";
import { isLang, type Lang } from "#warehouse/text.ts";

export const ALERT_CHANNELS = ["mail", "webhook"] as const;
export type AlertChannel = (typeof ALERT_CHANNELS)[number];
/** As it comes, or once a day. */
export const PACES = ["now", "day"] as const;
export type Pace = (typeof PACES)[number];

/** A person's wish to be told of alerts in what their account covers. */
export interface AlertWish {
  readonly id: string;
  readonly account: string;
  readonly channel: AlertChannel;
  readonly target: string;
  readonly lang: Lang;
  /** The least severity that is told. */
  readonly severity: Severity;
  readonly pace: Pace;
  /** Hours of Morocco, 0 to 23, between which nothing is sent, but what is critical; null for none. */
  readonly quiet: { readonly from: number; readonly to: number } | null;
  /** Everything up to here was told, or was none of theirs. */
  readonly upTo: number;
  readonly sentAt: string | null;
  readonly attempts: number;
  readonly error: string | null;
}
export interface AlertWishes {
  add(
    wish: Pick<AlertWish, "account" | "channel" | "target" | "lang" | "severity" | "pace" | "quiet" | "upTo">,
  ): AlertWish;
  /** False when it is not the account's. */
  remove(id: string, account: string): boolean;
  of(account: string): AlertWish[];
  /** Those whose time has come, each held for `leaseMs`: two senders never get the same. */
  claim(leaseMs: number): AlertWish[];
  /** Told up to there; or failed, to be tried again then. */
  settle(
    id: string,
    outcome:
      | { readonly upTo: number; readonly sent: boolean }
      | { readonly error: string; readonly again: string; readonly attempts: number },
  ): void;
}

const STEPS = [
  `CREATE TABLE alert_wish (
    id TEXT NOT NULL PRIMARY KEY, account TEXT NOT NULL, channel TEXT NOT NULL, target TEXT NOT NULL, lang TEXT NOT NULL,
    severity INTEGER NOT NULL, pace TEXT NOT NULL, quiet_from INTEGER, quiet_to INTEGER, up_to INTEGER NOT NULL,
    sent_at TEXT, attempts INTEGER NOT NULL, error TEXT, next_try TEXT, created_at TEXT NOT NULL) STRICT;
   CREATE INDEX alert_wish_account ON alert_wish (account)`,
];

function shaped(row: StateRow): AlertWish {
  return {
    ...{ id: String(row.id), account: String(row.account), target: String(row.target) },
    channel: row.channel === "webhook" ? "webhook" : "mail",
    lang: isLang(row.lang) ? row.lang : "fr",
    severity: SEVERITIES[Number(row.severity)] ?? "watch",
    pace: row.pace === "day" ? "day" : "now",
    quiet:
      row.quiet_from === null || row.quiet_to === null
        ? null
        : { from: Number(row.quiet_from), to: Number(row.quiet_to) },
    ...{ upTo: Number(row.up_to), attempts: Number(row.attempts) },
    sentAt: row.sent_at === null ? null : String(row.sent_at),
    error: row.error === null ? null : String(row.error),
  };
}

/** Who is to be told of alerts, and how far each was told, in the state store. */
export function alertWishesIn(state: State, clock: Clock): AlertWishes {
  state.migrate("alert_wish", STEPS);
  const now = (ms = 0): string => new Date(clock.now().getTime() + ms).toISOString();
  return {
    add(wish) {
      const id = randomUUID();
      state.immediate((tx) =>
        tx.run(
          `INSERT INTO alert_wish (id, account, channel, target, lang, severity, pace, quiet_from, quiet_to, up_to, attempts, created_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)`,
          ...[id, wish.account, wish.channel, wish.target, wish.lang, SEVERITIES.indexOf(wish.severity)],
          ...[wish.pace, wish.quiet?.from ?? null, wish.quiet?.to ?? null, wish.upTo, now()],
        ),
      );
      return { ...wish, id, sentAt: null, attempts: 0, error: null };
    },
    remove: (id, account) =>
      state.immediate((tx) => tx.run("DELETE FROM alert_wish WHERE id = ? AND account = ?", id, account) > 0),
    of: (account) =>
      state.all("SELECT * FROM alert_wish WHERE account = ? ORDER BY created_at, id", account).map(shaped),
    claim: (leaseMs) =>
      state.immediate((tx) => {
        const due = tx.all(
          "SELECT * FROM alert_wish WHERE next_try IS NULL OR next_try <= ? ORDER BY id",
          now(),
        );
        for (const { id } of due)
          tx.run("UPDATE alert_wish SET next_try = ? WHERE id = ?", now(leaseMs), String(id));
        return due.map(shaped);
      }),
    settle: (id, outcome) =>
      state.immediate((tx) => {
        if ("error" in outcome)
          tx.run(
            "UPDATE alert_wish SET error = ?, attempts = ?, next_try = ? WHERE id = ?",
            ...[outcome.error.slice(0, 300), outcome.attempts, outcome.again, id],
          );
        else
          tx.run(
            `UPDATE alert_wish SET up_to = ?, error = NULL, attempts = 0, next_try = NULL,
              sent_at = CASE WHEN ? THEN ? ELSE sent_at END WHERE id = ?`,
            ...[outcome.upTo, outcome.sent ? 1 : 0, now(), id],
          );
      }),
  };
}
