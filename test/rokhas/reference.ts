import { greenwood, kaplanMeier, restrictedMean, survivalAt } from "./survival.ts";

/**
 * The index by its definition, written a second time and the plain way: from files to sub-scores, one unit after the
 * other. It shares no code with the models, which must agree with it.
 */
export interface File {
  /** Codes of the units that it counts for, by level. */
  readonly places: Readonly<Record<string, string>>;
  readonly category: string;
  readonly domain: "URB" | "ECO";
  /** Clock, in limits of the law; null where it has none. */
  readonly time: number | null;
  readonly event: boolean;
  readonly decided: boolean;
  readonly eSigned: boolean;
  readonly payable: boolean;
  readonly ePaid: boolean;
  readonly opinions: number;
  readonly opinionsOnTime: number;
  /** Tax of an authorised area and its ceiling, in dirhams; zero elsewhere. */
  readonly tax: number;
  readonly ceiling: number;
}
export interface Unit {
  readonly code: string;
  readonly stratum: string;
  readonly population: number | null;
}
export interface Post {
  readonly low: number;
  readonly high: number;
}
export type Posts = Readonly<Record<string, { readonly attraction: Post; readonly tax: Post | null }>>;
export interface Level {
  readonly name: string;
  readonly units: readonly Unit[];
  readonly files: readonly File[];
  /** Share of its procedures that a unit has online: `code domain`. */
  readonly online: ReadonlyMap<string, number>;
  /** Quarters that the period is made of. */
  readonly quarters: number;
  /** Files with a clock over the whole country, by category: the mix that every unit is judged on. */
  readonly mix: ReadonlyMap<string, number>;
}
export interface SubScores {
  readonly delai: number | null;
  readonly attractivite: number | null;
  readonly digital: number | null;
  readonly ecosysteme: number | null;
  readonly fiscalite: number | null;
}

const TAU = 4;
const DOMAINS = ["URB", "ECO"] as const;
const clip = (x: number): number => Math.min(1, Math.max(0, x));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
const variance = (values: readonly number[]): number => {
  const m = mean(values);
  return sum(values.map((value) => (value - m) ** 2)) / (values.length - 1);
};
const groups = <T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> => {
  const made = new Map<string, T[]>();
  for (const item of items) {
    const group = made.get(key(item));
    if (group === undefined) made.set(key(item), [item]);
    else group.push(item);
  }
  return made;
};

interface Cell {
  readonly unit: string;
  readonly stratum: string;
  readonly files: number;
  readonly share: number;
  readonly effective: number;
  readonly logTime: number | null;
  readonly spread: number;
}

/** One unit's files of one category. */
export function cellOf(
  files: readonly { readonly time: number; readonly event: boolean }[],
): Omit<Cell, "unit" | "stratum"> {
  const seen = files.map(({ time, event }) => ({ time: Math.min(time, TAU), event: event && time <= TAU }));
  const steps = kaplanMeier(seen);
  const share = 1 - survivalAt(steps, 1);
  const spread = greenwood(steps, 1);
  const { mean: rmst, variance: rmstVariance } = restrictedMean(steps, TAU);
  const floor = Math.max(rmst, 1 / 120);
  return {
    files: files.length,
    share,
    effective:
      spread > 0
        ? (share * (1 - share)) / spread
        : seen.filter(({ time, event }) => event || time >= 1).length,
    logTime: seen.some(({ event }) => event) ? Math.log(floor) : null,
    // Variance of ln(RMST) by the delta method, times n²: pooled below over n − 1.
    spread: (files.length ** 2 * rmstVariance) / floor ** 2,
  };
}

/** m and α + β by moments, from shares and the number of files each rests on. */
export function shareMoments(cells: readonly { readonly share: number; readonly n: number }[]): {
  readonly mean: number;
  readonly strength: number;
} {
  const m = sum(cells.map(({ share, n }) => share * n)) / sum(cells.map(({ n }) => n));
  if (cells.length < 2) return { mean: m, strength: 200 };
  const v = variance(cells.map(({ share }) => share)) - mean(cells.map(({ n }) => (m * (1 - m)) / n));
  return { mean: m, strength: v <= 0 ? 200 : Math.min(200, Math.max(1, (m * (1 - m)) / v - 1)) };
}

function timeMoments(cells: readonly Cell[]): { mean: number; fileVariance: number; unitVariance: number } {
  const timed = cells.filter((cell): cell is Cell & { logTime: number } => cell.logTime !== null);
  const files = sum(timed.map((cell) => cell.files));
  const freedom = files - timed.length;
  const fileVariance = freedom > 0 ? sum(timed.map(({ spread }) => spread)) / freedom : 0;
  const between = timed.length < 2 ? 0 : variance(timed.map(({ logTime }) => logTime));
  return {
    mean: sum(timed.map((cell) => cell.files * cell.logTime)) / files,
    fileVariance,
    unitVariance: Math.max(0, between - fileVariance * mean(timed.map((cell) => 1 / cell.files))),
  };
}

/** Priors of a stratum: its own where it has ten units, the national ones elsewhere. */
const priorOf = <T, P>(all: readonly T[], own: readonly T[], moments: (cells: readonly T[]) => P): P =>
  moments(own.length >= 10 ? own : all);

function delays(level: Level): Map<string, number | null> {
  const found = new Map<string, number | null>();
  const clocked = level.files.filter((file): file is File & { time: number } => file.time !== null);
  const stratumOf = new Map(level.units.map(({ code, stratum }) => [code, stratum]));
  for (const domain of DOMAINS) {
    const files = clocked.filter((file) => file.domain === domain);
    const acts = [...groups(files, ({ category }) => category)].map(([category, own]) => ({
      // Up to a factor that the weighted means below divide out.
      weight: level.mix.get(category) ?? 0,
      cells: [...groups(own, ({ places }) => places[level.name] ?? "")]
        .filter(([code]) => stratumOf.has(code))
        .map(([unit, rows]): Cell => ({ unit, stratum: stratumOf.get(unit) ?? "", ...cellOf(rows) })),
    }));
    const present = new Set(acts.flatMap(({ cells }) => cells.map(({ unit }) => unit)));
    const strata = new Map(
      [...new Set(level.units.map(({ stratum }) => stratum))].map((stratum) => [
        stratum,
        acts.map(({ cells }) => {
          const shares = cells
            .filter(({ effective }) => effective > 0)
            .map((cell) => ({ ...cell, n: cell.effective }));
          const timed = cells.filter(({ logTime }) => logTime !== null);
          const here = <T extends { stratum: string }>(rows: readonly T[]) =>
            rows.filter((row) => row.stratum === stratum);
          return {
            share: shares.length === 0 ? null : priorOf(shares, here(shares), shareMoments),
            time: timed.length === 0 ? null : priorOf(timed, here(timed), timeMoments),
          };
        }),
      ]),
    );
    for (const unit of present) {
      const priors = strata.get(stratumOf.get(unit) ?? "") ?? [];
      let [share, time, shareWeight, timeWeight] = [0, 0, 0, 0];
      acts.forEach(({ weight, cells }, i) => {
        const prior = priors[i];
        if (prior === undefined || prior.share === null) return;
        const own = cells.find((cell) => cell.unit === unit);
        const { mean: m, strength } = prior.share;
        shareWeight += weight;
        share +=
          weight *
          (own === undefined ? m : (own.share * own.effective + m * strength) / (own.effective + strength));
        if (prior.time === null) return;
        const { mean: centre, fileVariance, unitVariance } = prior.time;
        const b =
          own === undefined || own.logTime === null || unitVariance === 0
            ? 0
            : unitVariance / (unitVariance + fileVariance / own.files);
        timeWeight += weight;
        time += weight * (centre + b * ((own?.logTime ?? centre) - centre));
      });
      const r = time / timeWeight;
      found.set(
        `${unit} ${domain}`,
        timeWeight === 0
          ? null
          : 100 *
              (0.6 * (share / shareWeight) + 0.4 * clip((Math.log(4) - r) / (Math.log(4) - Math.log(0.5)))),
      );
    }
  }
  return found;
}

/** What a unit's files of a domain measure: attraction, tax ratio, digital score, opinions. */
export function measures(level: Level): Map<string, Measure> {
  const units = new Map(level.units.map((unit) => [unit.code, unit]));
  const made = new Map<string, Measure>();
  for (const [key, files] of groups(
    level.files,
    ({ places, domain }) => `${places[level.name] ?? ""} ${domain}`,
  )) {
    const [code = "", domain = ""] = key.split(" ");
    const unit = units.get(code);
    if (unit === undefined) continue;
    const count = (test: (file: File) => boolean): number => files.filter(test).length;
    const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
    const digital = [
      level.online.get(key) ?? null,
      share(
        count((file) => file.decided && file.eSigned),
        count((file) => file.decided),
      ),
      share(
        count((file) => file.decided && file.payable && file.ePaid),
        count((file) => file.decided && file.payable),
      ),
    ].filter((value): value is number => value !== null);
    const ceiling = sum(files.map((file) => file.ceiling));
    made.set(key, {
      code,
      domain,
      stratum: unit.stratum,
      files: files.length,
      attraction:
        unit.population === null
          ? null
          : Math.log(1 + (1000 * files.length * 4) / level.quarters / unit.population),
      digital: digital.length === 0 ? null : 100 * mean(digital),
      opinions: sum(files.map((file) => file.opinions)),
      opinionsOnTime: sum(files.map((file) => file.opinionsOnTime)),
      tax: domain === "URB" && ceiling !== 0 ? sum(files.map((file) => file.tax)) / ceiling : null,
    });
  }
  return made;
}
export interface Measure {
  readonly code: string;
  readonly domain: string;
  readonly stratum: string;
  readonly files: number;
  readonly attraction: number | null;
  readonly digital: number | null;
  readonly opinions: number;
  readonly opinionsOnTime: number;
  readonly tax: number | null;
}

/** Sub-scores of every unit of the level that has a file, before what it lacks is filled in. */
export function subScores(level: Level, posts: Posts): Map<string, SubScores> {
  const delay = delays(level);
  const all = [...measures(level).values()];
  const asked = all
    .filter(({ opinions }) => opinions > 0)
    .map((m) => ({ ...m, share: m.opinionsOnTime / m.opinions, n: m.opinions }));
  const ecosystem = (unit: Measure): number | null => {
    const nation = asked.filter(({ domain }) => domain === unit.domain);
    if (nation.length === 0) return null;
    const own = nation.filter(({ stratum }) => stratum === unit.stratum);
    const { mean: m, strength } = priorOf(nation, own, shareMoments);
    return (100 * (unit.opinionsOnTime + m * strength)) / (unit.opinions + strength);
  };
  const scaled = (value: number | null, post: Post | null | undefined): number | null =>
    value === null || post === null || post === undefined || post.high === post.low
      ? null
      : clip((value - post.low) / (post.high - post.low));
  const both = (values: readonly (number | null)[]): number | null => {
    const known = values.filter((value): value is number => value !== null);
    return known.length === 0 ? null : mean(known);
  };
  return new Map(
    [...groups(all, ({ code }) => code)].map(([code, rows]) => [
      code,
      {
        delai: both(rows.map(({ domain }) => delay.get(`${code} ${domain}`) ?? null)),
        attractivite: both(rows.map((row) => percent(scaled(row.attraction, posts[row.domain]?.attraction)))),
        digital: both(rows.map(({ digital }) => digital)),
        ecosysteme: both(rows.map(ecosystem)),
        fiscalite: both(rows.map((row) => percent(inverse(scaled(row.tax, posts[row.domain]?.tax))))),
      },
    ]),
  );
}
const percent = (share: number | null): number | null => (share === null ? null : 100 * share);
const inverse = (share: number | null): number | null => (share === null ? null : 1 - share);

/** Value below which a share `p` lies, between neighbours in a straight line. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = p * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  return low + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? low) - low);
}
