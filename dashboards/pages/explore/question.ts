import type { DimensionInfo, Door, MetricInfo, TerritoryItem, Viewer } from "#warehouse/door/types.ts";
import type { Lang } from "#warehouse/text.ts";
import { formatPeriod } from "../../lib/dates.ts";
import { t } from "../../lib/i18n.ts";
import { metricsByName, printed } from "../../lib/metrics.ts";
import { unitName } from "../../lib/territory.ts";
import { type ExploreState, readExplore, TIMES } from "./state.ts";

/** A question as an address asks it, and the words for what it names. */
export interface ExploreQuestion {
  readonly metrics: ReadonlyMap<string, MetricInfo>;
  readonly dimensions: readonly DimensionInfo[];
  readonly units: readonly TerritoryItem[];
  readonly state: ExploreState;
  readonly unknown: string[];
  /** Names that cannot be asked. */
  readonly dropped: string[];
  /** A value of a dimension as people read it. */
  readonly nameOf: (dimension: string, code: string | null) => string;
  readonly labelOf: (dimension: string) => string;
}

export async function questionOf(
  door: Door,
  viewer: Viewer,
  lang: Lang,
  originalUrl: string,
): Promise<ExploreQuestion> {
  const [metrics, dimensions, units] = await Promise.all([
    metricsByName(door),
    door.dimensions(),
    door.territories({}, viewer),
  ]);
  const byCode = new Map<string, TerritoryItem>(units.map((unit) => [unit.code, unit]));
  const known = (name: string) => dimensions.find((one) => one.name === name);
  return {
    ...{ metrics, dimensions, units },
    ...readExplore(originalUrl, metrics, dimensions, (code) => byCode.get(code) ?? null),
    nameOf(dimension, code) {
      if (code === null || code === "") return t(lang, "null.higher_council");
      if (TIMES.some((time) => time === dimension))
        return formatPeriod(lang, code.slice(0, dimension === "month" ? 7 : 10));
      const unit = byCode.get(code);
      if (unit !== undefined) return unitName(lang, unit);
      return printed(known(dimension)?.values?.[code]?.[lang] ?? code);
    },
    labelOf: (dimension) => printed(known(dimension)?.label[lang] ?? dimension),
  };
}
