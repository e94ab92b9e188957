import type { Clock } from "../clock.ts";
import { perHome } from "../home.ts";
import { openState, type State, type StateRow } from "../state/index.ts";
import type { Context } from "../surface.ts";
import { type AlertRule, DEFAULT_RULES, ruleOf } from "./rules.ts";
import { withBound } from "./variants.ts";

/** What a trial of it showed when a rule was switched: how often it would have fired, and how right it was. */
export interface TrialNote {
  readonly release: string;
  readonly opened: number;
  readonly standing: number;
  /** Of the projects that failed, those told of in time, and alarms that were wrong; null where nothing says later. */
  readonly found: number | null;
  readonly fails: number | null;
  readonly wrong: number | null;
  readonly raised: number | null;
}
/** A decision about a rule; the last one holds from the next release on. */
export interface RuleVersion {
  readonly rule: string;
  /** From 1; before it, the rule as delivered. */
  readonly version: number;
  readonly on: boolean;
  readonly value: number;
  readonly periods: number;
  readonly reason: string;
  readonly account: string;
  readonly at: string;
  readonly trial: TrialNote;
}
/** A rule as it stands, on or off. */
export interface StandingRule {
  readonly rule: AlertRule;
  readonly on: boolean;
  readonly version: RuleVersion | null;
}
export interface RuleBook {
  /** Every rule, in the order in which they are delivered. */
  all(): readonly StandingRule[];
  /** Those that a release is held against. */
  on(): readonly AlertRule[];
  /** Notes a decision, and gives its number. Throws a RangeError for a rule that there is not. */
  change(made: Omit<RuleVersion, "version" | "at">): number;
  /** The latest first. */
  history(rule: string): readonly RuleVersion[];
}

const STEPS = [
  `CREATE TABLE alert_rule (
    rule TEXT NOT NULL, version INTEGER NOT NULL, is_on INTEGER NOT NULL, value REAL NOT NULL, periods INTEGER NOT NULL,
    reason TEXT NOT NULL, account TEXT NOT NULL, at TEXT NOT NULL, release TEXT NOT NULL, opened INTEGER NOT NULL,
    standing INTEGER NOT NULL, found INTEGER, fails INTEGER, wrong INTEGER, raised INTEGER,
    PRIMARY KEY (rule, version)) STRICT`,
];

/** Decisions about rules, kept for good: what an alert was raised by can be read years later. */
export function ruleBook(state: State, clock: Clock): RuleBook {
  state.migrate("alert_rule", STEPS);
  const last = (): ReadonlyMap<string, RuleVersion> =>
    new Map(
      state
        .all("SELECT * FROM alert_rule ORDER BY rule, version")
        .map(shaped)
        .map((version) => [version.rule, version]),
    );
  const all = (): StandingRule[] => {
    const versions = last();
    return DEFAULT_RULES.map((rule) => {
      const version = versions.get(rule.id) ?? null;
      return version === null
        ? { rule, on: true, version }
        : { rule: withBound(rule, version.value, version.periods), on: version.on, version };
    });
  };
  return {
    all,
    on: () => all().flatMap(({ rule, on }) => (on ? [rule] : [])),
    change(made) {
      if (ruleOf(made.rule) === undefined) throw new RangeError(`alert rule: ${made.rule}: unknown`);
      const { trial } = made;
      return state.immediate((tx) => {
        const row = tx.get(
          "SELECT coalesce(max(version), 0) + 1 AS next FROM alert_rule WHERE rule = ?",
          made.rule,
        );
        const version = Number(row?.next);
        tx.run(
          `INSERT INTO alert_rule (rule, version, is_on, value, periods, reason, account, at, release, opened, standing, found, fails, wrong, raised)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          ...[made.rule, version, made.on ? 1 : 0, made.value, made.periods, made.reason, made.account],
          ...[clock.now().toISOString(), trial.release, trial.opened, trial.standing],
          ...[trial.found, trial.fails, trial.wrong, trial.raised],
        );
        return version;
      });
    },
    history: (rule) =>
      state.all("SELECT * FROM alert_rule WHERE rule = ? ORDER BY version DESC", rule).map(shaped),
  };
}

function shaped(row: StateRow): RuleVersion {
  const count = (name: string): number | null => (row[name] == null ? null : Number(row[name]));
  return {
    ...{ rule: String(row.rule), version: Number(row.version), on: Number(row.is_on) === 1 },
    ...{ value: Number(row.value), periods: Number(row.periods), reason: String(row.reason) },
    ...{ account: String(row.account), at: String(row.at) },
    trial: {
      ...{ release: String(row.release), opened: Number(row.opened), standing: Number(row.standing) },
      ...{ found: count("found"), fails: count("fails"), wrong: count("wrong"), raised: count("raised") },
    },
  };
}

/** The rules of a served installation, opened once. */
export const rulesOf = perHome(
  (ctx: Pick<Context, "home" | "clock">): RuleBook => ruleBook(openState(ctx.home.state), ctx.clock),
);
