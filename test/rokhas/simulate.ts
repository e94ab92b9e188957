import { NORMAL_QUANTILES, normalQuantile, type Random, seeded } from "#warehouse/compute/numbers/random.ts";
import {
  CATEGORIES,
  DOMAINS,
  type Fixed,
  type Input,
  LEVELS,
  type LevelName,
  RANKED,
  SCORED,
  type Units,
} from "#warehouse/compute/rokhas/input.ts";

/** An invented country whose units' true quality is known: what bands and shrinkage are judged on. */
export interface Simulated {
  readonly input: Input;
  /** True sub-scores of each commune, `unit * 5 + sub`, on the national mix of acts. */
  readonly truth: Float64Array;
  readonly filesOf: Int32Array;
}
export interface Plan {
  readonly communes: number;
  readonly files: number;
  readonly quarters: number;
  readonly seed: number;
  readonly provinces?: number;
  readonly regions?: number;
}

interface Act {
  readonly domain: number;
  readonly share: number;
  readonly mu: number;
}
const ACTS: readonly Act[] = [
  { domain: 0, share: 0.34, mu: -0.35 },
  { domain: 0, share: 0.1, mu: -0.1 },
  { domain: 0, share: 0.08, mu: -0.7 },
  { domain: 0, share: 0.18, mu: -0.5 },
  { domain: 1, share: 0.2, mu: -0.9 },
  { domain: 1, share: 0.1, mu: -0.6 },
];
const SPREAD = 0.7;
const STRATA = 3;
const TAU = 4;
const clip = (x: number): number => Math.min(1, Math.max(0, x));

/** Upper tail of the normal law, by Abramowitz and Stegun 26.2.17. */
function normalTail(x: number): number {
  if (x < 0) return 1 - normalTail(-x);
  const t = 1 / (1 + 0.2316419 * x);
  const poly =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * poly;
}
const longer = (mu: number, time: number): number => normalTail((Math.log(time) - mu) / SPREAD);
/** ∫ P(T > t) from 0 to τ, by the trapezium rule. */
function restricted(mu: number): number {
  const steps = 120;
  let sum = 0.5 * (1 + longer(mu, TAU));
  for (let i = 1; i < steps; i += 1) sum += longer(mu, (TAU * i) / steps);
  return (sum * TAU) / steps;
}

/** Seeded; sizes of communes as uneven as in a country, acts of a commune alike, times lognormal, some files lost. */
export function simulate(plan: Plan): Simulated {
  const random = seeded(plan.seed, 99);
  const uniform = (): number => (random() + 0.5) / 2 ** 32;
  const normal = (): number => normalQuantile(uniform());
  const { communes } = plan;
  const size = Float64Array.from({ length: communes }, () => Math.exp(1.2 * normal()));
  const total = size.reduce((sum, value) => sum + value, 0);
  const cuts = [...size].sort((a, b) => a - b);
  const stratum = Int32Array.from(size, (value) =>
    value < (cuts[Math.floor(communes / 2)] ?? 0)
      ? 0
      : value < (cuts[Math.floor(communes * 0.85)] ?? 0)
        ? 1
        : 2,
  );
  const mix = [0, 1].map((domain) =>
    ACTS.filter((act) => act.domain === domain).reduce((sum, act) => sum + act.share, 0),
  );

  const slow = new Float64Array(communes * ACTS.length);
  const share = {
    opinions: new Float64Array(communes),
    signed: new Float64Array(communes),
    paid: new Float64Array(communes),
  };
  const taxed = new Float64Array(communes);
  for (let unit = 0; unit < communes; unit += 1) {
    const own = normal();
    ACTS.forEach((act, a) => {
      slow[unit * ACTS.length + a] = act.mu + 0.1 * (stratum[unit] ?? 0) + 0.3 * own + 0.25 * normal();
    });
    share.opinions[unit] = 1 / (1 + Math.exp(-(0.3 + 0.8 * normal())));
    share.signed[unit] = 1 / (1 + Math.exp(-(0.5 + normal())));
    share.paid[unit] = 1 / (1 + Math.exp(-normal()));
    taxed[unit] = clip(0.75 + 0.12 * normal());
  }

  const units = unitsOf(plan, stratum);
  const n = plan.files;
  const ints = () => new Int32Array(n);
  const files = {
    count: n,
    unit: { arrondissement: ints(), commune: ints(), province: ints(), region: ints(), nation: ints() },
    ...{ category: ints(), domain: ints(), quarter: ints(), event: ints(), decided: ints(), eSigned: ints() },
    ...{ payable: ints(), ePaid: ints(), opinions: ints(), opinionsOnTime: ints() },
    time: new Float64Array(n),
    tax: new Float64Array(n),
    ceiling: new Float64Array(n),
  };
  const cumulated = size.slice();
  for (let unit = 1; unit < communes; unit += 1)
    cumulated[unit] = (cumulated[unit] ?? 0) + (cumulated[unit - 1] ?? 0);
  const any = new Uint8Array(communes * DOMAINS);
  const filesOf = new Int32Array(communes);
  for (let i = 0; i < n; i += 1) {
    const unit = pickFrom(cumulated, uniform() * total);
    const act = pickAct(random);
    const { domain } = ACTS[act] as Act;
    const place = up(plan, unit);
    files.unit.commune[i] = units.commune.no[unit] ?? 0;
    files.unit.province[i] = units.province.no[place.province] ?? 0;
    files.unit.region[i] = units.region.no[place.region] ?? 0;
    files.unit.nation[i] = units.nation.no[0] ?? 0;
    files.category[i] = act;
    files.domain[i] = domain;
    files.quarter[i] = 1 + Math.floor(uniform() * plan.quarters);
    const time = Math.max(
      1 / 30,
      Math.round(30 * Math.exp((slow[unit * ACTS.length + act] ?? 0) + SPREAD * normal())) / 30,
    );
    const lostAt = uniform() < 0.06 ? 6 * uniform() : 6;
    const ends = Math.min(time, lostAt, 6);
    files.time[i] = Math.round(30 * ends) / 30;
    files.event[i] = time <= lostAt && time <= 6 ? 1 : 0;
    files.decided[i] = files.event[i] ?? 0;
    files.eSigned[i] = files.decided[i] === 1 && uniform() < (share.signed[unit] ?? 0) ? 1 : 0;
    files.payable[i] = files.decided[i] === 1 && domain === 0 ? 1 : 0;
    files.ePaid[i] = files.payable[i] === 1 && uniform() < (share.paid[unit] ?? 0) ? 1 : 0;
    files.opinions[i] = uniform() < 0.4 ? 1 : 0;
    files.opinionsOnTime[i] = files.opinions[i] === 1 && uniform() < (share.opinions[unit] ?? 0) ? 1 : 0;
    if (domain === 0) {
      const area = Math.exp(4.5 + 0.6 * normal());
      files.ceiling[i] = Math.round(20 * area);
      files.tax[i] = Math.round((files.ceiling[i] ?? 0) * clip((taxed[unit] ?? 0) + 0.1 * normal()));
    }
    any[unit * DOMAINS + domain] = 1;
    filesOf[unit] = (filesOf[unit] ?? 0) + 1;
  }

  const truth = new Float64Array(communes * 5);
  const posts = { attraction: { low: 0, high: 3 }, tax: { low: 0.5, high: 1 } };
  const fixedCommunes = fixedOf(units.commune, filesOf);
  for (let unit = 0; unit < communes; unit += 1) {
    const scores = [0, 1].flatMap((domain) => {
      if (any[unit * DOMAINS + domain] === 0) return [];
      let [theta, r] = [0, 0];
      ACTS.forEach((act, a) => {
        if (act.domain !== domain) return;
        const mu = slow[unit * ACTS.length + a] ?? 0;
        // Times are rounded to half a sixtieth of the limit: the truth is that of what is recorded.
        theta += (act.share / (mix[domain] ?? 1)) * (1 - longer(mu, 1 + 1 / 60));
        r += (act.share / (mix[domain] ?? 1)) * Math.log(restricted(mu));
      });
      const attraction = clip(((fixedCommunes.attraction[unit * DOMAINS + domain] ?? 0) - 0) / 3);
      const digital = [0.5, share.signed[unit] ?? 0, ...(domain === 0 ? [share.paid[unit] ?? 0] : [])];
      return [
        {
          delai: 100 * (0.6 * theta + 0.4 * clip((Math.log(4) - r) / (Math.log(4) - Math.log(0.5)))),
          attraction: 100 * attraction,
          digital: (100 * digital.reduce((sum, value) => sum + value, 0)) / digital.length,
          opinions: 100 * (share.opinions[unit] ?? 0),
        },
      ];
    });
    const mean = (value: (row: (typeof scores)[number]) => number): number =>
      scores.reduce((sum, row) => sum + value(row), 0) / Math.max(1, scores.length);
    truth[unit * 5] = mean((row) => row.delai);
    truth[unit * 5 + 1] = mean((row) => row.attraction);
    truth[unit * 5 + 2] = mean((row) => row.digital);
    truth[unit * 5 + 3] = mean((row) => row.opinions);
    truth[unit * 5 + 4] =
      any[unit * DOMAINS] === 1 ? 100 * (1 - clip((meanClipped(taxed[unit] ?? 0) - 0.5) / 0.5)) : Number.NaN;
  }
  const window = {
    no: 1,
    span: "rolling12" as const,
    lastQuarter: plan.quarters,
    quarters: plan.quarters,
  };
  const fixed = Object.fromEntries(
    LEVELS.map((level) => [level, level === "commune" ? fixedCommunes : allRanked(units[level])]),
  ) as Record<LevelName, Fixed>;
  const post = [posts, posts];
  return {
    input: {
      files,
      windows: [window],
      units,
      fixed: new Map([[1, fixed]]),
      posts: { arrondissement: post, commune: post, province: post, region: post, nation: post },
    },
    ...{ truth, filesOf },
  };
}

/** Mean of a ratio clipped to 0–1 whose chance has a deviation of 0.1. */
const meanClipped = (centre: number): number =>
  NORMAL_QUANTILES.reduce((sum, z) => sum + clip(centre + 0.1 * z), 0) / NORMAL_QUANTILES.length;

function pickFrom(cumulated: Float64Array, at: number): number {
  let [low, high] = [0, cumulated.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cumulated[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
function pickAct(random: Random): number {
  let left = random() / 2 ** 32;
  for (const [act, { share }] of ACTS.entries()) {
    left -= share;
    if (left < 0) return act;
  }
  return ACTS.length - 1;
}
const up = (plan: Plan, unit: number): { province: number; region: number } => {
  const provinces = plan.provinces ?? 1;
  const province = Math.floor((unit * provinces) / plan.communes);
  return { province, region: Math.floor((province * (plan.regions ?? 1)) / provinces) };
};

function unitsOf(plan: Plan, stratum: Int32Array): Record<LevelName, Units> {
  let next = 1;
  const made = (level: LevelName, count: number, own?: Int32Array): Units => ({
    level,
    count,
    no: Int32Array.from({ length: count }, () => next++),
    stratum: own ?? new Int32Array(count),
    strata: own === undefined ? Math.min(1, count) : STRATA,
  });
  return {
    arrondissement: made("arrondissement", 0),
    commune: made("commune", plan.communes, stratum),
    province: made("province", plan.provinces ?? 1),
    region: made("region", plan.regions ?? 1),
    nation: made("nation", 1),
  };
}
function fixedOf(units: Units, filesOf: Int32Array): Fixed {
  return {
    standing: Uint8Array.from(filesOf, (files) => (files >= 30 ? RANKED : files >= 10 ? SCORED : 0)),
    attraction: Float64Array.from({ length: units.count * DOMAINS }, (_, slot) =>
      Math.log(1 + (filesOf[slot >> 1] ?? 0) / 10),
    ),
    online: new Float64Array(units.count * DOMAINS).fill(0.5),
  };
}
const allRanked = (units: Units): Fixed => ({
  standing: new Uint8Array(units.count).fill(RANKED),
  attraction: new Float64Array(units.count * DOMAINS).fill(1),
  online: new Float64Array(units.count * DOMAINS).fill(0.5),
});
export const ACT_COUNT = Math.min(CATEGORIES, ACTS.length);
