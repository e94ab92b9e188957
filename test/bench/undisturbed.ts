import { readFileSync } from "node:fs";

/** Shares of the processors' time, in all and what the host gave to other machines meanwhile, in ticks. */
interface Ticks {
  readonly all: number;
  readonly stolen: number;
}
/** A measurement while the host took more than this of the processors' time is one of the host. */
const MOST_STOLEN = 0.05;
/** How often one is tried again. */
const TRIES = 12;

/** The first line of Linux's `/proc/stat`: user, nice, system, idle, iowait, irq, softirq, steal. */
export function ticksOf(stat: string): Ticks {
  const counts = (stat.split("\n")[0] ?? "").trim().split(/\s+/u).slice(1, 9).map(Number);
  return { all: counts.reduce((sum, count) => sum + count, 0), stolen: counts[7] ?? 0 };
}

/** A measurement, and whether the host left us the processors meanwhile. */
export async function watched<T>(
  measure: () => Promise<T>,
  ticks: () => Ticks = () => ticksOf(readFileSync("/proc/stat", "utf8")),
): Promise<{ readonly value: T; readonly disturbed: boolean }> {
  const before = ticks();
  const value = await measure();
  const after = ticks();
  const stolen = (after.stolen - before.stolen) / Math.max(after.all - before.all, 1);
  return { value, disturbed: stolen > MOST_STOLEN };
}

/**
 * Measures again what was measured while the host of a virtual machine took its processors away: such pauses come in
 * bursts of seconds, and are none of ours. Where every try was disturbed, the last one stands.
 *
 * @returns the measurement, and how many were put aside
 */
export async function undisturbed<T>(
  measure: () => Promise<T>,
  ticks?: () => Ticks,
): Promise<{ readonly value: T; readonly aside: number }> {
  for (let aside = 0; ; aside += 1) {
    const { value, disturbed } = await watched(measure, ticks);
    if (!disturbed || aside === TRIES) return { value, aside };
  }
}
