import { formatNumber } from "#dashboards/lib/format.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { windowPhrase } from "#dashboards/lib/periods.ts";
import { unitName } from "#dashboards/lib/territory.ts";
import type { Lang } from "#warehouse/text.ts";
import { formatFigure, isCensus, markOf } from "./measure.ts";
import type { MapView } from "./view.ts";

/** A map in words: for its headings, its screen reader, its table and its print. */
export interface Words {
  readonly title: string;
  readonly lede: string;
  readonly caption: string;
  readonly summary: string;
}

/** What a view shows, told as sentences. */
export function wordsOf(lang: Lang, view: MapView): Words {
  const { metric, rows, state, window, within } = view;
  const measure = metric.label[lang];
  const time =
    window === null
      ? ""
      : isCensus(metric)
        ? t(lang, "map.census", { year: String(window.year) })
        : windowPhrase(lang, window);
  const level = t(lang, `map.level.${state.niveau}`);
  const place = within === null ? t(lang, "map.country") : unitName(lang, within);
  const valued = rows.filter((row) => row.value !== null).toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const [high, low] = [valued[0], valued.at(-1)];
  const told = (row: typeof high) => (row?.value == null ? "" : formatFigure(lang, metric.unit, row.value));
  const summary =
    high === undefined || low === undefined
      ? t(lang, "map.summary.none")
      : t(lang, "map.summary", {
          count: valued.length,
          n: formatNumber(lang, valued.length),
          high: high.name,
          highFigure: told(high),
          low: low.name,
          lowFigure: told(low),
        });
  const tidy = (text: string): string => text.replace(/[,،] ?\./u, ".").replace(/[,،] $/u, "");
  return {
    title: t(lang, "map.heading", { measure, place }),
    lede: tidy(t(lang, `map.lede.${markOf(metric, state.signe)}`, { measure, level, time })),
    caption: tidy(t(lang, "map.table.caption", { measure, level, time })),
    summary,
  };
}
