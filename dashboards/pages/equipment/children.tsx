import type { TerritoryItem } from "#warehouse/door/types.ts";
import type { PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { DataTable } from "../../lib/table.tsx";
import { type ChildLevel, unitName } from "../../lib/territory.ts";
import { Num } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { type Census, censusChange, censusText } from "./data.ts";
import { CENSUS_GROUPS } from "./indicators.ts";

const AT = { fr: 0, ar: 1, en: 2 } as const;
const RATES = ["amenities_electricity", "amenities_running_water", "wastewater_public_sewer"];

/** The next level down, the most populous first. */
export function CensusChildren({
  view,
  level,
  units,
  census,
  base,
}: {
  readonly view: PageView;
  readonly level: ChildLevel | "arrondissement";
  readonly units: readonly TerritoryItem[];
  readonly census: Census;
  readonly base: string;
}) {
  const { lang } = view;
  const population = (unit: TerritoryItem, year: number) => census.value(unit.code, "population_legal", year);
  const rows = units.toSorted(
    (a, b) => (population(b, 2024) ?? 0) - (population(a, 2024) ?? 0) || (a.code < b.code ? -1 : 1),
  );
  const labelOf = (name: string): string =>
    CENSUS_GROUPS.flatMap((group) => group.indicators).find((one) => one.name === name)?.label[AT[lang]] ??
    name;
  return (
    <section class="section" id="territoires">
      <h2>{t(lang, `children.${level}`)}</h2>
      <p class="lede">{t(lang, "equipement.children.note")}</p>
      <div class="card">
        <DataTable
          caption={t(lang, `children.${level}`)}
          captionHidden
          label={t(lang, `children.${level}`)}
          rows={rows}
          rowKey={(unit) => unit.code}
          columns={[
            {
              key: "name",
              label: t(lang, `column.territory.${level}`),
              header: true,
              // An arrondissement has no page: its council is the commune's.
              cell: (unit) =>
                level === "arrondissement" ? (
                  unitName(lang, unit)
                ) : (
                  <a href={href(lang, `${base}/${unit.code}`)}>{unitName(lang, unit)}</a>
                ),
            },
            ...([2014, 2024] as const).map((year) => ({
              key: String(year),
              label: `${labelOf("population_legal")} ${year}`,
              kind: "number" as const,
              wideOnly: year === 2014,
              cell: (unit: TerritoryItem) => <Num>{censusText(lang, "count", population(unit, year))}</Num>,
            })),
            {
              key: "change",
              label: t(lang, "equipement.column.change"),
              kind: "number",
              cell: (unit) => (
                <Num>{censusChange(lang, "count", population(unit, 2014), population(unit, 2024))}</Num>
              ),
            },
            ...RATES.map((name) => ({
              key: name,
              label: labelOf(name),
              kind: "number" as const,
              cell: (unit: TerritoryItem) => (
                <Num>{censusText(lang, "percent", census.value(unit.code, name, 2024))}</Num>
              ),
            })),
          ]}
        />
      </div>
    </section>
  );
}
