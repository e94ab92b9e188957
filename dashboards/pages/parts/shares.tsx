import { type Bar, barChart } from "../../charts/bars.ts";
import { type Asked, csvHref } from "../../lib/answers.ts";
import { Figure } from "../../lib/figure.tsx";
import { formatNumber, formatPercent } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { formatScaled, moneyScale, SCALE_UNIT } from "../../lib/money.ts";
import type { ReleaseStatus } from "../../lib/release.ts";
import { type Column, DataTable } from "../../lib/table.tsx";
import { Num, useLang } from "../../lib/text.tsx";
import { cellText, headerUnit, type Unit } from "./measures.ts";

export interface ShareRow {
  readonly key: string;
  readonly name: string;
  readonly value: number | null;
  /** What stands at the bar's end; the value by default. */
  readonly text?: string;
  readonly target?: number | null;
  readonly targetText?: string;
  readonly focus?: boolean;
}

/** One measure by category as horizontal bars, with its table; money takes one scale, said in the subtitle. */
export function BarsFigure(props: {
  readonly id: string;
  readonly title: string;
  /** Message of the subtitle; it is given `{unit}` besides these. */
  readonly subtitle: string;
  readonly said: Readonly<Record<string, string>>;
  readonly description: string;
  readonly rows: readonly ShareRow[];
  readonly unit: Unit;
  readonly nameLabel: string;
  readonly valueLabel: string;
  readonly targetName?: string;
  readonly extra?: readonly Column<ShareRow>[];
  readonly asked: Asked;
  readonly source: string;
  readonly method: string;
  readonly release: ReleaseStatus;
  readonly half?: boolean;
  readonly max?: number;
  readonly note?: string;
  /** At most this many bars are drawn; the table has every row. */
  readonly drawn?: number;
}) {
  const lang = useLang();
  const { rows, unit, id, title } = props;
  const scale = moneyScale(Math.max(0, ...rows.flatMap((row) => [row.value ?? 0, row.target ?? 0])));
  const short = (value: number | null): string =>
    unit === "MAD" ? formatScaled(lang, value, scale) : cellText(lang, unit, value);
  const tick = (value: number): string =>
    unit === "MAD"
      ? formatScaled(lang, value, scale)
      : unit === "ratio"
        ? formatPercent(lang, value, { digits: 0 })
        : formatNumber(lang, value, { significant: 3 });
  const bars = rows.slice(0, props.drawn ?? rows.length).map(
    (row): Bar => ({
      key: row.key,
      name: row.name,
      value: row.value,
      text: row.text ?? short(row.value),
      ...(row.target === undefined ? {} : { target: row.target }),
      ...(row.targetText === undefined ? {} : { targetText: row.targetText }),
      ...(row.focus === undefined ? {} : { focus: row.focus }),
    }),
  );
  const unitText = headerUnit(lang, unit);
  const figure = (key: string, label: string, value: (row: ShareRow) => number | null): Column<ShareRow> => ({
    key,
    label,
    ...(unitText === undefined ? {} : { unit: unitText }),
    kind: "number",
    cell: (row) => <Num>{cellText(lang, unit, value(row))}</Num>,
  });
  return (
    <Figure
      id={id}
      title={title}
      subtitle={t(lang, props.subtitle, {
        ...props.said,
        unit: unit === "MAD" ? SCALE_UNIT[scale][lang] : t(lang, `unit.${unit}.word`),
      })}
      chart={barChart(
        {
          lang,
          sample: props.release.sample,
          figure: id,
          description: props.description,
          ...(props.half === true ? { width: 540 } : {}),
        },
        {
          bars,
          tick,
          whole: unit === "count",
          ...(props.max === undefined ? {} : { max: props.max }),
          ...(props.targetName === undefined ? {} : { targetName: props.targetName }),
        },
      )}
      half={props.half === true}
      {...(props.note === undefined ? {} : { note: props.note })}
      table={
        <DataTable
          caption={title}
          captionHidden
          label={title}
          rows={rows}
          rowKey={(row) => row.key}
          columns={[
            { key: "name", label: props.nameLabel, header: true, cell: (row) => row.name },
            ...(props.targetName === undefined
              ? []
              : [figure("target", props.targetName, (row) => row.target ?? null)]),
            figure("value", props.valueLabel, (row) => row.value),
            ...(props.extra ?? []),
          ]}
        />
      }
      source={props.source}
      release={props.release}
      method={props.method}
      csv={csvHref(props.asked)}
    />
  );
}
