import type { MetricInfo } from "#warehouse/door/types.ts";
import { type Asked, keyOf, metricOf } from "../../lib/answers.ts";
import { formatPercent } from "../../lib/format.ts";
import type { PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { listed } from "../../lib/listed.ts";
import { lowered, printed, unitOf } from "../../lib/metrics.ts";
import { Num } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { cellText, saidText } from "../parts/measures.ts";
import { BarsFigure } from "../parts/shares.tsx";
import { sourceName } from "./source.ts";
import type { Breakdown, Topic } from "./types.ts";

/** Names told in the words of a drawing. */
const TOLD = 5;
/** Bars drawn; the table has them all. */
export const DRAWN = 14;

/** One measure by the values of a dimension: the title tells the largest share, or the range of a rate. */
export function TopicBreakdown(props: {
  readonly view: PageView;
  readonly topic: Topic;
  readonly of: Breakdown;
  readonly asked: Asked;
  readonly metrics: ReadonlyMap<string, MetricInfo>;
  readonly dimension: string;
  readonly nameOf: (code: string | null) => string;
  readonly name: string;
  readonly period: string;
  readonly half: boolean;
}) {
  const { of, asked, metrics } = props;
  const { lang, release } = props.view;
  const metric = metrics.get(of.metric);
  const rate = of.rate === undefined ? undefined : metrics.get(of.rate);
  if (metric === undefined) return null;
  const unit = unitOf(metric);
  // Persons and sites are no flow, yet their categories add up: only rates, days and levels do not.
  const adds = unit === "count" || unit === "MAD";
  const rates = new Map<string, number | null>();
  const rows = asked.answer.rows
    .map((row, index) => {
      const code = keyOf(row, of.dimension);
      const key = code ?? `-${index}`;
      if (rate !== undefined) rates.set(key, metricOf(row, rate.name));
      return { key, code, name: props.nameOf(code), value: metricOf(row, of.metric) };
    })
    .filter((row) => row.code !== null && row.value !== null && (row.value > 0 || !adds));
  const total = rows.reduce((sum, row) => sum + (row.value ?? 0), 0);
  const top = rows[0];
  const last = rows.at(-1);
  if (top === undefined || last === undefined) return null;
  const label = printed(metric.label[lang]);
  const said = {
    top: top.name,
    last: last.name,
    share: formatPercent(lang, total === 0 ? null : (top.value ?? 0) / total),
    high: saidText(lang, unit, top.value),
    low: saidText(lang, unit, last.value),
  };
  const form = adds ? "share" : rows.length === 1 ? "one" : "range";
  return (
    <BarsFigure
      id={`par-${of.dimension.replaceAll("_", "-")}`}
      title={t(lang, `topic.breakdown.${form}`, said)}
      subtitle="topic.breakdown.subtitle"
      said={{
        metric: label,
        dimension: lowered(lang, printed(props.dimension)),
        period: props.period,
        name: props.name,
      }}
      description={t(lang, "topic.breakdown.desc", {
        list: listed(
          lang,
          rows.slice(0, TOLD).map((row) => `${row.name} ${saidText(lang, unit, row.value)}`),
        ),
      })}
      rows={rows}
      drawn={DRAWN}
      unit={unit}
      {...(unit === "ratio" ? { max: 1 } : {})}
      nameLabel={printed(props.dimension)}
      valueLabel={label}
      extra={[
        ...(adds
          ? [
              {
                key: "share",
                label: t(lang, "column.share"),
                kind: "number" as const,
                cell: (row: { readonly value: number | null }) => (
                  <Num>{formatPercent(lang, total === 0 ? null : (row.value ?? 0) / total)}</Num>
                ),
              },
            ]
          : []),
        ...(rate === undefined
          ? []
          : [
              {
                key: "rate",
                label: printed(rate.label[lang]),
                kind: "number" as const,
                cell: (row: { readonly key: string }) => (
                  <Num>{cellText(lang, unitOf(rate), rates.get(row.key) ?? null)}</Num>
                ),
              },
            ]),
      ]}
      asked={asked}
      source={sourceName(lang, props.topic.source)}
      method={href(lang, `/indicateurs/${metric.name}`)}
      release={release}
      half={props.half}
    />
  );
}
