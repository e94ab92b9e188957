import { programmes } from "./programmes.ts";
import type { BenchContext, Figure } from "./run.ts";

/**
 * All projects' figures as one run: every model of projects, from what is staged to the marts, over the programmes' whole
 * follow-up and the books of collectivities at the scale asked for. dbt's own start is left out: it is paid once for all models.
 */
export async function bench(ctx: BenchContext): Promise<readonly Figure[]> {
  const made = await programmes(ctx.work, 1, { scale: ctx.scale, systems: ["prdts", "gid"] });
  const models = made.compiled("intermediate/projects", "marts/projects");
  const { seconds, projects, months } = await made.read(async (connection) => {
    const from = performance.now();
    for (const { relation, sql } of models)
      await connection.run(`CREATE OR REPLACE TABLE ${relation} AS ${sql}`);
    const seconds = (performance.now() - from) / 1000;
    const counted = await connection.runAndReadAll(
      "SELECT (SELECT count(*) FROM fct_project), (SELECT count(*) FROM fct_project_month)",
    );
    const [projects, months] = (counted.getRows()[0] ?? []).map(Number);
    return { seconds, projects: projects ?? 0, months: months ?? 0 };
  });
  if (projects < 10_000 || models.length < 9) throw new Error("bench: projects: not the whole programme");
  return [
    {
      name: `figures of ${projects} projects over ${months} months`,
      ...{ value: seconds, reference: 10, unit: "s", ratio: seconds / 10, bar: 1 },
    },
  ];
}
