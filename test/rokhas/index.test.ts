import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixtureHome } from "#test/fixture/home.ts";
import { type Country, LEVELS, levelOf, readCountry } from "./country.ts";
import { measures, type Posts, percentile, type SubScores, subScores } from "./reference.ts";

const quarterNo = (period: string): number => Number(period.slice(0, 4)) * 4 + Number(period.slice(6)) - 1;
const BASE = "2022-Q4";
const LAST = "2026-Q3";
const WEIGHTS = { delai: 0.35, attractivite: 0.1, digital: 0.15, ecosysteme: 0.25, fiscalite: 0.15 } as const;
const NAMES = ["delai", "attractivite", "digital", "ecosysteme", "fiscalite"] as const;

let country: Country;
beforeAll(async () => {
  country = await readCountry(await fixtureHome(), quarterNo("2022-Q1"), quarterNo(LAST));
});
afterAll(() => country.close());

/** 5th and 95th percentiles over the units of ten files or more, over the base year. */
function postsOf(name: (typeof LEVELS)[number]): Posts {
  const level = levelOf(country, name === "nation" ? "region" : name, quarterNo(BASE), 4);
  const all = [...measures(level).values()];
  const files = new Map<string, number>();
  for (const row of all) files.set(row.code, (files.get(row.code) ?? 0) + row.files);
  const kept = all.filter(({ code }) => (files.get(code) ?? 0) >= 10);
  const post = (values: readonly (number | null)[]) => {
    const known = values.filter((value): value is number => value !== null);
    return known.length === 0 ? null : { low: percentile(known, 0.05), high: percentile(known, 0.95) };
  };
  return Object.fromEntries(
    ["URB", "ECO"].map((domain) => {
      const rows = kept.filter((row) => row.domain === domain);
      return [
        domain,
        {
          attraction: post(rows.map((row) => row.attraction)) ?? { low: 0, high: 1 },
          tax: post(rows.map((row) => row.tax)),
        },
      ];
    }),
  );
}

function filled(
  own: SubScores,
  code: string,
  peers: ReadonlyMap<string, SubScores>,
  stratum: (code: string) => string,
) {
  const mean = (values: readonly (number | null | undefined)[]): number | null => {
    const known = values.filter((value): value is number => typeof value === "number");
    return known.length === 0 ? null : known.reduce((a, b) => a + b, 0) / known.length;
  };
  const near = [...peers].filter(([other]) => stratum(other) === stratum(code));
  return NAMES.map(
    (name) =>
      own[name] ?? mean(near.map(([, s]) => s[name])) ?? mean([...peers.values()].map((s) => s[name])),
  );
}

describe.each([
  [LAST, "rolling12", 4],
  [LAST, "quarter", 1],
  [BASE, "rolling12", 4],
  [BASE, "quarter", 1],
] as const)("%s, %s", (period, window, quarters) => {
  test.each(LEVELS)("the models give what the definition gives, to 1e-10, for every %s", async (name) => {
    const published = (await country.scores(period, window)).filter(({ level }) => level === name);
    const level = levelOf(country, name, quarterNo(period), quarters);
    const computed = subScores(level, postsOf(name));
    const scored = published.filter(
      ({ eligibility }) => eligibility === "ranked" || eligibility === "provisional",
    );
    const stratumOf = new Map(level.units.map(({ code, stratum }) => [code, stratum]));
    const peers = new Map(scored.map(({ code }) => [code, computed.get(code) ?? EMPTY]));
    expect(published).toHaveLength(level.units.length);
    let worst = 0;
    const apart = (found: number | null | undefined, expected: number | null | undefined): void => {
      if (typeof found !== "number" || typeof expected !== "number") expect(found).toBe(expected);
      else worst = Math.max(worst, Math.abs(found - expected) / Math.max(1, Math.abs(expected)));
    };
    for (const unit of scored) {
      const values = filled(
        peers.get(unit.code) ?? EMPTY,
        unit.code,
        peers,
        (code) => stratumOf.get(code) ?? "",
      );
      for (const [i, key] of NAMES.entries()) apart(unit.values[key], values[i]);
      const full = values.filter((value): value is number => value !== null);
      if (full.length < 5) continue;
      apart(
        unit.values.r500,
        full.reduce((a, b) => a + b, 0),
      );
      const power = (names: readonly (keyof typeof WEIGHTS)[]): number => {
        const whole = names.reduce((a, key) => a + WEIGHTS[key], 0);
        return Math.exp(
          names.reduce(
            (a, key) => a + (WEIGHTS[key] / whole) * Math.log(Math.max(1, values[NAMES.indexOf(key)] ?? 0)),
            0,
          ),
        );
      };
      apart(unit.values.r100, power(NAMES));
      apart(unit.values.service, power(["delai", "ecosysteme", "digital"]));
    }
    expect(scored.length).toBeGreaterThan(0);
    expect(worst).toBeLessThan(1e-10);
  });
});
const EMPTY: SubScores = {
  delai: null,
  attractivite: null,
  digital: null,
  ecosysteme: null,
  fiscalite: null,
};
