import type { Viewer } from "../door/types.ts";
import { perHome } from "../home.ts";
import type { ReleaseHandle } from "../release/types.ts";
import { openState } from "../state/index.ts";
import type { Context } from "../surface.ts";
import { type AlertLedger, alertLedger } from "./ledger.ts";
import { rulesOf } from "./standing.ts";
import { workOut } from "./worked.ts";

export { type AlertNews, newsAfter, newsUpTo } from "./feed.ts";
export { type Episode, episodes } from "./history.ts";
export {
  type Alert,
  type AlertEvent,
  type AlertLedger,
  type AlertState,
  alertLedger,
  ESCALATE_DAYS,
} from "./ledger.ts";
export { type AlertNames, alertNames } from "./names.ts";
export {
  type AlertLevel,
  type AlertRule,
  type Bound,
  DEFAULT_RULES,
  LEVELS,
  ruleOf,
  SEVERITIES,
  type Severity,
} from "./rules.ts";
export { SERIES } from "./series.ts";
export {
  type RuleBook,
  type RuleVersion,
  ruleBook,
  rulesOf,
  type StandingRule,
  type TrialNote,
} from "./standing.ts";
export { type RuleMonth, type RuleTrial, trialsOf } from "./trial.ts";
export {
  AHEAD_DAYS,
  firstAlarms,
  LATE_DAYS,
  projectTruths,
  type RuleScore,
  type Score,
  scoreOf,
  scoresOf,
} from "./truth.ts";
export { boundsOf, PERIODS, withBound } from "./variants.ts";
export { type Worked, workOut } from "./worked.ts";

/** The alerts of a served installation, opened once. */
export const alertsOf = perHome(
  (ctx: Pick<Context, "home" | "clock">): AlertLedger => alertLedger(openState(ctx.home.state), ctx.clock),
);

/** Holds the rules against the release being served, unless that was done, and sends up what waited too long. */
export async function evaluateAlerts(
  ctx: Pick<Context, "home" | "clock" | "log" | "release">,
): Promise<void> {
  const ledger = alertsOf(ctx);
  const release = await ctx.release();
  try {
    const before = ledger.upTo;
    if (before !== release.id) {
      const { found, trials, scores } = await workOut(release, rulesOf(ctx).on());
      ctx.log.info({ release: release.id, ...ledger.sync(release.id, found, before) }, "alerts evaluated");
      ledger.keepTrials(release.id, trials, scores);
    }
  } finally {
    release.release();
  }
  const moved = ledger.escalate();
  if (moved > 0) ctx.log.info({ moved }, "alerts moved");
}

/** Places whose alerts a viewer may see: null for the whole country, none for the public. */
export async function alertPlaces(
  release: ReleaseHandle,
  viewer: Viewer,
): Promise<ReadonlySet<string> | null> {
  if (viewer.role === "national" || viewer.role === "admin") return null;
  const { territory } = viewer;
  if (viewer.role === "public" || territory === null) return new Set();
  return placesWithin(release, territory);
}

/** A unit and all that lies in it: whose alerts are the unit's. */
export async function placesWithin(
  release: Pick<ReleaseHandle, "connect">,
  territory: string,
): Promise<ReadonlySet<string>> {
  const { connection, done } = await release.connect();
  try {
    const units = await connection.runAndReadAll(
      "SELECT DISTINCT unit_code FROM bridge_territory WHERE ancestor_code = $territory",
      { territory },
    );
    return new Set([territory, ...units.getRows().map(([code]) => String(code))]);
  } finally {
    done();
  }
}
