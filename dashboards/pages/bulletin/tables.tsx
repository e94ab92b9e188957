import type { Lang } from "#warehouse/text.ts";
import { type Cents, dirhams } from "../../lib/cents.ts";
import { formatPercent } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { formatAmount } from "../../lib/money.ts";
import { type Column, DataTable } from "../../lib/table.tsx";
import { Num, rich, useLang } from "../../lib/text.tsx";
import { type BulletinLine, type CheckedTotal, growthOf, type Section, totalOf } from "./data.ts";

export const changeText = (lang: Lang, growth: number | null): string =>
  formatPercent(lang, growth, { sign: true });

/** Millions of dirhams to one decimal, as the bulletin prints them. */
function Millions({ value }: { value: Cents | null }) {
  const lang = useLang();
  const text = value === null ? null : Number(dirhams(value)) / 1e6;
  return <Num>{formatAmount(lang, text, { digits: 1 })}</Num>;
}

/** A table of the bulletin: the year before, now, the change, and the month by itself. */
export function SectionTable(props: {
  readonly section: Section;
  readonly nameOf: (line: string) => string;
  /** Where the files and rows behind a line stand, if it has any. */
  readonly evidence: (line: string) => { readonly href?: string };
  readonly now: string;
  readonly before: string;
}) {
  const lang = useLang();
  const { name, lines } = props.section;
  const total = totalOf(props.section);
  const title = t(lang, `bulletin.${name}`);
  const unit = t(lang, "bulletin.unit");
  const money = (
    key: string,
    label: string,
    of: (line: BulletinLine) => Cents | null,
    wideOnly = false,
  ): Column<BulletinLine> => ({
    ...{ key, label, unit, wideOnly, kind: "number" },
    cell: (line) => <Millions value={of(line)} />,
  });
  return (
    <section class="card" id={name.replaceAll("_", "-")}>
      <h2 class="card-title">{title}</h2>
      <DataTable<BulletinLine>
        caption={title}
        captionHidden
        label={title}
        rows={lines}
        rowKey={(line) => line.line}
        columns={[
          {
            key: "line",
            label: t(lang, "accounts.column.line"),
            header: true,
            cell: (line) => {
              const { href } = props.evidence(line.line);
              const name = rich(props.nameOf(line.line));
              return href === undefined ? (
                name
              ) : (
                <a href={href} rel="nofollow">
                  {name}
                </a>
              );
            },
          },
          money("before", t(lang, "bulletin.column.before", { month: props.before }), (line) => line.before),
          money("now", t(lang, "bulletin.column.now", { month: props.now }), (line) => line.now),
          {
            ...{ key: "growth", label: t(lang, "bulletin.column.growth"), kind: "number" },
            cell: (line) => <Num>{changeText(lang, growthOf(line))}</Num>,
          },
          money("month", t(lang, "bulletin.column.month"), (line) => line.month, true),
        ]}
        {...(total === null
          ? {}
          : {
              total: [
                t(lang, "bulletin.total"),
                <Millions key="before" value={total.before} />,
                <Millions key="now" value={total.now} />,
                <Num key="growth">{changeText(lang, growthOf(total))}</Num>,
                <Millions key="month" value={total.month} />,
              ],
            })}
      />
    </section>
  );
}

/** The Treasury's own totals of the month beside these. */
export function CheckTable({ rows }: { rows: readonly CheckedTotal[] }) {
  const lang = useLang();
  const title = t(lang, "bulletin.check");
  const unit = t(lang, "bulletin.unit");
  return (
    <section class="card" id="rapprochement">
      <h2 class="card-title">{title}</h2>
      <p class="muted">{rich(t(lang, "bulletin.check.note"))}</p>
      <DataTable<CheckedTotal>
        caption={title}
        captionHidden
        label={title}
        rows={rows}
        rowKey={(row) => row.aggregate}
        empty={t(lang, "bulletin.check.none")}
        columns={[
          {
            ...{ key: "aggregate", label: t(lang, "bulletin.check.aggregate"), header: true },
            cell: (row) => t(lang, `bulletin.aggregate.${row.aggregate}`),
          },
          {
            ...{ key: "published", label: t(lang, "bulletin.check.published"), unit, kind: "number" },
            cell: (row) => <Millions value={row.published} />,
          },
          {
            ...{ key: "computed", label: t(lang, "bulletin.check.computed"), unit, kind: "number" },
            cell: (row) => <Millions value={row.computed} />,
          },
          {
            ...{ key: "gap", label: t(lang, "bulletin.check.gap"), kind: "number" },
            cell: (row) => <Num>{changeText(lang, row.gap)}</Num>,
          },
          {
            ...{ key: "agrees", label: t(lang, "bulletin.check.verdict") },
            cell: (row) => t(lang, row.agrees ? "bulletin.check.agrees" : "bulletin.check.apart"),
          },
        ]}
      />
    </section>
  );
}
