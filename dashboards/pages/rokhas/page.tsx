import { deskOf } from "#warehouse/desk/index.ts";
import type { RankingItem, TerritoryItem } from "#warehouse/door/types.ts";
import { formatPeriod } from "../../lib/dates.ts";
import { valueNames } from "../../lib/dimensions.ts";
import { formatNumber } from "../../lib/format.ts";
import { FilterForm, Select } from "../../lib/forms.tsx";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { Chips, Empty, Notice } from "../../lib/parts.tsx";
import { SubjectTabs } from "../../lib/picker.tsx";
import { placeOf, unitName } from "../../lib/territory.ts";
import { rich, T } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { LeadersFigure } from "./leaders.tsx";
import {
  GROUPS,
  type Group,
  INDICES,
  LEVELS,
  type RokhasState,
  readRokhas,
  WINDOWS,
  writeRokhas,
} from "./state.ts";
import { RankingTable } from "./table.tsx";

export const ROKHAS = "/tableaux/rokhas";
const SEGMENTS = ["lt_15k", "15k_50k", "50k_100k", "100k_250k", "gt_250k", "arrondissements"];

/** One unit with where it lies: homonyms always come with their province. */
export interface RankedUnit {
  readonly item: RankingItem;
  readonly name: string;
  readonly parent: string | null;
  readonly region: string | null;
}

const groupOf = (item: RankingItem): Group =>
  item.reason === null ? "classees" : item.reason === "provisional" ? "provisoires" : "sans-rang";

/** The ranking: the question, what it does not say, who is ranked, who is not and why. */
export async function rokhasPage(view: PageView): Promise<PageResult> {
  const { ctx, lang, viewer, release } = view;
  const { door } = ctx;
  const { state, unknown } = readRokhas(view.req.originalUrl);
  const index = `rokhas_${state.index}`;
  const [nation, ranking, units, provinces, regions, segmentName] = await Promise.all([
    placeOf(door, viewer, undefined),
    door.rankings(
      {
        index,
        level: state.level,
        window: state.window,
        ...(state.period === null ? {} : { period: state.period }),
      },
      viewer,
    ),
    door.territories({ level: state.level }, viewer),
    door.territories({ level: "province" }, viewer),
    door.territories({ level: "region" }, viewer),
    valueNames(door, "segment"),
  ]);
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  const provinceName = new Map(provinces.map((unit) => [unit.code, unitName(lang, unit)]));
  const regionName = new Map(regions.map((unit) => [unit.code, unitName(lang, unit)]));
  const all = ranking.items.map((item): RankedUnit => {
    const unit: TerritoryItem | undefined = byCode.get(item.code);
    return {
      item,
      name: unit === undefined ? unitName(lang, item) : unitName(lang, unit),
      region: unit?.region ?? null,
      parent:
        state.level === "commune"
          ? (provinceName.get(unit?.province ?? "") ?? null)
          : state.level === "province"
            ? (regionName.get(unit?.region ?? "") ?? null)
            : null,
    };
  });
  const kept = all.filter(
    ({ item, region }) =>
      (state.segment === "" || item.segment === state.segment) &&
      (state.region === "" || region === state.region),
  );
  const byRank = kept.toSorted(
    (a, b) => (a.item.rank ?? 0) - (b.item.rank ?? 0) || (a.item.code < b.item.code ? -1 : 1),
  );
  const groups = new Map(
    GROUPS.map((group) => [group, byRank.filter(({ item }) => groupOf(item) === group)]),
  );
  const here = href(lang, ROKHAS);
  const at = (change: Partial<RokhasState>): string =>
    `${here}${writeRokhas({ ...state, page: 1, ...change })}`;
  const period = formatPeriod(lang, ranking.period);
  const shown = groups.get(state.group) ?? [];
  const segmentLabel = (code: string): string => segmentName(lang, code);
  const chips = [
    ...(state.segment === "" ? [] : [{ label: segmentLabel(state.segment), remove: at({ segment: "" }) }]),
    ...(state.region === ""
      ? []
      : [{ label: regionName.get(state.region) ?? state.region, remove: at({ region: "" }) }]),
  ];
  return {
    title: t(lang, `rokhas.title.${state.index}`),
    ...(ranking.items.length === 0 ? {} : { lede: rich(t(lang, `rokhas.lede.${state.index}`, { period })) }),
    crumb: t(lang, "nav.rokhas"),
    unknown,
    body: (
      <>
        {nation !== null && <SubjectTabs place={nation} current="rokhas" />}
        <details class="disclosure">
          <summary>{t(lang, "rokhas.limits")}</summary>
          <ul class="plain-list">
            {[1, 2, 3, 4].map((number) => (
              <li key={number}>
                <T k={`rokhas.limit.${number}`} />
              </li>
            ))}
          </ul>
        </details>
        <p>
          <a href={href(lang, `${ROKHAS}/methode`)}>{t(lang, "rokhas.method")}</a>
          {" · "}
          <a href={href(lang, `${ROKHAS}/ponderations`)}>{t(lang, "rokhas.weights.link")}</a>
        </p>
        {ranking.periods.length > 0 && (
          <FilterForm action={here} keep={{ groupe: state.group === GROUPS[0] ? undefined : state.group }}>
            <Select
              name="indice"
              label={t(lang, "rokhas.field.index")}
              value={state.index}
              options={INDICES.map((value) => ({ value, label: t(lang, `rokhas.index.${value}`) }))}
            />
            <Select
              name="niveau"
              label={t(lang, "rokhas.field.level")}
              value={state.level}
              options={LEVELS.map((value) => ({ value, label: t(lang, `rokhas.level.${value}`) }))}
            />
            <Select
              name="periode"
              label={t(lang, "rokhas.field.period")}
              value={ranking.period}
              options={ranking.periods.map((value) => ({ value, label: formatPeriod(lang, value) }))}
            />
            <Select
              name="fenetre"
              label={t(lang, "rokhas.field.window")}
              value={state.window}
              options={WINDOWS.map((value) => ({ value, label: t(lang, `rokhas.window.${value}`) }))}
            />
            {state.level === "commune" && (
              <Select
                name="strate"
                label={t(lang, "rokhas.field.segment")}
                value={state.segment}
                options={[
                  { value: "", label: t(lang, "rokhas.segment.all") },
                  ...SEGMENTS.map((value) => ({ value, label: segmentLabel(value) })),
                ]}
              />
            )}
            {state.level !== "region" && (
              <Select
                name="region"
                label={t(lang, "column.territory.region")}
                value={state.region}
                options={[
                  { value: "", label: t(lang, "rokhas.region.all") },
                  ...regions.map((unit) => ({ value: unit.code, label: unitName(lang, unit) })),
                ]}
              />
            )}
          </FilterForm>
        )}
        <Chips chips={chips} clear={here} />
        {ranking.items.length === 0 ? (
          <Empty
            title={t(lang, "rokhas.empty", {
              period: state.period === null ? "" : formatPeriod(lang, state.period),
            })}
          >
            <p>
              {ranking.periods.length === 0 ? (
                <a href={href(lang, "/tableaux/sources")}>{t(lang, "nav.sources")}</a>
              ) : (
                <a href={here}>{t(lang, "rokhas.empty.link")}</a>
              )}
            </p>
          </Empty>
        ) : (
          <>
            {state.group === "classees" && (
              <LeadersFigure
                units={groups.get("classees") ?? []}
                index={state.index}
                level={state.level}
                period={period}
                release={release}
              />
            )}
            <section class="section" id="classement">
              <h2>{t(lang, `rokhas.group.${state.group}`)}</h2>
              <nav aria-label={t(lang, "rokhas.groups")}>
                <ul class="tabs">
                  {GROUPS.map((group) => (
                    <li key={group}>
                      <a
                        href={`${at({ group })}#classement`}
                        aria-current={group === state.group ? "page" : undefined}
                      >
                        {t(lang, `rokhas.group.${group}`)}{" "}
                        {rich(
                          t(lang, "rokhas.count", { n: formatNumber(lang, groups.get(group)?.length ?? 0) }),
                        )}
                      </a>
                    </li>
                  ))}
                </ul>
              </nav>
              <Notice tone="info">{rich(t(lang, `rokhas.group.${state.group}.note`))}</Notice>
              <RankingTable
                units={shown}
                contested={deskOf(ctx).contested("rokhas")}
                state={state}
                period={period}
                segmentLabel={segmentLabel}
                href={(page) => `${at({ page })}#classement`}
              />
            </section>
          </>
        )}
      </>
    ),
  };
}
