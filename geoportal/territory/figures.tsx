import { keyOf, metricOf, reasonOf } from "#dashboards/lib/answers.ts";
import { formatNull, formatNumber, formatPoints } from "#dashboards/lib/format.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { formatMoneyShort } from "#dashboards/lib/money.ts";
import { Kpi, type KpiProps, KpiRow } from "#dashboards/lib/parts.tsx";
import { within } from "#dashboards/lib/territory.ts";
import { href } from "#dashboards/lib/url.ts";
import { dashboardOf, formatFigure } from "#geoportal/map/measure.ts";
import type { Door, MetricInfo, QuerySpec, TerritoryItem, Viewer } from "#warehouse/door/types.ts";
import type { Lang } from "#warehouse/text.ts";

/** What a Wali looks at first, in this order; those that a release does not have are left out. */
const KEY_METRICS = [
  "ordered_mad",
  "execution_rate",
  "recovery_rate",
  "payment_delay_days",
  "permits_on_time_rate",
  "complaints_on_time_rate",
];

/** One key figure of a territory in two years. */
interface KeyFigure {
  readonly metric: MetricInfo;
  readonly value: number | null;
  readonly text: string;
  readonly before: number | null;
}

/** The territory's key figures in a year and the year before. Each is asked alone: they come from different models. */
export async function keyFigures(
  door: Door,
  viewer: Viewer,
  unit: TerritoryItem,
  year: number,
  lang: Lang,
): Promise<readonly KeyFigure[]> {
  const known = new Map((await door.metrics(viewer)).map((metric) => [metric.name, metric]));
  return await Promise.all(
    KEY_METRICS.flatMap((name) => known.get(name) ?? []).map(async (metric): Promise<KeyFigure> => {
      const spec: QuerySpec = {
        metrics: [metric.name],
        groupBy: ["year"],
        where: [...within(unit), { dimension: "year", op: "in", value: [year - 1, year] }],
      };
      const answer = await door.ask(spec, viewer);
      const at = (wanted: number): number =>
        answer.rows.findIndex((row) => keyOf(row, "year") === String(wanted));
      const value = metricOf(answer.rows[at(year)], metric.name);
      return {
        metric,
        value,
        before: metricOf(answer.rows[at(year - 1)], metric.name),
        text:
          value === null
            ? formatNull(lang, at(year) < 0 ? "no_data" : reasonOf(answer, at(year), metric.name))
            : formatFigure(lang, metric.unit, value),
      };
    }),
  );
}

/** A difference of a measure in words: points for rates, the unit's own otherwise. */
export function formatChange(lang: Lang, unit: string, change: number): string {
  if (unit === "ratio") return formatPoints(lang, change);
  if (unit === "MAD") return formatMoneyShort(lang, change, { sign: true });
  return formatNumber(lang, change, { digits: unit === "days" || unit === "index" ? 1 : 0, sign: true });
}

function changeOf(
  lang: Lang,
  { metric, value, before }: KeyFigure,
): NonNullable<KpiProps["change"]> | undefined {
  if (value === null || before === null) return undefined;
  const change = value - before;
  return {
    text: formatChange(lang, metric.unit, change),
    trend: change > 0 ? "rise" : change < 0 ? "fall" : "flat",
  };
}

export function KeyFigures({
  lang,
  unit,
  figures,
  year,
}: {
  lang: Lang;
  unit: TerritoryItem;
  figures: readonly KeyFigure[];
  year: number;
}) {
  return (
    <KpiRow>
      {figures.map((figure) => {
        const change = changeOf(lang, figure);
        return (
          <Kpi
            key={figure.metric.name}
            label={figure.metric.label[lang]}
            value={figure.text}
            href={href(lang, `${dashboardOf(figure.metric)}/${unit.code}`)}
            {...(change === undefined
              ? {}
              : { change, hint: t(lang, "carte.since", { year: String(year - 1) }) })}
          />
        );
      })}
    </KpiRow>
  );
}
