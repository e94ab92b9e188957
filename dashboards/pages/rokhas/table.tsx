import type { Case } from "#warehouse/desk/index.ts";
import { CellBar } from "../../lib/cellbar.tsx";
import { formatNull, formatNumber, formatRank } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { Notice, Pagination, Status } from "../../lib/parts.tsx";
import { type Column, DataTable } from "../../lib/table.tsx";
import { Code, Num, useLang } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { ContestMark } from "../desk/mark.tsx";
import type { RankedUnit } from "./page.tsx";
import { MAX, type RokhasState } from "./state.ts";

const PAGE_SIZE = 30;

/** One of the three groups. Ranked units come by rank, the others by name: without a rank there is no order. */
export function RankingTable(props: {
  readonly units: readonly RankedUnit[];
  /** Units whose rank is under contest. */
  readonly contested: ReadonlyMap<string, Case>;
  readonly state: RokhasState;
  readonly period: string;
  readonly segmentLabel: (code: string) => string;
  readonly href: (page: number) => string;
}) {
  const lang = useLang();
  const { state } = props;
  const ranked = state.group === "classees";
  const collator = new Intl.Collator(lang);
  const rows = ranked
    ? props.units.toSorted(
        (a, b) => (a.item.rank ?? 0) - (b.item.rank ?? 0) || (a.item.code < b.item.code ? -1 : 1),
      )
    : props.units.toSorted(
        (a, b) => collator.compare(a.name, b.name) || (a.item.code < b.item.code ? -1 : 1),
      );
  const page = Math.min(state.page, Math.max(1, Math.ceil(rows.length / PAGE_SIZE)));
  const has = (test: (unit: RankedUnit) => boolean): boolean => rows.some(test);
  const banded = has(({ item }) => item.rank_low !== null);
  const number = (value: number | null, digits = 0): string => formatNumber(lang, value, { digits });
  const columns: Column<RankedUnit>[] = [
    ...(ranked && banded
      ? [
          {
            key: "rank",
            label: t(lang, "rokhas.column.rank"),
            kind: "number" as const,
            cell: ({ item }: RankedUnit) => (
              <Num>
                {item.rank_low === null
                  ? "–"
                  : item.rank_low === item.rank_high
                    ? formatRank(lang, item.rank_low)
                    : t(lang, "rokhas.band", {
                        low: formatRank(lang, item.rank_low),
                        high: formatRank(lang, item.rank_high),
                      })}
              </Num>
            ),
          },
        ]
      : []),
    {
      key: "name",
      label: t(lang, `column.territory.${state.level}`),
      header: true,
      cell: ({ item, name, parent }) => (
        <>
          <a href={href(lang, `/tableaux/rokhas/${item.code}`)}>{name}</a>
          {parent !== null && <span class="cell-sub">{parent}</span>}
          <ContestMark standing={props.contested.get(item.code)} />
        </>
      ),
    },
    ...(state.group === "sans-rang"
      ? []
      : [
          {
            key: "score",
            label: t(lang, "rokhas.column.score"),
            unit: t(lang, "rokhas.out-of", { max: number(MAX[state.index]) }),
            kind: "number" as const,
            cell: ({ item }: RankedUnit) => <Num>{number(item.score, 1)}</Num>,
          },
          {
            key: "bar",
            label: <span class="visually-hidden">{t(lang, "rokhas.column.score")}</span>,
            wideOnly: true,
            cell: ({ item }: RankedUnit) => <CellBar value={item.score} max={MAX[state.index]} />,
          },
        ]),
    ...(state.group !== "sans-rang" && has(({ item }) => item.trend !== null)
      ? [
          {
            key: "trend",
            label: t(lang, `rokhas.column.trend.${state.window}`),
            wideOnly: true,
            cell: ({ item }: RankedUnit) =>
              item.trend === null ? "–" : t(lang, `rokhas.trend.${item.trend}`),
          },
        ]
      : []),
    {
      key: "files",
      label: t(lang, "rokhas.column.files"),
      unit: t(lang, `rokhas.files.${state.window}`),
      kind: "number",
      cell: ({ item }) => <Num>{number(item.files)}</Num>,
    },
    ...(banded && has(({ item }) => item.segment_rank !== null)
      ? [
          {
            key: "segment-rank",
            label: t(lang, "rokhas.column.segment-rank"),
            kind: "number" as const,
            wideOnly: true,
            cell: ({ item }: RankedUnit) => <Num>{formatRank(lang, item.segment_rank)}</Num>,
          },
        ]
      : []),
    ...(state.level === "commune"
      ? [
          {
            key: "segment",
            label: t(lang, "rokhas.field.segment"),
            wideOnly: true,
            cell: ({ item }: RankedUnit) => (item.segment === null ? "" : props.segmentLabel(item.segment)),
          },
        ]
      : []),
    ...(state.group === "sans-rang"
      ? [
          {
            key: "reason",
            label: t(lang, "rokhas.column.reason"),
            cell: ({ item }: RankedUnit) =>
              item.reason === null ? (
                ""
              ) : (
                <>
                  <Status word={formatNull(lang, item.reason)} title={t(lang, `null.${item.reason}`)} />{" "}
                  {t(lang, `null.${item.reason}`)}
                </>
              ),
          },
        ]
      : []),
    {
      key: "code",
      label: t(lang, "rokhas.column.code"),
      wideOnly: true,
      cell: ({ item }) => <Code>{item.code}</Code>,
    },
  ];
  return (
    <div class="card">
      {ranked && !banded && <Notice tone="info">{t(lang, "rokhas.no-ranks")}</Notice>}
      <DataTable
        caption={t(lang, "rokhas.caption", {
          index: t(lang, `rokhas.index.${state.index}`),
          period: props.period,
        })}
        captionHidden
        label={t(lang, `rokhas.group.${state.group}`)}
        columns={columns}
        rows={rows.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)}
        rowKey={({ item }) => item.code}
        empty={t(lang, "rokhas.none")}
      />
      <Pagination page={page} size={PAGE_SIZE} total={rows.length} href={props.href} />
    </div>
  );
}
