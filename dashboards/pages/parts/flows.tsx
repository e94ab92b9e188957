import type { Condition } from "#warehouse/door/types.ts";
import { type FlowLink, type FlowNode, sankeyChart } from "../../charts/sankey.ts";
import { treemapChart } from "../../charts/treemap.ts";
import { type Asked, ask, csvHref, keyOf, metricOf } from "../../lib/answers.ts";
import { valueNames } from "../../lib/dimensions.ts";
import { Figure } from "../../lib/figure.tsx";
import { formatPercent } from "../../lib/format.ts";
import type { PageView } from "../../lib/handler.ts";
import { hasMessage, t } from "../../lib/i18n.ts";
import { listed } from "../../lib/listed.ts";
import { printed } from "../../lib/metrics.ts";
import { formatAmount, formatMoneyShort } from "../../lib/money.ts";
import { DataTable } from "../../lib/table.tsx";
import { Num } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";

/** Where money comes from and goes to in one place and year. */
export interface MoneyFlows {
  readonly receipts: Asked;
  readonly spending: Asked;
  readonly chapters: Asked;
}

export async function moneyFlows(
  { ctx: { door }, viewer }: PageView,
  where: readonly Condition[],
  year: number,
): Promise<MoneyFlows> {
  const inYear: Condition = { dimension: "year", op: "=", value: year };
  const one = (metric: string, groupBy: readonly string[]) =>
    ask(door, viewer, {
      metrics: [metric],
      groupBy,
      where: [...where, inYear],
      order: [{ by: metric, dir: "desc" }],
    });
  const [receipts, spending, chapters] = await Promise.all([
    one("collected_mad", ["management"]),
    one("ordered_mad", ["nature"]),
    one("ordered_mad", ["part", "chapter"]),
  ]);
  return { receipts, spending, chapters };
}

interface FlowsProps {
  readonly view: PageView;
  readonly flows: MoneyFlows;
  readonly name: string;
  readonly period: string;
}

/** A transfer inside the budget is no spending: it would be counted twice. */
const INSIDE = "surplus_transfer";

/** Receipts to spending as ribbons; what is left, or what had to be found elsewhere, is told too. */
export async function flowFigure({ view, flows, name, period }: FlowsProps) {
  const { ctx, lang, release } = view;
  const [managementOf, natureOf] = await Promise.all([
    valueNames(ctx.door, "management"),
    valueNames(ctx.door, "nature"),
  ]);
  const money = (value: number): string => formatMoneyShort(lang, value);
  const rows = (asked: Asked, dimension: string, metric: string, nameOf: (code: string) => string) =>
    asked.answer.rows.flatMap((row) => {
      const code = keyOf(row, dimension);
      const value = metricOf(row, metric);
      return code === null || value === null || value <= 0 || code === INSIDE
        ? []
        : [{ key: `${dimension}-${code}`, name: printed(nameOf(code)), value }];
    });
  const ins = rows(flows.receipts, "management", "collected_mad", (code) => managementOf(lang, code));
  const outs = rows(flows.spending, "nature", "ordered_mad", (code) => natureOf(lang, code));
  const sum = (list: readonly { readonly value: number }[]): number =>
    list.reduce((total, one) => total + one.value, 0);
  const [received, spent] = [sum(ins), sum(outs)];
  const [top] = outs.toSorted((a, b) => b.value - a.value);
  if (ins.length === 0 || top === undefined) return null;
  const gap = received - spent;
  // Under a thousandth of what flows, a balance is not a ribbon.
  const balanced = Math.abs(gap) < Math.max(received, spent) / 1000;
  const allIn =
    balanced || gap > 0 ? ins : [...ins, { key: "other", name: t(lang, "flows.other"), value: -gap }];
  const allOut =
    balanced || gap < 0 ? outs : [...outs, { key: "left", name: t(lang, "flows.left"), value: gap }];
  const nodes: FlowNode[] = [
    ...allIn.map((one): FlowNode => ({ key: one.key, name: one.name, text: money(one.value), side: "in" })),
    { key: "budget", name: t(lang, "flows.budget"), text: money(Math.max(received, spent)), side: "through" },
    ...allOut.map((one): FlowNode => ({ key: one.key, name: one.name, text: money(one.value), side: "out" })),
  ];
  const links: FlowLink[] = [
    ...allIn.map((one) => ({ source: one.key, target: "budget", value: one.value, text: money(one.value) })),
    ...allOut.map((one) => ({ source: "budget", target: one.key, value: one.value, text: money(one.value) })),
  ];
  const title = t(lang, "flows.title", { top: top.name, share: formatPercent(lang, top.value / spent) });
  const table = [
    ...allIn.map((one) => ({ ...one, side: t(lang, "flows.in") })),
    ...allOut.map((one) => ({ ...one, side: t(lang, "flows.out") })),
  ];
  return (
    <Figure
      id="flux"
      title={title}
      subtitle={t(lang, "flows.subtitle", { name, period })}
      chart={sankeyChart(
        {
          ...{ lang, sample: release.sample, figure: "flux", width: 1000 },
          description: t(lang, "flows.desc", {
            in: listed(
              lang,
              allIn.map((one) => `${one.name} ${money(one.value)}`),
            ),
            out: listed(
              lang,
              allOut.map((one) => `${one.name} ${money(one.value)}`),
            ),
          }),
        },
        { nodes, links },
      )}
      full
      note={balanced ? undefined : t(lang, gap > 0 ? "flows.note.left" : "flows.note.other")}
      table={
        <DataTable
          caption={title}
          captionHidden
          label={title}
          rows={table}
          rowKey={(row) => row.key}
          columns={[
            { key: "name", label: t(lang, "flows.column"), header: true, cell: (row) => row.name },
            { key: "side", label: t(lang, "flows.side"), cell: (row) => row.side },
            {
              key: "value",
              label: t(lang, "flows.amount"),
              unit: t(lang, "unit.mad"),
              kind: "number",
              cell: (row) => <Num>{formatAmount(lang, row.value)}</Num>,
            },
          ]}
        />
      }
      source="GIR-CT, GID-CT"
      release={release}
      method={href(lang, "/methode")}
      csv={csvHref(flows.spending)}
    />
  );
}

/** Spending as areas: parts of the budget, and their chapters. */
export function ChapterTree({ view, flows, name, period }: FlowsProps) {
  const { lang, release } = view;
  const money = (value: number): string => formatMoneyShort(lang, value);
  const named = (kind: "part" | "chapter", code: string): string =>
    hasMessage(`${kind}.${code}`) ? t(lang, `${kind}.${code}`) : t(lang, `${kind}.other`, { code });
  const rows = flows.chapters.answer.rows.flatMap((row) => {
    const [part, chapter] = [keyOf(row, "part"), keyOf(row, "chapter")];
    const value = metricOf(row, "ordered_mad");
    return part === null || chapter === null || value === null || value <= 0
      ? []
      : [{ part, chapter, value }];
  });
  const total = rows.reduce((sum, row) => sum + row.value, 0);
  const top = rows.toSorted((a, b) => b.value - a.value)[0];
  if (top === undefined || rows.length < 2) return null;
  const parts = [...new Set(rows.map((row) => row.part))].sort();
  const title = t(lang, "tree.title", {
    top: `${named("part", top.part)}, ${named("chapter", top.chapter)}`,
    share: formatPercent(lang, top.value / total),
  });
  return (
    <Figure
      id="chapitres"
      title={title}
      subtitle={t(lang, "tree.subtitle", { name, period })}
      chart={treemapChart(
        {
          ...{ lang, sample: release.sample, figure: "chapitres", width: 1000 },
          description: t(lang, "topic.breakdown.desc", {
            list: listed(
              lang,
              rows.slice(0, 5).map((row) => `${named("chapter", row.chapter)} ${money(row.value)}`),
            ),
          }),
        },
        {
          branches: parts.map((part) => ({
            key: part,
            name: named("part", part),
            leaves: rows
              .filter((row) => row.part === part)
              .map((row) => ({
                ...{ key: row.chapter, name: named("chapter", row.chapter), value: row.value },
                text: money(row.value),
              })),
          })),
        },
      )}
      full
      table={
        <DataTable
          caption={title}
          captionHidden
          label={title}
          rows={rows}
          rowKey={(row) => `${row.part}${row.chapter}`}
          columns={[
            { key: "part", label: t(lang, "tree.part"), cell: (row) => named("part", row.part) },
            {
              key: "chapter",
              label: t(lang, "tree.chapter"),
              header: true,
              cell: (row) => named("chapter", row.chapter),
            },
            {
              key: "value",
              label: t(lang, "flows.amount"),
              unit: t(lang, "unit.mad"),
              kind: "number",
              cell: (row) => <Num>{formatAmount(lang, row.value)}</Num>,
            },
            {
              key: "share",
              label: t(lang, "column.share"),
              kind: "number",
              cell: (row) => <Num>{formatPercent(lang, row.value / total)}</Num>,
            },
          ]}
        />
      }
      source="GID-CT"
      release={release}
      method={href(lang, "/methode")}
      csv={csvHref(flows.chapters)}
    />
  );
}
