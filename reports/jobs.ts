import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PUBLIC_VIEWER } from "#warehouse/door/types.ts";
import type { Context, Job } from "#warehouse/surface.ts";
import { monthly } from "./monthly/report.ts";
import { reportFile } from "./routes.tsx";

/** Month before the one that `now` lies in, `2026-10`. */
export function lastMonth(now: Date): string {
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1));
  return first.toISOString().slice(0, 7);
}

async function writeReports(ctx: Context, period: string): Promise<void> {
  const release = await ctx.release();
  try {
    const regions = await ctx.door.territories({ level: "region" }, PUBLIC_VIEWER);
    const folder = join(ctx.home.root, "reports", period);
    await mkdir(folder, { recursive: true });
    for (const territory of ["MA", ...regions.map((region) => region.code)]) {
      for (const lang of ["fr", "ar"] as const) {
        const report = await monthly.run(
          { door: ctx.door, release, clock: ctx.clock },
          { territory, period, lang, format: "pdf" },
        );
        const file = join(folder, reportFile(territory, period, lang, release.manifest.sample));
        await writeFile(`${file}.partial`, report.bytes);
        await rename(`${file}.partial`, file);
      }
    }
    ctx.log.info({ period, folder }, "monthly reports written");
  } finally {
    release.release();
  }
}

/** The monthly reports of the nation and its regions, on the sixth of the month, before the office opens. */
export const monthlyJob: Job = {
  name: "monthly-reports",
  cronUtc: "0 5 6 * *",
  period: lastMonth,
  run: writeReports,
};
