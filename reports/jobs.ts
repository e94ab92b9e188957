import { BayanError } from "#warehouse/errors.ts";
import type { Context, Job } from "#warehouse/surface.ts";
import { archiveOf, reportsRoot } from "./archive/context.ts";
import { type BatchResult, makeAll } from "./batch/run.ts";
import { DEFINITIONS } from "./catalog.ts";
import { monthText, parsePeriod, periodBefore } from "./definition/period.ts";
import type { Definition } from "./definition/schema.ts";
import { noteOwners } from "./delivery/deliver.ts";
import { lateSources, mayWait, waits } from "./late.ts";

export interface MakeOptions {
  /** Waits for late exports: what a job does, and a person who asks does not. */
  readonly patient: boolean;
  /** Threads that set pages; all that the settings give, by default. */
  readonly workers?: number;
  readonly onProgress?: (made: number, of: number) => void;
}

/** Makes a period's reports of one definition for all its territories, and keeps them. */
export async function makePeriod(
  ctx: Context,
  definition: Definition,
  period: string,
  options: MakeOptions,
): Promise<BatchResult> {
  const release = await ctx.release();
  try {
    const asked = parsePeriod(definition.every, period);
    const { until, sample } = release.manifest;
    const month = monthText(asked.last);
    const uncovered = definition.every !== "week" && month > until;
    const late = lateSources(definition, await ctx.door.sources(), month);
    const why = uncovered ? [`${month} (${until})`] : late;
    // What no release covers is never made; what is only late is made with a word on it when patience ends.
    const waiting = uncovered || (options.patient && mayWait(definition, asked.last, ctx.clock.now()));
    if (why.length > 0 && waiting) throw waits(definition.name, period, why.join(", "));
    return await makeAll(ctx.door, archiveOf(ctx), {
      definition,
      period: asked,
      levels: definition.schedule.levels,
      langs: definition.schedule.langs,
      issue: { release: release.id, sample, publicUrl: ctx.settings.publicUrl, late },
      root: reportsRoot(ctx.home),
      workers: options.workers ?? ctx.settings.threads,
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    });
  } finally {
    release.release();
  }
}

/** The job of one definition. */
const jobOf = (definition: Definition): Job => ({
  name: `${definition.name}-reports`,
  cronUtc: definition.schedule.cronUtc,
  period: (now) => periodBefore(definition.every, now),
  run: async (ctx, period) => {
    const result = await makePeriod(ctx, definition, period, {
      patient: true,
      // The site answers from the same machine: a batch of thousands leaves it a core.
      workers: Math.max(1, ctx.settings.threads - 1),
    });
    ctx.log.info({ report: definition.name, period, ...result }, "reports made");
    if (definition.owners !== undefined) noteOwners(ctx, definition.name, period);
  },
});

/** Periods of a report that a later export may still change: the last ones that were issued. */
const OPEN_PERIODS = 2;

/** Each morning after the run: issued reports whose figures have changed since are issued again, as revisions. */
const revisionsJob: Job = {
  name: "report-revisions",
  cronUtc: "30 6 * * *",
  period: (now) => now.toISOString().slice(0, 10),
  run: async (ctx) => {
    const faults: unknown[] = [];
    for (const { name, periods } of archiveOf(ctx).names()) {
      const definition = DEFINITIONS.find((each) => each.name === name);
      if (definition === undefined) continue;
      for (const period of periods.slice(0, OPEN_PERIODS)) {
        try {
          const result = await makePeriod(ctx, definition, period, { patient: false });
          ctx.log.info({ report: name, period, ...result }, "reports compared");
        } catch (error) {
          // A rolled-back release may no longer cover the period: what was issued stands.
          if (!(error instanceof BayanError && error.code === "job_deferred")) faults.push(error);
        }
      }
    }
    if (faults.length > 0) throw faults[0];
  },
};

export const jobs: readonly Job[] = [...DEFINITIONS.map(jobOf), revisionsJob];
