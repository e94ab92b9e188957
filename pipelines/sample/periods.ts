/** A period of exports: a closed year, a month of the year under way, or a snapshot at the end. */
export interface Period {
  /** `2023`, `2026-03` or `snapshot`. */
  readonly id: string;
  /** 2023, 202603, 0: what `period_of` gives for a date within it. */
  readonly number: number;
  readonly start: string;
  readonly end: string;
}

export interface Calendar {
  /** `2026-10` */
  readonly until: string;
  readonly lastYear: number;
  readonly lastMonth: number;
  /** Last day covered. */
  readonly lastDay: string;
  readonly snapshot: Period;
}

const two = (value: number): string => String(value).padStart(2, "0");
export const lastDayOf = (year: number, month: number): string =>
  `${year}-${two(month)}-${two(new Date(Date.UTC(year, month, 0)).getUTCDate())}`;

export function calendarOf(until: string): Calendar {
  const found = /^(20[2-9][0-9])-(0[1-9]|1[0-2])$/.exec(until);
  if (found === null || Number(found[1]) < 2021)
    throw new Error(`until: ${until}: not a month from 2021-01 on`);
  const lastYear = Number(found[1]);
  const lastMonth = Number(found[2]);
  const lastDay = lastDayOf(lastYear, lastMonth);
  return {
    until,
    lastYear,
    lastMonth,
    lastDay,
    snapshot: { id: "snapshot", number: 0, start: "2021-01-01", end: lastDay },
  };
}

/** Closed years as years, the year under way by month. */
export function periodsFrom(calendar: Calendar, firstYear: number): readonly Period[] {
  const years = Array.from({ length: calendar.lastYear - firstYear }, (_, index) => firstYear + index);
  const months = Array.from({ length: calendar.lastMonth }, (_, index) => index + 1);
  return [
    ...years.map(yearPeriod),
    ...months.map((month) => ({
      id: `${calendar.lastYear}-${two(month)}`,
      number: calendar.lastYear * 100 + month,
      start: `${calendar.lastYear}-${two(month)}-01`,
      end: lastDayOf(calendar.lastYear, month),
    })),
  ];
}

export const yearPeriod = (year: number): Period => ({
  id: String(year),
  number: year,
  start: `${year}-01-01`,
  end: `${year}-12-31`,
});

/** The periods of one calendar year: itself when closed, its months when under way. */
export const periodsOfYear = (calendar: Calendar, year: number): readonly Period[] =>
  periodsFrom(calendar, year).filter((each) => each.start.startsWith(`${year}-`));

/** One day after another, in ISO. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
