import type { DuckDBConnection } from "@duckdb/node-api";
import type { Episode } from "./history.ts";
import type { AlertRule } from "./rules.ts";

/** What a project fails by: ended more than so many days after its planned day, or abandoned. */
export const LATE_DAYS = 90;
/** How long before its planned end a warning has to come for anyone to act on it. */
export const AHEAD_DAYS = 60;
const DAY = 86_400_000;

export interface Truth {
  /** Its planned end, in ms. */
  readonly end: number;
  /** Null where it cannot be told yet. */
  readonly fails: boolean | null;
}
/** A rule that foretells, held to what came. */
export interface Score {
  /** Projects that failed, of those whose outcome is known; and of them, those told of in time. */
  readonly fails: number;
  readonly found: number;
  /** Alarms before the planned end on projects whose outcome is known; and of them, those that did not fail. */
  readonly raised: number;
  readonly wrong: number;
  /** Projects that did not fail. */
  readonly sound: number;
}

/** What became of each project by the end of `until` (`2026-10`). */
export async function projectTruths(
  connection: DuckDBConnection,
  until: string,
): Promise<ReadonlyMap<string, Truth>> {
  const found = await connection.runAndReadAll(
    "SELECT project_id, end_planned::VARCHAR AS end_planned, end_actual::VARCHAR AS end_actual, status FROM fct_project",
  );
  const [year = 0, month = 1] = until.split("-").map(Number);
  const last = Date.UTC(year, month, 0);
  return new Map(
    found.getRowObjectsJS().map((row) => {
      const end = Date.parse(String(row.end_planned));
      const limit = end + LATE_DAYS * DAY;
      const ended = row.end_actual === null ? null : Date.parse(String(row.end_actual));
      const fails =
        row.status === "ABANDONNE" ? true : ended !== null ? ended > limit : last > limit ? true : null;
      return [String(row.project_id), { end, fails }];
    }),
  );
}

/** The first alarm on each subject, at the end of the month that gave it: nobody knows before. */
export function firstAlarms(
  found: readonly Pick<Episode, "subject" | "opened">[],
): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const { subject, opened } of found) {
    const [year = 0, month = 1] = opened.split("-").map(Number);
    const told = Date.UTC(year, month, 0);
    first.set(subject, Math.min(first.get(subject) ?? Number.POSITIVE_INFINITY, told));
  }
  return first;
}

/** First alarms against what became of the projects. */
export function scoreOf(alarms: ReadonlyMap<string, number>, truths: ReadonlyMap<string, Truth>): Score {
  let [fails, found, sound, raised, wrong] = [0, 0, 0, 0, 0];
  for (const [project, { end, fails: failed }] of truths) {
    if (failed === null) continue;
    const at = alarms.get(project);
    if (failed) fails += 1;
    else sound += 1;
    if (failed && at !== undefined && at <= end - AHEAD_DAYS * DAY) found += 1;
    if (at === undefined || at > end) continue;
    raised += 1;
    if (!failed) wrong += 1;
  }
  return { fails, found, raised, wrong, sound };
}

/** A rule's score, by its id. */
export interface RuleScore extends Score {
  readonly rule: string;
}

/** How each of the rules that foretell was right. */
export const scoresOf = (
  rules: readonly Pick<AlertRule, "id" | "foretells">[],
  found: readonly Pick<Episode, "rule" | "subject" | "opened">[],
  truths: ReadonlyMap<string, Truth>,
): RuleScore[] =>
  rules
    .filter(({ foretells }) => foretells === true)
    .map(({ id }) => ({
      rule: id,
      ...scoreOf(firstAlarms(found.filter(({ rule }) => rule === id)), truths),
    }));
