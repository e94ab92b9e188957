import type { PeriodGrain } from "../sources/contract.ts";

/** The time that a file covers. A snapshot has no bounds of its own. */
export interface FilePeriod {
  /** `2023`, `2026-03` or `snapshot`. */
  readonly id: string;
  readonly grain: PeriodGrain;
  /** First and last day, ISO; null for a snapshot. */
  readonly start: string | null;
  readonly end: string | null;
}

/** Reads `2023`, `2026-03` or `snapshot`; null for anything else. */
export function parsePeriod(id: string): FilePeriod | null {
  if (id === "snapshot") return { id, grain: "snapshot", start: null, end: null };
  const year = /^(?:19|20|21)\d\d$/.exec(id);
  if (year !== null) return { id, grain: "year", start: `${id}-01-01`, end: `${id}-12-31` };
  const month = /^((?:19|20|21)\d\d)-(0[1-9]|1[0-2])$/.exec(id);
  if (month === null) return null;
  const last = new Date(Date.UTC(Number(month[1]), Number(month[2]), 0)).getUTCDate();
  return { id, grain: "month", start: `${id}-01`, end: `${id}-${last}` };
}

/** Whether `outer` covers all of `inner` and more: a year covers its months. */
export const covers = (outer: FilePeriod, inner: FilePeriod): boolean =>
  outer.grain === "year" && inner.grain === "month" && inner.id.startsWith(`${outer.id}-`);
