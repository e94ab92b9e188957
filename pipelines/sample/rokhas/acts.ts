/** How an act behaves in the sample. Volumes are files deposited in the year; where none was published they are ours. */
export interface Act {
  readonly category: string;
  readonly domain: "URB" | "ECO";
  /** Files in 2021 … 2026. 2025 and 2026 are extrapolated. */
  readonly files: readonly [number, number, number, number, number, number];
  /** Mean days from complete file to decision, 2021 … 2026; PP and GP in 2023 and PH over all years are published. */
  readonly days: readonly [number, number, number, number, number, number];
  /** Deviation of the log of the days. */
  readonly spread: number;
  readonly favourable: number;
  readonly suspended: number;
  /** Legal days before and after 13 July 2023; null where none was found. */
  readonly legal: readonly [number | null, number | null];
  /** Median area, and dirhams a square metre at the legal ceiling; a fixed fee where no area is taxed. */
  readonly area: number | null;
  readonly ceiling: number;
  readonly fee: number;
  /** External services whose opinion is asked. */
  readonly asked: readonly ("AU" | "PROVINCE" | "PC" | "ONEE" | "ANCFCC")[];
}

const still = (value: number) => [value, value, value, value, value, value] as const;

export const ACTS: readonly Act[] = [
  {
    category: "PP",
    domain: "URB",
    files: [56232, 69646, 81000, 77000, 82000, 84000],
    days: [37, 33.4, 28.2, 26.5, 25, 24],
    spread: 0.85,
    favourable: 0.9,
    suspended: 0.12,
    legal: [10, 15],
    area: 150,
    ceiling: 30,
    fee: 0,
    asked: ["AU", "PROVINCE"],
  },
  {
    category: "GP",
    domain: "URB",
    files: [14411, 17889, 22500, 20100, 21000, 21500],
    days: [84, 76.5, 65.6, 63, 60, 58],
    spread: 0.85,
    favourable: 0.62,
    suspended: 0.25,
    legal: [25, 30],
    area: 1100,
    ceiling: 20,
    fee: 0,
    asked: ["AU", "PROVINCE", "PC", "ONEE"],
  },
  {
    category: "LOT",
    domain: "URB",
    files: [1000, 1250, 1350, 1350, 1400, 1400],
    days: [95, 90, 80, 70, 66, 64],
    spread: 0.8,
    favourable: 0.6,
    suspended: 0.3,
    legal: [60, 30],
    area: null,
    ceiling: 0,
    fee: 9000,
    asked: ["AU", "PROVINCE", "ONEE"],
  },
  {
    category: "GH",
    domain: "URB",
    files: [550, 700, 750, 750, 780, 800],
    days: [90, 84, 76, 68, 64, 62],
    spread: 0.8,
    favourable: 0.6,
    suspended: 0.3,
    legal: [60, 30],
    area: 4000,
    ceiling: 20,
    fee: 0,
    asked: ["AU", "PROVINCE", "PC", "ONEE"],
  },
  {
    category: "MORC",
    domain: "URB",
    files: [750, 900, 950, 950, 980, 1000],
    days: [70, 66, 58, 52, 48, 46],
    spread: 0.8,
    favourable: 0.6,
    suspended: 0.2,
    legal: [60, 30],
    area: null,
    ceiling: 0,
    fee: 2500,
    asked: ["AU", "ANCFCC"],
  },
  {
    category: "REF",
    domain: "URB",
    files: [25000, 31500, 35500, 36700, 38500, 40000],
    days: [15, 14, 12.5, 11, 10.5, 10],
    spread: 0.8,
    favourable: 0.95,
    suspended: 0.04,
    legal: [60, 14],
    area: null,
    ceiling: 0,
    fee: 300,
    asked: [],
  },
  {
    category: "REG",
    domain: "URB",
    files: [3400, 4200, 4700, 4850, 5200, 5400],
    days: [60, 55, 50, 46, 44, 42],
    spread: 0.8,
    favourable: 0.7,
    suspended: 0.15,
    legal: [60, 60],
    area: 140,
    ceiling: 30,
    fee: 0,
    asked: ["AU"],
  },
  {
    category: "DEM",
    domain: "URB",
    files: [2500, 3000, 3300, 3330, 3450, 3550],
    days: [24, 22, 20, 18, 17, 16],
    spread: 0.8,
    favourable: 0.92,
    suspended: 0.08,
    legal: [null, null],
    area: null,
    ceiling: 0,
    fee: 500,
    asked: ["PC"],
  },
  {
    category: "PH",
    domain: "URB",
    files: [18986, 31314, 37500, 39000, 41000, 42500],
    days: still(11.2),
    spread: 0.75,
    favourable: 0.93,
    suspended: 0.05,
    legal: [null, null],
    area: 170,
    ceiling: 0,
    fee: 0,
    asked: [],
  },
  {
    category: "SD",
    domain: "ECO",
    files: [5300, 5900, 6000, 5850, 6100, 6300],
    days: [12, 11, 10, 9, 8, 8],
    spread: 0.9,
    favourable: 0.99,
    suspended: 0.02,
    legal: [60, 60],
    area: null,
    ceiling: 0,
    fee: 150,
    asked: ["PC"],
  },
  {
    category: "EC2",
    domain: "ECO",
    files: [550, 650, 680, 700, 720, 740],
    days: [62, 58, 52, 48, 46, 44],
    spread: 0.8,
    favourable: 0.75,
    suspended: 0.2,
    legal: [30, 30],
    area: null,
    ceiling: 0,
    fee: 2000,
    asked: ["PC", "PROVINCE"],
  },
  {
    category: "EC3",
    domain: "ECO",
    files: [1900, 2200, 2300, 2400, 2450, 2500],
    days: [46, 42, 38, 35, 33, 32],
    spread: 0.8,
    favourable: 0.82,
    suspended: 0.15,
    legal: [30, 30],
    area: null,
    ceiling: 0,
    fee: 1000,
    asked: ["PC"],
  },
  {
    category: "ODP",
    domain: "ECO",
    files: [5800, 7500, 8500, 8900, 9300, 9700],
    days: [44, 42, 38, 35, 33, 32],
    spread: 0.85,
    favourable: 0.88,
    suspended: 0.06,
    legal: [60, 60],
    area: null,
    ceiling: 0,
    fee: 1800,
    asked: ["PROVINCE"],
  },
  {
    category: "AFP",
    domain: "ECO",
    files: [1050, 1350, 1550, 1500, 1700, 1750],
    days: [40, 38, 35, 32, 30, 29],
    spread: 0.85,
    favourable: 0.9,
    suspended: 0.05,
    legal: [60, 60],
    area: null,
    ceiling: 0,
    fee: 2500,
    asked: ["PROVINCE"],
  },
];

/** From this day the joint order 1839.23 sets the delays. */
export const NEW_DELAYS_FROM = "2023-07-13";

/** Cumulative shares of deposits by month: a peak in July; 2024 by the permits granted in June and July. */
export const DEPOSITS = {
  permits: [0.075, 0.153, 0.235, 0.313, 0.398, 0.478, 0.576, 0.656, 0.741, 0.828, 0.914, 1],
  "permits-2024": [0.075, 0.153, 0.235, 0.3, 0.362, 0.424, 0.566, 0.648, 0.736, 0.824, 0.912, 1],
} as const satisfies Readonly<Record<string, readonly number[]>>;
