import type { ComponentChildren } from "preact";
import { LOOK, lineChart, type Series } from "../charts/lines.ts";
import { formatMonth } from "./dates.ts";
import { Figure } from "./figure.tsx";
import { t } from "./i18n.ts";
import { formatAmount, formatMoneyShort, formatScaled, type MoneyScale } from "./money.ts";
import type { ReleaseStatus } from "./release.ts";
import { DataTable } from "./table.tsx";
import { Num, useLang } from "./text.tsx";
import { href } from "./url.ts";

export interface CurveLine {
  readonly key: string;
  readonly name: string;
  readonly role: Series["role"];
  /** Dirhams to the end of each month. */
  readonly values: readonly (number | null)[];
}

/** Cumulated dirhams by month (`2025-03`), a line each, with a table of the months that `listed` keeps. */
export function SCurve(props: {
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  readonly months: readonly string[];
  readonly lines: readonly CurveLine[];
  readonly scale: MoneyScale;
  readonly listed: (month: string, index: number) => boolean;
  readonly release: ReleaseStatus;
  readonly note?: ComponentChildren;
  readonly csv?: string;
  /** Drawn in half of a page's width, without the way to its method. */
  readonly half?: true;
}) {
  const lang = useLang();
  const { months, lines, scale, release, half = false } = props;
  const rows = months.map((month, at) => ({ month, at })).filter(({ month, at }) => props.listed(month, at));
  return (
    <Figure
      id="courbe"
      half={half}
      title={props.title}
      subtitle={props.subtitle}
      chart={lineChart(
        {
          ...{ lang, sample: release.sample, figure: "courbe", description: props.description },
          width: half ? 540 : 720,
        },
        {
          periods: months.map((month) => formatMonth(lang, month)),
          ticks: months.flatMap((month, index) =>
            month.endsWith("-01") ? [{ at: index, name: month.slice(0, 4) }] : [],
          ),
          dots: false,
          ends: false,
          series: lines.map(({ name, role, values }) => ({
            ...{ name, role, values },
            texts: values.map((value) => formatMoneyShort(lang, value)),
          })),
          tick: (value) => formatScaled(lang, value, scale),
        },
      )}
      legend={lines.map(({ name, role }) => ({ name, stroke: LOOK[role].stroke, dash: LOOK[role].dash }))}
      table={
        <DataTable
          caption={props.title}
          captionHidden
          label={props.title}
          rows={rows}
          rowKey={({ month }) => month}
          columns={[
            {
              key: "month",
              label: t(lang, "column.month"),
              header: true,
              cell: ({ month }) => formatMonth(lang, month),
            },
            ...lines.map(({ key, name, values }) => ({
              key,
              label: name,
              unit: t(lang, "unit.mad"),
              kind: "number" as const,
              cell: ({ at }: { readonly at: number }) => <Num>{formatAmount(lang, values[at])}</Num>,
            })),
          ]}
        />
      }
      {...(props.note === undefined ? {} : { note: props.note })}
      source="PRDTS"
      release={release}
      {...(half ? {} : { method: href(lang, "/methode#projets") })}
      {...(props.csv === undefined ? {} : { csv: props.csv })}
    />
  );
}
