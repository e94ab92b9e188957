/** Number formats of ECMA-376 that show a date or time without being spelt out in the file. */
const BUILT_IN = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]);
const DAY_MS = 86_400_000;
/** Day 60 of 1900 is 29 February, which there was not: from the day after, serials count from 1899-12-30. */
const START_1900 = Date.UTC(1899, 11, 30);
const START_1904 = Date.UTC(1904, 0, 1);
const FIRST_1900 = 61;

/** Whether a number format shows a number as a date. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return BUILT_IN.has(id);
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "");
  return /[ymdhs]/i.test(bare) && !/general/i.test(bare);
}

/**
 * Milliseconds (UTC) of an Excel serial, to the second; null where there is no such day.
 * ECMA-376 part 1, 18.17.4.1.
 */
export function serialMs(serial: number, epoch: 1900 | 1904): number | null {
  if (!Number.isFinite(serial) || serial < (epoch === 1900 ? FIRST_1900 : 0) || serial > 200_000) return null;
  const start = epoch === 1900 ? START_1900 : START_1904;
  return start + Math.round((serial * DAY_MS) / 1000) * 1000;
}
