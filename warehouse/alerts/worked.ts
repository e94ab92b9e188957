import type { ReleaseHandle } from "../release/types.ts";
import { type Episode, episodes } from "./history.ts";
import type { AlertRule } from "./rules.ts";
import { type RuleTrial, trialsOf } from "./trial.ts";
import { projectTruths, type RuleScore, scoresOf } from "./truth.ts";

/** What rules find in a release: every episode, what they did of late, and how right those were that foretell. */
export interface Worked {
  readonly found: readonly Episode[];
  readonly trials: readonly RuleTrial[];
  readonly scores: readonly RuleScore[];
}

export async function workOut(release: ReleaseHandle, rules: readonly AlertRule[]): Promise<Worked> {
  const { connection, done } = await release.connect();
  try {
    const { until } = release.manifest;
    const found = await episodes(connection, rules);
    const truths = rules.some(({ foretells }) => foretells === true)
      ? await projectTruths(connection, until)
      : new Map<string, never>();
    return { found, trials: trialsOf(rules, found, until), scores: scoresOf(rules, found, truths) };
  } finally {
    done();
  }
}
