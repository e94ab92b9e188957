import { type FindingKey, keyOf, type Publication, publicationsOf } from "#warehouse/desk/index.ts";
import type { Context } from "#warehouse/surface.ts";
import { RULES, type Rule } from "./rules.ts";

const PREFIX = "spending:";

/** Names an anomaly among all findings. Its evidence is the amount in whole dirhams, and how many the rule found in the country. */
export const findingOf = (rule: Rule, council: string, year: number, subject: string): FindingKey => ({
  rule: `${PREFIX}${rule}`,
  ...{ council, year, subject },
});

/** The last decision on each of a year's anomalies of these councils, by `keyOf` its finding. */
export function decisionsOf(
  ctx: Pick<Context, "home" | "clock">,
  councils: readonly string[],
  year: number,
): ReadonlyMap<string, Publication> {
  const last = new Map<string, Publication>();
  for (const decision of publicationsOf(ctx).ofUnits(councils)) {
    const key = keyOf(decision);
    if (decision.year === year && decision.rule.startsWith(PREFIX) && !last.has(key)) last.set(key, decision);
  }
  return last;
}

/** An anomaly that two persons made public. */
export interface Published {
  readonly rule: Rule;
  readonly decision: Publication;
}
/** Those of a year, the latest first. */
export function publishedOf(
  ctx: Pick<Context, "home" | "clock">,
  councils: readonly string[],
  year: number,
): readonly Published[] {
  return [...decisionsOf(ctx, councils, year).values()].flatMap((decision) => {
    const rule = RULES.find((one) => `${PREFIX}${one}` === decision.rule);
    return rule === undefined || decision.state !== "published" ? [] : [{ rule, decision }];
  });
}
