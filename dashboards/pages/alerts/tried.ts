import { type AlertRule, type RuleMonth, type RuleScore, workOut } from "#warehouse/alerts/index.ts";
import type { TerritoryItem } from "#warehouse/door/types.ts";
import type { ReleaseHandle } from "#warehouse/release/types.ts";

/** What a rule, as it stands or with another bound, would have done in the last two years, where, and what came of it. */
export interface Tried {
  readonly months: readonly RuleMonth[];
  readonly opened: number;
  readonly standing: number;
  /** Alerts opened, by HCP code of the collectivity that each is about. */
  readonly places: ReadonlyMap<string, number>;
  /** Null where nothing says later who was right. */
  readonly score: RuleScore | null;
}

const KEPT = 200;
const kept = new Map<string, Promise<Tried>>();
let last: Promise<unknown> = Promise.resolve();

/** Works a rule out once a release, one at a time; the release must be held until then. */
export function tried(release: ReleaseHandle, rule: AlertRule): Promise<Tried> {
  const key = `${release.id} ${rule.id} ${rule.raise.value} ${rule.periods}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = last.then(() => tryNow(release, rule));
  last = made.catch(() => kept.delete(key));
  kept.set(key, made);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value ?? "");
  return made;
}

async function tryNow(release: ReleaseHandle, rule: AlertRule): Promise<Tried> {
  // What came later is known of projects: whether they ended late or were abandoned.
  const told = rule.series.startsWith("project_");
  const { found, trials, scores } = await workOut(release, [told ? { ...rule, foretells: true } : rule]);
  const months = trials[0]?.months ?? [];
  const since = months[0]?.month ?? "";
  const places = new Map<string, number>();
  for (const { opened, territory } of found)
    if (territory !== null && opened >= since) places.set(territory, (places.get(territory) ?? 0) + 1);
  return {
    ...{ months, places, standing: months.at(-1)?.standing ?? 0, score: scores[0] ?? null },
    opened: months.reduce((sum, month) => sum + month.opened, 0),
  };
}

/** The same by region. */
export function byRegion(
  places: Tried["places"],
  units: ReadonlyMap<string, Pick<TerritoryItem, "region">>,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [code, opened] of places) {
    const region = units.get(code)?.region;
    if (region !== null && region !== undefined) counts.set(region, (counts.get(region) ?? 0) + opened);
  }
  return counts;
}
