import { FAKE_TERRITORY } from "./fake-territory.ts";
import { FAKE_TOPIC_DIMENSIONS, FAKE_TOPIC_METRICS } from "./fake-topics.ts";

/** One row of a fake fact: dimensions by name, measures by name. */
export interface Fact {
  readonly dims: Readonly<Record<string, string | number | null>>;
  readonly values: Readonly<Record<string, number>>;
}

/** FNV-1a to [0, 1): the same text gives the same number everywhere. */
export function chance(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 12;
  return (hash >>> 0) / 2 ** 32;
}

const YEARS = [2023, 2024, 2025, 2026];
/** The last month with data. */
const LAST = "2026-10";
const CHAPTERS: readonly [string, string, number][] = [
  ["1", "10", 0.34],
  ["1", "20", 0.08],
  ["1", "30", 0.12],
  ["1", "40", 0.06],
  ["2", "10", 0.05],
  ["2", "20", 0.09],
  ["2", "30", 0.18],
  ["2", "40", 0.08],
];
const MONTH_SHARE = [0.03, 0.05, 0.07, 0.07, 0.08, 0.09, 0.08, 0.06, 0.09, 0.1, 0.12, 0.16];

const councils = FAKE_TERRITORY.filter((unit) => unit.collectivity_type !== null);
const months = YEARS.flatMap((year) =>
  Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, "0")}`),
).filter((month) => month <= LAST);

function place(unit: (typeof councils)[number]): Fact["dims"] {
  return {
    region: unit.region,
    province: unit.level === "region" ? null : unit.province,
    commune: unit.level === "commune" ? unit.code : null,
    collectivity: unit.code,
    collectivity_type: unit.collectivity_type,
    segment: unit.segment,
  };
}
const when = (month: string): Fact["dims"] => ({
  year: Number(month.slice(0, 4)),
  quarter: `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`,
  month,
});
const cents = (value: number): number => Math.round(value * 100) / 100;

function budget(): Fact[] {
  return councils.flatMap((unit) => {
    const scale =
      (unit.level === "region" ? 1.1e9 : unit.level === "province" ? 1.4e8 : (unit.population ?? 1) * 900) *
      (0.7 + 0.6 * chance(unit.code));
    return CHAPTERS.flatMap(([part, chapter, share]) =>
      months.map((month) => {
        const year = Number(month.slice(0, 4));
        const index = Number(month.slice(5)) - 1;
        const credit = index === 0 ? scale * share * 1.05 ** (year - 2023) : 0;
        const rate =
          (part === "1" ? 0.9 : 0.5) * (0.85 + 0.2 * chance(`${unit.code}${part}${chapter}${year}`));
        const ordered = scale * share * 1.05 ** (year - 2023) * rate * (MONTH_SHARE[index] ?? 0);
        return {
          dims: {
            ...place(unit),
            ...when(month),
            part,
            chapter,
            direction: "D",
            nature: part === "1" ? "goods" : "investment",
          },
          values: {
            credit_initial_mad: cents(credit * 0.92),
            credit_final_mad: cents(credit),
            committed_mad: cents(ordered * 1.12),
            ordered_mad: cents(ordered),
            paid_mad: cents(ordered * 0.93),
          },
        };
      }),
    );
  });
}

function receipts(): Fact[] {
  const kinds: readonly [string, number][] = [
    ["TRANSFERE", 0.56],
    ["ETAT", 0.2],
    ["CT", 0.24],
  ];
  return councils.flatMap((unit) =>
    kinds.flatMap(([management, share]) =>
      months.map((month) => {
        const index = Number(month.slice(5)) - 1;
        const raised =
          (unit.population ?? 1) *
          120 *
          share *
          (0.7 + 0.6 * chance(`r${unit.code}`)) *
          (MONTH_SHARE[11 - index] ?? 0.05) *
          10;
        return {
          dims: {
            ...place(unit),
            ...when(month),
            management,
            nature: management === "CT" ? "direct" : "indirect",
            origin_year: Number(month.slice(0, 4)) - (management === "CT" ? 1 : 0),
          },
          values: {
            raised_mad: cents(raised),
            collected_mad: cents(raised * (management === "CT" ? 0.72 : 0.95)),
            outstanding_mad: cents(raised * 0.11),
          },
        };
      }),
    ),
  );
}

function services(): Fact[] {
  return councils
    .filter((unit) => unit.level === "commune")
    .flatMap((unit) =>
      months.map((month) => {
        const files =
          4 + Math.round(((unit.population ?? 0) / 4000) * (0.5 + chance(`p${unit.code}${month}`)));
        const complaints =
          2 + Math.round(((unit.population ?? 0) / 9000) * (0.5 + chance(`c${unit.code}${month}`)));
        const rate = 0.5 + 0.4 * chance(`d${unit.code}`);
        return {
          dims: {
            ...place(unit),
            ...when(month),
            complaint_theme:
              ["VOIRIE", "PROPRETE", "ECLAIRAGE", "URBANISME"][
                Math.floor(chance(`t${unit.code}${month}`) * 4)
              ] ?? "VOIRIE",
          },
          values: {
            permit_files: files,
            permits_on_time: Math.round(files * rate),
            permit_days: files * (9 + 14 * (1 - rate)),
            complaints_received: complaints,
            complaints_on_time: Math.round(complaints * (rate - 0.1)),
          },
        };
      }),
    );
}

/** Cumulative values at the end of each month since 2020: a stock, of which only the last month counts when none is asked. */
function projects(): Fact[] {
  const sectors = ["ROUTE", "AEP", "ELEC", "ENS", "SANTE"];
  const provinces = FAKE_TERRITORY.filter((item) => item.level === "province");
  return Array.from({ length: 40 }, (_, index) => index).flatMap((index) => {
    const unit = provinces[index % provinces.length];
    const budgetMad = 2e6 + Math.round(4e7 * chance(`b${index}`));
    const pace = 0.72 + 0.35 * chance(`ev${index}`);
    return months.map((month, at) => {
      const share = Math.min(1, 1 / (1 + Math.exp(-(at - 18 - 8 * chance(`s${index}`)) / 5)));
      const earned = budgetMad * share * pace;
      return {
        dims: {
          region: unit?.region ?? null,
          province: unit?.code ?? null,
          commune: null,
          sector: sectors[index % 5] ?? "ROUTE",
          programme: index % 4 === 0 ? "AUTRE" : "PRDTS",
          ...when(month),
        },
        values: {
          projects: 1,
          project_budget_mad: budgetMad,
          pv: cents(budgetMad * share),
          ev: cents(earned),
          ac: cents(earned * (0.95 + 0.2 * chance(`ac${index}`))),
        },
      };
    });
  });
}

/** One row a council and month of every field that is told by its metrics, each with one value of each dimension. */
function topics(): Fact[] {
  return councils.flatMap((unit) =>
    months.map((month) => {
      const size = 2 + Math.round((unit.population ?? 50_000) / 20_000);
      const draw = (name: string): number => chance(`${name}${unit.code}${month}`);
      return {
        dims: {
          ...place(unit),
          ...when(month),
          ...Object.fromEntries(
            FAKE_TOPIC_DIMENSIONS.map((dimension) => {
              const codes = Object.keys(dimension.values ?? {});
              return [dimension.name, codes[Math.floor(draw(dimension.name) * codes.length)] ?? null];
            }),
          ),
        },
        values: Object.fromEntries(
          Object.entries(FAKE_TOPIC_METRICS).flatMap(([name, metric]) => {
            const base = size * (metric.unit === "MAD" ? 10_000 : 1);
            return metric.under === undefined
              ? [[metric.over, Math.round(base * (1 + draw(name)))]]
              : [
                  [metric.over, base * (metric.unit === "ratio" ? 0.3 : 2) * (1 + draw(name))],
                  [metric.under, base],
                ];
          }),
        ),
      };
    }),
  );
}

/** Built at first use, then kept: tests share it. */
let facts: Readonly<
  Record<"budget" | "receipts" | "services" | "projects" | "topics", readonly Fact[]>
> | null = null;
export function fakeFacts(): NonNullable<typeof facts> {
  facts ??= {
    budget: budget(),
    receipts: receipts(),
    services: services(),
    projects: projects(),
    topics: topics(),
  };
  return facts;
}
