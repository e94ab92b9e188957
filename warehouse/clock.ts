/** The only place that reads the machine's clock: everything else is handed one. */
export interface Clock {
  now(): Date;
  /** Monotonic milliseconds, for durations only. */
  ticks(): number;
}

export const systemClock: Clock = { now: () => new Date(), ticks: () => performance.now() };

/** A clock that stands still, for tests and for `--as-of`. */
export const fixedClock = (iso: string): Clock => ({ now: () => new Date(iso), ticks: () => 0 });

/** The days that the setting `holidays` names: `2026-11-18, 2027-01-11`. */
export const holidaysOf = (given: string | null): ReadonlySet<string> =>
  new Set(given?.split(",").map((day) => day.trim()));
