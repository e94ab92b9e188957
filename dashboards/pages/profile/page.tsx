import type { TerritoryItem } from "#warehouse/door/types.ts";
import { formatNumber } from "../../lib/format.ts";
import { FilterForm, Select, YearSelect } from "../../lib/forms.tsx";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { Chips, Notice } from "../../lib/parts.tsx";
import { SubjectTabs, TerritoryPicker } from "../../lib/picker.tsx";
import { type Place, placeKind, placeOf, unitName, within } from "../../lib/territory.ts";
import { Code, rich } from "../../lib/text.tsx";
import { choice, href, intParam, queryString, readQuery } from "../../lib/url.ts";
import { censusChange, censusOf, censusText } from "../equipment/data.ts";
import { ChapterTree, flowFigure, moneyFlows } from "../parts/flows.tsx";
import { PlaceHeading } from "../parts/frame.tsx";
import { MOST, meant } from "./compare.ts";
import { profileOf, type Reference, referencesOf, standing } from "./data.ts";
import { ProfileTable, Standing } from "./table.tsx";

const BASE = "/tableaux/fiche";
const KEYS = ["annee", "avec", "reference", "ajouter"] as const;

/** Everything on one collectivity in one place, beside up to four others and its peers. Made to be printed. */
export async function profilePage(view: PageView): Promise<PageResult> {
  const { ctx, lang, viewer, release } = view;
  const { door } = ctx;
  const place = await placeOf(door, viewer, view.params.code);
  if (place === null) return null;
  const { unit } = place;
  if (unit.level === "nation") return { redirect: href(lang, "/tableaux/synthese") };
  // An arrondissement's council is its commune's.
  if (unit.level === "arrondissement")
    return unit.parent === null ? null : { redirect: href(lang, `${BASE}/${unit.parent}`) };
  const level = unit.level === "region" || unit.level === "province" ? unit.level : "commune";
  const { values, unknown } = readQuery(view.req.originalUrl, KEYS);
  const here = href(lang, `${BASE}/${unit.code}`);
  const [regions, alike] = await Promise.all([
    door.territories({ level: "region" }, viewer),
    door.territories({ level }, viewer),
  ]);
  const byCode = new Map(alike.map((item) => [item.code, item]));
  const others = [...new Set((values.get("avec") ?? "").split(","))]
    .flatMap((code) => byCode.get(code) ?? [])
    .filter((item) => item.code !== unit.code)
    .slice(0, MOST);
  // Years that are over: a year that runs would be compared with whole ones.
  const until = release.until.endsWith("-12")
    ? Number(release.until.slice(0, 4))
    : Number(release.until.slice(0, 4)) - 1;
  const year = intParam(values.get("annee"), until, until - 4, until);
  const references = referencesOf(place);
  const [usual = "pays", ...more] = references;
  const reference = choice<Reference>(values.get("reference"), [usual, ...more]);
  const write = (codes: readonly string[], extra: Readonly<Record<string, string | number>> = {}): string =>
    `${here}${queryString(
      { annee: year, reference, avec: codes.length === 0 ? null : codes.join(","), ...extra },
      { annee: until, reference: usual },
    )}`;
  const added = values.get("ajouter")?.trim().slice(0, 80) ?? "";
  const found = added === "" ? null : meant(alike, added);
  if (found !== null && found.code !== unit.code && others.length < MOST)
    return { redirect: write([...others, found].map((item) => item.code)) };
  const [sections, flows, census] = await Promise.all([
    profileOf(
      view,
      place,
      others.map((item) => item.code),
      year,
      reference,
    ),
    moneyFlows(
      view,
      unit.collectivity_type === null
        ? within(unit)
        : [{ dimension: "collectivity", op: "=", value: unit.code }],
      year,
    ),
    censusOf(
      door,
      [unit.code],
      ["population_legal", "amenities_electricity", "amenities_running_water"],
      "total",
    ),
  ]);
  const name = unitName(lang, unit);
  const title = t(lang, "fiche.title", { name });
  const period = t(lang, "time.year", { year: String(year) });
  const flow = await flowFigure({ view, flows, name, period });
  const { strong, watch, enough } = standing(sections);
  return {
    title,
    breadcrumb: [
      { label: t(lang, "nav.synthese"), href: href(lang, "/tableaux/synthese") },
      ...place.above.map((item) => ({
        label: unitName(lang, item),
        href: href(lang, `${BASE}/${item.code}`),
      })),
    ],
    crumb: name,
    unknown,
    heading: <PlaceHeading title={title} place={place} />,
    lede: placeKind(lang, place),
    body: (
      <>
        <SubjectTabs place={place} current="fiche" />
        <TerritoryPicker base={BASE} regions={regions} />
        <FilterForm
          action={here}
          keep={{ avec: others.length === 0 ? undefined : others.map((item) => item.code).join(",") }}
        >
          <YearSelect year={year} years={[0, 1, 2, 3, 4].map((back) => until - back)} />
          <Select
            name="reference"
            label={t(lang, "fiche.reference")}
            value={reference}
            options={references.map((value) => ({
              value,
              label: t(lang, `fiche.reference.${value}.${level}`),
            }))}
          />
          {others.length < MOST && (
            <div class="field">
              <label for="f-ajouter">{t(lang, `fiche.add.${level}`)}</label>
              <input id="f-ajouter" name="ajouter" type="text" dir="auto" autocomplete="off" maxLength={80} />
            </div>
          )}
        </FilterForm>
        <Chips
          chips={others.map((item) => ({
            label: unitName(lang, item),
            remove: write(others.filter((one) => one !== item).map((one) => one.code)),
          }))}
          clear={write([])}
        />
        {added !== "" && (
          <Notice tone="warn">
            {rich(t(lang, found === null ? "fiche.add.none" : "fiche.add.same", { q: added }))}
          </Notice>
        )}
        <div class="grid">
          <section class="span-4 card" id="identite">
            <h2 class="card-title">{t(lang, "fiche.identity")}</h2>
            <Identity view={view} place={place} census={census} />
            <p class="print-row">
              <button type="button" class="button" data-print="" hidden>
                {t(lang, "fiche.print")}
              </button>
            </p>
          </section>
          <Standing
            view={view}
            strong={strong}
            watch={watch}
            enough={enough}
            code={unit.code}
            reference={t(lang, `fiche.reference.${reference}.${level}`)}
          />
        </div>
        {sections
          .filter((section) => section.figures.some((one) => one.values.get(unit.code) !== null))
          .map((section) => (
            <ProfileTable
              key={section.group}
              view={view}
              section={section}
              unit={unit}
              others={others}
              period={period}
              reference={t(lang, `fiche.reference.${reference}.${level}`)}
            />
          ))}
        {flow !== null && <div class="section">{flow}</div>}
        <div class="section">
          <ChapterTree view={view} flows={flows} name={name} period={period} />
        </div>
      </>
    ),
  };
}

/** What a place is, in facts that HCP counted. */
function Identity({
  view,
  place,
  census,
}: {
  readonly view: PageView;
  readonly place: Place;
  readonly census: Awaited<ReturnType<typeof censusOf>>;
}) {
  const { lang } = view;
  const { unit } = place;
  const value = (indicator: string, year: number): number | null => census.value(unit.code, indicator, year);
  const population = (item: TerritoryItem): string =>
    item.population === null ? "–" : formatNumber(lang, item.population);
  const facts: readonly (readonly [string, string])[] = [
    [t(lang, "fiche.population", { year: "2024" }), population(unit)],
    [
      t(lang, "fiche.since"),
      unit.population_2014 === null || unit.population === null
        ? "–"
        : censusChange(lang, "count", unit.population_2014, unit.population),
    ],
    [t(lang, "fiche.households"), unit.households === null ? "–" : formatNumber(lang, unit.households)],
    [t(lang, "fiche.electricity"), censusText(lang, "percent", value("amenities_electricity", 2024))],
    [t(lang, "fiche.water"), censusText(lang, "percent", value("amenities_running_water", 2024))],
  ];
  return (
    <>
      <dl class="facts">
        <dt>{t(lang, "fiche.code")}</dt>
        <dd>
          <Code>{unit.code}</Code>
        </dd>
        {place.above.map((item) => [
          <dt key={`t${item.code}`}>{t(lang, `column.territory.${item.level}`)}</dt>,
          <dd key={item.code}>
            <a href={href(lang, `${BASE}/${item.code}`)}>{unitName(lang, item)}</a>
          </dd>,
        ])}
        {facts.map(([term, text]) => [
          <dt key={`t${term}`}>{term}</dt>,
          <dd key={term}>
            <bdi dir="ltr">{text}</bdi>
          </dd>,
        ])}
      </dl>
      <p class="figure-source">
        <a href={href(lang, `/tableaux/equipement/${unit.code}`)}>{t(lang, "nav.equipement")}</a>
      </p>
    </>
  );
}
