const DAY = 86_400_000;

/** The day that comes `count` working days after an instant: Saturdays and Sundays are none, holidays are. */
export function workingDaysAfter(instant: Date, count: number): string {
  let at = Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth(), instant.getUTCDate());
  for (let left = count; left > 0; ) {
    at += DAY;
    const weekday = new Date(at).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return new Date(at).toISOString().slice(0, 10);
}
