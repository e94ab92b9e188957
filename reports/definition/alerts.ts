import {
  type Alert,
  type AlertNames,
  alertNames,
  alertPlaces,
  alertsOf,
  placesWithin,
  ruleOf,
  SERIES,
} from "#warehouse/alerts/index.ts";
import type { Viewer } from "#warehouse/door/types.ts";
import type { ReleaseHandle } from "#warehouse/release/types.ts";
import type { Context } from "#warehouse/surface.ts";
import type { AlertsBlock, Definition, Level } from "./schema.ts";

/** What a report tells of an alert: nothing of who did what about it. */
export type AlertLine = Pick<
  Alert,
  "rule" | "subject" | "territory" | "severity" | "level" | "since" | "state"
>;

/** The gravest and highest first, as many as are printed, and how many there are in all. */
export interface AlertList {
  readonly total: number;
  readonly critical: number;
  readonly items: readonly AlertLine[];
}

/** What the ledger holds of a territory for one reader. Never part of a report made for everyone. */
export interface AlertsGiven {
  /** The release that the ledger is up to; null where it read none yet, and so knows of nothing. */
  readonly upTo: string | null;
  /** What each block of the report tells, by what it is about. */
  readonly lists: Readonly<Record<string, AlertList>>;
  readonly names: AlertNames;
}

/** The name of a block's list. */
export const listOf = ({ about }: Pick<AlertsBlock, "about">): string => about ?? "all";

/** The blocks of a report that print the ledger, at this level. */
export const alertBlocks = (definition: Definition, level: Level): readonly AlertsBlock[] =>
  definition.sections
    .filter(({ levels }) => levels === undefined || levels.includes(level))
    .flatMap(({ blocks }) => blocks.filter((block) => "alerts" in block))
    .filter(({ levels }) => levels === undefined || levels.includes(level));

/** Active alerts of the report's territory that `viewer` may see; null where it prints none, or is everyone's. */
export async function alertsFor(
  ctx: Pick<Context, "home" | "clock">,
  release: ReleaseHandle,
  definition: Definition,
  territory: { readonly code: string; readonly level: Level },
  viewer: Viewer,
): Promise<AlertsGiven | null> {
  const blocks = alertBlocks(definition, territory.level);
  if (viewer.role === "public" || blocks.length === 0) return null;
  const ledger = alertsOf(ctx);
  const [own, within] = await Promise.all([
    alertPlaces(release, viewer),
    territory.level === "nation" ? null : placesWithin(release, territory.code),
  ]);
  const active = ledger
    .active(own)
    .filter((alert) => within === null || (alert.territory !== null && within.has(alert.territory)));
  const lists = Object.fromEntries(
    blocks.map((block) => {
      const of = active.filter((alert) => block.about === undefined || aboutOf(alert) === block.about);
      const most = Math.max(...blocks.filter((each) => each.about === block.about).map((each) => each.most));
      return [
        listOf(block),
        {
          total: of.length,
          critical: of.filter(({ severity }) => severity === "critical").length,
          items: of.slice(0, most).map(lineOf),
        },
      ] as const;
    }),
  );
  const named = Object.values(lists).flatMap(({ items }) => items);
  return { upTo: ledger.upTo, lists, names: await alertNames(release, named) };
}

const aboutOf = ({ rule }: Alert) => SERIES[ruleOf(rule)?.series ?? ""]?.about;
const lineOf = ({ rule, subject, territory, severity, level, since, state }: Alert): AlertLine => ({
  ...{ rule, subject, territory, severity, level, since, state },
});
