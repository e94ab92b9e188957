import type { Lang } from "#warehouse/text.ts";
import { lineChart } from "../../charts/lines.ts";
import { type Asked, csvHref, keyOf, metricOf } from "../../lib/answers.ts";
import { formatMonth } from "../../lib/dates.ts";
import { Figure } from "../../lib/figure.tsx";
import { formatNumber, formatPercent } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { formatScaled, moneyScale, SCALE_UNIT } from "../../lib/money.ts";
import { cumulate, monthsOf, windowPhrase, type YearWindow } from "../../lib/periods.ts";
import type { ReleaseStatus } from "../../lib/release.ts";
import { type Column, DataTable } from "../../lib/table.tsx";
import { Num, useLang } from "../../lib/text.tsx";
import { cellText, headerUnit, saidText, type Unit } from "./measures.ts";

/** Under half a percent a change is not told as one. */
export const STABLE = 0.005;

/** A metric by month of one year, in order; null where the answer has no row. */
export function monthly(months: Asked, name: string, year: number): (number | null)[] {
  const values = new Map(
    months.answer.rows.map((row) => [(keyOf(row, "month") ?? "").slice(0, 7), metricOf(row, name)]),
  );
  return monthsOf(year).map((month) => values.get(month) ?? null);
}

/** What the months of a year up to the window's last add up to. */
export function sameMonths(months: Asked, name: string, window: YearWindow, year: number): number | null {
  const last = Number(window.to.slice(5, 7));
  const values = monthly(months, name, year).slice(0, last);
  return values.every((value) => value === null)
    ? null
    : values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

export type Movement = "up" | "down" | "flat" | "alone";
export function movement(change: number | null): Movement {
  if (change === null) return "alone";
  return Math.abs(change) < STABLE ? "flat" : change > 0 ? "up" : "down";
}

export interface MonthsProps {
  readonly months: Asked;
  readonly metric: string;
  readonly unit: Unit;
  readonly window: YearWindow;
  /** Prefix of its messages: `<prefix>.up|down|flat|alone`, `.subtitle`, `.desc`. */
  readonly messages: string;
  readonly name: string;
  readonly source: string;
  readonly method: string;
  readonly release: ReleaseStatus;
  /** More of what its messages are told. */
  readonly said?: Readonly<Record<string, string>>;
}

/** A metric added up since January, this year against the last; the title says how it moved, if it did. */
export function MonthsFigure(props: MonthsProps) {
  const lang = useLang();
  const { months, metric, unit, window, messages, name } = props;
  const { year, to } = window;
  const now = cumulate(
    monthly(months, metric, year).map((value, index) =>
      (monthsOf(year)[index] ?? "") > to ? null : (value ?? 0),
    ),
  );
  const total = sameMonths(months, metric, window, year);
  const then = sameMonths(months, metric, window, year - 1);
  const before = then === null ? [] : cumulate(monthly(months, metric, year - 1));
  const change = then === null || then === 0 || total === null ? null : total / then - 1;
  const title = t(lang, `${messages}.${movement(change)}`, {
    ...props.said,
    change: formatPercent(lang, Math.abs(change ?? 0)),
    value: saidText(lang, unit, total),
    period: windowPhrase(lang, window),
  });
  const scale = moneyScale(Math.max(0, ...[...now, ...before].map((value) => value ?? 0)));
  const said = {
    ...props.said,
    year: String(year),
    before: String(year - 1),
    name,
    unit: unit === "MAD" ? SCALE_UNIT[scale][lang] : t(lang, `unit.${unit}.word`),
  };
  const periods = monthsOf(year).map((month) => formatMonth(lang, month, true));
  const texts = (values: readonly (number | null)[]) => values.map((value) => saidText(lang, unit, value));
  return (
    <Figure
      id="mois"
      title={title}
      subtitle={t(lang, `${messages}.subtitle`, said)}
      chart={lineChart(
        {
          lang,
          sample: props.release.sample,
          figure: "mois",
          description: t(lang, "months.desc", said),
          width: 540,
        },
        {
          periods,
          whole: unit === "count",
          series: [
            { name: String(year), values: now, texts: texts(now), role: "focus" },
            ...(before.length === 0
              ? []
              : [{ name: String(year - 1), values: before, texts: texts(before), role: "context" as const }]),
          ],
          tick: (value) =>
            unit === "MAD" ? formatScaled(lang, value, scale) : formatNumber(lang, value, { significant: 3 }),
        },
      )}
      half
      table={
        <Twin lang={lang} year={year} unit={unit} title={title} periods={periods} now={now} before={before} />
      }
      source={props.source}
      release={props.release}
      method={props.method}
      csv={csvHref(months)}
    />
  );
}

function Twin(props: {
  readonly lang: Lang;
  readonly year: number;
  readonly unit: Unit;
  readonly title: string;
  readonly periods: readonly string[];
  readonly now: readonly (number | null)[];
  readonly before: readonly (number | null)[];
}) {
  const { lang, year, unit } = props;
  const unitText = headerUnit(lang, unit);
  const column = (key: string, values: readonly (number | null)[]): Column<string> => ({
    key,
    label: key,
    ...(unitText === undefined ? {} : { unit: unitText }),
    kind: "number",
    cell: (_row, index) => <Num>{cellText(lang, unit, values[index] ?? null)}</Num>,
  });
  return (
    <DataTable
      caption={props.title}
      captionHidden
      label={props.title}
      rows={props.periods}
      rowKey={(row) => row}
      columns={[
        { key: "month", label: t(lang, "column.month"), header: true, cell: (row) => row },
        column(String(year), props.now),
        ...(props.before.length === 0 ? [] : [column(String(year - 1), props.before)]),
      ]}
    />
  );
}
