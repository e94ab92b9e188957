import type { Lang, Text } from "../text.ts";

export const ROLES = ["public", "commune", "province", "wali", "national", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** Who asks. `territory` is null for public, national and admin, an HCP code for the others. */
export interface Viewer {
  readonly role: Role;
  readonly territory: string | null;
  readonly user: string | null;
  readonly lang: Lang;
}

export const PUBLIC_VIEWER: Viewer = { role: "public", territory: null, user: null, lang: "fr" };

export type Scalar = string | number | boolean;
export type Op = "=" | "!=" | "in" | "<" | "<=" | ">" | ">=" | "between" | "isnull";
export interface Condition {
  readonly dimension: string;
  readonly op: Op;
  /** An array for `in` and `between`, a boolean for `isnull`, a scalar otherwise. */
  readonly value: Scalar | readonly Scalar[];
}
export type Grain = "year" | "quarter" | "month";
export interface TimeSpec {
  readonly grain: Grain;
  readonly from?: string;
  readonly to?: string;
  readonly compare?: "previous" | "year_ago" | null;
}
export interface QuerySpec {
  readonly metrics: readonly string[];
  readonly groupBy?: readonly string[];
  readonly where?: readonly Condition[];
  readonly time?: TimeSpec;
  readonly order?: readonly { readonly by: string; readonly dir: "asc" | "desc" }[];
  readonly limit?: number;
}

/** Why a cell has no value. The list is closed: clients switch on it. */
export const NULL_REASONS = [
  "no_data",
  "zero_denominator",
  "not_defined_at_grain",
  "higher_council",
  "provisional",
  "too_few_files",
  "not_deployed",
  "suppressed",
  "no_comparison",
] as const;
export type NullReason = (typeof NULL_REASONS)[number];

export type CellType = "text" | "integer" | "decimal" | "double" | "date" | "boolean";
export interface AnswerColumn {
  readonly name: string;
  readonly type: CellType;
  /** MAD, days, ratio, files, … or null for a dimension. */
  readonly unit: string | null;
  readonly label: Text;
  readonly kind: "dimension" | "metric";
}
/** Money is a decimal string, a ratio a number from 0 to 1, a date ISO text. */
export type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell>>;
export interface Answer {
  readonly release: string;
  readonly sample: boolean;
  readonly columns: readonly AnswerColumn[];
  readonly rows: readonly Row[];
  readonly nulls: readonly { readonly row: number; readonly column: string; readonly reason: NullReason }[];
}

export interface MetricInfo {
  readonly name: string;
  readonly label: Text;
  readonly description: Text;
  readonly unit: string;
  /** Whether more is better: 1, worse: -1, neither: 0. */
  readonly direction: 1 | 0 | -1;
  readonly publish: boolean;
  readonly formula: string;
  readonly dimensions: readonly string[];
  readonly grains: readonly Grain[];
}
export interface DimensionInfo {
  readonly name: string;
  readonly label: Text;
  readonly type: "territory" | "category" | "time";
}

/** A unit of the territory as every surface lists it. `level` says where, `collectivityType` whose council. */
export interface TerritoryItem {
  readonly code: string;
  readonly level: "nation" | "region" | "province" | "commune" | "arrondissement" | "groupement";
  readonly name_fr: string;
  readonly name_ar: string;
  readonly parent: string | null;
  readonly region: string | null;
  readonly province: string | null;
  readonly collectivity_type: "region" | "province" | "commune" | null;
  readonly segment: string | null;
  readonly population: number | null;
  readonly population_2014: number | null;
  readonly households: number | null;
}

export interface RankingItem {
  readonly code: string;
  readonly name_fr: string;
  readonly name_ar: string;
  readonly files: number;
  readonly score: number | null;
  readonly score_low: number | null;
  readonly score_high: number | null;
  readonly rank: number | null;
  readonly rank_low: number | null;
  readonly rank_high: number | null;
  readonly segment: string | null;
  readonly segment_rank: number | null;
  readonly tier: string | null;
  readonly reason: NullReason | null;
}

/** The one way to a figure. Each call is answered from one release, whole. */
export interface Door {
  ask(spec: QuerySpec, viewer: Viewer): Promise<Answer>;
  /** The same answer as an Arrow IPC stream, CSV text, … in bytes. */
  stream(spec: QuerySpec, viewer: Viewer, format: "arrow" | "csv"): Promise<Uint8Array>;
  metrics(): Promise<readonly MetricInfo[]>;
  dimensions(): Promise<readonly DimensionInfo[]>;
  territories(
    filter: { level?: TerritoryItem["level"]; parent?: string; code?: string; q?: string; limit?: number },
    viewer: Viewer,
  ): Promise<readonly TerritoryItem[]>;
  rankings(
    filter: { index: string; level: "region" | "province" | "commune"; period?: string },
    viewer: Viewer,
  ): Promise<{ readonly period: string; readonly periods: readonly string[]; readonly items: readonly RankingItem[] }>;
}
