import { dotChart } from "../../charts/dots.ts";
import { Figure } from "../../lib/figure.tsx";
import { formatNumber } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import type { ReleaseStatus } from "../../lib/release.ts";
import { DataTable } from "../../lib/table.tsx";
import { Num, useLang } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import type { RankedUnit } from "./page.tsx";
import { MAX, type RankedLevel, type RokhasIndex } from "./state.ts";

const SHOWN = 10;

/** The units of the first group as dots on the whole scale, so that small gaps look small. */
export function LeadersFigure(props: {
  readonly units: readonly RankedUnit[];
  readonly index: RokhasIndex;
  readonly level: RankedLevel;
  readonly period: string;
  readonly release: ReleaseStatus;
}) {
  const lang = useLang();
  const leaders = props.units.filter(({ item }) => item.score !== null).slice(0, SHOWN);
  const [best] = leaders;
  const last = leaders.at(-1);
  if (best === undefined || last === undefined) return null;
  const score = (value: number | null): string => formatNumber(lang, value, { digits: 1 });
  const title = t(lang, "rokhas.leaders.title", {
    n: formatNumber(lang, leaders.length),
    low: score(last.item.score),
    high: score(best.item.score),
  });
  return (
    <Figure
      id="tete"
      title={title}
      subtitle={t(lang, "rokhas.leaders.subtitle", {
        index: t(lang, `rokhas.index.${props.index}`),
        max: formatNumber(lang, MAX[props.index]),
        period: props.period,
        level: t(lang, `rokhas.level.${props.level}`).toLocaleLowerCase(lang),
      })}
      chart={dotChart(
        {
          lang,
          sample: props.release.sample,
          figure: "tete",
          description: t(lang, "rokhas.leaders.desc"),
          width: 1000,
        },
        {
          max: MAX[props.index],
          tick: (value) => formatNumber(lang, value),
          dots: leaders.map(({ item, name }) => ({
            key: item.code,
            name,
            value: item.score ?? 0,
            text: score(item.score),
            low: item.score_low,
            high: item.score_high,
          })),
        },
      )}
      full
      note={t(lang, "rokhas.leaders.note")}
      table={
        <DataTable
          caption={title}
          captionHidden
          label={title}
          rows={leaders}
          rowKey={({ item }) => item.code}
          columns={[
            {
              key: "name",
              label: t(lang, `column.territory.${props.level}`),
              header: true,
              cell: ({ name }) => name,
            },
            {
              key: "score",
              label: t(lang, "rokhas.column.score"),
              kind: "number",
              cell: ({ item }) => <Num>{score(item.score)}</Num>,
            },
            {
              key: "files",
              label: t(lang, "rokhas.column.files"),
              kind: "number",
              cell: ({ item }) => <Num>{formatNumber(lang, item.files)}</Num>,
            },
          ]}
        />
      }
      source="Rokhas"
      release={props.release}
      method={href(lang, "/tableaux/rokhas/methode")}
    />
  );
}
