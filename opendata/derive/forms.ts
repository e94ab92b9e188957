import { fileName } from "../build/write.ts";
import type { CatalogueEntry } from "../types.ts";

/** Forms of a file, with what they are called on the wire. */
export const MEDIA = {
  csv: "text/csv",
  parquet: "application/vnd.apache.parquet",
  json: "application/json",
  ndjson: "application/x-ndjson",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  geojson: "application/geo+json",
  zip: "application/zip",
} as const;
export type Form = keyof typeof MEDIA;

/** Rows of a worksheet, less its header. */
export const XLSX_ROWS = 1_048_575;

/** Rows that a file is cut to: those of a region, of a council, or all of them. */
export interface Cut {
  readonly region: string | null;
  readonly council: string | null;
}
export const WHOLE: Cut = { region: null, council: null };

/** A file that can be asked of an edition: a part or the whole, all of it or the rows of one place, in one form. */
export interface Asked extends Cut {
  readonly name: string;
  readonly part: string | null;
  readonly form: Form;
}

export const REGIONS = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, "0"));

/** The column that files of one council are cut by, where rows are councils'. */
export const councilColumn = (entry: Pick<CatalogueEntry, "fields">): string | null =>
  entry.fields.find(({ name }) => name === "collectivity_code")?.name ?? null;

/** Name of any file of an edition, stored or derived. */
export function nameOf(
  entry: CatalogueEntry,
  part: string | null,
  { region, council }: Cut,
  form: Form,
): string {
  const words = [
    part,
    region === null ? null : `region-${region}`,
    council === null ? null : `collectivite-${council}`,
  ];
  const cut = words.filter((each) => each !== null).join("-");
  return fileName(entry.slug, cut === "" ? null : cut, form, entry.sample);
}

const rowsOf = (entry: CatalogueEntry, part: string | null): number =>
  entry.files
    .filter((file) => file.format === "csv" && (part === null || file.part === part))
    .reduce((sum, { rows }) => sum + rows, 0);

/** Why a form cannot be had of a file, or null where it can. */
export function refusal(
  entry: CatalogueEntry,
  asked: Omit<Asked, "name">,
): "rows" | "places" | "whole" | null {
  if (asked.form === "xlsx" && asked.council === null && rowsOf(entry, asked.part) > XLSX_ROWS) return "rows";
  if (asked.form === "geojson" && entry.point === null) return "places";
  if (asked.form === "zip" && (asked.part !== null || asked.region !== null || asked.council !== null))
    return "whole";
  return null;
}

/** A council's code in a file's name. */
const COUNCIL = /-collectivite-(\d{2}(?:\.\d{1,3}){0,3})(?:-exemple)?\.[a-z]+$/;

/** What a file's name asks of an edition; null where no file of it is called so. */
export function askedBy(entry: CatalogueEntry, name: string): Asked | null {
  const dot = name.lastIndexOf(".");
  const form = (Object.keys(MEDIA) as Form[]).find((each) => each === name.slice(dot + 1));
  if (form === undefined) return null;
  const parts = [null, ...new Set(entry.files.map(({ part }) => part).filter((part) => part !== null))];
  const regions = entry.region === null ? [] : REGIONS.map((region) => ({ region, council: null }));
  const council = councilColumn(entry) === null ? undefined : COUNCIL.exec(name)?.[1];
  const cuts = [WHOLE, ...(council === undefined ? regions : [{ region: null, council }])];
  for (const part of parts) {
    for (const cut of cuts) {
      if (nameOf(entry, part, cut, form) !== name) continue;
      const asked = { name, part, ...cut, form };
      return refusal(entry, asked) === null ? asked : null;
    }
  }
  return null;
}
