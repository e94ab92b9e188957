import type { FileKind } from "../../sources/contract.ts";

export type Wrap = "gzip" | "zip";
export interface NamedKind {
  /** The name without its extensions. */
  readonly stem: string;
  readonly kind: FileKind;
  readonly wrap: Wrap | null;
  /** The delimiter that the extension promises; null where it says nothing. */
  readonly delimiter: "\t" | null;
}

const KINDS: Readonly<Record<string, FileKind>> = {
  csv: "csv",
  tsv: "csv",
  txt: "csv",
  xlsx: "xlsx",
  json: "json",
  ndjson: "ndjson",
  jsonl: "ndjson",
  parquet: "parquet",
};

/** What a file's name says it is; null for a name that says nothing. `x.zip` alone is taken for a zipped CSV. */
export function kindOf(name: string): NamedKind | null {
  const [, inner = "", packed] = /^(.+?)(?:\.(gz|zip))?$/i.exec(name) ?? [];
  const wrap = packed === undefined ? null : packed.toLowerCase() === "gz" ? "gzip" : "zip";
  const dot = inner.lastIndexOf(".");
  const extension = inner.slice(dot + 1).toLowerCase();
  const kind = dot < 0 ? undefined : KINDS[extension];
  if (kind === undefined) return wrap === "zip" ? { stem: inner, kind: "csv", wrap, delimiter: null } : null;
  return { stem: inner.slice(0, dot), kind, wrap, delimiter: extension === "tsv" ? "\t" : null };
}
