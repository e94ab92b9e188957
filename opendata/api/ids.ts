import { createHash } from "node:crypto";
import type { Listed } from "../catalogue.ts";
import { type Form, nameOf, WHOLE } from "../derive/forms.ts";

/** A lasting identifier in the form of a UUID, out of what a thing is and not of when it was met. */
export function uuidOf(...parts: readonly string[]): string {
  const hex = createHash("sha256").update(parts.join("\u0000")).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** One file of a dataset, as the protocols that know resources see it: it keeps its identifier over versions. */
export interface Resource {
  readonly id: string;
  readonly item: Listed;
  readonly part: string | null;
  readonly form: Form;
  readonly name: string;
  readonly title: string;
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly rows: number;
}

/**
 * Resources of a dataset: each stored file, the whole in other forms, and last the whole as CSV: ckanapi 4.11 fetches
 * the last resource under every name, and that one is then what it says.
 */
export function resourcesOf(item: Listed): readonly Resource[] {
  const { dataset, entry } = item;
  const make = (
    part: string | null,
    form: Form,
    rows: number,
    known: { bytes: number; sha256: string } | null,
  ): Resource => ({
    id: uuidOf(entry.slug, part ?? "", form),
    ...{ item, part, form, rows },
    name: nameOf(entry, part, WHOLE, form),
    // A title that ends with its format would name the file `.csv` in a well-known client.
    title: [dataset.title.fr, part, form === "csv" ? null : form.toUpperCase()].filter(Boolean).join(" — "),
    bytes: known?.bytes ?? null,
    sha256: known?.sha256 ?? null,
  });
  const stored = entry.files.map((file) => make(file.part, file.format, file.rows, file));
  const split = entry.splitBy !== null;
  const derived: Form[] = [
    ...(split ? (["parquet"] as const) : []),
    "json",
    ...(entry.point === null ? [] : (["geojson"] as const)),
  ];
  const csv = (resource: Resource): boolean => resource.form === "csv" && resource.part === null;
  return [
    ...stored.filter((each) => !csv(each)),
    ...derived.map((form) => make(null, form, entry.rows, null)),
    ...(split ? [make(null, "csv", entry.rows, entry.whole)] : stored.filter(csv)),
  ];
}

/** Every resource by its identifier. The list is that of one release, so it is made once for it. */
const indexes = new WeakMap<readonly Listed[], ReadonlyMap<string, Resource>>();
export function resourceIndex(listed: readonly Listed[]): ReadonlyMap<string, Resource> {
  const known = indexes.get(listed);
  if (known !== undefined) return known;
  const index = new Map(
    listed.flatMap((item) => resourcesOf(item).map((resource) => [resource.id, resource] as const)),
  );
  indexes.set(listed, index);
  return index;
}
