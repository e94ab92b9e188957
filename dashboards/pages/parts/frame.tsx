import type { TerritoryItem } from "#warehouse/door/types.ts";
import { formatPercent } from "../../lib/format.ts";
import { FilterForm, Select, YearSelect } from "../../lib/forms.tsx";
import { t } from "../../lib/i18n.ts";
import { Chips, Empty, type KpiProps } from "../../lib/parts.tsx";
import { SubjectTabs, TerritoryPicker } from "../../lib/picker.tsx";
import type { Subject } from "../../lib/subjects.ts";
import { type Place, unitName } from "../../lib/territory.ts";
import { Foreign, rich, useLang } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { STABLE } from "./months.tsx";
import { COUNCILS, type PlaceState, writePlaceState } from "./state.ts";

/** A title and, under it, the place's name in the other script. */
export function PlaceHeading({ title, place }: { title: string; place: Place }) {
  const lang = useLang();
  const { unit } = place;
  return (
    <>
      {rich(title)}
      {unit.level !== "nation" && (
        <span class="other-name">
          {lang === "ar" ? (
            <Foreign lang="fr">{unit.name_fr}</Foreign>
          ) : (
            <Foreign lang="ar">{unit.name_ar}</Foreign>
          )}
        </span>
      )}
    </>
  );
}

export interface FrameProps {
  readonly subject: Subject;
  readonly place: Place;
  readonly regions: readonly TerritoryItem[];
  readonly state: PlaceState;
  readonly years: readonly number[];
  /** The year shown; null where there is none. */
  readonly year: number | null;
  /** First column of the table: the default sort. */
  readonly first: string;
  /** Whether councils can be told apart. */
  readonly councils?: boolean;
}

/** Tabs of the territory, another territory, year and councils: what stands above the figures. */
export function PlaceFrame({
  subject,
  place,
  regions,
  state,
  years,
  year,
  first,
  councils = false,
}: FrameProps) {
  const lang = useLang();
  const base = `/tableaux/${subject}`;
  const latest = years[0] ?? null;
  const { level, code } = place.unit;
  const here = href(lang, level === "nation" ? base : `${base}/${code}`);
  const chips =
    state.council === ""
      ? []
      : [
          {
            label: t(lang, `field.council.${state.council}`),
            remove: `${here}${writePlaceState({ ...state, council: "", page: 1 }, latest, first)}`,
          },
        ];
  return (
    <>
      <SubjectTabs place={place} current={subject} />
      <TerritoryPicker
        base={base}
        regions={regions}
        query={writePlaceState({ year: state.year, council: state.council }, latest, first)}
      />
      {year !== null && (
        <FilterForm action={here} keep={{ tri: state.sort === first ? undefined : state.sort }}>
          <YearSelect year={year} years={years} />
          {councils && level !== "commune" && (
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
        </FilterForm>
      )}
      <Chips chips={chips} clear={here} />
    </>
  );
}

/** The place has no figures for the year asked, or none at all: why, what exists, one thing to do. */
export function NoFigures({
  place,
  asked,
  latest,
  base,
}: {
  place: Place;
  asked: number | null;
  latest: number | null;
  base: string;
}) {
  const lang = useLang();
  const name = unitName(lang, place.unit);
  const here = href(lang, place.unit.level === "nation" ? base : `${base}/${place.unit.code}`);
  if (asked === null || latest === null) {
    return (
      <Empty title={t(lang, "empty.all", { name })}>
        <p>
          {t(lang, "empty.all.hint")} <a href={href(lang, "/tableaux/sources")}>{t(lang, "nav.sources")}</a>
        </p>
      </Empty>
    );
  }
  return (
    <Empty title={t(lang, "empty.year", { year: String(asked), name })}>
      <p>
        {rich(t(lang, "empty.year.hint", { year: String(latest) }))}{" "}
        <a href={here}>{rich(t(lang, "empty.year.link", { year: String(latest) }))}</a>
      </p>
    </Empty>
  );
}

/** A relative change as a key figure tells it; under half a percent it is stable. */
export function yearChange(
  lang: Parameters<typeof t>[0],
  now: number | null,
  then: number | null,
): KpiProps["change"] {
  if (now === null || then === null || then === 0) return undefined;
  const change = now / then - 1;
  if (Math.abs(change) < STABLE) return { trend: "flat", text: t(lang, "change.stable") };
  return {
    trend: change > 0 ? "rise" : "fall",
    text: t(lang, "change.year", { change: formatPercent(lang, change, { sign: true }) }),
  };
}
