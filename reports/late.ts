import type { SourceTable } from "#warehouse/door/types.ts";
import type { BayanError } from "#warehouse/errors.ts";
import { jobDeferred } from "#warehouse/state/index.ts";
import type { Definition } from "./definition/schema.ts";

/** Tables of the report's systems whose monthly exports stop before its last month: `GID mandat (2026-08)`. */
export function lateSources(
  definition: Definition,
  sources: readonly SourceTable[],
  month: string,
): readonly string[] {
  return sources
    .filter(({ system }) => definition.schedule.systems.includes(system))
    .filter(({ last_period: last }) => last !== null && /^\d{4}-\d{2}$/u.test(last) && last < month)
    .map(({ system, table, last_period: last }) => `${system.toUpperCase()} ${table} (${last ?? ""})`);
}

const DAY = 86_400_000;

/** Whether a report may still wait for what is late: so many days after its period's end. */
export function mayWait(definition: Definition, lastMonth: number, now: Date): boolean {
  const end = Date.UTC(Math.floor(lastMonth / 12), (lastMonth % 12) + 1, 1);
  return now.getTime() < end + definition.schedule.waitDays * DAY;
}

/** The report waits: the job is tried again later and nothing has failed. */
export const waits = (name: string, period: string, why: string): BayanError =>
  jobDeferred({
    fr: `rapport ${name} ${period} : en attente de ${why}`,
    ar: `تقرير ${name} ${period}: في انتظار ${why}`,
    en: `report ${name} ${period}: waiting for ${why}`,
  });
