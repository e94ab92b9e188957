import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Migration, State, StateRow, StateWriter } from "../state/state.ts";
import type { Episode } from "./history.ts";
import { type AlertLevel, LEVELS, SEVERITIES, type Severity } from "./rules.ts";
import type { RuleMonth, RuleTrial } from "./trial.ts";
import type { RuleScore } from "./truth.ts";

export type AlertState = "open" | "acknowledged" | "snoozed" | "resolved";

/** What the ledger holds of one alert: a fault found in the data, and what people did about it. */
export interface Alert {
  readonly id: string;
  readonly rule: string;
  readonly subject: string;
  readonly territory: string | null;
  /** First day of the data's period that fired it. */
  readonly since: string;
  readonly state: AlertState;
  readonly level: AlertLevel;
  readonly severity: Severity;
  readonly value: number;
  readonly worst: number;
  readonly openedAt: string;
  readonly acknowledgedBy: string | null;
  readonly snoozedUntil: string | null;
  readonly resolvedAt: string | null;
  /** Release whose data showed it last. */
  readonly release: string;
}
export interface AlertEvent {
  readonly at: string;
  readonly kind:
    | "opened"
    | "reopened"
    | "worsened"
    | "escalated"
    | "acknowledged"
    | "snoozed"
    | "woken"
    | "resolved";
  readonly actor: string | null;
  readonly detail: string | null;
}

export interface AlertLedger {
  /**
   * Brings the ledger up to a release's episodes; what of it changed. The same episodes twice change nothing. With
   * `from`, the release that it was up to when the work began: who comes late with an older release changes nothing.
   */
  sync(
    release: string,
    episodes: readonly Episode[],
    from?: string | null,
  ): { readonly opened: number; readonly resolved: number; readonly worsened: number };
  /** Keeps what the rules did of late by a release, in place of what an earlier one said. */
  keepTrials(release: string, trials: readonly RuleTrial[], scores?: readonly RuleScore[]): void;
  /** How the rules that foretell fared by that release; none where it was not evaluated yet. */
  scores(release: string): readonly RuleScore[];
  /** The same; null where that release was not evaluated yet. */
  trials(release: string): readonly RuleTrial[] | null;
  /** The release that the ledger was last brought up to. */
  readonly upTo: string | null;
  /** Sends up what nobody acknowledged in time, and wakes what was snoozed. How many moved. */
  escalate(): number;
  /** False when the alert is not active. */
  acknowledge(id: string, actor: string, note: string | null): boolean;
  /** Until an instant after now; false when the alert is not active. */
  snooze(id: string, actor: string, until: string): boolean;
  get(id: string): Alert | null;
  events(id: string): AlertEvent[];
  /** Active ones, the gravest and highest first; `territories` keeps those of these places, null all of them. */
  active(territories: ReadonlySet<string> | null): Alert[];
}

/** Days without acknowledgement after which an alert goes up: to supervision, then to decision. */
export const ESCALATE_DAYS: readonly number[] = [7, 15];
const DAY = 86_400_000;
/** `counted`: where SQLite gives each row a number by itself, PostgreSQL is asked to. */
const tables = (counted: string): string => `CREATE TABLE alert (
    id TEXT NOT NULL PRIMARY KEY, rule TEXT NOT NULL, subject TEXT NOT NULL, territory TEXT, since TEXT NOT NULL,
    state TEXT NOT NULL, level INTEGER NOT NULL, severity INTEGER NOT NULL, value REAL NOT NULL, worst REAL NOT NULL,
    opened_at TEXT NOT NULL, acknowledged_by TEXT, snoozed_until TEXT, resolved_at TEXT, release TEXT NOT NULL) STRICT;
   CREATE UNIQUE INDEX alert_active ON alert (rule, subject) WHERE state <> 'resolved';
   CREATE UNIQUE INDEX alert_episode ON alert (rule, subject, since);
   CREATE TABLE alert_event (
    alert TEXT NOT NULL REFERENCES alert (id), seq INTEGER NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL,
    actor TEXT, detail TEXT, ${counted}PRIMARY KEY (alert, seq)) STRICT;
   CREATE TABLE alert_release (one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1), release TEXT NOT NULL) STRICT`;
const STEPS: readonly Migration[] = [
  { sqlite: tables(""), postgres: tables("rowid INTEGER GENERATED ALWAYS AS IDENTITY, ") },
  // What the rules did of late, worked out once a release beside its alerts.
  `CREATE TABLE alert_trial (
    release TEXT NOT NULL, rule TEXT NOT NULL, month TEXT NOT NULL, opened INTEGER NOT NULL, cleared INTEGER NOT NULL,
    standing INTEGER NOT NULL, PRIMARY KEY (release, rule, month)) STRICT`,
  // How the rules that foretell were right, against what came since.
  `CREATE TABLE alert_score (
    release TEXT NOT NULL, rule TEXT NOT NULL, fails INTEGER NOT NULL, found INTEGER NOT NULL, raised INTEGER NOT NULL,
    wrong INTEGER NOT NULL, sound INTEGER NOT NULL, PRIMARY KEY (release, rule)) STRICT`,
];

/** Alerts in the state store: one active alert for each (rule, subject), whoever evaluates and however often. */
export function alertLedger(state: State, clock: Clock): AlertLedger {
  state.migrate("alert", STEPS);
  const now = (): string => clock.now().toISOString();
  const note = (
    tx: StateWriter,
    id: string,
    kind: AlertEvent["kind"],
    actor: string | null,
    detail: string | null = null,
  ): void => {
    tx.run(
      `INSERT INTO alert_event (alert, seq, at, kind, actor, detail)
       VALUES (?, (SELECT coalesce(max(seq), 0) + 1 FROM alert_event WHERE alert = ?), ?, ?, ?, ?)`,
      ...[id, id, now(), kind, actor, detail],
    );
  };
  const change = (id: string, work: (tx: StateWriter, alert: Alert) => void): boolean =>
    state.immediate((tx) => {
      const row = tx.get("SELECT * FROM alert WHERE id = ? AND state <> 'resolved'", id);
      if (row === undefined) return false;
      work(tx, shaped(row));
      return true;
    });

  return {
    sync(release, episodes, from) {
      const open = episodes.filter(({ cleared }) => cleared === null);
      const wanted = new Map(open.map((each) => [keyOf(each), each]));
      const counts = { opened: 0, resolved: 0, worsened: 0 };
      state.immediate((tx) => {
        if (from !== undefined && text(tx.get("SELECT release FROM alert_release")?.release) !== from) return;
        const active = new Map(
          tx
            .all("SELECT * FROM alert WHERE state <> 'resolved'")
            .map(shaped)
            .map((each) => [keyOf(each), each]),
        );
        const told = new Set(episodes.map(spanOf));
        for (const [key, alert] of active) {
          const episode = wanted.get(key);
          if (episode !== undefined && (episode.opened === alert.since || redated(tx, alert, episode, told)))
            continue;
          tx.run("UPDATE alert SET state = 'resolved', resolved_at = ? WHERE id = ?", now(), alert.id);
          note(tx, alert.id, "resolved", null, release);
          counts.resolved += 1;
          active.delete(key);
        }
        for (const [key, episode] of wanted) {
          const known = active.get(key);
          if (known === undefined) {
            raise(tx, release, episode);
            counts.opened += 1;
            continue;
          }
          const worse = SEVERITIES.indexOf(episode.severity) > SEVERITIES.indexOf(known.severity);
          // What gets worse goes up at once, and asks to be looked at again.
          tx.run(
            `UPDATE alert SET value = ?, worst = ?, severity = ?, release = ?, level = ?,
              state = CASE WHEN ? THEN 'open' ELSE state END WHERE id = ?`,
            ...[episode.value, episode.worst, SEVERITIES.indexOf(episode.severity), release],
            ...[
              Math.min(LEVELS.length - 1, LEVELS.indexOf(known.level) + (worse ? 1 : 0)),
              worse ? 1 : 0,
              known.id,
            ],
          );
          if (!worse) continue;
          note(tx, known.id, "worsened", null, episode.severity);
          counts.worsened += 1;
        }
        tx.run(
          "INSERT INTO alert_release (one, release) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET release = excluded.release",
          release,
        );
      });
      return counts;
    },
    keepTrials: (release, trials, scores = []) =>
      state.immediate((tx) => {
        tx.run("DELETE FROM alert_score");
        for (const { rule, fails, found, raised, wrong, sound } of scores)
          tx.run(
            "INSERT INTO alert_score (release, rule, fails, found, raised, wrong, sound) VALUES (?, ?, ?, ?, ?, ?, ?)",
            ...[release, rule, fails, found, raised, wrong, sound],
          );
        tx.run("DELETE FROM alert_trial");
        for (const { rule, months } of trials)
          for (const { month, opened, cleared, standing } of months)
            tx.run(
              "INSERT INTO alert_trial (release, rule, month, opened, cleared, standing) VALUES (?, ?, ?, ?, ?, ?)",
              ...[release, rule, month, opened, cleared, standing],
            );
      }),
    scores: (release) =>
      state.all("SELECT * FROM alert_score WHERE release = ? ORDER BY rule", release).map((row) => ({
        ...{ rule: String(row.rule), fails: Number(row.fails), found: Number(row.found) },
        ...{ raised: Number(row.raised), wrong: Number(row.wrong), sound: Number(row.sound) },
      })),
    trials(release) {
      const rows = state.all(
        "SELECT rule, month, opened, cleared, standing FROM alert_trial WHERE release = ? ORDER BY rule, month",
        release,
      );
      const byRule = new Map<string, RuleMonth[]>();
      for (const row of rows) {
        const months = byRule.get(String(row.rule)) ?? [];
        months.push({
          ...{ month: String(row.month), opened: Number(row.opened) },
          ...{ cleared: Number(row.cleared), standing: Number(row.standing) },
        });
        byRule.set(String(row.rule), months);
      }
      return rows.length === 0 ? null : [...byRule].map(([rule, months]) => ({ rule, months }));
    },
    get upTo() {
      const row = state.get("SELECT release FROM alert_release");
      return row === undefined ? null : String(row.release);
    },
    escalate() {
      const at = clock.now().getTime();
      let moved = 0;
      state.immediate((tx) => {
        for (const row of tx.all("SELECT * FROM alert WHERE state IN ('open', 'snoozed')")) {
          const alert = shaped(row);
          if (alert.state === "snoozed" && Date.parse(alert.snoozedUntil ?? "") <= at) {
            tx.run("UPDATE alert SET state = 'open', snoozed_until = NULL WHERE id = ?", alert.id);
            note(tx, alert.id, "woken", null);
            moved += 1;
          } else if (alert.state === "snoozed") continue;
          const days = (at - Date.parse(alert.openedAt)) / DAY;
          const due = ESCALATE_DAYS.filter((limit) => days >= limit).length;
          const level = LEVELS[due];
          if (due <= LEVELS.indexOf(alert.level) || level === undefined) continue;
          tx.run("UPDATE alert SET level = ? WHERE id = ?", due, alert.id);
          note(tx, alert.id, "escalated", null, level);
          moved += 1;
        }
      });
      return moved;
    },
    acknowledge: (id, actor, detail) =>
      change(id, (tx) => {
        tx.run(
          "UPDATE alert SET state = 'acknowledged', acknowledged_by = ?, snoozed_until = NULL WHERE id = ?",
          ...[actor, id],
        );
        note(tx, id, "acknowledged", actor, detail);
      }),
    snooze: (id, actor, until) =>
      change(id, (tx) => {
        if (!(Date.parse(until) > clock.now().getTime()))
          throw new RangeError(`alert: snooze until: ${until}`);
        tx.run("UPDATE alert SET state = 'snoozed', snoozed_until = ? WHERE id = ?", until, id);
        note(tx, id, "snoozed", actor, until);
      }),
    get(id) {
      const row = state.get("SELECT * FROM alert WHERE id = ?", id);
      return row === undefined ? null : shaped(row);
    },
    events: (id) =>
      state
        .all("SELECT at, kind, actor, detail FROM alert_event WHERE alert = ? ORDER BY seq", id)
        .map((row) => ({
          at: String(row.at),
          kind: kindOf(row.kind),
          actor: row.actor === null ? null : String(row.actor),
          detail: row.detail === null ? null : String(row.detail),
        })),
    active: (territories) =>
      state
        .all(
          "SELECT * FROM alert WHERE state <> 'resolved' ORDER BY severity DESC, level DESC, since, rule, subject",
        )
        .map(shaped)
        .filter(
          ({ territory }) => territories === null || (territory !== null && territories.has(territory)),
        ),
  };

  /**
   * Late data may move the day that a stretch began: it stays the same alert. Where the old stretch is still told of,
   * as one that ended, or the new one had an alert of its own, they are two.
   */
  function redated(tx: StateWriter, alert: Alert, episode: Episode, told: ReadonlySet<string>): boolean {
    const { rule, subject, opened } = episode;
    if (told.has(spanOf({ rule, subject, opened: alert.since }))) return false;
    const own = tx.get(
      "SELECT 1 FROM alert WHERE rule = ? AND subject = ? AND since = ?",
      ...[rule, subject, opened],
    );
    if (own !== undefined) return false;
    tx.run("UPDATE alert SET since = ? WHERE id = ?", opened, alert.id);
    return true;
  }

  function raise(tx: StateWriter, release: string, episode: Episode): void {
    const severity = SEVERITIES.indexOf(episode.severity);
    const figures = [severity, episode.value, episode.worst, release] as const;
    // Corrected data may close a stretch and open it again: it is the same alert, with its history.
    const before = tx.get(
      "SELECT id FROM alert WHERE rule = ? AND subject = ? AND since = ?",
      ...[episode.rule, episode.subject, episode.opened],
    );
    if (before !== undefined) {
      tx.run(
        "UPDATE alert SET state = 'open', resolved_at = NULL, severity = ?, value = ?, worst = ?, release = ? WHERE id = ?",
        ...[...figures, String(before.id)],
      );
      note(tx, String(before.id), "reopened", null, release);
      return;
    }
    const id = randomUUID();
    tx.run(
      `INSERT INTO alert (id, rule, subject, territory, since, state, level, severity, value, worst, release, opened_at)
       VALUES (?, ?, ?, ?, ?, 'open', 0, ?, ?, ?, ?, ?)`,
      ...[id, episode.rule, episode.subject, episode.territory, episode.opened, ...figures, now()],
    );
    note(tx, id, "opened", null, release);
  }
}

const spanOf = (each: Pick<Episode, "rule" | "subject" | "opened">): string =>
  `${keyOf(each)}\0${each.opened}`;
const keyOf = (each: { readonly rule: string; readonly subject: string }): string =>
  `${each.rule}\0${each.subject}`;

const STATES: readonly AlertState[] = ["open", "acknowledged", "snoozed", "resolved"];
const KINDS: readonly AlertEvent["kind"][] = [
  ...([
    "opened",
    "reopened",
    "worsened",
    "escalated",
    "acknowledged",
    "snoozed",
    "woken",
    "resolved",
  ] as const),
];
/** A word or number of the store as the program knows it; one that it does not know is damage, and told. */
function known<T>(name: string, value: unknown, found: T | undefined): T {
  if (found === undefined) throw new RangeError(`alert: ${name}: ${String(value)}`);
  return found;
}
const kindOf = (value: unknown): AlertEvent["kind"] =>
  known(
    "kind",
    value,
    KINDS.find((each) => each === value),
  );
const text = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);

function shaped(row: StateRow): Alert {
  return {
    ...{
      id: String(row.id),
      rule: String(row.rule),
      subject: String(row.subject),
      territory: text(row.territory),
    },
    ...{
      since: String(row.since),
      state: known(
        "state",
        row.state,
        STATES.find((each) => each === row.state),
      ),
    },
    level: known("level", row.level, LEVELS[Number(row.level)]),
    severity: known("severity", row.severity, SEVERITIES[Number(row.severity)]),
    ...{ value: Number(row.value), worst: Number(row.worst), openedAt: String(row.opened_at) },
    ...{ acknowledgedBy: text(row.acknowledged_by), snoozedUntil: text(row.snoozed_until) },
    ...{ resolvedAt: text(row.resolved_at), release: String(row.release) },
  };
}
