import type { Condition, MetricInfo, QuerySpec } from "#warehouse/door/types.ts";
import { type Asked, ask, keyOf, metricOf } from "../../lib/answers.ts";
import type { PageView } from "../../lib/handler.ts";
import { metricsByName } from "../../lib/metrics.ts";
import type { Subject } from "../../lib/subjects.ts";
import type { Place } from "../../lib/territory.ts";
import { PROFILE_GROUPS, type ProfileGroup } from "./groups.ts";

/** Who a place is compared with: those of its population, its region, or all of its kind. */
export const REFERENCES = ["strate", "region", "pays"] as const;
export type Reference = (typeof REFERENCES)[number];

/** One figure of a place beside its peers. */
export interface ProfileFigure {
  readonly metric: MetricInfo;
  readonly subject: Subject;
  readonly asked: Asked;
  /** By code: the place first, then those compared. */
  readonly values: ReadonlyMap<string, number | null>;
  readonly median: number | null;
  /** 1 is the best, or the largest where neither is. */
  readonly rank: number | null;
  readonly count: number;
}
export interface ProfileSection {
  readonly group: ProfileGroup["key"];
  readonly figures: readonly ProfileFigure[];
}

/** Metrics told as the situation of one day stand in the year it was drawn in. */
const OF_THE_DAY = new Set(["deployment_rate", "staff", "engineers_rate"]);

/** References that mean something for a place: a region has no segment, and is alone in itself. */
export const referencesOf = (place: Place): readonly Reference[] =>
  place.unit.level === "commune"
    ? REFERENCES
    : place.unit.level === "province"
      ? ["pays", "region"]
      : ["pays"];

/** Every figure of the place, of those compared with it, and where it stands among its peers. */
export async function profileOf(
  { ctx: { door }, viewer, release }: PageView,
  place: Place,
  others: readonly string[],
  year: number,
  reference: Reference,
): Promise<readonly ProfileSection[]> {
  const known = await metricsByName(door);
  const { unit } = place;
  const level = unit.level;
  const codes = [unit.code, ...others];
  const latest = Number(release.until.slice(0, 4));
  const around: Condition[] =
    reference === "region" && unit.region !== null
      ? [{ dimension: "region", op: "=", value: unit.region }]
      : [];
  const section = async (group: ProfileGroup): Promise<ProfileSection> => {
    // A prefecture of arrondissements has a territory and no council of its own.
    const own = group.own && unit.collectivity_type !== null;
    const of = own ? "collectivity" : level;
    const batches = [false, true].map((day) => ({
      year: day ? latest : year,
      metrics: group.metrics.filter(([name]) => known.has(name) && OF_THE_DAY.has(name) === day),
    }));
    const answered = await Promise.all(
      batches.map(async (batch): Promise<readonly ProfileFigure[]> => {
        if (batch.metrics.length === 0) return [];
        const spec: QuerySpec = {
          metrics: batch.metrics.map(([name]) => name),
          groupBy: [of],
          where: [
            { dimension: "year", op: "=", value: batch.year },
            ...(own && unit.collectivity_type !== null
              ? [{ dimension: "collectivity_type", op: "=" as const, value: unit.collectivity_type }]
              : []),
            ...around,
          ],
          peers: {
            of,
            ...(reference === "strate" && level === "commune" ? { within: ["segment"] } : {}),
            stats: ["median", "rank", "count"],
            // Of few peers all are asked for: the next one's page then finds the same answer.
            ...(level === "commune" ? { only: codes } : {}),
          },
        };
        // Those compared need not lie in the region of reference: they are asked for by themselves.
        const [asked, apart] = await Promise.all([
          ask(door, viewer, spec),
          others.length === 0
            ? null
            : ask(door, viewer, {
                metrics: spec.metrics,
                groupBy: [of],
                where: [
                  { dimension: "year", op: "=", value: batch.year },
                  { dimension: of, op: "in", value: others },
                ],
              }),
        ]);
        const row = asked.answer.rows.find((one) => keyOf(one, of) === unit.code);
        return batch.metrics.flatMap(([name, subject]): ProfileFigure[] => {
          const metric = known.get(name);
          if (metric === undefined) return [];
          const values = new Map<string, number | null>([[unit.code, metricOf(row, name)]]);
          for (const code of others)
            values.set(
              code,
              metricOf(
                apart?.answer.rows.find((one) => keyOf(one, of) === code),
                name,
              ),
            );
          return [
            {
              ...{ metric, subject, asked, values, median: metricOf(row, `${name}__median`) },
              rank: metricOf(row, `${name}__rank`),
              count: metricOf(row, `${name}__count`) ?? 0,
            },
          ];
        });
      }),
    );
    return { group: group.key, figures: answered.flat() };
  };
  return Promise.all(PROFILE_GROUPS.map(section));
}

/** Share of peers that a place must leave behind to be told as strong, or ahead of it to be watched. */
const EDGE = 0.2;
/** What may be judged beside others: an amount or a count grows with the place. */
const JUDGED = new Set(["ratio", "days", "level"]);
/** Under this many peers a place stands nowhere. */
const FEWEST = 8;

/** Where half of the peers are at the same value, being first among equals is no distinction. */
const apart = ({ values, median }: ProfileFigure): boolean => {
  const [own] = values.values();
  return (
    typeof own === "number" &&
    median !== null &&
    Math.abs(own - median) > 0.005 * Math.max(1, Math.abs(median))
  );
};

/** Where a place stands out, the clearest first: rates and delays alone, since an amount is neither good nor bad. */
export function standing(sections: readonly ProfileSection[]): {
  readonly strong: readonly ProfileFigure[];
  readonly watch: readonly ProfileFigure[];
  /** Whether there are enough peers to stand out among. */
  readonly enough: boolean;
} {
  const all = sections.flatMap((section) => section.figures);
  const judged = all
    .filter(
      (one) =>
        one.metric.direction !== 0 &&
        JUDGED.has(one.metric.unit) &&
        one.count >= FEWEST &&
        one.rank !== null &&
        apart(one),
    )
    .map((figure) => ({ figure, at: ((figure.rank ?? 1) - 1) / (figure.count - 1) }));
  const pick = (wanted: (at: number) => boolean, sign: 1 | -1): ProfileFigure[] =>
    judged
      .filter(({ at }) => wanted(at))
      .sort((a, b) => sign * (a.at - b.at) || (a.figure.metric.name < b.figure.metric.name ? -1 : 1))
      .slice(0, 4)
      .map(({ figure }) => figure);
  return {
    strong: pick((at) => at <= EDGE, 1),
    watch: pick((at) => at >= 1 - EDGE, -1),
    enough: all.some((one) => one.count >= FEWEST),
  };
}
