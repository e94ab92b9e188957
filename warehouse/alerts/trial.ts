import type { Episode } from "./history.ts";
import type { AlertRule } from "./rules.ts";

/** One month of a rule's trial: how many stretches began, ended and stood at its end. */
export interface RuleMonth {
  readonly month: string;
  readonly opened: number;
  readonly cleared: number;
  readonly standing: number;
}

/** A rule's trial, by its id. */
export interface RuleTrial {
  readonly rule: string;
  readonly months: readonly RuleMonth[];
}

/** Months that a trial looks back on. */
export const TRIAL_MONTHS = 24;

/** What these rules did in the last `months` months up to `until` (`2026-10`), from the episodes of all time. */
export function trialsOf(
  rules: readonly Pick<AlertRule, "id">[],
  found: readonly Pick<Episode, "rule" | "opened" | "cleared">[],
  until: string,
  months = TRIAL_MONTHS,
): RuleTrial[] {
  const [year = 0, month = 1] = until.split("-").map(Number);
  const names = Array.from({ length: months }, (_, back) => {
    const at = year * 12 + month - 1 - (months - 1 - back);
    return `${String(Math.floor(at / 12)).padStart(4, "0")}-${String((at % 12) + 1).padStart(2, "0")}`;
  });
  return rules.map(({ id }) => {
    const own = found.filter(({ rule }) => rule === id);
    return {
      rule: id,
      months: names.map((name) => ({
        month: name,
        opened: own.filter(({ opened }) => opened.startsWith(name)).length,
        cleared: own.filter(({ cleared }) => cleared?.startsWith(name) === true).length,
        standing: own.filter(
          ({ opened, cleared }) =>
            opened.slice(0, 7) <= name && (cleared === null || cleared.slice(0, 7) > name),
        ).length,
      })),
    };
  });
}
