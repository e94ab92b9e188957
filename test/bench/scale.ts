import { rmSync } from "node:fs";
import { join } from "node:path";
import { bayan, type Ran } from "./ran.ts";
import type { BenchContext, Figure } from "./run.ts";
import { told } from "./told.ts";

/**
 * A history that grows: one year, three, all of them, then all of them with more lines of the accounts a day. Some 1, 3,
 * 6.5 and 10 million rows; `--scale` asks for how far the last goes (1: 30 million).
 */
const HISTORIES = [
  { until: "2021-12", scale: 0.05 },
  { until: "2023-12", scale: 0.05 },
  { until: "2026-10", scale: 0.05 },
] as const;
/** Cost may grow as rows to this power, at most. */
const BAR = 1.05;
/** What a build is told to stay within; all its processes together are measured against it. */
const MEMORY_GIB = 4;
/** Stages of a run, by the names of its timings. */
const STAGES = ["ingest", "dbt", "copy", "rollups", "hash", "steps", "verify"] as const;

/**
 * Whole runs, from exports to a verified release, over longer and longer histories: by stage the power of the number of
 * rows that its cost grows with, fitted by least squares on logarithms, and what a run held.
 */
export async function bench({ scale, work }: BenchContext): Promise<Figure[]> {
  const points: Ran[] = [];
  for (const history of [...HISTORIES, ...(scale > 0.05 ? [{ until: "2026-10", scale }] : [])])
    points.push(await measure(join(work, "scale"), history));
  const rows = points.map((point) => point.rows);
  const peak = Math.max(...points.map(({ peakGiB }) => peakGiB));
  return [
    ...STAGES.flatMap((stage) => {
      const costs = points.map(({ timings }) => timings[stage] ?? 0);
      // What takes no time worth the name has no growth worth the name.
      return (costs.at(-1) ?? 0) < 0.5 ? [] : [powerFigure(`growth of ${stage}`, rows, costs)];
    }),
    powerFigure(
      "growth of a whole run",
      rows,
      points.map(({ seconds }) => seconds),
    ),
    told(`memory held at once, ${MEMORY_GIB} GiB set`, peak, MEMORY_GIB, 1, "GiB"),
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
  const table = rows.map(
    (count, index) => `${(count / 1e6).toFixed(1)}M: ${(costs[index] ?? 0).toFixed(1)} s`,
  );
  return told(`${name} (${table.join(", ")})`, power(rows, costs), 1, BAR, "power");
}

async function measure(
  home: string,
  history: { readonly until: string; readonly scale: number },
): Promise<Ran> {
  rmSync(home, { recursive: true, force: true });
  await bayan(home, ["sample", "--scale", String(history.scale), "--until", history.until]);
  const ran = await bayan(home, ["run"], { BAYAN_BUILD_MEMORY: `${MEMORY_GIB}GiB` });
  rmSync(home, { recursive: true, force: true });
  return ran;
}
