import type { TerritoryItem } from "#warehouse/door/types.ts";
import type { Lang } from "#warehouse/text.ts";
import { type Asked, csvHref, keyOf, metricOf, reasonOf } from "../../lib/answers.ts";
import { CellBar } from "../../lib/cellbar.tsx";
import { formatNull } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { Icon } from "../../lib/icon.tsx";
import { Notice, Pagination, Status } from "../../lib/parts.tsx";
import { type Column, DataTable } from "../../lib/table.tsx";
import { type ChildLevel, unitName } from "../../lib/territory.ts";
import { Num, useLang } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { cellText, headerUnit, type Unit } from "./measures.ts";
import { BY_NAME, type PlaceState, writePlaceState } from "./state.ts";

const PAGE_SIZE = 25;

export interface ChildColumn {
  /** What the address calls it: `tri=taux`. */
  readonly key: string;
  readonly metric: string;
  /** Key of the message that heads it, or its own words where they come from the catalogue. */
  readonly label: string;
  readonly words?: string;
  readonly unit: Unit;
  readonly wideOnly?: boolean;
  /** Draws a bar beside the figure, full at this value. */
  readonly bar?: number;
}

interface ChildRow {
  readonly code: string | null;
  readonly name: string;
  readonly index: number;
  readonly values: Readonly<Record<string, number | null>>;
}

export interface ChildrenProps {
  readonly base: string;
  readonly unit: TerritoryItem;
  readonly level: ChildLevel;
  readonly names: ReadonlyMap<string, TerritoryItem>;
  readonly asked: Asked;
  readonly columns: readonly [ChildColumn, ...ChildColumn[]];
  readonly state: PlaceState;
  readonly latest: number | null;
  /** Totals of the place by metric. */
  readonly totals: Readonly<Record<string, number | null>>;
  readonly caption: string;
  /** More of the page's state, as a query string, kept on every link. */
  readonly extra?: string;
  /** Message under the heading. */
  readonly note?: string;
}

/** The next level down as a table: each name opens its own page; the higher council stands last, in words. */
export function ChildrenTable(props: ChildrenProps) {
  const lang = useLang();
  const { unit, level, state, latest, columns, base } = props;
  const higherKey = unit.level === "region" ? "higher.region" : "higher.province";
  const all = props.asked.answer.rows.map((row, index): ChildRow => {
    const code = keyOf(row, level);
    const found = code === null ? undefined : props.names.get(code);
    return {
      code,
      index,
      name: code === null ? t(lang, higherKey) : found === undefined ? code : unitName(lang, found),
      values: Object.fromEntries(columns.map((column) => [column.key, metricOf(row, column.metric)])),
    };
  });
  const higher = all.filter((row) => row.code === null);
  const rows = sorted(
    all.filter((row) => row.code !== null),
    state,
    lang,
  );
  const page = Math.min(state.page, Math.max(1, Math.ceil(rows.length / PAGE_SIZE)));
  const here = href(lang, unit.level === "nation" ? base : `${base}/${unit.code}`);
  const first = columns[0].key;
  const write = (next: Partial<PlaceState>): string =>
    joinQuery(writePlaceState(next, latest, first), props.extra ?? "");
  const sort = (key: string): NonNullable<Column<ChildRow>["sort"]> => {
    const natural = key === BY_NAME ? "asc" : "desc";
    const dir = state.sort === key ? (state.dir === "asc" ? "desc" : "asc") : natural;
    return {
      href: `${here}${write({ ...state, sort: key, dir, page: 1 })}#territoires`,
      dir: state.sort === key ? state.dir : null,
    };
  };
  const kept = write({ year: state.year, council: state.council });
  const tableColumns: Column<ChildRow>[] = [
    {
      key: BY_NAME,
      label: t(lang, `column.territory.${level}`),
      header: true,
      sort: sort(BY_NAME),
      cell: (row) =>
        row.code === null ? row.name : <a href={`${href(lang, `${base}/${row.code}`)}${kept}`}>{row.name}</a>,
    },
    ...columns.flatMap((column): Column<ChildRow>[] => {
      const unitText = headerUnit(lang, column.unit);
      const figure: Column<ChildRow> = {
        key: column.key,
        label: column.words ?? t(lang, column.label),
        ...(unitText === undefined ? {} : { unit: unitText }),
        kind: "number",
        wideOnly: column.wideOnly === true,
        sort: sort(column.key),
        cell: (row) => <Cell asked={props.asked} row={row} column={column} />,
      };
      if (column.bar === undefined) return [figure];
      const max = column.bar;
      return [
        figure,
        {
          key: `${column.key}-bar`,
          label: <span class="visually-hidden">{column.words ?? t(lang, column.label)}</span>,
          wideOnly: true,
          cell: (row) => <CellBar value={row.values[column.key] ?? null} max={max} />,
        },
      ];
    }),
  ];
  const total = columns.flatMap((column) => {
    const value = props.totals[column.metric] ?? null;
    const cell = <Num key={column.key}>{cellText(lang, column.unit, value)}</Num>;
    return column.bar === undefined
      ? [cell]
      : [cell, <CellBar key={`${column.key}-bar`} value={value} max={column.bar} />];
  });
  return (
    <section class="section" id="territoires">
      <h2>{t(lang, `children.${level}`)}</h2>
      <p class="lede">{t(lang, props.note ?? "children.note")}</p>
      <div class="card">
        <DataTable
          caption={props.caption}
          captionHidden
          label={t(lang, `children.${level}`)}
          rows={[...rows.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE), ...higher]}
          rowKey={(row) => row.code ?? "higher"}
          rowClass={(row) => (row.code === null ? "row-note" : undefined)}
          columns={tableColumns}
          total={[t(lang, "total"), ...total]}
        />
        <Pagination
          page={page}
          size={PAGE_SIZE}
          total={rows.length}
          href={(to) => `${here}${write({ ...state, page: to })}#territoires`}
        />
        <p class="figure-source">
          <a href={csvHref(props.asked)} rel="nofollow" download="">
            <Icon name="download" size={16} />
            {t(lang, "children.download")}
          </a>
        </p>
      </div>
      {higher.length > 0 && <Notice tone="info">{t(lang, `${higherKey}.note`)}</Notice>}
    </section>
  );
}

/** Two query strings as one. */
const joinQuery = (one: string, two: string): string =>
  one === "" ? two : two === "" ? one : `${one}&${two.slice(1)}`;

/** A figure, or the word for why there is none. */
function Cell({ asked, row, column }: { asked: Asked; row: ChildRow; column: ChildColumn }) {
  const lang = useLang();
  const value = row.values[column.key] ?? null;
  if (value !== null) return <Num>{cellText(lang, column.unit, value)}</Num>;
  const reason = reasonOf(asked.answer, row.index, column.metric);
  return <Status word={formatNull(lang, reason)} title={t(lang, `null.${reason}`)} />;
}

function sorted(rows: readonly ChildRow[], state: PlaceState, lang: Lang): ChildRow[] {
  const collator = new Intl.Collator(lang);
  const sign = state.dir === "asc" ? 1 : -1;
  const byName = (a: ChildRow, b: ChildRow): number =>
    collator.compare(a.name, b.name) || ((a.code ?? "") < (b.code ?? "") ? -1 : 1);
  if (state.sort === BY_NAME) return rows.toSorted((a, b) => sign * byName(a, b));
  return rows.toSorted((a, b) => {
    const [x, y] = [a.values[state.sort] ?? null, b.values[state.sort] ?? null];
    // What has no value stands last, whichever way.
    if (x === null || y === null) return x !== null ? -1 : y !== null ? 1 : byName(a, b);
    return sign * (x - y) || byName(a, b);
  });
}
