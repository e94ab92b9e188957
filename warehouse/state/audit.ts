import { createHash } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Migration, State, StateRow } from "./state.ts";

/** What is written down: who came in, what left the house, what was refused, what changed who may see what. */
export const AUDIT_KINDS = [
  "sign_in",
  "sign_in_refused",
  "sign_out",
  "locked",
  "export",
  "refused",
  "view_as",
  "view_as_end",
  "account_created",
  "account_changed",
  "account_disabled",
  "account_enabled",
  "password_changed",
  "second_factor_on",
  "second_factor_off",
  "token_created",
  "token_revoked",
  "validated",
  "public",
  "withdrawn",
  "removed",
  "case_filed",
  "case_decided",
  "anomaly_dismissed",
  "anomaly_restored",
  "finding_proposed",
  "finding_published",
  "finding_withdrawn",
  "alert_rule_changed",
  "attachment_kept",
  "attachment_removed",
  "plan_kept",
  "plan_refused",
] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];
export type AuditDetail = Readonly<Record<string, string | number | boolean | null>>;

export interface AuditEntry {
  readonly kind: AuditKind;
  /** Account, `operator` for the command line, null for whoever is not signed in. */
  readonly actor: string | null;
  readonly detail?: AuditDetail;
}
export interface AuditRecord {
  /** From 1, without gaps. */
  readonly seq: number;
  readonly at: string;
  readonly actor: string | null;
  readonly kind: string;
  readonly detail: AuditDetail;
  /** Hash of the record before; 64 zeros for the first. */
  readonly previous: string;
  readonly hash: string;
}
/** The last record of a finished day: published, so that nobody can shorten or rewrite what came before. */
export interface AuditHead {
  /** UTC. */
  readonly day: string;
  readonly seq: number;
  readonly hash: string;
}

/** What the rest of the program sees of the log: it may add. */
export interface Audit {
  record(entry: AuditEntry): void;
  /** Published heads, oldest first. */
  heads(): readonly AuditHead[];
}
export interface AuditLog extends Audit {
  /** Records from `from` on, at most `limit`, in order. */
  read(from: number, limit: number): AuditRecord[];
  /** The newest records, newest first. */
  latest(limit: number): AuditRecord[];
  /** The last record that was written by the end of a UTC day; null when there is none. */
  headOf(day: string): AuditHead | null;
  size(): number;
}

const GENESIS = "0".repeat(64);
const TABLE = `CREATE TABLE audit_record (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, actor TEXT, kind TEXT NOT NULL, detail TEXT NOT NULL,
    previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
   CREATE INDEX audit_record_at ON audit_record (at);`;
const STEPS: readonly Migration[] = [
  {
    sqlite: `${TABLE}
   CREATE TRIGGER audit_record_update BEFORE UPDATE ON audit_record
     BEGIN SELECT RAISE(ABORT, 'audit: records are only added'); END;
   CREATE TRIGGER audit_record_delete BEFORE DELETE ON audit_record
     BEGIN SELECT RAISE(ABORT, 'audit: records are only added'); END`,
    // The last number ever given is in the same transaction as its record: one that is rolled back was not given.
    postgres: `${TABLE}
   CREATE TABLE audit_last (one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL);
   INSERT INTO audit_last (one, seq) VALUES (1, 0);
   CREATE FUNCTION audit_added() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN
     UPDATE audit_last SET seq = greatest(seq, NEW.seq); RETURN NULL; END';
   CREATE FUNCTION audit_kept() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN
     RAISE EXCEPTION ''audit: records are only added''; END';
   CREATE TRIGGER audit_record_insert AFTER INSERT ON audit_record FOR EACH ROW EXECUTE FUNCTION audit_added();
   CREATE TRIGGER audit_record_update BEFORE UPDATE OR DELETE ON audit_record FOR EACH ROW EXECUTE FUNCTION audit_kept();
   CREATE TRIGGER audit_record_empty BEFORE TRUNCATE ON audit_record EXECUTE FUNCTION audit_kept()`,
  },
];

/** sha256 of the hash before and the record's canonical JSON: one changed letter changes every hash after it. */
export function auditHash(record: {
  readonly seq: number;
  readonly at: string;
  readonly actor: string | null;
  readonly kind: string;
  /** The stored text, as it stands. */
  readonly detail: string;
  readonly previous: string;
}): string {
  const { seq, at, actor, kind, detail, previous } = record;
  return createHash("sha256")
    .update(`${previous}\n${JSON.stringify([seq, at, actor, kind, detail])}`)
    .digest("hex");
}

/** Keys in order, so that the same facts are the same text. */
const canonical = (detail: AuditDetail): string =>
  JSON.stringify(Object.fromEntries(Object.entries(detail).sort(([a], [b]) => (a < b ? -1 : 1))));

/** The log of an installation. `heads` tells where its heads were put in safety (`auditHeads`). */
export function auditLog(state: State, clock: Clock, heads: () => readonly AuditHead[] = () => []): AuditLog {
  state.migrate("audit", STEPS);
  return {
    heads,
    record({ kind, actor, detail = {} }) {
      state.immediate((tx) => {
        const last = tx.get("SELECT seq, hash FROM audit_record ORDER BY seq DESC LIMIT 1");
        const record = {
          seq: Number(last?.seq ?? 0) + 1,
          at: clock.now().toISOString(),
          actor,
          kind,
          detail: canonical(detail),
          previous: String(last?.hash ?? GENESIS),
        };
        tx.run(
          "INSERT INTO audit_record (seq, at, actor, kind, detail, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
          record.seq,
          record.at,
          record.actor,
          record.kind,
          record.detail,
          record.previous,
          auditHash(record),
        );
      });
    },
    read: (from, limit) =>
      state.all("SELECT * FROM audit_record WHERE seq >= ? ORDER BY seq LIMIT ?", from, limit).map(shaped),
    latest: (limit) => state.all("SELECT * FROM audit_record ORDER BY seq DESC LIMIT ?", limit).map(shaped),
    headOf(day) {
      const row = state.get(
        "SELECT seq, hash FROM audit_record WHERE at < ? ORDER BY seq DESC LIMIT 1",
        `${day}T23:59:59.999Z~`,
      );
      return row === undefined ? null : { day, seq: Number(row.seq), hash: String(row.hash) };
    },
    size: () => Number(state.get("SELECT count(*) AS n FROM audit_record")?.n ?? 0),
  };
}

/** Writes down nothing: for what has no state of its own. */
export const noAudit: Audit = { record: () => undefined, heads: () => [] };

function shaped(row: StateRow): AuditRecord {
  return {
    seq: Number(row.seq),
    at: String(row.at),
    actor: row.actor === null ? null : String(row.actor),
    kind: String(row.kind),
    detail: detailOf(String(row.detail)),
    previous: String(row.previous),
    hash: String(row.hash),
  };
}

function detailOf(text: string): AuditDetail {
  const found: Record<string, string | number | boolean | null> = {};
  const given: unknown = JSON.parse(text);
  if (typeof given !== "object" || given === null) return found;
  for (const [name, value] of Object.entries(given)) {
    const plain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    found[name] = plain ? value : null;
  }
  return found;
}
