import { z } from "zod";
import { FILE_KINDS } from "../sources/contract.ts";
import type { Table } from "../sources/index.ts";
import type { NamedKind } from "./formats/kinds.ts";
import type { Format, Refusal } from "./types.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/i);

/** What the source system says of the file that it sends along: `<file>.manifest.json`. */
export const manifestSchema = z.looseObject({
  export_id: z.string().min(1).max(200),
  source_system: z.string(),
  table: z.string(),
  schema_version: z.string().optional(),
  extracted_at: z.iso.datetime(),
  period: z.string(),
  period_start: z.iso.date().nullish(),
  period_end: z.iso.date().nullish(),
  row_count: z.int().min(0),
  sha256,
  sample: z.boolean().default(false),
  format: z
    .object({
      delimiter: z.string().length(1).optional(),
      encoding: z.string().optional(),
      decimal: z.string().optional(),
      date_format: z.string().optional(),
    })
    .optional(),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Reads a manifest's text; a refusal names what does not fit. */
export function parseManifest(content: string): Manifest | Refusal {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return { code: "manifest_invalid", value: "JSON" };
  }
  const result = manifestSchema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  return { code: "manifest_invalid", value: issue?.path.join(".") || "JSON" };
}

export const isRefusal = (value: Manifest | Refusal): value is Refusal => !("export_id" in value);

/** The format of a file, where the contract accepts it. */
export function formatOf(table: Table, manifest: Manifest | null, named: NamedKind): Format | Refusal {
  const { accepts } = table;
  const said = manifest?.format ?? {};
  const delimiter = pick(accepts.delimiters, said.delimiter ?? named.delimiter ?? undefined);
  const encoding = pick(accepts.encodings, said.encoding?.toLowerCase());
  const decimal = pick(accepts.decimals, said.decimal);
  const dateFormat = pick(accepts.dateFormats, said.date_format);
  const refused = (column: string, value: string | undefined): Refusal => ({
    code: "format_not_accepted",
    column,
    value: value ?? "",
  });
  if (!(accepts.files ?? FILE_KINDS).includes(named.kind)) return refused("file", named.kind);
  if (delimiter === undefined) return refused("delimiter", said.delimiter ?? named.delimiter ?? "");
  if (encoding === undefined) return refused("encoding", said.encoding);
  if (decimal === undefined) return refused("decimal", said.decimal);
  if (dateFormat === undefined) return refused("date_format", said.date_format);
  if (delimiter === decimal) return { code: "format_not_accepted", column: "decimal", value: decimal };
  return {
    ...{ delimiter, encoding, decimal, dateFormat },
    ...{ values: accepts.values ?? [], sheet: named.kind === "xlsx", epoch: 1900, layout: null },
  };
}

const pick = <T extends string>(accepted: readonly T[], said: string | undefined): T | undefined =>
  said === undefined ? accepted[0] : accepted.find((each) => each === said);
