import type { Door, Viewer } from "#warehouse/door/types.ts";
import { ask, keyOf, metricOf } from "../../lib/answers.ts";
import { type Scored, SUBS } from "./scales.ts";
import type { RankedLevel } from "./state.ts";

/** The five sub-scores of every unit of a level that has them all, over the twelve months that end with `period`. */
export async function subScores(
  door: Door,
  viewer: Viewer,
  level: RankedLevel,
  period: string,
): Promise<Map<string, Scored>> {
  const metrics = SUBS.map((sub) => `rokhas_${sub}`);
  const { answer } = await ask(door, viewer, {
    metrics,
    groupBy: [level],
    time: { grain: "quarter", from: period, to: period },
  });
  const found = new Map<string, Scored>();
  for (const row of answer.rows) {
    const code = keyOf(row, level);
    const subs = metrics.map((metric) => metricOf(row, metric));
    if (code !== null && subs.every((value): value is number => value !== null))
      found.set(code, { code, subs });
  }
  return found;
}
