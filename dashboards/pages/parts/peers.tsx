import type { Condition, MetricInfo } from "#warehouse/door/types.ts";
import { swarmChart } from "../../charts/beeswarm.ts";
import { type Asked, ask, csvHref, keyOf, metricOf } from "../../lib/answers.ts";
import { Figure } from "../../lib/figure.tsx";
import { formatNumber, formatPercent } from "../../lib/format.ts";
import type { PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { printed, unitOf } from "../../lib/metrics.ts";
import { DataTable } from "../../lib/table.tsx";
import { type ChildLevel, type Place, unitName, unitsByCode } from "../../lib/territory.ts";
import { Num } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { cellText } from "./measures.ts";

/** Fewer peers than this are a list, not a spread. */
const FEWEST = 8;
/** Rows of the table twin around the place; all of them are in the file. */
const NEAR = 12;

export interface PeerFigure {
  readonly asked: Asked;
  readonly level: ChildLevel;
  readonly peers: readonly { readonly code: string; readonly name: string; readonly value: number }[];
  /** What the peers have in common, in words. */
  readonly group: string;
}

/** Exact median of values in ascending order; null for none. */
export function medianOf(sorted: readonly number[]): number | null {
  if (sorted.length === 0) return null;
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? null)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/**
 * The peers of a place by one rate: units of its own level, communes of its own population segment; for the nation,
 * the provinces. Null where there are too few.
 */
export async function peerFigure(
  { ctx: { door }, viewer, lang }: PageView,
  place: Place,
  metric: string,
  inYear: Condition,
): Promise<PeerFigure | null> {
  const { unit } = place;
  const level: ChildLevel = unit.level === "nation" ? "province" : levelOf(unit.level);
  const segment = level === "commune" ? unit.segment : null;
  const [asked, units] = await Promise.all([
    ask(door, viewer, {
      metrics: [metric],
      groupBy: [level],
      where: [
        inYear,
        ...(segment === null ? [] : [{ dimension: "segment", op: "=" as const, value: segment }]),
      ],
    }),
    unitsByCode(door, viewer, level),
  ]);
  const peers = asked.answer.rows.flatMap((row) => {
    const code = keyOf(row, level);
    const value = metricOf(row, metric);
    const found = code === null ? undefined : units.get(code);
    return found === undefined || value === null
      ? []
      : [{ code: found.code, name: unitName(lang, found), value }];
  });
  if (peers.length < FEWEST) return null;
  const segments = (await door.dimensions()).find((one) => one.name === "segment");
  const group =
    segment === null
      ? t(lang, `children.${level}`)
      : `${t(lang, "children.commune")} (${segments?.values?.[segment]?.[lang] ?? segment})`;
  return { asked, level, peers, group };
}

const levelOf = (level: string): ChildLevel =>
  level === "region" || level === "province" ? level : "commune";

/** Every peer as a dot, « you are here », the median: the title tells where the place stands. */
export function PeersFigure(props: {
  readonly view: PageView;
  readonly place: Place;
  readonly metric: MetricInfo;
  readonly figure: PeerFigure;
  readonly base: string;
  readonly period: string;
  readonly source: string;
}) {
  const { metric, figure, place } = props;
  const { lang, release } = props.view;
  const unit = unitOf(metric);
  const sorted = figure.peers.toSorted((a, b) => a.value - b.value || (a.code < b.code ? -1 : 1));
  const median = medianOf(sorted.map((peer) => peer.value));
  const own = sorted.find((peer) => peer.code === place.unit.code);
  const text = (value: number | null): string =>
    unit === "ratio" ? formatPercent(lang, value) : cellText(lang, unit, value);
  if (median === null) return null;
  const below = own === undefined ? 0 : sorted.filter((peer) => peer.value < own.value).length;
  const label = printed(metric.label[lang]);
  const said = {
    name: own?.name ?? "",
    value: text(own?.value ?? null),
    median: text(median),
    share: formatPercent(lang, sorted.length < 2 ? null : below / (sorted.length - 1), { digits: 0 }),
    low: text(sorted[0]?.value ?? null),
    high: text(sorted.at(-1)?.value ?? null),
  };
  const at = own === undefined ? Math.floor(sorted.length / 2) : sorted.indexOf(own);
  const start = Math.max(0, Math.min(at - Math.floor(NEAR / 2), sorted.length - NEAR));
  const descending = sorted.slice(start, start + NEAR).reverse();
  const title =
    own === undefined
      ? t(lang, "peers.title.all", said)
      : t(
          lang,
          text(own.value) === text(median)
            ? "peers.title.same"
            : own.value > median
              ? "peers.title.above"
              : "peers.title.below",
          said,
        );
  return (
    <Figure
      id="pairs"
      title={title}
      subtitle={t(lang, "peers.subtitle", {
        metric: label,
        group: figure.group.toLocaleLowerCase(lang),
        n: formatNumber(lang, sorted.length),
        period: props.period,
      })}
      chart={swarmChart(
        {
          ...{ lang, sample: release.sample, figure: "pairs", width: 1000 },
          description: t(lang, own === undefined ? "peers.desc" : "peers.desc.own", said),
        },
        {
          peers: sorted.map((peer) => ({
            ...{ key: peer.code, name: peer.name, value: peer.value },
            text: text(peer.value),
            focus: peer === own,
          })),
          tick: (value) =>
            unit === "ratio"
              ? formatPercent(lang, value, { digits: 0 })
              : formatNumber(lang, value, { significant: 3 }),
          ...(unit === "ratio" ? { max: 1 } : metric.unit === "level" ? { max: 5 } : {}),
          median: { value: median, text: text(median), name: t(lang, "peers.median") },
        },
      )}
      full
      note={sorted.length > NEAR ? t(lang, "peers.near") : undefined}
      table={
        <DataTable
          caption={title}
          captionHidden
          label={title}
          rows={descending}
          rowKey={(peer) => peer.code}
          rowClass={(peer) => (peer === own ? "row-own" : undefined)}
          columns={[
            {
              key: "rank",
              label: t(lang, "peers.place"),
              kind: "number",
              cell: (peer) => <Num>{formatNumber(lang, sorted.length - sorted.indexOf(peer))}</Num>,
            },
            {
              key: "name",
              label: t(lang, `column.territory.${figure.level}`),
              header: true,
              cell: (peer) => <a href={href(lang, `${props.base}/${peer.code}`)}>{peer.name}</a>,
            },
            { key: "value", label, kind: "number", cell: (peer) => <Num>{text(peer.value)}</Num> },
          ]}
        />
      }
      source={props.source}
      release={release}
      method={href(lang, `/indicateurs/${metric.name}`)}
      csv={csvHref(figure.asked)}
    />
  );
}
