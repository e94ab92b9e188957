import type { Workspace } from "../workspace.ts";
import { ACTS } from "./acts.ts";

/**
 * Points by rank that provinces are planned with. What the index then computes for 2022-Q4 comes to about the published points
 * (401, 363, 349, 319 at 11, 292 at 16, 271 at 21, 178 at 55, 153 at 69): chance spreads units, so the plan is flatter.
 * Communes come to 284 at rank 11: lower than provinces, because most of what makes a province first is shared by its
 * communes (how many build, what is taxed), and there they are measured against communes that differ far more.
 */
const RANK_POINTS: readonly (readonly [number, number])[] = [
  [1, 435],
  [2, 378],
  [3, 352],
  [11, 352],
  [16, 324],
  [21, 280],
  [55, 170],
  [69, 170],
  [75, 108],
];

export function pointsAt(rank: number): number {
  const after = RANK_POINTS.findIndex(([at]) => at >= rank);
  const [x1, y1] = RANK_POINTS[after] ?? [75, 108];
  const [x0, y0] = RANK_POINTS[after - 1] ?? [1, 435];
  return x1 === x0 ? y1 : y0 + ((rank - x0) / (x1 - x0)) * (y1 - y0);
}

/** What a province's sub-indices should come to, 0 to 100, and what makes them so. */
export interface Plan {
  readonly province: string;
  readonly delay: number;
  readonly attraction: number;
  readonly digital: number;
  readonly ecosystem: number;
  readonly tax: number;
  /** Factor on every delay. */
  readonly slowness: number;
}

const clip = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/**
 * Divides the points of each rank between the sub-indices. `noise` are five standard numbers. Attraction and tax are
 * measured between percentiles of the provinces themselves, so they run from 0 to 100; the rest is shared by the others.
 */
export function planOf(province: string, rank: number, of: number, noise: readonly number[]): Plan {
  const total = pointsAt(1 + ((rank - 1) * 74) / (of - 1));
  const place = 1 - (2 * (rank - 0.5)) / of;
  const e = (index: number) => noise[index] ?? 0;
  let attraction = skewed(1.15 * place + 0.2 * e(0));
  let tax = skewed(1.15 * place + 0.2 * e(1));
  // What comes out of the two is a little above what is put in: their goalposts are percentiles.
  const wanted = total - 1.1 * attraction - 2.5 - tax - 4;
  const rest = clip(wanted, 100, 250);
  attraction = clip(attraction + (wanted - rest) / 2, 0, 100);
  tax = clip(tax + (wanted - rest) / 2, 0, 100);
  const delay = clip(66 + 0.3 * (rest - 150) + 4 * e(2), 46, 92);
  // Opinions are thinned by the scale and then shrunk, so little of the ranking hangs on them.
  const ecosystem = clip(36 + 0.5 * ((rest - delay) / 2 - 36) + 4 * e(3), 6, 96);
  const digital = clip(rest - delay - ecosystem, 6, 96);
  return { province, delay, attraction, digital, ecosystem, tax, slowness: slownessFor(delay) };
}

const skewed = (place: number): number => 100 * ((clip(place, -1, 1) + 1) / 2) ** 1.1;

/** Makes `plan`, one row a province with a council; the provinces that are good at other things are good at permits. */
export async function makePlan(work: Workspace): Promise<void> {
  const found = await work.rows(`
    SELECT code, z(kp, 51), z(kp, 52), z(kp, 53), z(kp, 54), communes
    FROM (SELECT *, key2(code, 'province') AS kp,
        (SELECT count(*) FROM unit AS site WHERE site.level IN ('commune', 'arrondissement') AND site.province_code = unit.code) AS sites,
        (SELECT CAST(count(*) AS INTEGER) FROM unit AS site WHERE site.level = 'commune' AND site.province_code = unit.code) AS communes
      FROM unit WHERE level = 'province')
    -- Where there are few counters, more of them do well.
    ORDER BY 0.3 * z(key2(region_code, 'region'), 1) + 0.5 * z(kp, 2) + 0.25 * z(kp, 55) - 1.5 * ln(1 + sites) DESC, 1`);
  // The first are prefectures of few communes, so that few communes stand as high as the first provinces.
  const leaders = found
    .slice(0, 12)
    .sort((a, b) => Number(a[5]) - Number(b[5]))
    .slice(0, 4);
  const ordered = [...leaders, ...found.filter((row) => !leaders.includes(row))];
  const plans = ordered.map((row, index) =>
    planOf(String(row[0]), index + 1, ordered.length, row.slice(1, 5).map(Number)),
  );
  const values = plans.map(
    (each) =>
      `('${each.province}', ${each.delay.toFixed(3)}, ${each.attraction.toFixed(3)}, ${each.digital.toFixed(3)}, ${each.ecosystem.toFixed(3)}, ${each.tax.toFixed(3)}, ${each.slowness.toFixed(4)})`,
  );
  await work.run(
    `CREATE TABLE plan AS SELECT province, delay::DOUBLE AS delay, attraction::DOUBLE AS attraction, digital::DOUBLE AS digital, ecosystem::DOUBLE AS ecosystem, tax::DOUBLE AS tax, slowness::DOUBLE AS slowness
     FROM (VALUES ${values.join(", ")}) AS t(province, delay, attraction, digital, ecosystem, tax, slowness)`,
  );
}

/** The délai score of a unit that takes `slowness` times the mean, in 2022: the mean of the two domains. */
export function delayScore(slowness: number): number {
  const scores = (["URB", "ECO"] as const).map((domain) => {
    const acts = ACTS.filter((act) => act.domain === domain);
    const files = acts.reduce((sum, act) => sum + act.files[1], 0);
    let inTime = 0;
    let time = 0;
    for (const act of acts) {
      const limit = act.legal[0] ?? 15;
      // Communes of a province differ, beside its files.
      const spread = Math.hypot(act.spread, 0.3);
      const middle = Math.log((act.days[1] * slowness) / Math.exp(spread ** 2 / 2));
      inTime += (act.files[1] / files) * phi((Math.log(limit) - middle) / spread);
      time += (act.files[1] / files) * Math.log(meanUpTo(4 * limit, middle, spread) / limit);
    }
    return 100 * (0.6 * inTime + 0.4 * clip((Math.log(4) - time) / (Math.log(4) - Math.log(0.5)), 0, 1));
  });
  return ((scores[0] ?? 0) + (scores[1] ?? 0)) / 2;
}

function slownessFor(wanted: number): number {
  // The national means are fixed, so a province that is slower makes the others quicker: what comes out is flatter.
  const score = 47.5 + (wanted - 75) / 0.6;
  let low = 0.05;
  let high = 12;
  for (let step = 0; step < 40; step += 1) {
    const middle = Math.sqrt(low * high);
    if (delayScore(middle) > score) low = middle;
    else high = middle;
  }
  return Math.sqrt(low * high);
}

const phi = (x: number): number => 1 / (1 + Math.exp(-1.702 * x));
/** Restricted mean of a lognormal time, by thirty-two strips. */
function meanUpTo(end: number, middle: number, spread: number): number {
  let area = 0;
  for (let strip = 0; strip < 32; strip += 1) {
    const at = ((strip + 0.5) / 32) * end;
    area += (1 - phi((Math.log(at) - middle) / spread)) * (end / 32);
  }
  return area;
}
