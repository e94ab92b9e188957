import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { type Home, PROJECT_ROOT } from "#warehouse/home.ts";
import { currentId, releaseDir } from "#warehouse/release/index.ts";
import type { File, Level, Unit } from "./reference.ts";

export const LEVELS = ["arrondissement", "commune", "province", "region", "nation"] as const;
export type LevelName = (typeof LEVELS)[number];

/** A file with its quarter of deposit, counted from year 0. */
export type Deposited = File & { readonly quarter: number };
export interface Scored {
  readonly level: LevelName;
  readonly code: string;
  readonly eligibility: string;
  readonly values: Readonly<Record<string, number | null>>;
  readonly imputed: string | null;
}

/** A published release, seen only through its permits, its territory and its catalogue of procedures. */
export interface Country {
  readonly files: readonly Deposited[];
  readonly units: Readonly<Record<LevelName, readonly Unit[]>>;
  online(level: LevelName, quarter: number): ReadonlyMap<string, number>;
  scores(period: string, window: string): Promise<Scored[]>;
  close(): void;
}

interface Procedure {
  readonly unit: string;
  readonly category: string;
  readonly from: string;
  readonly until: string | null;
  readonly online: boolean;
}

const quarterEnd = (quarter: number): string => {
  const [year, q] = [Math.floor(quarter / 4), quarter % 4];
  return `${year}-${["03-31", "06-30", "09-30", "12-31"][q]}`;
};

function categories(): Map<string, { domain: "URB" | "ECO"; ceiling: number | null }> {
  const text = readFileSync(join(PROJECT_ROOT, "warehouse/dbt/seeds/permit_category.csv"), "utf8");
  return new Map(
    text
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => {
        const [category = "", , domain, ceiling = ""] = line.split(",");
        return [
          category,
          { domain: domain === "URB" ? "URB" : "ECO", ceiling: ceiling === "" ? null : Number(ceiling) },
        ];
      }),
  );
}

/** Reads the release that a home serves; `from` and `to` bound the quarters of deposit. */
export async function readCountry(home: Home, from: number, to: number): Promise<Country> {
  const dir = releaseDir(home, currentId(home) ?? "");
  const instance = await DuckDBInstance.create(join(dir, "warehouse.duckdb"), { access_mode: "READ_ONLY" });
  const connection = await instance.connect();
  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJS();
  const acts = categories();
  const text = (value: unknown): string => (value === null || value === undefined ? "" : String(value));
  const number = (value: unknown): number | null =>
    value === null || value === undefined ? null : Number(value);

  const territory = await rows(
    "SELECT code, level, segment, has_council, population_2024, commune_code, province_code, region_code FROM dim_territory",
  );
  const byCode = new Map(territory.map((row) => [text(row.code), row]));
  const unitsOf = (level: LevelName): Unit[] =>
    territory
      .filter((row) => row.level === level && (level !== "province" || row.has_council === true))
      .map((row) => ({
        code: text(row.code),
        stratum: level === "commune" ? text(row.segment) || "none" : "all",
        population: number(row.population_2024),
      }));
  const placesOf = (code: string): Record<string, string> => {
    const row = byCode.get(code);
    return {
      ...(row?.level === "arrondissement" ? { arrondissement: code } : {}),
      commune: row?.level === "arrondissement" ? text(row.commune_code) : code,
      province: text(row?.province_code),
      region: text(row?.region_code),
      nation: "MA",
    };
  };
  const places = new Map(territory.map((row) => [text(row.code), placesOf(text(row.code))]));

  const permits = await rows(
    `SELECT unit_code, category, year(deposited_on) * 4 + quarter(deposited_on) - 1 AS quarter, clock_days, legal_days, is_event, state,
       e_signed, e_paid, tax_due_mad::DOUBLE AS tax, favourable, area_m2::DOUBLE AS area, opinions_due, opinions_on_time
     FROM fct_permit WHERE year(deposited_on) * 4 + quarter(deposited_on) - 1 BETWEEN ${from} AND ${to}`,
  );
  const files = permits.map((row): Deposited => {
    const act = acts.get(text(row.category));
    if (act === undefined) throw new Error(`permit: category: ${text(row.category)}`);
    const taxed = row.favourable === true && (number(row.area) ?? 0) > 0 && act.ceiling !== null;
    return {
      places: places.get(text(row.unit_code)) ?? {},
      category: text(row.category),
      domain: act.domain,
      quarter: Number(row.quarter),
      time: row.clock_days === null ? null : Number(row.clock_days) / Number(row.legal_days),
      event: row.is_event === true,
      decided: row.state === "decided",
      eSigned: row.e_signed === true,
      payable: (number(row.tax) ?? 0) > 0,
      ePaid: row.e_paid === true,
      opinions: Number(row.opinions_due),
      opinionsOnTime: Number(row.opinions_on_time),
      tax: taxed ? (number(row.tax) ?? 0) : 0,
      ceiling: taxed ? (number(row.area) ?? 0) * (act.ceiling ?? 0) : 0,
    };
  });

  const listed = await rows(
    `SELECT collectivity_code, category, valid_from::VARCHAR AS since, online FROM read_parquet('${home.raw}/rokhas/catalogue/*.parquet') ORDER BY ALL`,
  );
  const procedures = listed.map((row, i): Procedure => {
    const next = listed[i + 1];
    const same = next?.collectivity_code === row.collectivity_code && next?.category === row.category;
    return {
      unit: text(row.collectivity_code),
      category: text(row.category),
      from: text(row.since),
      until: same ? text(next?.since) : null,
      online: row.online === true,
    };
  });

  return {
    files,
    units: {
      arrondissement: unitsOf("arrondissement"),
      commune: unitsOf("commune"),
      province: unitsOf("province"),
      region: unitsOf("region"),
      nation: unitsOf("nation"),
    },
    online(level, quarter) {
      const end = quarterEnd(quarter);
      const counts = new Map<string, [online: number, all: number]>();
      for (const procedure of procedures) {
        if (procedure.from > end || (procedure.until !== null && procedure.until <= end)) continue;
        const key = `${places.get(procedure.unit)?.[level] ?? ""} ${acts.get(procedure.category)?.domain ?? ""}`;
        const [online, all] = counts.get(key) ?? [0, 0];
        counts.set(key, [online + (procedure.online ? 1 : 0), all + 1]);
      }
      return new Map([...counts].map(([key, [online, all]]) => [key, online / all]));
    },
    async scores(period, window) {
      const found = await rows(
        `SELECT * FROM idx_rokhas WHERE period = '${period}' AND "window" = '${window}'`,
      );
      return found.map((row) => ({
        level: text(row.level) as LevelName,
        code: text(row.code),
        eligibility: text(row.eligibility),
        values: Object.fromEntries(
          ["delai", "attractivite", "digital", "ecosysteme", "fiscalite", "r500", "r100", "service"].map(
            (name) => [name, number(row[name])],
          ),
        ),
        imputed: row.imputed === null ? null : text(row.imputed),
      }));
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** One level of the country over the `quarters` that end with `last`. */
export function levelOf(country: Country, name: LevelName, last: number, quarters: number): Level {
  const files = country.files.filter(({ quarter }) => quarter > last - quarters && quarter <= last);
  const mix = new Map<string, number>();
  for (const { category, time } of files) if (time !== null) mix.set(category, (mix.get(category) ?? 0) + 1);
  return {
    name,
    units: country.units[name],
    files: files.filter(({ places }) => name in places),
    online: country.online(name, last),
    ...{ quarters, mix },
  };
}
