// Made from the API's OpenAPI document by `node api/client-types.ts`; do not edit.

export interface Alerts {
  /** Active alerts that answer the question, on all pages */
  readonly total: number;
  readonly items: readonly ({
    readonly id: string;
    /** Id of the rule */
    readonly rule: string;
    /** Project number or HCP code */
    readonly subject: string;
    /** HCP code */
    readonly territory: string | null;
    /** First day of the period of the data that fired it */
    readonly since: string;
    readonly state: "open" | "acknowledged" | "snoozed";
    /** Who has to act now */
    readonly level: "follow" | "supervise" | "decide";
    readonly severity: "watch" | "warning" | "critical";
    /** Last figure of the series that the rule watches */
    readonly value: number;
    /** Worst figure since it fired */
    readonly worst: number;
    /** UTC, ISO 8601 */
    readonly opened_at: string;
    /** Release that showed it last */
    readonly release: string;
  })[];
  /** `from` of the page after this one; null at the end */
  readonly next: number | null;
}

export interface Answer {
  /** The release that the figures are of */
  readonly release: string;
  /** Whether the data is the national sample */
  readonly sample: boolean;
  /** Whose rows: what the public may see and no more, and of which territory */
  readonly scope: {
    readonly published: boolean;
    readonly territory: string | null;
  };
  /** A version changes with what a metric is computed by */
  readonly definitions: readonly ({
    readonly metric: string;
    readonly version: string;
  })[];
  /** Address that explains the answer */
  readonly lineage: string;
  readonly columns: readonly ({
    readonly name: string;
    readonly type: "text" | "integer" | "decimal" | "double" | "date" | "boolean";
    readonly unit: string | null;
    readonly label: Text;
    readonly kind: "dimension" | "metric";
  })[];
  /** Decimals are texts with all their digits; ratios are numbers from 0 to 1 */
  readonly rows: readonly (Readonly<Record<string, string | number | boolean | null>>)[];
  /** Why each empty cell is empty */
  readonly nulls: readonly ({
    readonly row: number;
    readonly column: string;
    readonly reason: NullReason;
  })[];
}

export interface CellRequest {
  readonly spec: QuerySpec;
  /** One of the question's metrics; its first by default */
  readonly metric?: string;
  /** The row's dimensions, as the answer gave them */
  readonly row?: Readonly<Record<string, string | number | boolean | null>>;
  /** Exports whose rows are listed, system.table */
  readonly table?: string;
  /** Page of rows, from 1 */
  readonly page?: number;
  /** Rows a page, 50 by default */
  readonly size?: number;
}

export interface Me {
  /** What the answers are made for */
  readonly role: "public" | "commune" | "province" | "wali" | "national" | "admin";
  /** HCP code that the answers are limited to; null: the country */
  readonly territory: string | null;
  /** What the account is called; null: nobody is signed in */
  readonly name: string | null;
  /** The account's own rights */
  readonly account: {
    readonly role: "public" | "commune" | "province" | "wali" | "national" | "admin";
    readonly territory: string | null;
  } | null;
  /** Whether an administrator looks through another's eyes */
  readonly viewing_as: boolean;
  /** The token that came with the request */
  readonly token: {
    readonly label: string;
    readonly scopes: readonly (string)[];
    /** UTC, ISO 8601 */
    readonly expires_at: string;
  } | null;
}

export interface Metric {
  readonly name: string;
  readonly label: Text;
  readonly description: Text;
  readonly unit: string;
  /** Whether more is better */
  readonly direction: 1 | 0 | -1;
  readonly publish: boolean;
  readonly formula: string;
  /** Changes with what it is computed by */
  readonly version: string;
  readonly dimensions: readonly (string)[];
  readonly grains: readonly ("year" | "quarter" | "month")[];
  /** Whether its values may be added */
  readonly additive: boolean;
  /** The texts of law that it rests on */
  readonly law?: Text;
}

export type NullReason = "no_data" | "zero_denominator" | "not_defined_at_grain" | "higher_council" | "provisional" | "too_few_files" | "not_deployed" | "suppressed" | "no_comparison" | "total";

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly parameter?: string;
  readonly request: string;
}

export interface QuerySpec {
  /** What to compute */
  readonly metrics: readonly (string)[];
  /** One row per combination of these dimensions */
  readonly groupBy?: readonly (string)[];
  /** Rows to keep; all conditions hold together */
  readonly where?: readonly ({
    /** A name from /api/v1/metrics or /api/v1/dimensions */
    readonly dimension: string;
    readonly op: "=" | "!=" | "in" | "<" | "<=" | ">" | ">=" | "between" | "isnull";
    /** A list for in and between, a boolean for isnull, else one value */
    readonly value: string | number | boolean | readonly (string | number | boolean)[];
  })[];
  /** One row per period of the grain, in a column of its name; a period in groupBy stands instead */
  readonly time?: {
    /** The period of a row, and the step of from and to */
    readonly grain: "year" | "quarter" | "month";
    /** First period, included */
    readonly from?: string;
    /** Last period, included */
    readonly to?: string;
    /** Adds m__prev and m__delta for each metric m */
    readonly compare?: "previous" | "year_ago" | null;
    /** False for one total over the window; true by default */
    readonly series?: boolean;
  };
  /** Each unit's place among its peers; a row for each group of them where of is not in groupBy */
  readonly peers?: {
    /** The dimension whose units are compared */
    readonly of: string;
    /** Dimensions that peers share, added to the answer */
    readonly within?: readonly (string)[];
    /** Columns m__stat */
    readonly stats: readonly ("count" | "min" | "d1" | "d2" | "q1" | "d3" | "d4" | "median" | "d6" | "d7" | "q3" | "d8" | "d9" | "max" | "gap" | "rank" | "percentile")[];
    /** Units whose rows are wanted */
    readonly only?: readonly (string)[];
  };
  /** Totals after the rows, each by these dimensions of groupBy; [] for all */
  readonly totals?: readonly (readonly (string)[])[];
  /** Columns of the answer; ties follow the group columns */
  readonly order?: readonly ({
    /** A name from /api/v1/metrics or /api/v1/dimensions */
    readonly by: string;
    readonly dir: "asc" | "desc";
  })[];
  /** Without it: every row, or an error 413 */
  readonly limit?: number;
}

export interface Text {
  readonly fr: string;
  readonly ar: string;
  readonly en: string;
}

export interface QueryParameters {
  /** Instead of the Accept header; columns is JSON by columns */
  readonly format?: "json" | "columns" | "csv" | "arrow" | "xlsx" | "parquet";
  /** Language of errors; by default the Accept-Language header's, else French */
  readonly lang?: "fr" | "ar" | "en";
}

export interface QueryByLinkParameters {
  /** The question, QuerySpec, as JSON text */
  readonly spec?: string;
  /** Short for spec */
  readonly q?: string;
  /** Instead of the Accept header; columns is JSON by columns */
  readonly format?: "json" | "columns" | "csv" | "arrow" | "xlsx" | "parquet";
  /** Language of errors; by default the Accept-Language header's, else French */
  readonly lang?: "fr" | "ar" | "en";
}

export interface ExplainParameters {
  /** Language of errors; by default the Accept-Language header's, else French */
  readonly lang?: "fr" | "ar" | "en";
}

export interface ExplainAnswer {
  readonly release: string;
  readonly sample: boolean;
  readonly metric: Metric;
  readonly parts: readonly ({
    readonly name: string;
    readonly kind: "metric" | "measure";
    readonly of: readonly (string)[];
  })[];
  readonly models: readonly ({
    readonly name: string;
    readonly description: string;
    readonly measures: readonly (string)[];
    readonly columns: readonly ({
      readonly name: string;
      readonly description: string;
    })[];
  })[];
  readonly sources: readonly ({
    readonly system: string;
    readonly table: string;
  })[];
  readonly exports: readonly ({
    readonly export_id: string;
    readonly system: string;
    readonly table: string;
    readonly period: string;
    readonly file: string;
    readonly sha256: string;
    readonly rows_in: number;
    readonly rows_loaded: number;
    readonly rows_refused: number;
  })[];
  /** The question of that cell alone */
  readonly spec: QuerySpec;
  readonly scope: {
    readonly published: boolean;
    readonly territory: string | null;
  };
  /** The figure */
  readonly value: string | number | boolean | null;
  /** Why there is none */
  readonly reason: NullReason | null;
  /** The statement that gives it, and what is bound in it */
  readonly sql: {
    readonly text: string;
    readonly values: readonly (string | number | boolean)[];
  };
  /** Rows of exports behind the figure; for those who are signed in */
  readonly tables: readonly ({
    readonly system: string;
    readonly table: string;
    readonly by: readonly (string)[];
    readonly rows: number;
  })[];
  readonly listed: {
    readonly table: string | null;
    readonly page: number;
    readonly size: number;
    readonly total: number;
    readonly rows: readonly ({
      readonly export_id: string;
      readonly file: string;
      readonly sheet: string | null;
      readonly record: number;
      readonly line: number;
      readonly sha256: string;
      readonly values: Readonly<Record<string, string | number | boolean | null>>;
    })[];
  };
}

export interface ExplainByLinkParameters {
  /** The question, QuerySpec, as JSON text */
  readonly spec: string;
  /** The row's dimensions, as JSON text */
  readonly row?: string;
  /** One of the question's metrics; its first by default */
  readonly metric?: string;
  /** Exports whose rows are listed, system.table */
  readonly table?: string;
  /** Page of rows, from 1 */
  readonly page?: number;
  /** Rows a page, 50 by default */
  readonly size?: number;
  /** Language of errors; by default the Accept-Language header's, else French */
  readonly lang?: "fr" | "ar" | "en";
}

export interface ExplainByLinkAnswer {
  readonly release: string;
  readonly sample: boolean;
  readonly metric: Metric;
  readonly parts: readonly ({
    readonly name: string;
    readonly kind: "metric" | "measure";
    readonly of: readonly (string)[];
  })[];
  readonly models: readonly ({
    readonly name: string;
    readonly description: string;
    readonly measures: readonly (string)[];
    readonly columns: readonly ({
      readonly name: string;
      readonly description: string;
    })[];
  })[];
  readonly sources: readonly ({
    readonly system: string;
    readonly table: string;
  })[];
  readonly exports: readonly ({
    readonly export_id: string;
    readonly system: string;
    readonly table: string;
    readonly period: string;
    readonly file: string;
    readonly sha256: string;
    readonly rows_in: number;
    readonly rows_loaded: number;
    readonly rows_refused: number;
  })[];
  /** The question of that cell alone */
  readonly spec: QuerySpec;
  readonly scope: {
    readonly published: boolean;
    readonly territory: string | null;
  };
  /** The figure */
  readonly value: string | number | boolean | null;
  /** Why there is none */
  readonly reason: NullReason | null;
  /** The statement that gives it, and what is bound in it */
  readonly sql: {
    readonly text: string;
    readonly values: readonly (string | number | boolean)[];
  };
  /** Rows of exports behind the figure; for those who are signed in */
  readonly tables: readonly ({
    readonly system: string;
    readonly table: string;
    readonly by: readonly (string)[];
    readonly rows: number;
  })[];
  readonly listed: {
    readonly table: string | null;
    readonly page: number;
    readonly size: number;
    readonly total: number;
    readonly rows: readonly ({
      readonly export_id: string;
      readonly file: string;
      readonly sheet: string | null;
      readonly record: number;
      readonly line: number;
      readonly sha256: string;
      readonly values: Readonly<Record<string, string | number | boolean | null>>;
    })[];
  };
}

export interface MetricsParameters {
  /** Language of errors; by default the Accept-Language header's, else French */
  readonly lang?: "fr" | "ar" | "en";
}

export interface MetricsAnswer {
  readonly items: readonly (Metric)[];
}

export interface DimensionsParameters {
  /** Language of errors; by default the Accept-Language header's, else French */
  readonly lang?: "fr" | "ar" | "en";
}

export interface DimensionsAnswer {
  readonly items: readonly ({
    readonly name: string;
    readonly label: Text;
    readonly type: "territory" | "category" | "time";
    readonly values?: Readonly<Record<string, Text>>;
  })[];
}

export interface TerritoriesParameters {
  /** Level of the units */
  readonly level?: "nation" | "region" | "province" | "commune" | "arrondissement" | "groupement";
  /** Code of the unit just above */
  readonly parent?: string;
  /** Code of one unit */
  readonly code?: string;
  /** Part of a name, accents and case aside */
  readonly q?: string;
  /** Units at most; all by default */
  readonly limit?: number;
  /** Language of errors; by default the Accept-Language header's, else French */
  readonly lang?: "fr" | "ar" | "en";
}

export interface TerritoriesAnswer {
  readonly items: readonly ({
    /** HCP code, kept as text */
    readonly code: string;
    readonly level: "nation" | "region" | "province" | "commune" | "arrondissement" | "groupement";
    readonly name_fr: string;
    readonly name_ar: string;
    readonly name_en: string;
    readonly kind: string;
    readonly parent: string | null;
    readonly region: string | null;
    readonly province: string | null;
    readonly collectivity_type: "region" | "province" | "commune" | null;
    readonly segment: string | null;
    /** Legal population, census of 2024 */
    readonly population: number | null;
    readonly population_2014: number | null;
    readonly households: number | null;
  })[];
}

export interface RankingsParameters {
  /** The index */
  readonly index: "rokhas_r500" | "rokhas_r100" | "rokhas_service" | "rokhas_delai";
  /** Units that are ranked */
  readonly level?: "region" | "province" | "commune";
  /** Quarter, such as 2026-Q3; the latest by default */
  readonly period?: string;
  /** The quarter's own files, or twelve months' */
  readonly window?: "quarter" | "rolling12";
  /** Language of errors; by default the Accept-Language header's, else French */
  readonly lang?: "fr" | "ar" | "en";
}

export interface RankingsAnswer {
  readonly period: string;
  /** Periods that can be asked, latest first */
  readonly periods: readonly (string)[];
  readonly items: readonly ({
    /** HCP code, kept as text */
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
    /** Since the period before, the year before for twelve months; unsure where the interval of the change holds 0 */
    readonly trend: "up" | "down" | "unsure" | null;
    /** Why there is no rank */
    readonly reason: NullReason | null;
  })[];
}

export interface ReleasesParameters {
  /** Language of errors; by default the Accept-Language header's, else French */
  readonly lang?: "fr" | "ar" | "en";
}

export interface ReleasesAnswer {
  readonly items: readonly ({
    readonly id: string;
    readonly current: boolean;
    readonly sample: boolean;
    /** Last month that the data covers */
    readonly until: string;
    readonly tables: readonly ({
      readonly name: string;
      readonly rows: number;
      readonly sha256: string;
      /** Each year's rows of a table that is kept by year */
      readonly parts?: readonly ({
        readonly year: number;
        readonly rows: number;
        readonly sha256: string;
      })[];
    })[];
    readonly files: readonly ({
      readonly path: string;
      readonly bytes: number;
      readonly sha256: string;
    })[];
  })[];
}

export interface SourcesParameters {
  /** Language of errors; by default the Accept-Language header's, else French */
  readonly lang?: "fr" | "ar" | "en";
}

export interface SourcesAnswer {
  readonly tables: readonly ({
    readonly system: string;
    readonly table: string;
    readonly exports: number;
    readonly rows_in: number;
    readonly rows_loaded: number;
    readonly rows_refused: number;
    readonly last_export: string | null;
    readonly last_period: string | null;
    readonly sample: boolean;
  })[];
}

export interface LineageParameters {
  /** Name of a metric */
  readonly metric: string;
  /** Language of errors; by default the Accept-Language header's, else French */
  readonly lang?: "fr" | "ar" | "en";
}

export interface LineageAnswer {
  readonly release: string;
  readonly sample: boolean;
  readonly metric: Metric;
  readonly parts: readonly ({
    readonly name: string;
    readonly kind: "metric" | "measure";
    readonly of: readonly (string)[];
  })[];
  readonly models: readonly ({
    readonly name: string;
    readonly description: string;
    readonly measures: readonly (string)[];
    readonly columns: readonly ({
      readonly name: string;
      readonly description: string;
    })[];
  })[];
  readonly sources: readonly ({
    readonly system: string;
    readonly table: string;
  })[];
  readonly exports: readonly ({
    readonly export_id: string;
    readonly system: string;
    readonly table: string;
    readonly period: string;
    readonly file: string;
    readonly sha256: string;
    readonly rows_in: number;
    readonly rows_loaded: number;
    readonly rows_refused: number;
  })[];
}

export interface AlertsParameters {
  /** Id of a rule */
  readonly rule?: string;
  /** Only of this severity */
  readonly severity?: "watch" | "warning" | "critical";
  /** Only at this level */
  readonly level?: "follow" | "supervise" | "decide";
  /** Alerts to leave out, from the gravest */
  readonly from?: number;
  /** Alerts at most */
  readonly limit?: number;
  /** Language of errors; by default the Accept-Language header's, else French */
  readonly lang?: "fr" | "ar" | "en";
}

export interface MeParameters {
  /** Language of errors; by default the Accept-Language header's, else French */
  readonly lang?: "fr" | "ar" | "en";
}

export interface AuditHeadsParameters {
  /** Language of errors; by default the Accept-Language header's, else French */
  readonly lang?: "fr" | "ar" | "en";
}

export interface AuditHeadsAnswer {
  /** The last record of each finished day (UTC) of the audit log, oldest first */
  readonly items: readonly ({
    readonly day: string;
    readonly seq: number;
    /** SHA-256, hexadecimal */
    readonly hash: string;
  })[];
}

export interface AuditParameters {
  /** Number of the first record */
  readonly from?: number;
  /** Records at most */
  readonly limit?: number;
  /** Language of errors; by default the Accept-Language header's, else French */
  readonly lang?: "fr" | "ar" | "en";
}

export interface AuditAnswer {
  readonly items: readonly ({
    readonly seq: number;
    /** UTC, ISO 8601 */
    readonly at: string;
    /** Id of the account; null: a visitor */
    readonly actor: string | null;
    readonly kind: string;
    readonly detail: Readonly<Record<string, string | number | boolean | null>>;
    /** SHA-256, hexadecimal */
    readonly previous: string;
    /** SHA-256, hexadecimal */
    readonly hash: string;
  })[];
  /** `from` of the page after this one; null at the end */
  readonly next: number | null;
}
