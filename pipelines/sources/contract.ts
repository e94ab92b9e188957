import { say, type Text } from "#warehouse/text.ts";

export { say };

/**
 * A source system's contract: what its exports hold, said once. The checking SQL, the sample's columns, the dbt
 * sources, the zod schema, the data dictionary and the open-data metadata all come from this object.
 */
export interface Contract {
  /** Folder name, raw schema prefix and dbt source name: lower case, no accents. */
  readonly system: string;
  readonly title: Text;
  /** The administration that answers for the system. */
  readonly owner: Text;
  /** The texts that govern it. */
  readonly law: Text;
  readonly frequency: Frequency;
  /** Days that a landed file is kept; raw Parquet can rebuild everything after that. */
  readonly retentionDays: number;
  readonly tables: readonly Table[];
}

export type Frequency = "daily" | "weekly" | "monthly" | "quarterly" | "yearly";

export interface Table {
  readonly name: string;
  readonly title: Text;
  /** In the order of the file. */
  readonly columns: readonly Column[];
  /** Warehouse names. Two rows with one key inside one file: the first stays, the others are refused. */
  readonly key: readonly string[];
  /** `replace_period`: the latest export of a period stands alone. `upsert`: all stand, the latest row of a key wins. */
  readonly mode: "replace_period" | "upsert";
  readonly period: Period;
  readonly accepts: Formats;
  readonly rules: readonly Rule[];
  /** Checked when the models are built, not when a file is loaded: the other table may come later. */
  readonly references: readonly Reference[];
  /** What a change of form does where it is not what the engine does by itself (`engine/drift/rules.ts`). */
  readonly drift?: Readonly<Partial<Record<DriftKind, DriftRule>>>;
}

export const DRIFT_KINDS = [
  ...(["column_added", "column_removed", "column_renamed", "column_reordered"] as const),
  ...(["type", "enum", "unit", "date_format", "encoding", "delimiter", "grain", "volume"] as const),
] as const;
export type DriftKind = (typeof DRIFT_KINDS)[number];
/** `warn`: what can be read goes in, and the drift is told. `stop`: nothing of the file goes in. */
export type DriftRule = "warn" | "stop";

export type PeriodGrain = "year" | "month" | "snapshot";
export interface Period {
  /** Grains that a file of this table may have: `2023`, `2026-03`, `snapshot`. */
  readonly grains: readonly PeriodGrain[];
  /** Warehouse column (date, timestamp or fiscal year) that lies within the file's period; null for a snapshot. */
  readonly column: string | null;
}

/** `utf-16`: byte order by its mark, little-endian without one. */
export type Encoding = "utf-8" | "windows-1252" | "windows-1256" | "utf-16";
/** `iso`: 2026-03-31 and 2026-03-31T08:30:00Z. `dmy`: 31/03/2026 and 31/03/2026 08:30:00. Instants are UTC. */
export type DateFormat = "iso" | "dmy";
/** What a file may be written in; the first of each is what stands where the manifest says nothing. */
export interface Formats {
  readonly delimiters: readonly string[];
  readonly encodings: readonly Encoding[];
  readonly decimals: readonly ("." | ",")[];
  readonly dateFormats: readonly DateFormat[];
  /** Kinds of file; by default all. Each may also come as gzip or as the one file of a zip. */
  readonly files?: readonly FileKind[];
  /** Ways of writing a value that are taken beside the plain one; by default none. */
  readonly values?: readonly Leniency[];
}

export const FILE_KINDS = ["csv", "xlsx", "json", "ndjson", "parquet"] as const;
/** `csv` is any delimited text. */
export type FileKind = (typeof FILE_KINDS)[number];

/**
 * `grouped_numbers`: 1 250,50 with a space, NBSP or U+202F between full groups of three. `grouped_points`: 1.250,50, only
 * beside a decimal comma. `arabic_digits`: ٠–٩ and ٫ in numbers and dates. `excel_serials`: 46091 for a date.
 * `boolean_words`: oui, non, sí, no, vrai, faux, نعم, لا, 1, 0. `trimmed`: spaces and direction marks around a value.
 */
export const LENIENCIES = [
  "grouped_numbers",
  "grouped_points",
  "arabic_digits",
  "excel_serials",
  "boolean_words",
  "trimmed",
] as const;
export type Leniency = (typeof LENIENCIES)[number];

/** A law of one row. A row is refused where `sql` is false; where it is null the rule has nothing to say. */
export interface Rule {
  readonly code: string;
  /** Boolean DuckDB expression over warehouse column names. */
  readonly sql: string;
  /** The warehouse column that a refused row is shown by. */
  readonly column: string;
  readonly says: Text;
  /** The silent failure that would follow without it. */
  readonly prevents: string;
}

export interface Reference {
  readonly columns: readonly string[];
  /** `system.table` */
  readonly to: string;
  readonly toColumns: readonly string[];
  readonly says: Text;
}

export const TERRITORY_LEVELS = ["region", "province", "commune", "arrondissement", "groupement"] as const;
export type TerritoryLevel = (typeof TERRITORY_LEVELS)[number];

export type ColumnType =
  | { readonly kind: "text"; readonly maxLength: number }
  /** The whole value matches `pattern` (RE2 and JavaScript). */
  | { readonly kind: "code"; readonly pattern: string }
  /**
   * A code of ref.unit at one of `levels`; with `council`, a unit that has a council. `groupement` codes are not in
   * ref.unit: they match GROUPEMENT_PATTERN.
   */
  | { readonly kind: "territory"; readonly levels: readonly TerritoryLevel[]; readonly council: boolean }
  | {
      readonly kind: "enum";
      readonly values: readonly string[];
      readonly labels: Readonly<Record<string, Text>>;
    }
  | { readonly kind: "integer"; readonly min: number; readonly max: number }
  | { readonly kind: "decimal"; readonly precision: number; readonly scale: number }
  | { readonly kind: "date" }
  | { readonly kind: "timestamp" }
  /** `true` or `false`. */
  | { readonly kind: "boolean" }
  | { readonly kind: "list"; readonly separator: string; readonly of: ColumnType };

export const GROUPEMENT_PATTERN = "ECI\\.[0-9]{3}";

export interface Column {
  /** Name in the file's header. */
  readonly source: string;
  /** Name in the warehouse; it carries the unit. Of a dropped column: its source name, never loaded. */
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** `pseudonym`: keyed hash at ingest, VARCHAR. `drop`: never leaves the landed file. */
  readonly personal: "pseudonym" | "drop" | null;
  readonly unit: "MAD" | "ratio" | "days" | "m2" | "count" | "degrees" | null;
  readonly label: Text;
  /** May stand in an open file as it is; false for keys of persons and single files. */
  readonly publish: boolean;
}

export const text = (maxLength = 500): ColumnType => ({ kind: "text", maxLength });
export const code = (pattern: string): ColumnType => ({ kind: "code", pattern });
export const integer = (min: number, max: number): ColumnType => ({ kind: "integer", min, max });
export const decimal = (precision: number, scale: number): ColumnType => ({
  kind: "decimal",
  precision,
  scale,
});
export const date: ColumnType = { kind: "date" };
export const timestamp: ColumnType = { kind: "timestamp" };
export const boolean: ColumnType = { kind: "boolean" };
export const money: ColumnType = decimal(18, 2);
export const oneOf = (labels: Readonly<Record<string, Text>>): ColumnType => ({
  kind: "enum",
  values: Object.keys(labels),
  labels,
});
export const listOf = (of: ColumnType, separator = "|"): ColumnType => ({ kind: "list", separator, of });
export const territory = (...levels: TerritoryLevel[]): ColumnType => ({
  kind: "territory",
  levels,
  council: !levels.includes("arrondissement"),
});

type Options = Partial<Pick<Column, "nullable" | "personal" | "unit" | "publish">>;

/** A column of a file: name in the file, name in the warehouse, type, label; not null and publishable by default. */
export const column = (
  source: string,
  name: string,
  type: ColumnType,
  label: Text,
  options: Options = {},
): Column => ({
  source,
  name,
  type,
  nullable: options.nullable ?? false,
  personal: options.personal ?? null,
  unit: options.unit ?? (name.endsWith("_mad") ? "MAD" : null),
  label,
  publish: options.publish ?? options.personal === undefined,
});

/** A personal column that is read past and never loaded. */
export const dropped = (source: string, label: Text): Column =>
  column(source, source, text(4000), label, { nullable: true, personal: "drop" });

export const FORMATS: Formats = {
  delimiters: [";", ","],
  encodings: ["utf-8", "windows-1252", "windows-1256"],
  decimals: [".", ","],
  dateFormats: ["iso", "dmy"],
};

type Declared = Pick<Table, "name" | "title" | "columns" | "key" | "mode" | "period"> &
  Partial<Pick<Table, "accepts" | "rules" | "references" | "drift">>;

export const table = (declared: Declared): Table => ({
  accepts: FORMATS,
  rules: [],
  references: [],
  ...declared,
});

/** Money that cannot be below zero: a minus sign in it is a fault of the export. */
export const notNegative = (name: string): Rule => ({
  code: "negative_amount",
  sql: `"${name}" >= 0`,
  column: name,
  says: say("Le montant est négatif.", "المبلغ سالب.", "The amount is negative."),
  prevents: "a sign error lowers every total above it without anyone seeing it",
});

/** One date or instant does not come before another; silent where either is missing. */
export const notBefore = (later: string, earlier: string, ruleCode = "date_order"): Rule => ({
  code: ruleCode,
  sql: `"${later}" >= "${earlier}"`,
  column: later,
  says: say(
    "Les dates ne sont pas dans l'ordre de la procédure.",
    "التواريخ لا تتبع ترتيب المسطرة.",
    "The dates are not in the order of the procedure.",
  ),
  prevents: "a negative delay pulls the mean delay down",
});

export const refers = (
  columns: readonly string[],
  to: string,
  toColumns: readonly string[] = columns,
): Reference => ({
  columns,
  to,
  toColumns,
  says: say(
    `La ligne renvoie à ${to}, où elle est inconnue.`,
    `يحيل السطر على ${to} حيث لا وجود له.`,
    `The row refers to ${to}, where it is unknown.`,
  ),
});

/** The columns that reach the warehouse: all but the dropped ones, in file order. */
export const loadedColumns = (of: Table): readonly Column[] =>
  of.columns.filter((each) => each.personal !== "drop");

/** DuckDB's type for a column in raw Parquet. */
export function duckdbType(of: Column): string {
  return of.personal === "pseudonym" ? "VARCHAR" : typeOf(of.type);
}

function typeOf(type: ColumnType): string {
  switch (type.kind) {
    case "text":
    case "code":
    case "territory":
    case "enum":
      return "VARCHAR";
    case "integer":
      return "INTEGER";
    case "decimal":
      return `DECIMAL(${type.precision},${type.scale})`;
    case "date":
      return "DATE";
    case "timestamp":
      return "TIMESTAMP";
    case "boolean":
      return "BOOLEAN";
    case "list":
      return `${typeOf(type.of)}[]`;
  }
}

/** Columns of a table in raw Parquet: those of the contract, then the lineage that the engine adds. */
export const rawColumns = (of: Table): readonly { readonly name: string; readonly type: string }[] => [
  ...loadedColumns(of).map((each) => ({ name: each.name, type: duckdbType(each) })),
  { name: "_export_id", type: "VARCHAR" },
  { name: "_row", type: "BIGINT" },
];

/** What the view of a table tells beside its rows: whether each came from an invented export. */
export const SAMPLE = { name: "_sample", type: "BOOLEAN" } as const;
