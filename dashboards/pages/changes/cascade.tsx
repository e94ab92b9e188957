import { type Step, waterfallChart, waterfallIsCut } from "../../charts/waterfall.ts";
import { type Asked, csvHref } from "../../lib/answers.ts";
import type { Explanation } from "../../lib/changes.ts";
import { Figure } from "../../lib/figure.tsx";
import { formatNumber } from "../../lib/format.ts";
import type { PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { listed } from "../../lib/listed.ts";
import { formatMoneyShort } from "../../lib/money.ts";
import { DataTable } from "../../lib/table.tsx";
import { Num, rich } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";

/** Movements drawn by name; the others stand together. */
const DRAWN = 7;
const dirhams = (centimes: bigint): number => Number(centimes) / 100;

/** From one year's total to the next, movement by movement: the list and the rest add up. */
export function Cascade(props: {
  readonly view: PageView;
  readonly found: Explanation;
  readonly years: readonly [before: number, after: number];
  readonly name: string;
  readonly asked: Asked;
  readonly source: string;
  /** A movement's key in words; isolates are understood. */
  readonly label: (key: string) => string;
}) {
  const { found, years, asked } = props;
  const { lang, release } = props.view;
  const money = (value: bigint, sign = false): string => formatMoneyShort(lang, dirhams(value), { sign });
  const named = found.movements.slice(0, DRAWN);
  const left = found.movements.slice(DRAWN);
  const rest = found.rest.change + left.reduce((sum, one) => sum + one.change, 0n);
  const count = found.rest.count + left.length;
  const [first] = named;
  if (first === undefined) return null;
  const plain = (text: string): string => text.replace(/[\u2066-\u2069]/gu, "");
  const total = (key: string, year: number, value: bigint): Step => ({
    ...{ key, name: String(year), value: dirhams(value), text: money(value), kind: "total" },
  });
  const change = (key: string, name: string, value: bigint): Step => ({
    ...{ key, name: plain(name), value: dirhams(value), text: money(value, true), kind: "change" },
  });
  const steps: readonly Step[] = [
    total("before", years[0], found.before),
    ...named.map((one) => change(one.key, props.label(one.key), one.change)),
    ...(count === 0
      ? []
      : [change("rest", t(lang, "changes.cascade.rest", { n: formatNumber(lang, count) }), rest)]),
    total("after", years[1], found.after),
  ];
  const title = t(lang, "changes.cascade.title", {
    first: props.label(first.key),
    change: money(first.change, true),
  });
  return (
    <Figure
      id="cascade"
      title={title}
      subtitle={t(lang, "changes.cascade.subtitle", {
        before: String(years[0]),
        after: String(years[1]),
        name: props.name,
      })}
      chart={waterfallChart(
        {
          ...{ lang, sample: release.sample, figure: "cascade", width: 1000 },
          description: t(lang, "changes.cascade.desc", {
            list: listed(
              lang,
              steps.map((step) => `${step.name} ${step.text}`),
            ),
          }),
        },
        { steps },
      )}
      full
      note={waterfallIsCut(steps) ? t(lang, "changes.cascade.cut") : undefined}
      table={
        <DataTable
          caption={title}
          captionHidden
          label={title}
          rows={steps}
          rowKey={(step) => step.key}
          columns={[
            {
              key: "name",
              label: t(lang, "changes.column.what"),
              header: true,
              cell: (step) => rich(step.name),
            },
            {
              key: "value",
              label: t(lang, "changes.column.change"),
              kind: "number",
              cell: (step) => <Num>{step.text}</Num>,
            },
          ]}
        />
      }
      source={props.source}
      release={release}
      method={href(lang, "/methode")}
      csv={csvHref(asked)}
    />
  );
}
