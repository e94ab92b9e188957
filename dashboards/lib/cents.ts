import type { Cell } from "#warehouse/door/types.ts";

/** Centimes, so that totals are exact. */
export type Cents = bigint;

/** The centimes of an amount as the door gives it, two decimals and all; null where there is none. */
export const cents = (cell: Cell | undefined): Cents | null =>
  cell === null || cell === undefined || typeof cell === "boolean"
    ? null
    : BigInt(String(cell).replace(".", ""));
/** The same of a column that a missing row leaves at nothing. */
export const zero = (cell: Cell | undefined): Cents => cents(cell) ?? 0n;

const add = (a: Cents | null, b: Cents | null): Cents | null => (a === null || b === null ? null : a + b);

/** Sums of the columns, exact; a total of which one part is unknown is unknown. */
export function totals<R, K extends keyof R>(
  rows: readonly R[],
  keys: readonly K[],
): Readonly<Record<K, Cents | null>> {
  const sums = Object.fromEntries(keys.map((key) => [key, 0n])) as Record<K, Cents | null>;
  for (const row of rows)
    for (const key of keys) {
      const value = row[key];
      sums[key] = add(sums[key], typeof value === "bigint" ? value : null);
    }
  return sums;
}

/** Dirhams of centimes, for the formatter: « 1234.50 ». */
export function dirhams(value: Cents | null): string | null {
  if (value === null) return null;
  const sign = value < 0n ? "-" : "";
  const digits = (value < 0n ? -value : value).toString().padStart(3, "0");
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
