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
/**
 * A series: one row per period of `grain` from `from` to `to`, both included, in a column named after the grain.
 * Periods are `2025`, `2025-Q1`, `2025-01`. A period in `groupBy` stands instead of the grain's own: `grain: "month"`,
 * `groupBy: ["year"]`, `to: "2026-10"` sums the months asked of each year. `series: false` gives the window's total.
 * `compare: "previous"` is one period back, or for a total the window of the same length just before; `"year_ago"`
 * is twelve months back. Each metric m then has `m__prev` and `m__delta` beside it.
 */
export interface TimeSpec {
  /** The step asked about: a metric that is not defined at it is null, `not_defined_at_grain`. */
  readonly grain: Grain;
  readonly from?: string;
  readonly to?: string;
  readonly compare?: "previous" | "year_ago" | null;
  /** False for one total over the window; true by default. */
  readonly series?: boolean;
}
/** What a row is told of its peers: `count` of them, quartiles and deciles, `gap` to the median, place among them. */
export const PEER_STATS = [
  "count",
  "min",
  "d1",
  "d2",
  "q1",
  "d3",
  "d4",
  "median",
  "d6",
  "d7",
  "q3",
  "d8",
  "d9",
  "max",
  "gap",
  "rank",
  "percentile",
] as const;
export type PeerStat = (typeof PEER_STATS)[number];
/**
 * Order statistics of a metric m over the units of a dimension, in columns `m__median`, `m__rank`, … Peers are the
 * units that agree on every other dimension of the answer; `within` adds some to it (`["segment"]`). Where `of` is not
 * in `groupBy` there is one row for each group of peers, with statistics alone. Conditions hold for the peers too;
 * `only` lists the units whose rows are wanted, among all that are compared. Rank 1 is the best, or the largest where
 * neither is; percentile is the share of the others that are below, 0 to 1.
 */
export interface PeersSpec {
  readonly of: string;
  readonly within?: readonly string[];
  readonly stats: readonly PeerStat[];
  readonly only?: readonly string[];
}
export interface QuerySpec {
  readonly metrics: readonly string[];
  readonly groupBy?: readonly string[];
  readonly where?: readonly Condition[];
  readonly time?: TimeSpec;
  readonly peers?: PeersSpec;
  /**
   * Totals after the rows, each by the dimensions that it keeps of `groupBy`: `[]` is the total of all. They are of
   * everything asked, whatever `limit` shows, and are computed, not added up: a rate's total is the rate of the whole.
   * The column `total` is 0 in a row, n in one of the nth list.
   */
  readonly totals?: readonly (readonly string[])[];
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
  "total",
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
/** What every answer carries in whatever form: of which release, whose rows, by which definitions, and where to ask more. */
export interface AnswerHead {
  readonly release: string;
  readonly sample: boolean;
  /** `published`: what the public may see, and no more. `territory`: rows of this unit and what lies in it; null for all. */
  readonly scope: { readonly published: boolean; readonly territory: string | null };
  /** `version` changes when anything changes in what a metric is computed by. */
  readonly definitions: readonly { readonly metric: string; readonly version: string }[];
  /** Address that explains the answer, relative to the site. */
  readonly lineage: string;
}
export interface Answer extends AnswerHead {
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
  /** Hash of all that it is computed by: another version may give other figures of the same data. */
  readonly version: string;
  readonly dimensions: readonly string[];
  readonly grains: readonly Grain[];
  /** Whether its values over places and periods may be added: false for rates, stocks and scores. */
  readonly additive: boolean;
  /** The texts of law that it rests on, where it does. */
  readonly law?: Text;
}
export interface DimensionInfo {
  readonly name: string;
  readonly label: Text;
  readonly type: "territory" | "category" | "time";
  /** What its codes are called, where they are few. */
  readonly values?: Readonly<Record<string, Text>>;
}

/** A unit of the territory as every surface lists it. `level` says where, `collectivityType` whose council. */
export interface TerritoryItem {
  readonly code: string;
  readonly level: "nation" | "region" | "province" | "commune" | "arrondissement" | "groupement";
  readonly name_fr: string;
  readonly name_ar: string;
  readonly name_en: string;
  /** Level, with préfectures, provinces and préfectures d'arrondissements told apart. */
  readonly kind: string;
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
  /** Since the period that ended when this one begins; `unsure` where the interval of the change holds 0. */
  readonly trend: "up" | "down" | "unsure" | null;
  readonly reason: NullReason | null;
}

/** One table of exports behind a release, with the law rows_in = rows_loaded + rows_refused. */
export interface SourceTable {
  readonly system: string;
  readonly table: string;
  readonly exports: number;
  readonly rows_in: number;
  readonly rows_loaded: number;
  readonly rows_refused: number;
  /** Latest day of extraction, ISO. */
  readonly last_export: string | null;
  /** Last period that its exports cover. */
  readonly last_period: string | null;
  readonly sample: boolean;
}

/** Where a metric comes from: its formula, the tables that hold it, the files that fed them. */
export interface Explanation {
  readonly release: string;
  readonly sample: boolean;
  readonly metric: MetricInfo;
  /** Metrics and measures that it is made of, itself first. */
  readonly parts: readonly {
    readonly name: string;
    readonly kind: "metric" | "measure";
    readonly of: readonly string[];
  }[];
  readonly models: readonly {
    readonly name: string;
    readonly description: string;
    readonly measures: readonly string[];
    readonly columns: readonly { readonly name: string; readonly description: string }[];
  }[];
  readonly sources: readonly { readonly system: string; readonly table: string }[];
  readonly exports: readonly {
    readonly export_id: string;
    readonly system: string;
    readonly table: string;
    readonly period: string;
    readonly file: string;
    readonly sha256: string;
    readonly rows_in: number;
    readonly rows_loaded: number;
    readonly rows_refused: number;
  }[];
}

/** Which cell of an answer to explain, and which page of which table of exports to list. */
export interface CellRequest {
  readonly spec: QuerySpec;
  /** One of the spec's metrics; its first by default. */
  readonly metric?: string;
  /** The row's dimensions, those of the answer; all rows when none is given. */
  readonly row?: Readonly<Record<string, Cell>>;
  /** `system.table`; the first with rows by default. */
  readonly table?: string;
  /** From 1. */
  readonly page?: number;
  /** Rows a page, 1 to 1,000. */
  readonly size?: number;
}
/** A row of an export as it was accepted: where it stands in its file, and what it says. */
export interface ExportRow {
  readonly export_id: string;
  readonly file: string;
  readonly sheet: string | null;
  /** Number of the record in its file, from 1, and the line where it begins; the header is line 1. */
  readonly record: number;
  readonly line: number;
  readonly sha256: string;
  /** Without the pseudonyms of persons. */
  readonly values: Readonly<Record<string, Cell>>;
}
export interface CellExplanation extends Explanation {
  /** The question of that cell alone. */
  readonly spec: QuerySpec;
  readonly scope: AnswerHead["scope"];
  /** The figure, of that row of the answer; null with its reason, or when the row is not there. */
  readonly value: Cell;
  readonly reason: NullReason | null;
  /** The statement that gives it, and what is bound in it, in order. */
  readonly sql: { readonly text: string; readonly values: readonly Scalar[] };
  /**
   * Rows of the exports that stand behind the rows of the model that the cell sums, table by table. The public is told
   * of the files alone. `by`: the columns by which a model's row and an export's are the same.
   */
  readonly tables: readonly {
    readonly system: string;
    readonly table: string;
    readonly by: readonly string[];
    readonly rows: number;
  }[];
  readonly listed: {
    readonly table: string | null;
    readonly page: number;
    readonly size: number;
    readonly total: number;
    readonly rows: readonly ExportRow[];
  };
}

/** What the door is doing, for `/metrics`. */
export interface DoorStatus {
  readonly running: number;
  readonly waiting: number;
  readonly cacheBytes: number;
  readonly cacheHits: number;
  readonly cacheMisses: number;
}

/** `columns` is JSON by columns: `{…, rows: n, columns: [{name, …, values: […]}]}`. */
export const FORMATS = ["json", "columns", "csv", "arrow", "xlsx", "parquet"] as const;
export type Format = (typeof FORMATS)[number];

/** An answer in a form. A long one has no `bytes`: it is made as it is read, at its reader's pace. */
export interface Encoded extends AnswerHead {
  readonly bytes: Uint8Array | null;
  chunks(): AsyncIterable<Uint8Array>;
}

export interface TerritoryFilter {
  readonly level?: TerritoryItem["level"];
  readonly parent?: string;
  readonly code?: string;
  /** Part of a name in any of the languages, accents and case aside. */
  readonly q?: string;
  readonly limit?: number;
}
export interface RankingFilter {
  readonly index: string;
  readonly level: "region" | "province" | "commune";
  /** `2026-Q3`; the latest by default. */
  readonly period?: string;
  readonly window?: "quarter" | "rolling12";
}
export interface Ranking {
  readonly period: string;
  readonly periods: readonly string[];
  readonly items: readonly RankingItem[];
}

/** A reading of one mart's rows. Names are those of its contract; a condition is met by any of its values. */
export interface MartSpec {
  readonly mart: string;
  /** All that the viewer may see, by default. */
  readonly columns?: readonly string[];
  readonly where?: readonly { readonly column: string; readonly value: Scalar | readonly Scalar[] }[];
  readonly order?: readonly { readonly by: string; readonly dir: "asc" | "desc" }[];
  readonly limit?: number;
}
export interface MartRows {
  readonly release: string;
  readonly sample: boolean;
  /** Cells as in an answer: money as decimal text, dates as ISO text. */
  readonly rows: readonly Row[];
}

/** The one way to a figure. Each call is answered from one release, whole. */
export interface Door {
  /** Rows in a total order, all of them or `limit`; past the server's maximum it throws `too_many_rows` (413). */
  ask(spec: QuerySpec, viewer: Viewer): Promise<Answer>;
  /** The same answer in a form: JSON or CSV text (UTF-8), an Arrow IPC stream, a workbook, a Parquet file. */
  encode(spec: QuerySpec, viewer: Viewer, format: Format): Promise<Encoded>;
  /** The same, whole. */
  stream(spec: QuerySpec, viewer: Viewer, format: Format): Promise<Uint8Array>;
  /** What the viewer may ask; the public by default. */
  metrics(viewer?: Viewer): Promise<readonly MetricInfo[]>;
  dimensions(): Promise<readonly DimensionInfo[]>;
  territories(filter: TerritoryFilter, viewer: Viewer): Promise<readonly TerritoryItem[]>;
  rankings(filter: RankingFilter, viewer: Viewer): Promise<Ranking>;
  /** Rows of a mart in the order of its key: what a metric does not say, a date, a letter, a reason. */
  rows(spec: MartSpec, viewer: Viewer): Promise<MartRows>;
  explain(metric: string, viewer: Viewer): Promise<Explanation>;
  /** A figure of an answer down to the lines of the files that it comes from. */
  explainCell(request: CellRequest, viewer: Viewer): Promise<CellExplanation>;
  sources(): Promise<readonly SourceTable[]>;
  status(): DoorStatus;
}
