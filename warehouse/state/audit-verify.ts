import { type AuditHead, auditHash } from "./audit.ts";
import type { State } from "./state.ts";

/** `altered`: the record is not what its hash says; `unlinked`: it does not follow the one before; `missing`: it is not there. */
export type AuditFault = "altered" | "unlinked" | "missing";
export interface AuditVerdict {
  readonly records: number;
  /** The heads that were compared. */
  readonly heads: number;
  /** The first record that is not as it was written; null when all are. */
  readonly broken: { readonly seq: number; readonly fault: AuditFault } | null;
}

const BATCH = 5_000;

/**
 * Reads the whole chain, and compares it with the heads that were published: an end that was cut off, or a chain that
 * was calculated anew, agrees with itself but not with them.
 */
export function verifyAudit(state: State, heads: readonly AuditHead[]): AuditVerdict {
  const exists = state.has("audit_record");
  const published = new Map(heads.map((head) => [head.seq, head.hash]));
  let expected = 1;
  let previous = "0".repeat(64);
  const verdict = (broken: AuditVerdict["broken"]): AuditVerdict => ({
    records: expected - 1,
    heads: heads.length,
    broken,
  });

  while (exists) {
    const rows = state.all(
      "SELECT seq, at, actor, kind, detail, previous, hash FROM audit_record WHERE seq >= ? ORDER BY seq LIMIT ?",
      expected,
      BATCH,
    );
    for (const row of rows) {
      const seq = Number(row.seq);
      if (seq !== expected) return verdict({ seq: expected, fault: "missing" });
      const own = auditHash({
        seq,
        at: String(row.at),
        actor: row.actor === null ? null : String(row.actor),
        kind: String(row.kind),
        detail: String(row.detail),
        previous: String(row.previous),
      });
      if (own !== row.hash) return verdict({ seq, fault: "altered" });
      if (row.previous !== previous) return verdict({ seq, fault: "unlinked" });
      const head = published.get(seq);
      if (head !== undefined && head !== own) return verdict({ seq, fault: "altered" });
      previous = own;
      expected += 1;
    }
    if (rows.length < BATCH) break;
  }
  // Below the first key of all: rows that an editor numbered zero or less.
  if (exists && state.get("SELECT 1 FROM audit_record WHERE seq < 1") !== undefined)
    return verdict({ seq: 0, fault: "altered" });
  const last = exists ? lastEver(state) : 0;
  const furthest = Math.max(last, ...heads.map((head) => head.seq));
  return verdict(furthest >= expected ? { seq: expected, fault: "missing" } : null);
}

/** SQLite remembers the highest key that a table ever had; in PostgreSQL the table's trigger does. */
const lastEver = (state: State): number =>
  Number(
    state.get(
      state.engine === "sqlite"
        ? "SELECT seq FROM sqlite_sequence WHERE name = 'audit_record'"
        : "SELECT seq FROM audit_last",
    )?.seq ?? 0,
  );
