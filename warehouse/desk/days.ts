const DAY = 86_400_000;

/** The day that comes `count` working days after an instant: Saturdays, Sundays and holidays are none. */
export function workingDaysAfter(instant: Date, count: number, holidays: ReadonlySet<string>): string {
  let at = Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth(), instant.getUTCDate());
  for (let left = count; left > 0; ) {
    at += DAY;
    const weekday = new Date(at).getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !holidays.has(dayOf(at))) left -= 1;
  }
  return dayOf(at);
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
