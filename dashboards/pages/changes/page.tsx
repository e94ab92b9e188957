import type { Answer, TerritoryItem } from "#warehouse/door/types.ts";
import { ask, csvHref, keyOf } from "../../lib/answers.ts";
import { dirhams } from "../../lib/cents.ts";
import { explainChange, type Moved, type Movement } from "../../lib/changes.ts";
import { formatNumber, formatPercent, toNumber } from "../../lib/format.ts";
import { FilterForm, Select, YearSelect } from "../../lib/forms.tsx";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { hasMessage, t } from "../../lib/i18n.ts";
import { formatMoneyShort } from "../../lib/money.ts";
import { Empty, Kpi, KpiRow } from "../../lib/parts.tsx";
import { yearWindow } from "../../lib/periods.ts";
import { SubjectTabs, TerritoryPicker } from "../../lib/picker.tsx";
import { DataTable } from "../../lib/table.tsx";
import { placeCrumbs, placeOf, unitName, within } from "../../lib/territory.ts";
import { Num, rich } from "../../lib/text.tsx";
import { choice, href, intParam, queryString, readQuery } from "../../lib/url.ts";
import { PlaceHeading } from "../parts/frame.tsx";
import { Cascade } from "./cascade.tsx";

const BASE = "/tableaux/evolution";
const SHOWN = 10;
const SUBJECTS = ["depenses", "recettes"] as const;
type Subject = (typeof SUBJECTS)[number];
/** What is compared, and by what it is cut: nature × function × council. */
const ASKED: Readonly<Record<Subject, { readonly metric: string; readonly by: readonly string[] }>> = {
  depenses: { metric: "ordered_mad", by: ["nature", "part", "chapter", "collectivity"] },
  recettes: { metric: "collected_mad", by: ["nature", "collectivity"] },
};

/** What changed between two years: the movements that explain the difference, in words and in a table. */
export async function changesPage(view: PageView): Promise<PageResult> {
  const { ctx, lang, viewer, release } = view;
  const { door } = ctx;
  const place = await placeOf(door, viewer, view.params.code);
  if (place === null) return null;
  const { unit } = place;
  const { values, unknown } = readQuery(view.req.originalUrl, ["annee", "objet"]);
  const subject = choice(values.get("objet"), SUBJECTS);
  const { metric, by } = ASKED[subject];
  const until = Number(release.until.slice(0, 4));
  const year = intParam(values.get("annee"), until, 2001, 2100);
  const window = yearWindow(year, release.until);
  const months = Number(window.to.slice(5, 7));
  // The same months of both years: a year that runs is not compared with a whole one.
  const askYear = (of: number) =>
    ask(door, viewer, {
      metrics: [metric],
      groupBy: by,
      where: within(unit),
      time: {
        grain: "month",
        from: `${of}-01`,
        to: `${of}-${String(months).padStart(2, "0")}`,
        series: false,
      },
    });
  const [before, asked] = await Promise.all([askYear(year - 1), askYear(year)]);
  const [regions, units, dimensions] = await Promise.all([
    door.territories({ level: "region" }, viewer),
    door.territories({}, viewer),
    door.dimensions(),
  ]);
  const councils = new Map(units.map((item) => [item.code, item]));
  const rows = movedRows(before.answer, asked.answer, metric, by);
  const found = explainChange(rows, SHOWN);
  const name = unitName(lang, unit);
  const here = href(lang, unit.level === "nation" ? BASE : `${BASE}/${unit.code}`);
  const title = t(lang, `changes.title.${subject}`, { name, year: String(year), before: String(year - 1) });
  const natures = dimensions.find((dimension) => dimension.name === "nature")?.values ?? {};
  const label = (key: string): string => movementName(lang, key, by, councils, natures);
  const money = (value: bigint): string => formatMoneyShort(lang, dirhams(value), { sign: true });
  const [first, second] = found.movements;
  const sentence =
    first === undefined
      ? t(lang, "changes.none", { name })
      : t(lang, found.change >= 0n ? "changes.up" : "changes.down", {
          change: formatMoneyShort(lang, dirhams(found.change < 0n ? -found.change : found.change)),
          rate: formatPercent(
            lang,
            found.before === 0n ? null : Number(found.change) / Number(found.before),
            { sign: true },
          ),
          first: label(first.key),
          firstChange: money(first.change),
          second: second === undefined ? "–" : label(second.key),
          secondChange: second === undefined ? "" : money(second.change),
        });
  return {
    title,
    ...placeCrumbs(lang, place, t(lang, "nav.evolution"), BASE),
    unknown,
    heading: <PlaceHeading title={title} place={place} />,
    lede: rich(sentence),
    body: (
      <>
        <SubjectTabs place={place} current="evolution" />
        <TerritoryPicker
          base={BASE}
          regions={regions}
          query={queryString({ annee: year, objet: subject }, { annee: until, objet: SUBJECTS[0] })}
        />
        <FilterForm action={here}>
          <YearSelect year={year} years={[0, 1, 2, 3, 4].map((back) => until - back)} />
          <Select
            name="objet"
            label={t(lang, "changes.subject")}
            value={subject}
            options={SUBJECTS.map((one) => ({ value: one, label: t(lang, `changes.subject.${one}`) }))}
          />
        </FilterForm>
        {rows.length === 0 ? (
          <Empty title={t(lang, "empty.all", { name })} />
        ) : (
          <div class="stack">
            <KpiRow>
              <Kpi label={String(year - 1)} value={formatMoneyShort(lang, dirhams(found.before))} />
              <Kpi label={String(year)} value={formatMoneyShort(lang, dirhams(found.after))} />
              <Kpi label={t(lang, "changes.kpi.change")} value={money(found.change)} />
              <Kpi
                label={t(lang, "changes.kpi.explained", { k: formatNumber(lang, found.movements.length) })}
                value={formatPercent(lang, found.explained)}
                hint={t(lang, "changes.kpi.explained.hint")}
              />
            </KpiRow>
            <Cascade
              view={view}
              found={found}
              years={[year - 1, year]}
              name={name}
              asked={asked}
              source={subject === "depenses" ? "GID-CT" : "GIR-CT"}
              label={label}
            />
            <section class="card" id="mouvements">
              <h2 class="card-title">{t(lang, "changes.movements")}</h2>
              <p class="muted">{t(lang, "changes.rule")}</p>
              <DataTable
                caption={t(lang, "changes.movements")}
                captionHidden
                label={t(lang, "changes.movements")}
                rows={found.movements}
                rowKey={(row: Movement) => row.key}
                columns={[
                  {
                    key: "what",
                    label: t(lang, "changes.column.what"),
                    header: true,
                    cell: (row) => rich(label(row.key)),
                  },
                  {
                    key: "before",
                    label: String(year - 1),
                    kind: "number",
                    cell: (row) => <Num>{formatMoneyShort(lang, dirhams(row.before))}</Num>,
                  },
                  {
                    key: "after",
                    label: String(year),
                    kind: "number",
                    cell: (row) => <Num>{formatMoneyShort(lang, dirhams(row.after))}</Num>,
                  },
                  {
                    key: "change",
                    label: t(lang, "changes.column.change"),
                    kind: "number",
                    cell: (row) => <Num>{money(row.change)}</Num>,
                  },
                ]}
                total={[
                  t(lang, "changes.rest", { count: formatNumber(lang, found.rest.count) }),
                  "",
                  "",
                  <Num key="rest">{money(found.rest.change)}</Num>,
                ]}
              />
              <p class="figure-source">
                <a href={csvHref(asked)} rel="nofollow" download="">
                  CSV
                </a>
              </p>
            </section>
          </div>
        )}
      </>
    ),
  };
}

/** Two years as one row a key; keys join the values of the dimensions. */
function movedRows(before: Answer, after: Answer, metric: string, by: readonly string[]): Moved[] {
  const found = new Map<string, { before: bigint; after: bigint }>();
  for (const [side, answer] of [
    ["before", before],
    ["after", after],
  ] as const) {
    for (const row of answer.rows) {
      const key = by.map((name) => keyOf(row, name) ?? "").join("|");
      const entry = found.get(key) ?? { before: 0n, after: 0n };
      const cell = row[metric];
      entry[side] +=
        typeof cell === "string"
          ? BigInt(cell.replace(".", ""))
          : BigInt(Math.round((toNumber(typeof cell === "boolean" ? null : cell) ?? 0) * 100));
      found.set(key, entry);
    }
  }
  return [...found].map(([key, entry]) => ({ key, ...entry }));
}

function movementName(
  lang: PageView["lang"],
  key: string,
  by: readonly string[],
  councils: ReadonlyMap<string, TerritoryItem>,
  natures: Readonly<Record<string, { readonly fr: string; readonly ar: string; readonly en: string }>>,
): string {
  const parts = new Map(key.split("|").map((value, index) => [by[index] ?? "", value]));
  const nature = parts.get("nature") ?? "";
  const chapter = parts.get("chapter");
  const council = councils.get(parts.get("collectivity") ?? "");
  return [
    natures[nature]?.[lang] ??
      (hasMessage(`changes.nature.${nature}`) ? t(lang, `changes.nature.${nature}`) : nature),
    ...(chapter === undefined
      ? []
      : [hasMessage(`chapter.${chapter}`) ? t(lang, `chapter.${chapter}`) : chapter]),
    council === undefined ? (parts.get("collectivity") ?? "") : unitName(lang, council),
  ].join(lang === "ar" ? "، " : ", ");
}
