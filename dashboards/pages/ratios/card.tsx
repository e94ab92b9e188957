import type { Bar } from "../../charts/bars.ts";
import { barChart } from "../../charts/bars.ts";
import { Figure } from "../../lib/figure.tsx";
import { formatNumber, formatPercent } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { Kpi, KpiRow, Notice } from "../../lib/parts.tsx";
import type { Comparison } from "../../lib/ratios/compare.ts";
import type { RatioCard } from "../../lib/ratios/index.ts";
import type { ReleaseStatus } from "../../lib/release.ts";
import { DataTable } from "../../lib/table.tsx";
import { Num, rich, useLang } from "../../lib/text.tsx";
import type { RatioValue } from "./data.ts";
import { Rank, Value } from "./table.tsx";
import { ratioText, reasonText } from "./value.ts";

export interface ComparedGroup {
  readonly key: string;
  readonly name: string;
  readonly of: Comparison;
}
export interface YearPoint {
  readonly year: number;
  readonly own: RatioValue;
  /** In the dirhams shown; null where there is no value, or no price index. */
  readonly shown: number | null;
}

/** One ratio: its value, what it means, its formula and law, where it stands, and how it went. */
export function RatioFigure(props: {
  readonly card: RatioCard;
  readonly name: string;
  readonly year: number;
  readonly own: RatioValue | undefined;
  readonly groups: readonly ComparedGroup[];
  readonly years: readonly YearPoint[];
  readonly constant: boolean;
  readonly release: ReleaseStatus;
  /** Where the files behind the value are told; none for a ratio that is no metric. */
  readonly evidence: string | null;
}) {
  const lang = useLang();
  const { card, own, groups, name, year } = props;
  const shown = (value: number | null): string => (value === null ? "–" : ratioText(lang, card.unit, value));
  const lead = groups[0];
  const title =
    own?.value === null || own === undefined
      ? t(lang, "ratios.finding.none", { ratio: card.label[lang], name })
      : lead?.of.median === null || lead === undefined
        ? t(lang, "ratios.finding.alone", { ratio: card.label[lang], value: shown(own.value) })
        : t(lang, own.value >= lead.of.median ? "ratios.finding.above" : "ratios.finding.below", {
            ratio: card.label[lang],
            value: shown(own.value),
            median: shown(lead.of.median),
          });
  const bars = props.years.map(
    (point): Bar => ({
      key: String(point.year),
      name: String(point.year),
      value: point.shown,
      text: shown(point.shown),
      focus: point.year === year,
    }),
  );
  const drawable =
    bars.every((bar) => bar.value === null || bar.value >= 0) && bars.some((bar) => bar.value !== null);
  return (
    <div class="stack">
      <KpiRow>
        <Kpi
          label={`${card.label[lang]}, ${year}`}
          {...(props.evidence === null ? {} : { href: props.evidence })}
          value={own?.value === null || own === undefined ? "–" : shown(own.value)}
          hint={
            own?.value === null || own === undefined
              ? reasonText(lang, own?.reason ?? null)
              : card.meaning[lang]
          }
        />
        {lead !== undefined && (
          <Kpi
            label={t(lang, "ratios.kpi.median", { group: lead.name })}
            value={shown(lead.of.median)}
            hint={t(lang, "ratios.kpi.spread", { d1: shown(lead.of.d1), d9: shown(lead.of.d9) })}
          />
        )}
        {own?.grade !== null && own?.grade !== undefined && (
          <Kpi
            label={t(lang, "ratios.kpi.grade")}
            value={own.grade}
            hint={t(lang, "ratios.kpi.grade.hint")}
          />
        )}
      </KpiRow>
      <section class="card stack" id="formule">
        <h2 class="card-title">{t(lang, "ratios.formula")}</h2>
        <div class="formula">
          <p>
            <bdi dir="ltr">{card.symbols}</bdi>
          </p>
          <p>{card.words[lang]}</p>
        </div>
        {card.note !== undefined && (
          <Notice tone="info">
            <p>{rich(card.note[lang])}</p>
          </Notice>
        )}
        <dl class="facts">
          <dt>{t(lang, "ratios.basis")}</dt>
          <dd>{rich(card.basis[lang])}</dd>
          <dt>{t(lang, "ratios.direction")}</dt>
          <dd>{t(lang, `ratios.direction.${card.direction}`)}</dd>
          <dt>{t(lang, "ratios.null")}</dt>
          <dd>
            {[...card.unless, ...(card.under === null ? [] : (["zero_denominator"] as const))]
              .map((reason) => reasonText(lang, reason))
              .join(" ") || t(lang, "ratios.null.never")}
          </dd>
        </dl>
        {props.evidence !== null && (
          <p>
            <a href={props.evidence} rel="nofollow">
              {t(lang, "evidence.link")}
            </a>
          </p>
        )}
        {card.thresholds.length > 0 && (
          <DataTable
            caption={t(lang, "ratios.thresholds")}
            label={t(lang, "ratios.thresholds")}
            rows={card.thresholds}
            rowKey={(row, index) => `${row.value} ${index}`}
            columns={[
              {
                key: "value",
                label: t(lang, "ratios.threshold"),
                header: true,
                kind: "number",
                cell: (row) => <Num>{ratioText(lang, card.unit, row.value)}</Num>,
              },
              {
                key: "meaning",
                label: t(lang, "ratios.threshold.meaning"),
                cell: (row) => rich(row.meaning[lang]),
              },
              { key: "source", label: t(lang, "ratios.threshold.source"), cell: (row) => row.source },
            ]}
          />
        )}
      </section>
      {groups.length > 0 && (
        <section class="card" id="comparaison">
          <h2 class="card-title">{t(lang, "ratios.compare")}</h2>
          <p class="muted">{t(lang, "ratios.compare.means")}</p>
          <DataTable
            caption={t(lang, "ratios.compare")}
            captionHidden
            label={t(lang, "ratios.compare")}
            rows={groups}
            rowKey={(row) => row.key}
            columns={[
              {
                key: "group",
                label: t(lang, "ratios.column.group"),
                header: true,
                cell: (row) => rich(row.name),
              },
              {
                key: "n",
                label: t(lang, "ratios.column.members"),
                kind: "number",
                cell: (row) => (
                  <Num>
                    {row.of.valued === row.of.members
                      ? formatNumber(lang, row.of.members)
                      : `${formatNumber(lang, row.of.valued)} / ${formatNumber(lang, row.of.members)}`}
                  </Num>
                ),
              },
              ...(["d1", "median", "d9", "mean", "weighted"] as const).map((key) => ({
                key,
                label: t(lang, `ratios.column.${key}`),
                kind: "number" as const,
                cell: (row: ComparedGroup) => <Num>{shown(row.of[key])}</Num>,
              })),
              {
                key: "rank",
                label: t(lang, "ratios.column.rank"),
                kind: "number",
                cell: (row) => <Rank of={row.of} card={card} />,
              },
              {
                key: "percentile",
                label: t(lang, "ratios.column.percentile"),
                kind: "number",
                cell: (row) => (
                  <Num>
                    {row.of.percentile === null ? "–" : formatPercent(lang, row.of.percentile, { digits: 0 })}
                  </Num>
                ),
              },
            ]}
          />
        </section>
      )}
      <Figure
        id="evolution"
        title={title}
        subtitle={t(lang, props.constant ? "ratios.years.constant" : "ratios.years.current", { name })}
        chart={
          drawable
            ? barChart(
                {
                  lang,
                  sample: props.release.sample,
                  figure: "evolution",
                  description: t(lang, "ratios.years.desc", { ratio: card.label[lang] }),
                },
                { bars, tick: (value: number) => ratioText(lang, card.unit, value) },
              )
            : null
        }
        source="GID-CT, GIR-CT"
        release={props.release}
        table={
          <DataTable
            caption={title}
            captionHidden
            label={title}
            rows={props.years}
            rowKey={(row) => String(row.year)}
            columns={[
              { key: "year", label: t(lang, "field.year"), header: true, cell: (row) => String(row.year) },
              {
                key: "value",
                label: t(lang, "ratios.column.value"),
                kind: "number",
                cell: (row) =>
                  props.constant ? <Num>{shown(row.shown)}</Num> : <Value card={card} own={row.own} />,
              },
            ]}
          />
        }
        {...(props.years.some((point) => !point.own.closed) ? { note: t(lang, "ratios.years.open") } : {})}
      />
    </div>
  );
}
