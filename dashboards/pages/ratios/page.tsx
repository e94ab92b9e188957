import { PUBLIC_VIEWER } from "#warehouse/door/types.ts";
import { evidenceHref } from "../../lib/evidence.ts";
import { toNumber } from "../../lib/format.ts";
import { FilterForm, Select, YearSelect } from "../../lib/forms.tsx";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { Chips, Empty, Notice } from "../../lib/parts.tsx";
import { SubjectTabs, TerritoryPicker } from "../../lib/picker.tsx";
import { RATIO_CARDS, ratioCard } from "../../lib/ratios/index.ts";
import { METRIC_OF } from "../../lib/ratios/metrics.ts";
import { type Place, placeCrumbs, placeOf, unitName } from "../../lib/territory.ts";
import { rich, useLang } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { PlaceHeading } from "../parts/frame.tsx";
import { COUNCILS } from "../parts/state.ts";
import { RatioFigure } from "./card.tsx";
import { compareWith, ownRatios, peersOf, referenceGroups, scopeOf } from "./data.ts";
import { GROUP_MAX, type RatioState, type Reference, readRatioState, writeRatioState } from "./state.ts";
import { RatioTables } from "./table.tsx";

const BASE = "/tableaux/ratios";

/** Financial ratios of a place beside those of its peers: all of them, or one with its card. */
export async function ratiosPage(view: PageView): Promise<PageResult> {
  const { ctx, lang, viewer, release } = view;
  const { door } = ctx;
  const place = await placeOf(door, viewer, view.params.code);
  if (place === null) return null;
  const { unit } = place;
  const { state, unknown } = readRatioState(view.req.originalUrl);
  const scope = scopeOf(unit, state.council);
  const [regions, own, groups] = await Promise.all([
    door.territories({ level: "region" }, viewer),
    ownRatios(door, unit, scope),
    referenceGroups(door, unit, state.group),
  ]);
  const name = unitName(lang, unit);
  const years = [...own.keys()].sort((a, b) => b - a);
  const closed = years.find((year) => [...(own.get(year)?.values() ?? [])].some((value) => value.closed));
  const year = state.year ?? closed ?? years[0] ?? null;
  const values = year === null ? undefined : own.get(year);
  const card = state.ratio === null ? undefined : ratioCard(state.ratio);
  const title = t(lang, card === undefined ? "ratios.title" : "ratios.title.one", {
    name,
    year: String(year ?? ""),
    ratio: card?.label[lang] ?? "",
  });
  const here = href(lang, unit.level === "nation" ? BASE : `${BASE}/${unit.code}`);
  const shared = {
    title,
    ...placeCrumbs(lang, place, t(lang, "nav.ratios"), BASE),
    unknown,
    heading: <PlaceHeading title={title} place={place} />,
  };
  const frame = (
    <>
      <SubjectTabs place={place} current="ratios" />
      <TerritoryPicker
        base={BASE}
        regions={regions}
        query={writeRatioState({ ...state, year: state.year })}
      />
      <Filters
        place={place}
        state={state}
        here={here}
        years={years}
        year={year}
        references={[...groups.keys()]}
      />
    </>
  );
  if (year === null || values === undefined) {
    return {
      ...shared,
      body: (
        <>
          {frame}
          <Empty title={t(lang, "empty.all", { name })}>
            <p>
              <a href={href(lang, "/tableaux/sources")}>{t(lang, "nav.sources")}</a>
            </p>
          </Empty>
        </>
      ),
    };
  }
  const peers = await peersOf(door, release.id, scope, year);
  const nameOf = (reference: Reference): string => groupName(view, place, state, reference);
  const open = values.size > 0 && ![...values.values()].some((value) => value.closed);
  const notices = open && (
    <Notice tone="warn">
      <p>{rich(t(lang, "ratios.open", { year: String(year) }))}</p>
    </Notice>
  );
  if (card !== undefined) {
    const prices = state.constant ? await deflator(view) : null;
    const points = years
      .toSorted((a, b) => a - b)
      .flatMap((one) => {
        const value = own.get(one)?.get(card.name);
        if (value === undefined) return [];
        const index = prices === null ? 1 : prices.get(one);
        const shown = value.value === null || index === undefined ? null : value.value / index;
        return [{ year: one, own: value, shown }];
      });
    return {
      ...shared,
      lede: rich(card.meaning[lang]),
      body: (
        <>
          {frame}
          {notices}
          <p>
            <a href={`${here}${writeRatioState({ ...state, ratio: null })}`}>{t(lang, "ratios.all")}</a>
          </p>
          <RatioFigure
            card={card}
            name={name}
            year={year}
            own={values.get(card.name)}
            groups={[...groups].map(([key, codes]) => ({
              key,
              name: nameOf(key),
              of: compareWith(peers, card, unit.code, codes),
            }))}
            years={points}
            constant={state.constant && isMoney(card.unit)}
            release={release}
            evidence={evidenceHref(lang, unit, year, METRIC_OF[card.name] ?? "")}
          />
        </>
      ),
    };
  }
  const reference =
    state.reference !== null && groups.has(state.reference) ? state.reference : [...groups.keys()][0];
  const codes = reference === undefined ? undefined : groups.get(reference);
  return {
    ...shared,
    lede: rich(
      reference === undefined
        ? t(lang, "ratios.lede.alone")
        : t(lang, "ratios.lede", { count: String(RATIO_CARDS.length), group: nameOf(reference) }),
    ),
    body: (
      <>
        {frame}
        {notices}
        <RatioTables
          values={values}
          compared={(one) => (codes === undefined ? null : compareWith(peers, one, unit.code, codes))}
          reference={reference === undefined ? null : nameOf(reference)}
          open={(ratio) => `${here}${writeRatioState({ ...state, ratio })}`}
        />
        <p class="figure-source">{rich(t(lang, "ratios.source", { release: release.id }))}</p>
      </>
    ),
  };
}

const isMoney = (unit: string): boolean => unit === "MAD" || unit === "MAD_per_head";

function groupName({ lang }: PageView, place: Place, state: RatioState, reference: Reference): string {
  const above = (level: string): string => {
    const unit = place.above.find((item) => item.level === level);
    return unit === undefined ? "" : unitName(lang, unit);
  };
  switch (reference) {
    case "strate":
      return t(lang, "ratios.reference.strate", {
        segment: t(lang, `ratios.segment.${place.unit.segment ?? "lt_15k"}`),
      });
    case "province":
      return t(lang, "ratios.reference.province", { name: above("province") });
    case "region":
      return t(lang, "ratios.reference.region", { name: above("region") });
    case "nation":
      return t(lang, `ratios.reference.nation.${place.unit.level}`);
    case "groupe":
      return state.name === "" ? t(lang, "ratios.reference.groupe") : state.name;
  }
}

/** Price index of each year over that of 2024. */
async function deflator({ ctx }: PageView): Promise<ReadonlyMap<number, number>> {
  const { rows } = await ctx.door.rows(
    { mart: "dim_deflator", columns: ["year", "price_index"] },
    PUBLIC_VIEWER,
  );
  return new Map(
    rows.map((row) => [
      Number(row.year),
      (typeof row.price_index === "boolean" ? 100 : (toNumber(row.price_index) ?? 100)) / 100,
    ]),
  );
}

function Filters(props: {
  readonly place: Place;
  readonly state: RatioState;
  readonly here: string;
  readonly years: readonly number[];
  readonly year: number | null;
  readonly references: readonly Reference[];
}) {
  const lang = useLang();
  const { state, here, place } = props;
  const { level } = place.unit;
  const keep = { ratio: state.ratio ?? undefined };
  return (
    <>
      <FilterForm action={here} keep={keep}>
        <YearSelect year={props.year} years={props.years} />
        {level !== "commune" && (
          <Select
            name="conseil"
            label={t(lang, "field.council")}
            value={state.council}
            options={COUNCILS.filter((item) => level !== "province" || item !== "region").map((item) => ({
              value: item,
              label: t(lang, item === "" ? "field.council.all" : `field.council.${item}`),
            }))}
          />
        )}
        {state.ratio === null && props.references.length > 1 && (
          <Select
            name="reference"
            label={t(lang, "ratios.field.reference")}
            value={state.reference ?? props.references[0] ?? ""}
            options={props.references.map((item) => ({
              value: item,
              label: t(lang, `ratios.field.${item}`),
            }))}
          />
        )}
        {state.ratio !== null && isMoney(ratioCard(state.ratio)?.unit ?? "") && (
          <Select
            name="prix"
            label={t(lang, "ratios.field.prices")}
            value={state.constant ? "constants" : ""}
            options={[
              { value: "", label: t(lang, "ratios.field.current") },
              { value: "constants", label: t(lang, "ratios.field.constant") },
            ]}
          />
        )}
        {level !== "nation" && (
          <>
            <div class="field">
              <label for="f-groupe">{t(lang, "ratios.field.group")}</label>
              <input
                id="f-groupe"
                type="text"
                name="groupe"
                dir="ltr"
                value={state.group.join(",")}
                placeholder="01.511.01.0, 09.001.01.01"
                maxLength={GROUP_MAX * 14}
                autocomplete="off"
              />
            </div>
            <div class="field">
              <label for="f-nom">{t(lang, "ratios.field.name")}</label>
              <input
                id="f-nom"
                type="text"
                name="nom"
                dir="auto"
                value={state.name}
                maxLength={60}
                autocomplete="off"
              />
            </div>
          </>
        )}
      </FilterForm>
      <Chips
        clear={here}
        chips={state.group.map((code) => ({
          label: code,
          remove: `${here}${writeRatioState({ ...state, group: state.group.filter((item) => item !== code) })}`,
        }))}
      />
    </>
  );
}
