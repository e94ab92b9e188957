/** A five-field cron expression, in UTC: minute, hour, day of month, month, day of week (0 or 7 is Sunday). */
export interface Cron {
  /** The latest minute at or before `from` that the expression names, or null within ten years. */
  previous(from: Date): Date | null;
  /** The earliest minute after `from` that the expression names, or null within ten years. */
  next(from: Date): Date | null;
}

const FIELDS = [
  { name: "minute", min: 0, max: 59 },
  { name: "hour", min: 0, max: 23 },
  { name: "day of month", min: 1, max: 31 },
  { name: "month", min: 1, max: 12 },
  { name: "day of week", min: 0, max: 7 },
] as const;
const DAY = 86_400_000;

/** Reads `*`, `5`, `1-5`, `1,15` and `*` or a range with `/step`; throws a RangeError that names the field. */
export function parseCron(expression: string): Cron {
  const parts = expression.trim().split(/\s+/);
  if (parts.length !== FIELDS.length)
    throw new RangeError(`cron: five fields, not ${parts.length}: ${expression}`);
  const [minutes, hours, days, months, weekdays] = FIELDS.map((field, index) =>
    parseField(parts[index] ?? "", field),
  );
  if (!minutes || !hours || !days || !months || !weekdays) throw new RangeError(`cron: ${expression}`);
  if (weekdays.has(7)) weekdays.add(0);
  // As cron has it: with both given, either will do.
  const either = parts[2] !== "*" && parts[4] !== "*";
  const dayMatches = (day: Date): boolean => {
    if (!months.has(day.getUTCMonth() + 1)) return false;
    const [byDay, byWeek] = [days.has(day.getUTCDate()), weekdays.has(day.getUTCDay())];
    return either ? byDay || byWeek : byDay && byWeek;
  };
  const descending = (values: ReadonlySet<number>) => [...values].sort((a, b) => b - a);
  const [hoursDown, minutesDown] = [descending(hours), descending(minutes)];

  const [hoursUp, minutesUp] = [[...hoursDown].reverse(), [...minutesDown].reverse()];

  return {
    next(from) {
      const midnight = Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate());
      for (let ahead = 0; ahead < 3660; ahead += 1) {
        const day = new Date(midnight + ahead * DAY);
        if (!dayMatches(day)) continue;
        for (const hour of hoursUp) {
          for (const minute of minutesUp) {
            const time = day.getTime() + (hour * 60 + minute) * 60_000;
            if (time > from.getTime()) return new Date(time);
          }
        }
      }
      return null;
    },
    previous(from) {
      const midnight = Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate());
      for (let back = 0; back < 3660; back += 1) {
        const day = new Date(midnight - back * DAY);
        if (!dayMatches(day)) continue;
        for (const hour of hoursDown) {
          for (const minute of minutesDown) {
            const time = day.getTime() + (hour * 60 + minute) * 60_000;
            if (time <= from.getTime()) return new Date(time);
          }
        }
      }
      return null;
    },
  };
}

function parseField(text: string, field: (typeof FIELDS)[number]): Set<number> {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const match = /^(?:(\*)|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (match === null) throw new RangeError(`cron: ${field.name}: ${text}`);
    const [, star, first, last, step] = match;
    const from = star === undefined ? Number(first) : field.min;
    const to =
      star !== undefined || (step !== undefined && last === undefined) ? field.max : Number(last ?? first);
    const by = Number(step ?? 1);
    if (from < field.min || to > field.max || from > to || by < 1)
      throw new RangeError(`cron: ${field.name}: ${text}`);
    for (let value = from; value <= to; value += by) values.add(value);
  }
  return values;
}
