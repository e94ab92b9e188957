import { choice, intParam, queryString, readQuery } from "../../lib/url.ts";

export const LEVELS = ["commune", "province", "region"] as const;
/** The headline first: the official frame. */
export const INDICES = ["r500", "r100", "service", "delai"] as const;
export const GROUPS = ["classees", "provisoires", "sans-rang"] as const;
export const WINDOWS = ["quarter", "rolling12"] as const;
export type RankedLevel = (typeof LEVELS)[number];
export type RokhasIndex = (typeof INDICES)[number];
export type Group = (typeof GROUPS)[number];

/** Highest score of each index. */
export const MAX: Record<RokhasIndex, number> = { delai: 100, r500: 500, r100: 100, service: 100 };

export interface RokhasState {
  readonly level: RankedLevel;
  readonly index: RokhasIndex;
  readonly window: (typeof WINDOWS)[number];
  /** Null for the latest. */
  readonly period: string | null;
  /** Empty for all. */
  readonly segment: string;
  readonly region: string;
  readonly group: Group;
  readonly page: number;
}

const KEYS = ["niveau", "indice", "fenetre", "periode", "strate", "region", "groupe", "page"] as const;

export function readRokhas(originalUrl: string): { state: RokhasState; unknown: string[] } {
  const { values, unknown } = readQuery(originalUrl, KEYS);
  const period = values.get("periode") ?? "";
  const text = (value: string | undefined): string =>
    value !== undefined && /^[\w.]{1,24}$/u.test(value) ? value : "";
  return {
    state: {
      level: choice(values.get("niveau"), LEVELS),
      index: choice(values.get("indice"), INDICES),
      window: choice(values.get("fenetre"), WINDOWS),
      period: /^\d{4}-Q[1-4]$/u.test(period) ? period : null,
      segment: text(values.get("strate")),
      region: text(values.get("region")),
      group: choice(values.get("groupe"), GROUPS),
      page: intParam(values.get("page"), 1, 1, 10_000),
    },
    unknown,
  };
}

export const writeRokhas = (state: RokhasState): string =>
  queryString(
    {
      niveau: state.level,
      indice: state.index,
      fenetre: state.window,
      periode: state.period,
      strate: state.segment,
      region: state.region,
      groupe: state.group,
      page: state.page,
    },
    { niveau: LEVELS[0], indice: INDICES[0], fenetre: WINDOWS[0], groupe: GROUPS[0], page: 1 },
  );
