import { keyOf, metricOf } from "../../lib/answers.ts";
import { formatPercent } from "../../lib/format.ts";
import { hasMessage, t } from "../../lib/i18n.ts";
import { formatMoneyShort } from "../../lib/money.ts";
import { windowPhrase } from "../../lib/periods.ts";
import type { ReleaseStatus } from "../../lib/release.ts";
import { Num, useLang } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { BarsFigure } from "../parts/shares.tsx";
import type { BudgetData } from "./data.ts";

/** Ordered against final credits, chapter by chapter: a bullet for each. */
export function ChaptersFigure({
  data,
  name,
  release,
}: {
  data: BudgetData;
  name: string;
  release: ReleaseStatus;
}) {
  const lang = useLang();
  const word = (kind: "part" | "chapter", code: string): string =>
    hasMessage(`${kind}.${code}`) ? t(lang, `${kind}.${code}`) : t(lang, `${kind}.other`, { code });
  const rates = new Map<string, number | null>();
  const rows = data.chapters.answer.rows
    .map((row) => {
      const part = keyOf(row, "part") ?? "";
      const chapter = keyOf(row, "chapter") ?? "";
      const key = `${part}-${chapter}`;
      const rate = metricOf(row, "execution_rate");
      rates.set(key, rate);
      const credit = metricOf(row, "credit_final_mad");
      return {
        key,
        name: `${word("part", part)} · ${word("chapter", chapter)}`,
        value: metricOf(row, "ordered_mad"),
        text: formatPercent(lang, rate),
        target: credit,
        targetText: formatMoneyShort(lang, credit),
      };
    })
    .filter((row) => (row.target ?? 0) > 0 || (row.value ?? 0) > 0)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  // A chapter that orders nothing by its nature (a carry-over of results) is no low execution.
  const known = rows.flatMap((row) => ((row.value ?? 0) > 0 ? (rates.get(row.key) ?? []) : []));
  const [first] = rows;
  const title =
    known.length < 2 && first !== undefined
      ? t(lang, "budget.chapters.one", { chapter: first.name, rate: first.text })
      : t(lang, "budget.chapters.title", {
          low: formatPercent(lang, Math.min(...known)),
          high: formatPercent(lang, Math.max(...known)),
        });
  return (
    <BarsFigure
      id="chapitres"
      title={title}
      subtitle="budget.chapters.subtitle"
      said={{ period: windowPhrase(lang, data.window), name }}
      description={t(lang, "budget.chapters.desc")}
      rows={rows}
      unit="MAD"
      nameLabel={t(lang, "budget.column.chapter")}
      valueLabel={t(lang, "budget.column.ordered")}
      targetName={t(lang, "budget.column.credit")}
      extra={[
        {
          key: "rate",
          label: t(lang, "budget.column.rate"),
          kind: "number",
          cell: (row) => <Num>{formatPercent(lang, rates.get(row.key))}</Num>,
        },
      ]}
      asked={data.chapters}
      source="GID-CT"
      method={href(lang, "/methode#budget")}
      release={release}
    />
  );
}
