import { fakeContext } from "#dashboards/testing/context.ts";
import { fakeDoor } from "#dashboards/testing/fake-door.ts";
import { chance } from "#dashboards/testing/fake-facts.ts";
import { FAKE_METRICS } from "#dashboards/testing/fake-metrics.ts";
import { LEVELS, type Level } from "#geoportal/layers/unit.ts";
import type {
  Answer,
  AnswerColumn,
  Cell,
  Door,
  MetricInfo,
  NullReason,
  QuerySpec,
  TerritoryItem,
} from "#warehouse/door/types.ts";
import type { Context, Surface } from "#warehouse/surface.ts";
import { mapRelease, realTerritory } from "./release.ts";

const YEARS = [2023, 2024, 2025, 2026];
const text = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);
const whole = (value: unknown): number | null =>
  value === null || value === undefined ? null : Number(value);

async function units(): Promise<TerritoryItem[]> {
  const instance = await realTerritory();
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll("SELECT * FROM dim_territory ORDER BY code");
  const levels = ["nation", "region", "province", "commune", "arrondissement"] as const;
  const items = reader.getRowObjectsJson().map((row): TerritoryItem => {
    const level = levels.find((item) => item === row.level) ?? "nation";
    return {
      code: String(row.code),
      level,
      name_fr: String(row.name_fr),
      name_ar: String(row.name_ar),
      name_en: String(row.name_en),
      kind: String(row.kind),
      parent: text(row.parent_code),
      region: text(row.region_code),
      province: text(row.province_code),
      collectivity_type:
        row.has_council === true && level !== "nation" && level !== "arrondissement" ? level : null,
      segment: null,
      population: whole(row.population_2024),
      population_2014: whole(row.population_2014),
      households: whole(row.households_2024),
    };
  });
  instance.closeSync();
  return items;
}

/** The real legal population, at the censuses alone; a few cities of 2014 were told by arrondissement. */
const CENSUS_YEARS = [2014, 2024];
const POPULATION: MetricInfo = {
  ...{ name: "population", unit: "persons", direction: 0, publish: true, additive: false },
  label: { fr: "Population légale", ar: "السكان القانونيون", en: "Legal population" },
  description: { fr: "Population légale", ar: "السكان القانونيون", en: "Legal population" },
  ...{ formula: "", version: "000000000000", grains: ["year"] },
  dimensions: ["year", "region", "province", "commune"],
};
function counted(unit: TerritoryItem, year: number): { value: Cell; reason: NullReason | null } {
  const value = year === 2014 ? unit.population_2014 : year === 2024 ? unit.population : null;
  return { value, reason: value === null ? "no_data" : null };
}

/** Invented figures on every real unit: some unknown, some secret, the same every time. */
function figure(metric: string, code: string, year: number): { value: Cell; reason: NullReason | null } {
  const { unit } = FAKE_METRICS[metric] ?? { unit: "ratio" };
  const luck = chance(`${metric}${code}`);
  if (luck < 0.03) return { value: null, reason: "no_data" };
  if (luck < 0.05) return { value: null, reason: "suppressed" };
  const base = 0.7 * chance(`${metric}${code.slice(0, 6)}`) + 0.3 * chance(`${metric}${code}${year}`);
  if (unit === "ratio") return { value: Math.round((0.45 + 0.5 * base) * 1e4) / 1e4, reason: null };
  if (unit === "days") return { value: Math.round((12 + 60 * base) * 10) / 10, reason: null };
  if (unit === "MAD") return { value: (2e6 * (1 + 40 * base) ** 2).toFixed(2), reason: null };
  return { value: Math.round(4 + 900 * base ** 3), reason: null };
}

function answerTo(spec: QuerySpec, all: readonly TerritoryItem[]): Answer {
  const [metric = ""] = spec.metrics;
  const level = spec.groupBy?.find((name): name is Level => LEVELS.some((item) => item === name)) ?? "region";
  const place = spec.where?.find(({ dimension }) => dimension === "region" || dimension === "province");
  const drawn = all.filter(
    (unit) =>
      unit.level === level &&
      unit.collectivity_type !== null &&
      (place === undefined || unit[place.dimension === "region" ? "region" : "province"] === place.value),
  );
  const byYear = spec.groupBy?.includes("year") === true;
  const asked = Number(spec.where?.find(({ dimension }) => dimension === "year")?.value ?? 2025);
  const census = metric === POPULATION.name;
  const rows: Record<string, Cell>[] = [];
  const nulls: { row: number; column: string; reason: NullReason }[] = [];
  for (const unit of drawn) {
    for (const year of byYear ? (census ? CENSUS_YEARS : YEARS) : [asked]) {
      const { value, reason } = census ? counted(unit, year) : figure(metric, unit.code, year);
      if (reason === "no_data") continue;
      if (reason !== null) nulls.push({ row: rows.length, column: metric, reason });
      rows.push({ [level]: unit.code, ...(byYear ? { year } : {}), [metric]: value });
    }
  }
  const names = [level, ...(byYear ? ["year"] : []), metric];
  const columns = names.map(
    (name): AnswerColumn => ({
      name,
      type: name === metric ? "double" : "text",
      unit: name === metric ? (FAKE_METRICS[metric]?.unit ?? null) : null,
      label: { fr: name, ar: name, en: name },
      kind: name === metric ? "metric" : "dimension",
    }),
  );
  const scope = { published: true, territory: null };
  const head = {
    release: "fa4ede11c0ffee00",
    sample: true,
    scope,
    definitions: [],
    lineage: "/api/v1/explain",
  };
  return { ...head, columns, rows, nulls };
}

/** A context whose door knows every real unit, and whose release holds the real map. */
export async function mapContext(surfaces: readonly Surface[]): Promise<Context> {
  const all = await units();
  const handle = await mapRelease();
  const door: Door = {
    ...fakeDoor,
    metrics: async (viewer) => [...(await fakeDoor.metrics(viewer)), POPULATION],
    ask: (spec) => Promise.resolve(answerTo(spec, all)),
    stream: async (spec) => new TextEncoder().encode(JSON.stringify(answerTo(spec, all))),
    territories: ({ level, code, parent }) =>
      Promise.resolve(
        all.filter(
          (unit) =>
            (level === undefined || unit.level === level) &&
            (code === undefined || unit.code === code) &&
            (parent === undefined || unit.parent === parent),
        ),
      ),
  };
  return { ...fakeContext(surfaces, door), release: () => Promise.resolve(handle) };
}
