import { barChart } from "../../charts/bars.ts";
import { slopeChart } from "../../charts/slope.ts";
import { Figure } from "../../lib/figure.tsx";
import { formatNumber, formatPercent } from "../../lib/format.ts";
import { FilterForm, Select } from "../../lib/forms.tsx";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { listed } from "../../lib/listed.ts";
import { Empty, Notice } from "../../lib/parts.tsx";
import { SubjectTabs, TerritoryPicker } from "../../lib/picker.tsx";
import { DataTable } from "../../lib/table.tsx";
import { childLevel, placeCrumbs, placeOf, unitName } from "../../lib/territory.ts";
import { Num, rich } from "../../lib/text.tsx";
import { choice, href, queryString, readQuery } from "../../lib/url.ts";
import { Columns } from "../parts/columns.tsx";
import { PlaceHeading } from "../parts/frame.tsx";
import { CensusChildren } from "./children.tsx";
import { type Census, censusChange, censusOf, censusText } from "./data.ts";
import { AREAS, type Area, CENSUS_GROUPS, CENSUS_YEARS, type CensusIndicator } from "./indicators.ts";

const BASE = "/tableaux/equipement";
const AT = { fr: 0, ar: 1, en: 2 } as const;
const SECTORS = ["sector_commerce", "sector_services", "sector_industry", "sector_construction"];

/** What the censuses of 2014 and 2024 say of a place, beside the country: real data, year by year. */
export async function equipmentPage(view: PageView): Promise<PageResult> {
  const { ctx, lang, viewer, release } = view;
  const { door } = ctx;
  const place = await placeOf(door, viewer, view.params.code);
  if (place === null) return null;
  const { unit } = place;
  const { values, unknown } = readQuery(view.req.originalUrl, ["milieu"]);
  const area = choice(values.get("milieu"), AREAS);
  const all = CENSUS_GROUPS.flatMap((group) => group.indicators.map((one) => one.name));
  const level = childLevel(unit);
  const [regions, read, below] = await Promise.all([
    door.territories({ level: "region" }, viewer),
    censusOf(door, [...new Set([unit.code, "MA"])], all, area),
    door.territories(
      { level: level ?? "arrondissement", ...(unit.level === "nation" ? {} : { parent: unit.code }) },
      viewer,
    ),
  ]);
  // In 2014 six cities were told by arrondissement alone: their legal population is the sum, which the referential has.
  const census: Census = {
    ...read,
    value: (code, indicator, year) =>
      read.value(code, indicator, year) ??
      (code === unit.code && indicator === "population_legal" && year === 2014 && area === "total"
        ? unit.population_2014
        : null),
  };
  const divided = level === null && below.length > 0;
  const children = await censusOf(
    door,
    below.map((item) => item.code),
    ["population_legal", "amenities_electricity", "amenities_running_water", "wastewater_public_sewer"],
    area,
  );
  const name = unitName(lang, unit);
  const title = t(lang, "equipement.title", { name });
  const now = (indicator: string): number | null => census.value(unit.code, indicator, 2024);
  const before = census.value(unit.code, "population_legal", 2014);
  const population = now("population_legal");
  const here = href(lang, unit.level === "nation" ? BASE : `${BASE}/${unit.code}`);
  const real = { ...release, sample: release.sample && !census.real };
  const networks = networksFigure({ view, census, code: unit.code, name, area, release: real });
  return {
    title,
    ...placeCrumbs(lang, place, t(lang, "nav.equipement"), BASE),
    unknown,
    real: census.real,
    heading: <PlaceHeading title={title} place={place} />,
    lede:
      population === null || before === null
        ? t(lang, "equipement.lede")
        : rich(
            t(lang, "equipement.lede.grew", {
              population: formatNumber(lang, population),
              change: formatPercent(lang, population / before - 1, { sign: true }),
              electricity: censusText(lang, "percent", now("amenities_electricity")),
              water: censusText(lang, "percent", now("amenities_running_water")),
            }),
          ),
    body: (
      <>
        <SubjectTabs place={place} current="equipement" />
        <TerritoryPicker
          base={BASE}
          regions={regions}
          query={queryString({ milieu: area }, { milieu: "total" })}
        />
        <FilterForm action={here}>
          <Select
            name="milieu"
            label={t(lang, "equipement.area")}
            value={area}
            options={AREAS.map((value) => ({ value, label: t(lang, `equipement.area.${value}`) }))}
          />
        </FilterForm>
        {census.empty ? (
          <Empty title={t(lang, "empty.all", { name })} />
        ) : (
          <>
            <Notice tone="info">
              <p>{t(lang, "equipement.real")}</p>
              {divided && <p>{t(lang, "equipement.divided")}</p>}
            </Notice>
            <Columns
              items={[
                {
                  key: "reseaux",
                  height: networks === null ? 0 : 11,
                  drawn: networks,
                },
                {
                  key: "secteurs",
                  height: 9,
                  drawn: <Sectors view={view} census={census} code={unit.code} name={name} release={real} />,
                },
                ...CENSUS_GROUPS.map((group) => {
                  const told = group.indicators.filter((one) =>
                    CENSUS_YEARS.some((year) => census.value(unit.code, one.name, year) !== null),
                  );
                  return {
                    key: group.key,
                    height: 2 + told.length,
                    drawn: (
                      <section class="card" id={group.key}>
                        <h2 class="card-title">{t(lang, `equipement.group.${group.key}`)}</h2>
                        <IndicatorTable
                          view={view}
                          census={census}
                          code={unit.code}
                          name={name}
                          indicators={told}
                          label={t(lang, `equipement.group.${group.key}`)}
                        />
                      </section>
                    ),
                  };
                }),
              ].filter((item) => item.drawn !== null)}
            />
          </>
        )}
        {!children.empty && (
          <CensusChildren
            view={view}
            level={level ?? "arrondissement"}
            units={below}
            census={children}
            base={BASE}
          />
        )}
      </>
    ),
  };
}

interface Part {
  readonly view: PageView;
  readonly census: Census;
  readonly code: string;
  readonly name: string;
}

/** One group of indicators: both censuses, the change, and the country beside it. */
function IndicatorTable(
  props: Part & { readonly indicators: readonly CensusIndicator[]; readonly label: string },
) {
  const { view, census, code } = props;
  const { lang } = view;
  const cell = (one: CensusIndicator, of: string, year: number) => {
    const value = census.value(of, one.name, year);
    return value === null ? (
      <abbr class="status" title={t(lang, "equipement.not-asked")}>
        –
      </abbr>
    ) : (
      <Num>{censusText(lang, one.unit, value)}</Num>
    );
  };
  const year = (of: string, at: number, label: string) => ({
    key: `${of}${at}`,
    label,
    kind: "number" as const,
    cell: (one: CensusIndicator) => cell(one, of, at),
  });
  return (
    <DataTable
      caption={props.label}
      captionHidden
      label={props.label}
      rows={props.indicators}
      rowKey={(one) => one.name}
      columns={[
        {
          key: "indicator",
          label: t(lang, "equipement.column.indicator"),
          header: true,
          cell: (one) => one.label[AT[lang]],
        },
        ...CENSUS_YEARS.map((at) => year(code, at, String(at))),
        {
          key: "change",
          label: t(lang, "equipement.column.change"),
          kind: "number",
          cell: (one) => (
            <Num>
              {censusChange(
                lang,
                one.unit,
                census.value(code, one.name, 2014),
                census.value(code, one.name, 2024),
              )}
            </Num>
          ),
        },
        ...(code === "MA" ? [] : [year("MA", 2024, `${t(lang, "level.nation")} 2024`)]),
      ]}
    />
  );
}

/** Networks that both censuses asked about, as slopes; the one that moved most names the figure. */
function networksFigure({
  view,
  census,
  code,
  name,
  area,
  release,
}: Part & { readonly area: Area; readonly release: PageView["release"] }) {
  const { lang } = view;
  const networks = CENSUS_GROUPS.find((group) => group.key === "networks")?.indicators ?? [];
  const rows = networks.flatMap((one) => {
    const [before, after] = CENSUS_YEARS.map((year) => census.value(code, one.name, year));
    if (one.unit !== "percent" || typeof before !== "number" || typeof after !== "number") return [];
    return [{ one, before, after }];
  });
  const most = rows.toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))[0];
  if (most === undefined) return null;
  const text = (value: number): string => censusText(lang, "percent", value);
  const label = ({ one }: { one: CensusIndicator }): string => one.label[AT[lang]];
  const title = t(lang, "equipement.slope.title", {
    name: label(most),
    before: text(most.before),
    after: text(most.after),
  });
  return (
    <Figure
      id="reseaux"
      title={title}
      subtitle={t(lang, "equipement.slope.subtitle", {
        area: t(lang, `equipement.area.${area}`).toLocaleLowerCase(lang),
        place: name,
      })}
      chart={slopeChart(
        {
          ...{ lang, sample: release.sample, figure: "reseaux", width: 540 },
          description: t(lang, "equipement.slope.desc", {
            list: listed(
              lang,
              rows.map((row) => `${label(row)} ${text(row.before)} – ${text(row.after)}`),
            ),
          }),
        },
        {
          slopes: rows.map((row) => ({
            key: row.one.name,
            name: label(row),
            before: row.before,
            after: row.after,
            texts: [text(row.before), text(row.after)],
            focus: row === most,
          })),
          periods: ["2014", "2024"],
          domain: [0, 100],
        },
      )}
      half
      table={
        <IndicatorTable
          view={view}
          census={census}
          code={code}
          name={name}
          indicators={rows.map((row) => row.one)}
          label={title}
        />
      }
      source={t(lang, "equipement.source")}
      release={release}
      method={href(lang, "/methode")}
    />
  );
}

/** Businesses by sector in 2024. */
function Sectors({ view, census, code, name, release }: Part & { readonly release: PageView["release"] }) {
  const { lang } = view;
  const economy = CENSUS_GROUPS.find((group) => group.key === "economy")?.indicators ?? [];
  const rows = economy
    .filter((one) => SECTORS.includes(one.name))
    .flatMap((one) => {
      const value = census.value(code, one.name, 2024);
      return value === null ? [] : [{ one, value, name: one.label[AT[lang]] }];
    })
    .sort((a, b) => b.value - a.value);
  const total = rows.reduce((sum, row) => sum + row.value, 0);
  const [top] = rows;
  if (top === undefined || total === 0) return null;
  const title = t(lang, "equipement.sectors.title", {
    top: top.name,
    share: formatPercent(lang, top.value / total),
  });
  return (
    <Figure
      id="secteurs"
      title={title}
      subtitle={t(lang, "equipement.sectors.subtitle", { place: name })}
      chart={barChart(
        {
          ...{ lang, sample: release.sample, figure: "secteurs", width: 540 },
          description: t(lang, "topic.breakdown.desc", {
            list: listed(
              lang,
              rows.map((row) => `${row.name} ${formatNumber(lang, row.value)}`),
            ),
          }),
        },
        {
          bars: rows.map((row) => ({
            ...{ key: row.one.name, name: row.name, value: row.value },
            text: formatNumber(lang, row.value),
          })),
          tick: (value) => formatNumber(lang, value),
        },
      )}
      half
      table={
        <IndicatorTable
          view={view}
          census={census}
          code={code}
          name={name}
          indicators={rows.map((row) => row.one)}
          label={title}
        />
      }
      source={t(lang, "equipement.source")}
      release={release}
      method={href(lang, "/methode")}
    />
  );
}
