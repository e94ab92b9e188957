import type { Clock } from "../clock.ts";
import { perHome } from "../home.ts";
import { openState, type State, type StateRow } from "../state/index.ts";
import type { Context } from "../surface.ts";
import type { FindingKey } from "./findings.ts";

export const PUBLICATION_STATES = ["proposed", "published", "withdrawn"] as const;
/** What the finding rested on when its publication was proposed: later releases move, a decision does not. */
export interface Evidence {
  readonly release: string;
  readonly observed: number;
  readonly base: number;
}
/** A decision to show everyone what only a unit and its supervisors see. */
export interface Publication extends FindingKey {
  readonly state: (typeof PUBLICATION_STATES)[number];
  readonly evidence: Evidence;
  readonly reason: string;
  /** Accounts, which the log of acts names too. */
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly validatedBy: string | null;
  readonly validatedAt: string | null;
  readonly withdrawnAt: string | null;
  readonly withdrawnReason: string | null;
}
export interface Publications {
  /** False where one of this finding is proposed or published already. */
  propose(key: FindingKey, evidence: Evidence, reason: string, account: string): boolean;
  /** By another account than the one that proposed it; false for the same one, and where none is proposed. */
  validate(key: FindingKey, account: string): boolean;
  /** Takes back what is proposed or published; false where nothing is. */
  withdraw(key: FindingKey, reason: string): boolean;
  /** Of these units, the latest first. */
  ofUnits(units: readonly string[]): Publication[];
  /** Changes with every decision: what pages that show them are kept by. */
  stamp(): string;
}

const STEPS = [
  `CREATE TABLE finding_publication (
    id INTEGER PRIMARY KEY, rule TEXT NOT NULL, council TEXT NOT NULL, year INTEGER NOT NULL, subject TEXT NOT NULL,
    state TEXT NOT NULL, release TEXT NOT NULL, observed INTEGER NOT NULL, base INTEGER NOT NULL, reason TEXT NOT NULL,
    proposed_by TEXT NOT NULL, proposed_at TEXT NOT NULL, validated_by TEXT, validated_at TEXT, withdrawn_at TEXT,
    withdrawn_reason TEXT, CHECK (validated_by <> proposed_by)) STRICT;
   CREATE UNIQUE INDEX finding_publication_standing ON finding_publication (rule, council, year, subject)
    WHERE state <> 'withdrawn'`,
];
const ONE = "rule = ? AND council = ? AND year = ? AND subject = ?";
const partsOf = ({ rule, council, year, subject }: FindingKey) => [rule, council, year, subject] as const;

/** Findings that are made public, each by two persons: who proposes it and another who validates it. */
export function publicationStore(state: State, clock: Clock): Publications {
  state.migrate("publication", STEPS);
  const now = (): string => clock.now().toISOString();
  return {
    propose: (key, { release, observed, base }, reason, account) =>
      state.immediate((tx) => {
        if (
          tx.get(
            `SELECT 1 FROM finding_publication WHERE ${ONE} AND state <> 'withdrawn'`,
            ...partsOf(key),
          ) !== undefined
        )
          return false;
        tx.run(
          `INSERT INTO finding_publication (rule, council, year, subject, state, release, observed, base, reason, proposed_by, proposed_at)
           VALUES (?, ?, ?, ?, 'proposed', ?, ?, ?, ?, ?, ?)`,
          ...[...partsOf(key), release, observed, base, reason, account, now()],
        );
        return true;
      }),
    validate: (key, account) =>
      state.immediate(
        (tx) =>
          tx.run(
            `UPDATE finding_publication SET state = 'published', validated_by = ?, validated_at = ?
             WHERE ${ONE} AND state = 'proposed' AND proposed_by <> ?`,
            ...[account, now(), ...partsOf(key), account],
          ) > 0,
      ),
    withdraw: (key, reason) =>
      state.immediate(
        (tx) =>
          tx.run(
            `UPDATE finding_publication SET state = 'withdrawn', withdrawn_at = ?, withdrawn_reason = ?
             WHERE ${ONE} AND state <> 'withdrawn'`,
            ...[now(), reason, ...partsOf(key)],
          ) > 0,
      ),
    ofUnits: (units) =>
      state
        .all(
          "SELECT * FROM finding_publication WHERE council IN (SELECT value FROM json_each(?)) ORDER BY id DESC",
          JSON.stringify(units),
        )
        .map(shaped),
    stamp: () => {
      const row = state.lately(
        "SELECT count(*) AS made, count(validated_at) AS validated, count(withdrawn_at) AS withdrawn FROM finding_publication",
      );
      return `${row?.made} ${row?.validated} ${row?.withdrawn}`;
    },
  };
}

const text = (value: StateRow[string] | undefined): string | null => (value == null ? null : String(value));
function shaped(row: StateRow): Publication {
  const state = PUBLICATION_STATES.find((one) => one === row.state);
  if (state === undefined) throw new RangeError(`publication: state: ${String(row.state)}`);
  return {
    ...{ rule: String(row.rule), council: String(row.council), year: Number(row.year) },
    ...{ subject: String(row.subject), state, reason: String(row.reason) },
    evidence: { release: String(row.release), observed: Number(row.observed), base: Number(row.base) },
    ...{ proposedBy: String(row.proposed_by), proposedAt: String(row.proposed_at) },
    ...{ validatedBy: text(row.validated_by), validatedAt: text(row.validated_at) },
    ...{ withdrawnAt: text(row.withdrawn_at), withdrawnReason: text(row.withdrawn_reason) },
  };
}

/** The publications of a served installation, opened once. */
export const publicationsOf = perHome(
  (ctx: Pick<Context, "home" | "clock">): Publications =>
    publicationStore(openState(ctx.home.state), ctx.clock),
);
