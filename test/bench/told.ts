import type { Figure } from "./run.ts";

/** A figure beside its reference. */
export const told = (
  name: string,
  value: number,
  reference: number,
  bar: number | null,
  unit: string,
): Figure => ({ ...{ name, value, reference, bar, unit }, ratio: value / reference });

/** The value below which a share of all lies; infinite among none, so that what was not measured misses its bar. */
export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.POSITIVE_INFINITY;

export const median = (values: readonly number[]): number => percentile(values, 0.5);
