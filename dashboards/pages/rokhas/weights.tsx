import { formatPeriod } from "../../lib/dates.ts";
import { formatNumber, formatRank } from "../../lib/format.ts";
import { FilterForm, Select } from "../../lib/forms.tsx";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { Empty, Notice, Pagination } from "../../lib/parts.tsx";
import { DataTable } from "../../lib/table.tsx";
import { unitName } from "../../lib/territory.ts";
import { Num, rich } from "../../lib/text.tsx";
import { choice, href, intParam, queryString, readQuery } from "../../lib/url.ts";
import { AGGREGATIONS, compose, rankRanges, ranksOf, SCALES, SUBS } from "./scales.ts";
import { LEVELS } from "./state.ts";
import { subScores } from "./subscores.ts";

export const WEIGHTS = "/tableaux/rokhas/ponderations";
const STEPS = [0, 5, 10, 15, 20, 25, 30, 35, 40, 50, 60, 80, 100];
const SIZE = 30;

/** "Choose your weights": the ranking under other choices, all of them in the address. */
export async function weightsPage(view: PageView): Promise<PageResult> {
  const { ctx, lang, viewer, req } = view;
  const { door } = ctx;
  const keys = ["niveau", "echelle", "agregation", "page", ...SUBS] as const;
  const { values, unknown } = readQuery(req.originalUrl, keys);
  const level = choice(values.get("niveau"), ["province", "commune", "region"]);
  const scale = choice(values.get("echelle"), SCALES);
  const aggregation = choice(values.get("agregation"), AGGREGATIONS);
  const weights = SUBS.map((sub) => intParam(values.get(sub), 20, 0, 100));
  const ranking = await door.rankings({ index: "rokhas_r500", level, window: "rolling12" }, viewer);
  const [units, subs] = await Promise.all([
    door.territories({ level }, viewer),
    ranking.period === "" ? new Map() : subScores(door, viewer, level, ranking.period),
  ]);
  const names = new Map(units.map((unit) => [unit.code, unitName(lang, unit)]));
  const ranked = ranking.items.filter(({ rank, code }) => rank !== null && subs.has(code));
  const scored = ranked.flatMap(({ code }) => subs.get(code) ?? []);
  const scores = compose(scored, weights, scale, aggregation);
  const ranks = ranksOf(scores);
  const ranges = rankRanges(scored, weights);
  const rows = ranked
    .map((item, i) => ({
      item,
      name: names.get(item.code) ?? unitName(lang, item),
      ...{ score: scores[i] ?? 0, rank: ranks[i] ?? 0, range: ranges[i] ?? { low: 0, high: 0 } },
    }))
    .sort((a, b) => a.rank - b.rank || (a.item.code < b.item.code ? -1 : 1));
  const page = Math.min(
    intParam(values.get("page"), 1, 1, 10_000),
    Math.max(1, Math.ceil(rows.length / SIZE)),
  );
  const here = href(lang, WEIGHTS);
  const state = {
    ...{ niveau: level, echelle: scale, agregation: aggregation },
    ...Object.fromEntries(SUBS.map((sub, i) => [sub, weights[i]])),
  };
  const defaults = {
    ...{ niveau: "province", echelle: SCALES[0], agregation: AGGREGATIONS[0], page: 1 },
    ...Object.fromEntries(SUBS.map((sub) => [sub, 20])),
  };
  const at = (number: number): string =>
    `${here}${queryString({ ...state, page: number }, defaults)}#classement`;
  const band = (low: number | null, high: number | null): string =>
    low === null || high === null
      ? ""
      : low === high
        ? formatRank(lang, low)
        : t(lang, "rokhas.band", { low: formatRank(lang, low), high: formatRank(lang, high) });
  return {
    title: t(lang, "rokhas.weights.title"),
    lede: rich(t(lang, "rokhas.weights.lede", { period: formatPeriod(lang, ranking.period) })),
    crumb: t(lang, "rokhas.weights.crumb"),
    unknown,
    body: (
      <>
        <FilterForm action={here}>
          <Select
            name="niveau"
            label={t(lang, "rokhas.field.level")}
            value={level}
            options={LEVELS.map((value) => ({ value, label: t(lang, `rokhas.level.${value}`) }))}
          />
          {SUBS.map((sub, i) => {
            const own = weights[i] ?? 20;
            const steps = STEPS.includes(own) ? STEPS : [...STEPS, own].sort((a, b) => a - b);
            return (
              <Select
                key={sub}
                name={sub}
                label={t(lang, `rokhas.sub.${sub}`)}
                value={String(own)}
                options={steps.map((value) => ({ value: String(value), label: formatNumber(lang, value) }))}
              />
            );
          })}
          <Select
            name="echelle"
            label={t(lang, "rokhas.weights.scale")}
            value={scale}
            options={SCALES.map((value) => ({ value, label: t(lang, `rokhas.weights.scale.${value}`) }))}
          />
          <Select
            name="agregation"
            label={t(lang, "rokhas.weights.aggregation")}
            value={aggregation}
            options={AGGREGATIONS.map((value) => ({
              value,
              label: t(lang, `rokhas.weights.aggregation.${value}`),
            }))}
          />
        </FilterForm>
        <Notice tone="info">{rich(t(lang, "rokhas.weights.note"))}</Notice>
        {rows.length === 0 ? (
          <Empty title={t(lang, "rokhas.none")} />
        ) : (
          <section class="section card" id="classement">
            <h2>{t(lang, "rokhas.weights.table")}</h2>
            <DataTable
              caption={t(lang, "rokhas.weights.table")}
              captionHidden
              label={t(lang, "rokhas.weights.table")}
              rows={rows.slice((page - 1) * SIZE, page * SIZE)}
              rowKey={({ item }) => item.code}
              columns={[
                {
                  key: "rank",
                  label: t(lang, "rokhas.weights.rank"),
                  kind: "number",
                  cell: ({ rank }) => <Num>{formatRank(lang, rank)}</Num>,
                },
                {
                  key: "name",
                  label: t(lang, `column.territory.${level}`),
                  header: true,
                  cell: ({ item, name }) => <a href={href(lang, `/tableaux/rokhas/${item.code}`)}>{name}</a>,
                },
                {
                  key: "score",
                  label: t(lang, "rokhas.column.score"),
                  unit: t(lang, "rokhas.out-of", { max: formatNumber(lang, 100) }),
                  kind: "number",
                  cell: ({ score }) => <Num>{formatNumber(lang, score, { digits: 1 })}</Num>,
                },
                {
                  key: "range",
                  label: t(lang, "rokhas.weights.range"),
                  kind: "number",
                  cell: ({ range }) => <Num>{band(range.low, range.high)}</Num>,
                },
                {
                  key: "published",
                  label: t(lang, "rokhas.weights.published"),
                  kind: "number",
                  wideOnly: true,
                  cell: ({ item }) => <Num>{band(item.rank_low, item.rank_high)}</Num>,
                },
              ]}
            />
            <Pagination page={page} size={SIZE} total={rows.length} href={at} />
          </section>
        )}
        <p>
          <a href={href(lang, "/tableaux/rokhas/methode")}>{t(lang, "rokhas.method")}</a>
        </p>
      </>
    ),
  };
}
