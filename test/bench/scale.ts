import { rmSync } from "node:fs";
import { join } from "node:path";
import { bayan, type Ran } from "./ran.ts";
import type { BenchContext, Figure } from "./run.ts";

/** Parts of the scale asked for; the last is the whole of it. */
const PARTS = [1 / 8, 1 / 4, 1 / 2, 1] as const;
/** Cost may grow as rows to this power, at most. */
const BAR = 1.05;
/** Stages of a run, by the names of its timings. */
const STAGES = ["ingest", "dbt", "base", "copy", "rollups", "hash", "steps", "verify"] as const;
/**
 * A whole run, from exports to a verified release, at an eighth, a quarter, half and all of the scale asked for: by stage
 * the power of the number of rows that its cost grows with, fitted by least squares on logarithms, and what it held.
 */
export async function bench({ scale, work }: BenchContext): Promise<Figure[]> {
  const points: Ran[] = [];
  for (const part of PARTS) points.push(await measure(join(work, "scale"), scale * part));
  const last = points.at(-1);
  const first = points[0];
  if (last === undefined || first === undefined) return [];
  const limit = Number(process.env.BAYAN_BENCH_MEMORY_GIB ?? 8);
  return [
    ...STAGES.flatMap((stage) => {
      const costs = points.map(({ timings }) => timings[stage] ?? 0);
      // What takes no time worth the name has no growth worth the name.
      if ((costs.at(-1) ?? 0) < 0.5) return [];
      return [
        powerFigure(
          `growth of ${stage} with rows`,
          points.map(({ rows }) => rows),
          costs,
        ),
      ];
    }),
    powerFigure(
      "growth of a whole run with rows",
      points.map(({ rows }) => rows),
      points.map(({ seconds }) => seconds),
    ),
    told(
      "a whole run, a million rows",
      (last.seconds / last.rows) * 1e6,
      (first.seconds / first.rows) * 1e6,
      "s",
    ),
    {
      ...told("memory held at once", last.peakGiB, limit, "GiB"),
      bar: 1,
    },
  ];
}

/** Slope of log cost over log rows. */
export function power(rows: readonly number[], costs: readonly number[]): number {
  const points = rows.map(
    (count, index) => [Math.log(count), Math.log(Math.max(costs[index] ?? 0, 1e-3))] as const,
  );
  const mean = (of: 0 | 1): number => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const over = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return over / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

function powerFigure(name: string, rows: readonly number[], costs: readonly number[]): Figure {
  const value = power(rows, costs);
  const table = rows.map(
    (count, index) => `${Math.round(count / 1000)}k: ${(costs[index] ?? 0).toFixed(1)} s`,
  );
  return {
    name: `${name} (${table.join(", ")})`,
    value,
    reference: 1,
    ratio: value,
    bar: BAR,
    unit: "power",
  };
}

const told = (name: string, value: number, reference: number, unit: string): Figure => ({
  ...{ name, value, reference, ratio: value / reference, bar: null, unit },
});

async function measure(home: string, scale: number): Promise<Ran> {
  rmSync(home, { recursive: true, force: true });
  await bayan(home, ["sample", "--scale", String(scale)]);
  const ran = await bayan(home, ["run"]);
  rmSync(home, { recursive: true, force: true });
  return ran;
}
