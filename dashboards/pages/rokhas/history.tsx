import { type Door, PUBLIC_VIEWER, type Viewer } from "#warehouse/door/types.ts";
import { lineChart } from "../../charts/lines.ts";
import { type Asked, ask, csvHref, keyOf, metricOf } from "../../lib/answers.ts";
import { formatPeriod } from "../../lib/dates.ts";
import { Figure } from "../../lib/figure.tsx";
import { formatNumber } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import type { ReleaseStatus } from "../../lib/release.ts";
import { DataTable } from "../../lib/table.tsx";
import { Num, useLang } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";

interface Point {
  readonly period: string;
  readonly value: number | null;
  /** 5–95 % of the draws; null where the period was not drawn again. */
  readonly band: { readonly low: number; readonly high: number } | null;
}
/** R500 over twelve months at each quarter's end; what moved in a year, called by its interval alone. */
export interface History {
  readonly asked: Asked;
  readonly points: readonly Point[];
  readonly change: {
    readonly points: number;
    readonly low: number;
    readonly high: number;
    readonly trend: "up" | "down" | "unsure";
  } | null;
}

export async function historyOf(door: Door, viewer: Viewer, level: string, code: string): Promise<History> {
  const [asked, bands] = await Promise.all([
    ask(door, viewer, {
      metrics: ["rokhas_r500"],
      groupBy: ["quarter"],
      where: [{ dimension: level, op: "=", value: code }],
      order: [{ by: "quarter", dir: "asc" }],
    }),
    door.rows(
      {
        mart: "idx_rokhas_band",
        columns: ["period", "score_low", "score_high", "change", "change_low", "change_high", "trend"],
        where: [
          { column: "level", value: level },
          { column: "code", value: code },
          { column: "window", value: "rolling12" },
          { column: "index_name", value: "r500" },
        ],
      },
      PUBLIC_VIEWER,
    ),
  ]);
  const points = asked.answer.rows.map((row): Point => {
    const period = keyOf(row, "quarter") ?? "";
    const band = bands.rows.find((one) => one.period === period);
    return {
      period,
      value: metricOf(row, "rokhas_r500"),
      band: band === undefined ? null : { low: Number(band.score_low), high: Number(band.score_high) },
    };
  });
  const last = bands.rows.find((one) => one.period === points.at(-1)?.period);
  const trend = (["up", "down", "unsure"] as const).find((one) => one === last?.trend);
  return {
    ...{ asked, points },
    change:
      last === undefined || trend === undefined || last.change === null
        ? null
        : {
            ...{ points: Number(last.change), low: Number(last.change_low), high: Number(last.change_high) },
            trend,
          },
  };
}

/** Score over time, with its band where it was drawn again; the heading says up or down only when the interval does. */
export function HistorySection(props: {
  readonly history: History;
  readonly name: string;
  readonly release: ReleaseStatus;
}) {
  const { history, name, release } = props;
  const lang = useLang();
  const { points, change } = history;
  const number = (value: number | null): string => formatNumber(lang, value, { digits: 1 });
  const signed = (value: number): string => formatNumber(lang, value, { digits: 1, sign: true });
  const known = points.filter(({ value }) => value !== null);
  if (known.length < 2) return null;
  const subtitle = t(lang, "rokhas.unit.history.subtitle", { name });
  return (
    <section class="section">
      <Figure
        id="evolution"
        title={
          change === null
            ? t(lang, "rokhas.unit.history", {
                from: number(known[0]?.value ?? null),
                to: number(known.at(-1)?.value ?? null),
              })
            : t(lang, `rokhas.unit.history.${change.trend}`, {
                points: change.trend === "unsure" ? signed(change.points) : number(Math.abs(change.points)),
                low: signed(change.low),
                high: signed(change.high),
              })
        }
        subtitle={subtitle}
        chart={lineChart(
          { lang, sample: release.sample, figure: "evolution", description: subtitle, width: 1000 },
          {
            periods: points.map(({ period }) => formatPeriod(lang, period)),
            series: [
              {
                name: "R500",
                values: points.map(({ value }) => value),
                texts: points.map(({ value, band }) =>
                  band === null
                    ? number(value)
                    : `${number(value)} (${number(band.low)}–${number(band.high)})`,
                ),
                bands: points.map(({ band }) => band),
                role: "focus",
              },
            ],
            tick: (value) => formatNumber(lang, value),
            ticks: points.flatMap(({ period }, at) =>
              period.endsWith("Q4") ? [{ at, name: period.slice(0, 4) }] : [],
            ),
          },
        )}
        full
        note={t(lang, "rokhas.unit.history.note")}
        table={
          <DataTable
            caption={subtitle}
            captionHidden
            label={subtitle}
            rows={points}
            rowKey={({ period }) => period}
            columns={[
              {
                key: "period",
                label: t(lang, "rokhas.field.period"),
                header: true,
                cell: ({ period }) => formatPeriod(lang, period),
              },
              {
                key: "value",
                label: "R500",
                kind: "number",
                cell: ({ value }) => <Num>{number(value)}</Num>,
              },
              {
                key: "band",
                label: t(lang, "rokhas.unit.history.band"),
                kind: "number",
                cell: ({ band }) => (
                  <Num>{band === null ? "–" : `${number(band.low)}–${number(band.high)}`}</Num>
                ),
              },
            ]}
          />
        }
        source="Rokhas"
        release={release}
        method={href(lang, "/tableaux/rokhas/methode")}
        csv={csvHref(history.asked)}
      />
    </section>
  );
}
