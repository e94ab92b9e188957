import type { Clock } from "../clock.ts";
import { auditLog, type State } from "../state/index.ts";
import type { ReleaseState } from "./types.ts";

export type ReleaseEventKind = "validated" | "public" | "withdrawn" | "removed";
export interface ReleaseEvent {
  readonly release: string;
  readonly kind: ReleaseEventKind;
  readonly actor: string;
  readonly at: string;
}

/** What happened to releases after they were built: folders never change, their state does. */
export interface ReleaseLedger {
  record(release: string, kind: ReleaseEventKind, actor: string): void;
  events(release: string): ReleaseEvent[];
  /** Null when nothing happened to it since it was built. */
  state(release: string): ReleaseState | "withdrawn" | null;
  /** The persons who validated it, once each. */
  validators(release: string): string[];
}

const STEPS = [
  `CREATE TABLE release_event (
    seq INTEGER PRIMARY KEY, release TEXT NOT NULL, kind TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL) STRICT;
   CREATE INDEX release_event_release ON release_event (release, seq)`,
];

/** Two persons validate a release that is not the sample. */
export const VALIDATORS = 2;

export function releaseLedger(state: State, clock: Clock): ReleaseLedger {
  state.migrate("release", STEPS);
  const audit = auditLog(state, clock);
  const events = (release: string): ReleaseEvent[] =>
    state
      .all("SELECT release, kind, actor, at FROM release_event WHERE release = ? ORDER BY seq", release)
      .map((row) => ({
        release: String(row.release),
        kind: kindOf(row.kind),
        actor: String(row.actor),
        at: String(row.at),
      }));
  const validators = (release: string): string[] => [
    ...new Set(
      events(release)
        .filter(({ kind }) => kind === "validated")
        .map(({ actor }) => actor),
    ),
  ];
  return {
    events,
    validators,
    record(release, kind, actor) {
      state.immediate((tx) => {
        tx.run(
          "INSERT INTO release_event (release, kind, actor, at) VALUES (?, ?, ?, ?)",
          release,
          kind,
          actor,
          clock.now().toISOString(),
        );
        audit.record({ kind, actor, detail: { release } });
      });
    },
    state(release) {
      const last = events(release).findLast(({ kind }) => kind === "public" || kind === "withdrawn");
      if (last !== undefined) return last.kind === "public" ? "public" : "withdrawn";
      return validators(release).length >= VALIDATORS ? "validated" : null;
    },
  };
}

function kindOf(value: unknown): ReleaseEventKind {
  if (value === "validated" || value === "public" || value === "withdrawn" || value === "removed")
    return value;
  throw new RangeError(`release event: ${String(value)}`);
}
