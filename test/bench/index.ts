import { cover } from "#test/rokhas/coverage.ts";
import { simulate } from "#test/rokhas/simulate.ts";
import { bandsOf } from "#warehouse/compute/rokhas/bands.ts";
import { drawAll } from "#warehouse/compute/rokhas/drawn.ts";
import { sensitivityOf } from "#warehouse/compute/rokhas/sensitivity.ts";
import type { BenchContext, Figure } from "./run.ts";

const told = (name: string, value: number, reference: number, unit: string, bar: number | null): Figure => ({
  ...{ name, value, reference, unit, bar },
  ratio: value / reference,
});

/**
 * The index under stress, well above a real year: 1,503 communes and 600,000 files, a thousand bootstraps and Sobol's
 * runs over two threads; and its bands and shrinkage against the truth of two hundred simulated countries.
 */
export async function bench(_ctx: BenchContext): Promise<readonly Figure[]> {
  const started = performance.now();
  const cpu = process.cpuUsage();
  const { input } = simulate({
    communes: 1503,
    files: 600_000,
    quarters: 4,
    seed: 5,
    provinces: 75,
    regions: 12,
  });
  const from = performance.now();
  const drawn = await drawAll(input, { draws: 1000, seed: 7, threads: 2 });
  const bands = bandsOf(input, drawn, 1000);
  const effects = sensitivityOf(input);
  const seconds = (performance.now() - from) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  if (bands.length === 0 || effects.length === 0) throw new Error("bench: index: nothing was computed");
  const gib = process.resourceUsage().maxRSS / 2 ** 20;
  process.stdout.write(
    `index  input made in ${((from - started) / 1000).toFixed(1)} s; ${((user + system) / 1e6).toFixed(1)} s of CPU in all\n`,
  );

  const coverage = cover(200, 300, 1);
  return [
    told("600,000 files: index, 1,000 bootstraps, Sobol", seconds, 60, "s", 1),
    told("the same, peak memory", gib, 3, "GiB", 1),
    // Within 86–94 %: at most 4 points away from 90.
    told(
      "200 countries: distance of R500's coverage from 90 %",
      100 * Math.abs(coverage.r500 - 0.9),
      4,
      "points",
      1,
    ),
    told(
      "200 countries: distance of Délai's coverage from 90 %",
      100 * Math.abs(coverage.delai - 0.9),
      4,
      "points",
      1,
    ),
    told("coverage of R500's 90 % intervals", 100 * coverage.r500, 90, "%", null),
    told("coverage of Délai's 90 % intervals", 100 * coverage.delai, 90, "%", null),
    told("under 30 files: squared error, shrunk against raw", coverage.errorRatio, 0.7, "", 1),
  ];
}
