/**
 * Published are the requests of all administrations, not of the collectivities: the sample gives them this share, an
 * assumption of ours.
 */
export const COLLECTIVITIES_SHARE = 0.4;

export interface Received {
  /** Requests of all administrations: 2021 and 2022 are published, the others ours. */
  readonly all: number;
  /** Share that is left lying for months: with it 60.75 % of 2022 were treated within the year, and 85.7 % of 2021. */
  readonly dormant: number;
  /** Median days to close the others. */
  readonly days: number;
}

export const RECEIVED: Readonly<Record<number, Received>> = {
  2021: { all: 179141, dormant: 0.05, days: 13 },
  2022: { all: 176744, dormant: 0.346, days: 22 },
  2023: { all: 181000, dormant: 0.22, days: 22 },
  2024: { all: 187000, dormant: 0.18, days: 20 },
  2025: { all: 194000, dormant: 0.15, days: 19 },
  2026: { all: 200000, dormant: 0.13, days: 18 },
};

export const requests = (received: Received): number => Math.round(received.all * COLLECTIVITIES_SHARE);

/** Requests by month of 2022, as published, cumulated. */
const MONTHS_2022 = [17004, 15704, 15199, 13045, 14447, 15780, 12945, 12434, 14993, 16783, 14649, 13769];
const YEAR_2022 = MONTHS_2022.reduce((sum, month) => sum + month, 0);
export const RECEIVED_SEASON: readonly number[] = MONTHS_2022.map(
  (_, index) => MONTHS_2022.slice(0, index + 1).reduce((sum, month) => sum + month, 0) / YEAR_2022,
);

/** Communes connected in 2021, as published, and those that come by 2025 (ours). */
export const CONNECTED = 1200;
export const CONNECTED_LATER = 150;
