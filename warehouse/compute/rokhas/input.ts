import type { DuckDBConnection } from "@duckdb/node-api";
import { NO_INT, readColumns } from "../columns.ts";

export const LEVELS = ["arrondissement", "commune", "province", "region", "nation"] as const;
export type LevelName = (typeof LEVELS)[number];
export const DOMAINS = 2;
export const CATEGORIES = 16;

/** Files of the index in columns, in the order of their number; unit numbers are those of int_rokhas__unit, 0 for none. */
export interface Files {
  readonly count: number;
  readonly unit: Readonly<Record<LevelName, Int32Array>>;
  /** 0 to 15. */
  readonly category: Int32Array;
  /** 0 urbanism, 1 economic activities. */
  readonly domain: Int32Array;
  readonly quarter: Int32Array;
  /** Clock in limits of the law, at most 6; NaN without one. */
  readonly time: Float64Array;
  readonly event: Int32Array;
  readonly decided: Int32Array;
  readonly eSigned: Int32Array;
  readonly payable: Int32Array;
  readonly ePaid: Int32Array;
  readonly opinions: Int32Array;
  readonly opinionsOnTime: Int32Array;
  readonly tax: Float64Array;
  readonly ceiling: Float64Array;
}
export interface Window {
  readonly no: number;
  readonly span: "quarter" | "rolling12";
  readonly lastQuarter: number;
  readonly quarters: number;
}
export const SCORED = 1;
export const RANKED = 2;

/** Units of one level, with what no draw changes. */
export interface Units {
  readonly level: LevelName;
  readonly count: number;
  readonly no: Int32Array;
  readonly stratum: Int32Array;
  readonly strata: number;
}
/** What a window gives a unit that no draw changes; by domain: `unit * 2 + domain`. */
export interface Fixed {
  /** 0 no score, 1 provisional, 2 ranked. */
  readonly standing: Uint8Array;
  readonly attraction: Float64Array;
  /** Share of procedures online; NaN where there is none. */
  readonly online: Float64Array;
}
export interface Post {
  readonly low: number;
  readonly high: number;
}
export interface Input {
  readonly files: Files;
  readonly windows: readonly Window[];
  readonly units: Readonly<Record<LevelName, Units>>;
  /** By window number and level. */
  readonly fixed: ReadonlyMap<number, Readonly<Record<LevelName, Fixed>>>;
  /** By level and domain: attraction, then tax. */
  readonly posts: Readonly<Record<LevelName, readonly { readonly attraction: Post; readonly tax: Post }[]>>;
}

const INTS = [
  ...["arrondissement_no", "commune_no", "province_no", "region_no", "nation_no", "category_no", "domain_no"],
  ...["quarter_no", "event", "decided", "e_signed", "payable", "e_paid", "opinions_due", "opinions_on_time"],
];

/**
 * What is drawn: `latest`, the last twelve months with the last quarter and the one before; or `years`, the twelve months
 * that ended on that day of each of the four years before.
 */
export type Drawing = "latest" | "years";

const LAST = "(SELECT max(quarter_no) FROM intermediate.int_rokhas__window WHERE is_scored)";
const FILES: Readonly<Record<Drawing, string>> = {
  latest: `quarter_no > ${LAST} - 4`,
  years: `quarter_no <= ${LAST} - 4`,
};
const SCORED_WINDOWS: Readonly<Record<Drawing, string>> = {
  latest: `quarter_no > ${LAST} - CASE span WHEN 'quarter' THEN 2 ELSE 1 END`,
  years: `span = 'rolling12' AND quarter_no BETWEEN ${LAST} - 16 AND ${LAST} - 4 AND (${LAST} - quarter_no) % 4 = 0`,
};

/** Reads what the draws start from, out of the build's intermediate tables. */
export async function readInput(connection: DuckDBConnection, drawing: Drawing = "latest"): Promise<Input> {
  const read = (sql: string) => readColumns(connection, sql);
  const rows = await read(
    `SELECT ${INTS.map((name) => `${name}::INTEGER AS ${name}`).join(", ")}, time_ratio, tax_mad, tax_ceiling_mad
     FROM intermediate.int_rokhas__file WHERE ${FILES[drawing]} ORDER BY file_no`,
  );
  const files: Files = {
    count: rows.rows,
    unit: {
      arrondissement: rows.int("arrondissement_no"),
      commune: rows.int("commune_no"),
      province: rows.int("province_no"),
      region: rows.int("region_no"),
      nation: rows.int("nation_no"),
    },
    category: rows.int("category_no").map((no) => no - 1),
    domain: rows.int("domain_no"),
    quarter: rows.int("quarter_no"),
    time: rows.double("time_ratio"),
    event: rows.int("event"),
    decided: rows.int("decided"),
    eSigned: rows.int("e_signed"),
    payable: rows.int("payable"),
    ePaid: rows.int("e_paid"),
    opinions: rows.int("opinions_due"),
    opinionsOnTime: rows.int("opinions_on_time"),
    tax: rows.double("tax_mad"),
    ceiling: rows.double("tax_ceiling_mad"),
  };
  if (files.category.some((no) => no < 0 || no >= CATEGORIES))
    throw new RangeError("rokhas: category: out of range");

  const listed = await read(
    `SELECT window_no::INTEGER AS no, span, quarter_no::INTEGER AS last, quarters::INTEGER AS quarters
     FROM intermediate.int_rokhas__window
     WHERE is_scored AND ${SCORED_WINDOWS[drawing]}
     ORDER BY quarter_no, span`,
  );
  const windows = Array.from({ length: listed.rows }, (_, i) => ({
    no: listed.int("no")[i] ?? 0,
    span: listed.text("span")[i] === "quarter" ? ("quarter" as const) : ("rolling12" as const),
    lastQuarter: listed.int("last")[i] ?? 0,
    quarters: listed.int("quarters")[i] ?? 0,
  }));

  const units = await readUnits(connection);
  const placeOf = new Map(
    LEVELS.flatMap((level) => [...units[level].no].map((no, at) => [no, { level, at }] as const)),
  );
  const emptyFixed = (): Record<LevelName, Fixed> => {
    const made = (level: LevelName): Fixed => ({
      standing: new Uint8Array(units[level].count),
      attraction: new Float64Array(units[level].count * DOMAINS).fill(Number.NaN),
      online: new Float64Array(units[level].count * DOMAINS).fill(Number.NaN),
    });
    return {
      arrondissement: made("arrondissement"),
      commune: made("commune"),
      province: made("province"),
      region: made("region"),
      nation: made("nation"),
    };
  };
  const fixed = new Map(windows.map(({ no }) => [no, emptyFixed()]));
  const ofWindows = `list_contains([${windows.map(({ no }) => no).join(", ")}]::INTEGER[], window_no)`;
  const standing = await read(
    `SELECT unit_no, window_no, (CASE eligibility WHEN 'ranked' THEN ${RANKED} WHEN 'provisional' THEN ${SCORED} ELSE 0 END)::INTEGER AS standing
     FROM intermediate.int_rokhas__eligibility WHERE ${ofWindows} ORDER BY unit_no, window_no`,
  );
  const at = (unit: number, window: number) => {
    const place = placeOf.get(unit);
    const values = fixed.get(window);
    return place === undefined || values === undefined ? null : { values: values[place.level], at: place.at };
  };
  const [unitNo, windowNo, state] = [
    standing.int("unit_no"),
    standing.int("window_no"),
    standing.int("standing"),
  ];
  for (let i = 0; i < standing.rows; i += 1) {
    const spot = at(unitNo[i] ?? 0, windowNo[i] ?? 0);
    if (spot !== null) spot.values.standing[spot.at] = state[i] ?? 0;
  }
  const measured = await read(
    `SELECT unit_no, window_no, (CASE domain WHEN 'URB' THEN 0 ELSE 1 END)::INTEGER AS domain, attraction, online_share::DOUBLE AS online
     FROM intermediate.int_rokhas__measure WHERE ${ofWindows} ORDER BY unit_no, window_no, domain`,
  );
  const [mUnit, mWindow, mDomain] = [
    measured.int("unit_no"),
    measured.int("window_no"),
    measured.int("domain"),
  ];
  const [attraction, online] = [measured.double("attraction"), measured.double("online")];
  for (let i = 0; i < measured.rows; i += 1) {
    const spot = at(mUnit[i] ?? 0, mWindow[i] ?? 0);
    if (spot === null) continue;
    spot.values.attraction[spot.at * DOMAINS + (mDomain[i] ?? 0)] = attraction[i] ?? Number.NaN;
    spot.values.online[spot.at * DOMAINS + (mDomain[i] ?? 0)] = online[i] ?? Number.NaN;
  }
  return { files, windows, units, fixed, posts: await readPosts(connection) };
}

async function readUnits(connection: DuckDBConnection): Promise<Record<LevelName, Units>> {
  const rows = await readColumns(
    connection,
    `SELECT unit_no, level, dense_rank() OVER (PARTITION BY level ORDER BY stratum)::INTEGER - 1 AS stratum
     FROM intermediate.int_rokhas__unit ORDER BY unit_no`,
  );
  const [no, level, stratum] = [rows.int("unit_no"), rows.text("level"), rows.int("stratum")];
  const of = (name: LevelName): Units => {
    const picked = [...no.keys()].filter((i) => level[i] === name);
    const strata = Int32Array.from(picked, (i) => stratum[i] ?? 0);
    return {
      level: name,
      count: picked.length,
      no: Int32Array.from(picked, (i) => no[i] ?? NO_INT),
      stratum: strata,
      strata: strata.reduce((most, value) => Math.max(most, value + 1), 0),
    };
  };
  return {
    arrondissement: of("arrondissement"),
    commune: of("commune"),
    province: of("province"),
    region: of("region"),
    nation: of("nation"),
  };
}

async function readPosts(connection: DuckDBConnection): Promise<Input["posts"]> {
  const rows = await readColumns(
    connection,
    `SELECT level, (CASE domain WHEN 'URB' THEN 0 ELSE 1 END)::INTEGER AS domain, attraction_low, attraction_high, tax_low, tax_high
     FROM intermediate.int_rokhas__goalpost ORDER BY level, domain`,
  );
  const [level, domain] = [rows.text("level"), rows.int("domain")];
  const post = (name: string, i: number): Post => ({
    low: rows.double(`${name}_low`)[i] ?? Number.NaN,
    high: rows.double(`${name}_high`)[i] ?? Number.NaN,
  });
  const of = (name: LevelName) =>
    Array.from({ length: DOMAINS }, (_, wanted) => {
      const i = level.findIndex((own, at) => own === name && domain[at] === wanted);
      return { attraction: post("attraction", i), tax: post("tax", i) };
    });
  return {
    arrondissement: of("arrondissement"),
    commune: of("commune"),
    province: of("province"),
    region: of("region"),
    nation: of("nation"),
  };
}
