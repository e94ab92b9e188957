import { createHash, randomUUID } from "node:crypto";
import type { Clock } from "#warehouse/clock.ts";
import type { State, StateRow } from "#warehouse/state/index.ts";
import { isLang, type Lang } from "#warehouse/text.ts";

export const CHANNELS = ["mail", "link", "folder", "sftp", "webhook"] as const;
export type Channel = (typeof CHANNELS)[number];

/** Under this name, which no account has, stand what the settings have sent to the owners of source systems. */
export const OWNERS = "@owners";

/** A person's wish to be sent a report each time it is issued. */
export interface Subscription {
  readonly id: string;
  /** The account whose rights the report is made with, at the time of each delivery. */
  readonly account: string;
  readonly report: string;
  readonly territory: string;
  readonly lang: Lang;
  readonly format: "pdf" | "html" | "xlsx";
  readonly channel: Channel;
  /** An address, a folder's name, `sftp://…` or `https://…`. */
  readonly target: string;
  readonly active: boolean;
  readonly createdAt: string;
}
export type DeliveryStatus = "pending" | "sent" | "failed" | "bounced";
export interface Delivery {
  readonly subscription: string;
  readonly period: string;
  readonly revision: number;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly nextTry: string | null;
  readonly error: string | null;
  readonly updatedAt: string;
}
export interface Deliveries {
  subscribe(wish: Omit<Subscription, "id" | "active" | "createdAt">): Subscription;
  /**
   * Holds one standing subscription for each owner's address, and ends those of owners no longer named. Their ids,
   * in the order of the addresses: the same address has the same id ever after.
   */
  enlist(report: string, addresses: readonly string[]): readonly string[];
  /** Ends one; false when it is not the account's. */
  unsubscribe(id: string, account: string): boolean;
  subscriptions(account?: string): Subscription[];
  byId(id: string): Subscription | null;
  /** Notes that an issue is to be sent; nothing when it was noted before. */
  due(subscription: string, period: string, revision: number): void;
  /** What waits and whose time has come, claimed for `leaseMs`: two senders never get the same. */
  claim(limit: number, leaseMs: number): Delivery[];
  settle(
    delivery: Delivery,
    outcome: { readonly status: DeliveryStatus; readonly error?: string; readonly nextTry?: string },
  ): void;
  of(subscription: string, limit: number): Delivery[];
}

const STEPS = [
  `CREATE TABLE report_subscription (
    id TEXT NOT NULL PRIMARY KEY, account TEXT NOT NULL, report TEXT NOT NULL, territory TEXT NOT NULL,
    lang TEXT NOT NULL, format TEXT NOT NULL, channel TEXT NOT NULL, target TEXT NOT NULL,
    active INTEGER NOT NULL, created_at TEXT NOT NULL) STRICT;
   CREATE INDEX report_subscription_account ON report_subscription (account);
   CREATE TABLE report_delivery (
    subscription TEXT NOT NULL REFERENCES report_subscription (id), period TEXT NOT NULL, revision INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('pending', 'sent', 'failed', 'bounced')),
    attempts INTEGER NOT NULL, next_try TEXT, error TEXT, updated_at TEXT NOT NULL,
    PRIMARY KEY (subscription, period, revision)) STRICT;
   CREATE INDEX report_delivery_pending ON report_delivery (next_try) WHERE status = 'pending'`,
];

const subscriptionOf = (row: StateRow): Subscription => ({
  id: String(row.id),
  account: String(row.account),
  report: String(row.report),
  territory: String(row.territory),
  lang: isLang(row.lang) ? row.lang : "fr",
  format: row.format === "html" || row.format === "xlsx" ? row.format : "pdf",
  channel: CHANNELS.find((channel) => channel === row.channel) ?? "mail",
  target: String(row.target),
  active: row.active === 1,
  createdAt: String(row.created_at),
});
const STATUSES: readonly DeliveryStatus[] = ["pending", "sent", "failed", "bounced"];
const deliveryOf = (row: StateRow): Delivery => ({
  subscription: String(row.subscription),
  period: String(row.period),
  revision: Number(row.revision),
  status: STATUSES.find((status) => status === row.status) ?? "failed",
  attempts: Number(row.attempts),
  nextTry: row.next_try === null ? null : String(row.next_try),
  error: row.error === null ? null : String(row.error),
  updatedAt: String(row.updated_at),
});

/** Subscriptions and what became of each delivery, in the state store. */
export function deliveriesIn(state: State, clock: Clock): Deliveries {
  state.migrate("delivery", STEPS);
  const now = (ms = 0) => new Date(clock.now().getTime() + ms).toISOString();
  const byId = (id: string): Subscription | null => {
    const row = state.get("SELECT * FROM report_subscription WHERE id = ?", id);
    return row === undefined ? null : subscriptionOf(row);
  };
  return {
    byId,
    subscribe(wish) {
      const id = randomUUID();
      state.immediate((tx) =>
        tx.run(
          "INSERT INTO report_subscription VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?)",
          ...[
            id,
            wish.account,
            wish.report,
            wish.territory,
            wish.lang,
            wish.format,
            wish.channel,
            wish.target,
            now(),
          ],
        ),
      );
      return { ...wish, id, active: true, createdAt: now() };
    },
    enlist(report, addresses) {
      const ids = addresses.map(
        (address) =>
          `owner-${createHash("sha256").update(`${report} ${address}`).digest("hex").slice(0, 24)}`,
      );
      state.immediate((tx) => {
        tx.run(
          `UPDATE report_subscription SET active = 0
           WHERE account = ? AND report = ? AND id NOT IN (SELECT value FROM json_each(?))`,
          ...[OWNERS, report, JSON.stringify(ids)],
        );
        // What waited for an owner who was taken out is not sent when they are named again.
        tx.run(
          `UPDATE report_delivery SET status = 'failed', error = 'owner_not_set', next_try = NULL, updated_at = ?
           WHERE status = 'pending' AND subscription IN
             (SELECT id FROM report_subscription WHERE account = ? AND report = ? AND active = 0)`,
          ...[now(), OWNERS, report],
        );
        for (const [at, id] of ids.entries())
          tx.run(
            `INSERT INTO report_subscription VALUES (?, ?, ?, 'MA', 'fr', 'pdf', 'mail', ?, 1, ?)
             ON CONFLICT (id) DO UPDATE SET active = 1`,
            ...[id, OWNERS, report, addresses[at] ?? "", now()],
          );
      });
      return ids;
    },
    unsubscribe: (id, account) =>
      state.immediate((tx) =>
        tx.run(
          "UPDATE report_subscription SET active = 0 WHERE id = ? AND account = ? AND active = 1",
          id,
          account,
        ),
      ) === 1,
    subscriptions: (account) =>
      state
        .all(
          "SELECT * FROM report_subscription WHERE active = 1 AND account = coalesce(?, account) ORDER BY created_at, id",
          account ?? null,
        )
        .map(subscriptionOf),
    due(subscription, period, revision) {
      state.immediate((tx) =>
        tx.run(
          `INSERT INTO report_delivery (subscription, period, revision, status, attempts, next_try, updated_at)
           VALUES (?, ?, ?, 'pending', 0, ?, ?) ON CONFLICT DO NOTHING`,
          ...[subscription, period, revision, now(), now()],
        ),
      );
    },
    claim: (limit, leaseMs) =>
      state.immediate((tx) => {
        const rows = tx.all(
          `SELECT d.* FROM report_delivery d JOIN report_subscription s ON s.id = d.subscription AND s.active = 1
           WHERE d.status = 'pending' AND d.next_try <= ? ORDER BY d.next_try, d.subscription, d.period LIMIT ?`,
          now(),
          limit,
        );
        for (const row of rows) {
          tx.run(
            `UPDATE report_delivery SET attempts = attempts + 1, next_try = ?, updated_at = ?
             WHERE subscription = ? AND period = ? AND revision = ?`,
            ...[now(leaseMs), now(), String(row.subscription), String(row.period), Number(row.revision)],
          );
        }
        return rows.map((row) => ({ ...deliveryOf(row), attempts: Number(row.attempts) + 1 }));
      }),
    settle({ subscription, period, revision }, { status, error, nextTry }) {
      state.immediate((tx) =>
        tx.run(
          `UPDATE report_delivery SET status = ?, error = ?, next_try = ?, updated_at = ?
           WHERE subscription = ? AND period = ? AND revision = ?`,
          ...[status, error?.slice(0, 500) ?? null, nextTry ?? null, now(), subscription, period, revision],
        ),
      );
    },
    of: (subscription, limit) =>
      state
        .all(
          "SELECT * FROM report_delivery WHERE subscription = ? ORDER BY updated_at DESC, period DESC LIMIT ?",
          subscription,
          limit,
        )
        .map(deliveryOf),
  };
}
