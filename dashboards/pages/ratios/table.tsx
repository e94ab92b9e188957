import { formatNumber, formatRank } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { Status } from "../../lib/parts.tsx";
import type { Comparison } from "../../lib/ratios/compare.ts";
import { RATIO_CARDS, RATIO_GROUPS, type RatioCard } from "../../lib/ratios/index.ts";
import { DataTable } from "../../lib/table.tsx";
import { Num, useLang } from "../../lib/text.tsx";
import type { RatioValue } from "./data.ts";
import { ratioText, reasonText, reasonWord } from "./value.ts";

/** A ratio's value, or the word for its absence with the reason behind it. */
export function Value({ card, own }: { card: RatioCard; own: RatioValue | undefined }) {
  const lang = useLang();
  if (own === undefined || own.value === null)
    return (
      <Status word={reasonWord(lang, own?.reason ?? null)} title={reasonText(lang, own?.reason ?? null)} />
    );
  return (
    <>
      <Num>{ratioText(lang, card.unit, own.value)}</Num>
      {own.yearGrade !== null && <span class="unit"> {own.yearGrade}</span>}
    </>
  );
}

/** 312 of 1 066, best first. */
export function Rank({ of, card }: { of: Comparison; card: RatioCard }) {
  const lang = useLang();
  if (of.rank === null || card.direction === 0) return <>–</>;
  return (
    <Num>{t(lang, "ratios.rank", { rank: formatRank(lang, of.rank), of: formatNumber(lang, of.among) })}</Num>
  );
}

interface Line {
  readonly card: RatioCard;
  readonly own: RatioValue | undefined;
  readonly compared: Comparison | null;
}

/** All ratios of a place in one table a group, beside the group that they are compared with. */
export function RatioTables(props: {
  readonly values: ReadonlyMap<string, RatioValue>;
  readonly compared: (card: RatioCard) => Comparison | null;
  /** What the group is called; null where there is none to compare with. */
  readonly reference: string | null;
  readonly open: (ratio: string) => string;
}) {
  const lang = useLang();
  return (
    <div class="stack">
      {RATIO_GROUPS.map((group) => {
        const lines: Line[] = RATIO_CARDS.filter((card) => card.group === group).map((card) => ({
          card,
          own: props.values.get(card.name),
          compared: props.compared(card),
        }));
        const title = t(lang, `ratios.group.${group}`);
        const money = (card: RatioCard, value: number | null): string =>
          value === null ? "–" : ratioText(lang, card.unit, value);
        return (
          <section key={group} class="card" id={group}>
            <h2 class="card-title">{title}</h2>
            <DataTable
              caption={title}
              captionHidden
              label={title}
              rows={lines}
              rowKey={({ card }) => card.name}
              columns={[
                {
                  key: "ratio",
                  label: t(lang, "ratios.column.ratio"),
                  header: true,
                  cell: ({ card }) => <a href={props.open(card.name)}>{card.label[lang]}</a>,
                },
                {
                  key: "value",
                  label: t(lang, "ratios.column.value"),
                  kind: "number",
                  cell: ({ card, own }) => <Value card={card} own={own} />,
                },
                ...(props.reference === null
                  ? []
                  : [
                      {
                        key: "median",
                        label: t(lang, "ratios.column.median"),
                        kind: "number" as const,
                        cell: ({ card, compared }: Line) => (
                          <Num>{money(card, compared?.median ?? null)}</Num>
                        ),
                      },
                      {
                        key: "d1",
                        label: t(lang, "ratios.column.d1"),
                        kind: "number" as const,
                        wideOnly: true,
                        cell: ({ card, compared }: Line) => <Num>{money(card, compared?.d1 ?? null)}</Num>,
                      },
                      {
                        key: "d9",
                        label: t(lang, "ratios.column.d9"),
                        kind: "number" as const,
                        wideOnly: true,
                        cell: ({ card, compared }: Line) => <Num>{money(card, compared?.d9 ?? null)}</Num>,
                      },
                      {
                        key: "rank",
                        label: t(lang, "ratios.column.rank"),
                        kind: "number" as const,
                        cell: ({ card, compared }: Line) =>
                          compared === null ? "–" : <Rank of={compared} card={card} />,
                      },
                    ]),
              ]}
            />
          </section>
        );
      })}
    </div>
  );
}
