/**
 * National amounts that the sample comes to, in millions of dirhams, from 2021 on. Where a total was published
 * (data/published_total.csv), the parts below add up to it; the split between parts is ours. 2025 and 2026 are
 * extrapolated, and so is expenditure before 2022 and investment before 2023. 2026 is the whole year: a sample that
 * ends before takes its months only.
 */
export const FIRST_YEAR = 2021;
export const TARGET_YEARS = [2021, 2022, 2023, 2024, 2025, 2026] as const;

type Series = readonly [number, number, number, number, number, number];

/** Receipts by group of the nomenclature (ordinary: 41.9, 45.28, 45.5, 53.1 MMDH). */
const RECEIPTS: Readonly<Record<string, Series>> = {
  taxe_habitation: [1250, 1200, 1250, 1660, 1800, 1900],
  taxe_services: [3600, 3400, 3750, 5150, 5600, 5950],
  taxe_professionnelle: [2880, 2800, 2900, 3090, 3300, 3450],
  tnb: [1600, 1800, 1900, 2350, 2500, 2700],
  is_ir: [3900, 4600, 5400, 6450, 7000, 7400],
  tva: [16000, 17500, 16600, 20200, 21600, 22800],
  assurances: [650, 700, 750, 800, 850, 900],
  c_indirect: [2750, 3000, 3150, 3500, 3750, 3900],
  t_non_fiscal: [5650, 6300, 5850, 5300, 5400, 5600],
  c_non_fiscal: [3620, 3980, 3950, 4600, 4800, 4900],
  equipment_grant: [1900, 2000, 2100, 2300, 2400, 2500],
  loan: [1100, 1200, 1000, 900, 1000, 1100],
};

const ORDINARY: Series = [25200, 26300, 26700, 27900, 29200, 30400];
const INVESTMENT: Series = [13600, 14300, 15500, 17800, 19400, 20800];
const times = (series: Series, factor: number): Series => [
  series[0] * factor,
  series[1] * factor,
  series[2] * factor,
  series[3] * factor,
  series[4] * factor,
  series[5] * factor,
];
/** Payment orders by group. */
const EXPENDITURE: Readonly<Record<string, Series>> = {
  personnel: times(ORDINARY, 0.45),
  goods: times(ORDINARY, 0.5),
  interest: times(ORDINARY, 0.05),
  investment: INVESTMENT,
  principal: [2100, 2150, 2200, 2250, 2300, 2350],
};

/** The national amount of a group in a year, millions of dirhams; years after the last keep its value. */
export function nationalAmount(group: string, year: number): number {
  const series = RECEIPTS[group] ?? EXPENDITURE[group];
  if (series === undefined) throw new Error(`target: ${group}: no such group`);
  const value = series[Math.min(year, 2026) - FIRST_YEAR];
  if (value === undefined) throw new Error(`target: ${group}: ${year}: no such year`);
  return value;
}

/** Share of each region in receipts (published for six, January to July 2023) and in expenditure. */
export const REGION_SHARES: Readonly<
  Record<string, { readonly receipts: number; readonly expenditure: number }>
> = {
  "01": { receipts: 0.098, expenditure: 0.098 },
  "02": { receipts: 0.065, expenditure: 0.085 },
  "03": { receipts: 0.096, expenditure: 0.083 },
  "04": { receipts: 0.136, expenditure: 0.114 },
  "05": { receipts: 0.058, expenditure: 0.075 },
  "06": { receipts: 0.222, expenditure: 0.215 },
  "07": { receipts: 0.116, expenditure: 0.096 },
  "08": { receipts: 0.05, expenditure: 0.062 },
  "09": { receipts: 0.077, expenditure: 0.082 },
  "10": { receipts: 0.032, expenditure: 0.035 },
  "11": { receipts: 0.033, expenditure: 0.036 },
  "12": { receipts: 0.017, expenditure: 0.019 },
};

/** Cumulative shares at the end of each month. January, February, March, June, July and October are published. */
export const SEASONS = {
  receipts: [0.039, 0.1, 0.163, 0.25, 0.345, 0.46, 0.58, 0.655, 0.73, 0.8, 0.89, 1],
  /** Regions and provinces come later in the year: with this, communes have 74.9 % of January to July 2023. */
  higher: [0.02, 0.052, 0.1, 0.17, 0.25, 0.34, 0.447, 0.53, 0.62, 0.71, 0.83, 1],
  ordinary: [0.033, 0.1, 0.175, 0.26, 0.35, 0.44, 0.53, 0.61, 0.7, 0.79, 0.88, 1],
  /** Nothing in January. */
  equipment: [0, 0.02, 0.06, 0.12, 0.19, 0.28, 0.37, 0.45, 0.54, 0.64, 0.78, 1],
} as const satisfies Readonly<Record<string, readonly number[]>>;

/** Mean days from service done to payment, by year of payment; 2022 and 2023 are published. */
export const PAYMENT_DAYS: Readonly<Record<number, number>> = {
  2021: 17,
  2022: 16.5,
  2023: 17.3,
  2024: 16.9,
  2025: 16.4,
  2026: 16.2,
};
