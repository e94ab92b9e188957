import { RECEIVED_SEASON } from "./chikaya/volume.ts";
import { nomenclature } from "./nomenclature.ts";
import { quantile } from "./random.ts";
import { DEPOSITS } from "./rokhas/acts.ts";
import { FIRST_YEAR, nationalAmount, SEASONS } from "./targets.ts";
import type { Workspace } from "./workspace.ts";

/** Spread of the amounts that make up a line: the log of one has this deviation. */
export const AMOUNT_SPREAD = 0.9;
const EXACT_UP_TO = 200;
const LARGEST = 6000;
/** A small scale thins a little more than in proportion: what cannot be thinned weighs the more there. */
const THINNING = 1.15;

/**
 * Makes `season` (id, bucket of a thousandth of the year's amount, day of the year from 0) and `heavy` (n, total): the
 * sum of the n quantiles of a heavy-tailed law, by which the parts of a line are divided to add up to it.
 */
export async function makeShapes(work: Workspace): Promise<void> {
  const seasons = seasonsUntil(work.calendar.lastYear);
  // A thousand numbers in one text parse many times faster than as a thousand rows of SQL.
  const days = Object.entries(seasons).map(([id, cumulative]) => {
    const buckets = Array.from({ length: 1000 }, (_, bucket) => dayAt(cumulative, (bucket + 0.5) / 1000));
    return `('${id}', '${buckets.join(",")}')`;
  });
  await work.run(
    `CREATE TABLE season AS SELECT id, CAST(unnest(range(1000)) AS INTEGER) AS bucket, CAST(unnest(string_split(days, ',')) AS INTEGER) AS day
     FROM (VALUES ${days.join(", ")}) AS t(id, days)`,
  );
  const heavy = Array.from({ length: EXACT_UP_TO }, (_, index) => totalOf(index + 1));
  await work.run(
    `CREATE TABLE heavy AS
     SELECT CAST(unnest(range(1, ${EXACT_UP_TO + 1})) AS INTEGER) AS n, CAST(unnest(string_split('${heavy.join(",")}', ',')) AS DOUBLE) AS total
     UNION ALL SELECT CAST(range AS INTEGER), range * CAST('${(heavy.at(-1) ?? 0) / EXACT_UP_TO}' AS DOUBLE) FROM range(${EXACT_UP_TO + 1}, ${LARGEST + 1})`,
  );
  await work.run(`CREATE MACRO heavy_part(rank, n) AS exp(${AMOUNT_SPREAD} * quantile((rank + 0.5) / n))`);
  // A shuffle of 0 … n-1 that needs no sort: 7919 has no factor in common with any n below it.
  await work.run("CREATE MACRO shuffled(i, n, offset_of) AS (i * 7919 + offset_of) % n");
  const months = Object.entries(seasons).flatMap(([id, cumulative]) =>
    cumulative.map((value, index) => `('${id}', ${index + 1}, ${value - (cumulative[index - 1] ?? 0)})`),
  );
  await work.run(
    `CREATE TABLE season_month AS SELECT id, CAST(month AS INTEGER) AS month, share::DOUBLE AS share FROM (VALUES ${months.join(", ")}) AS t(id, month, share)`,
  );
}

/** The seasons, and for each year that of communes: what is left of the nation's when regions and provinces have theirs. */
function seasonsUntil(lastYear: number): Readonly<Record<string, readonly number[]>> {
  const seasons: Record<string, readonly number[]> = { ...SEASONS, ...DEPOSITS, complaints: RECEIVED_SEASON };
  for (let year = FIRST_YEAR; year <= lastYear; year += 1) {
    const ordinary = nomenclature.filter((line) => line.direction === "R" && line.part === "1");
    const sum = (share: (line: (typeof ordinary)[number]) => number) =>
      ordinary.reduce(
        (total, line) => total + nationalAmount(line.group, year) * line.share * share(line),
        0,
      );
    const higher = sum((line) => line.split.province + line.split.region) / sum(() => 1);
    seasons[`communes-${year}`] = SEASONS.receipts.map(
      (value, month) => (value - higher * (SEASONS.higher[month] ?? 1)) / (1 - higher),
    );
  }
  return seasons;
}

/** Parts of a line: at least `least`, more for large amounts and at a larger scale; `dirhams` is SQL. */
export const partsOf = (work: Workspace, dirhams: string, least: number, density: number): string =>
  `CAST(least(${LARGEST}, greatest(${least}, round(${(work.scale ** THINNING * density).toFixed(6)} * pow((${dirhams}) / 1000, 0.55)))) AS INTEGER)`;

function totalOf(n: number): number {
  let total = 0;
  for (let rank = 0; rank < n; rank += 1) total += Math.exp(AMOUNT_SPREAD * quantile((rank + 0.5) / n));
  return Math.round(total * 1e9) / 1e9;
}

const DAYS_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];
/** Day of the year by which a share of the year's amount has come. */
function dayAt(cumulative: readonly number[], share: number): number {
  const month = Math.max(
    0,
    cumulative.findIndex((value) => value >= share),
  );
  const before = cumulative[month - 1] ?? 0;
  const within = (share - before) / ((cumulative[month] ?? 1) - before);
  const first = DAYS_BEFORE[month] ?? 0;
  return Math.min(364, Math.floor(first + within * ((DAYS_BEFORE[month + 1] ?? 365) - first)));
}
