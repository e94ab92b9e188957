import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { BayanError } from "../errors.ts";

const meta = z.record(z.string(), z.unknown()).default({});
const config = z.looseObject({
  meta: meta.nullish(),
  materialized: z.string().nullish(),
  enabled: z.boolean().nullish(),
});
const constraint = z.looseObject({ type: z.string(), columns: z.array(z.string()).nullish() });
const column = z.looseObject({
  name: z.string(),
  description: z.string().default(""),
  data_type: z.string().nullish(),
  meta: meta.nullish(),
  config: z.looseObject({ meta: meta.nullish() }).nullish(),
  constraints: z.array(constraint).nullish(),
});
const node = z.looseObject({
  unique_id: z.string(),
  name: z.string(),
  resource_type: z.string(),
  schema: z.string().nullish(),
  original_file_path: z.string(),
  relation_name: z.string().nullish(),
  description: z.string().default(""),
  config: config.nullish(),
  columns: z.record(z.string(), column).default({}),
  constraints: z.array(constraint).nullish(),
  depends_on: z.looseObject({ nodes: z.array(z.string()).default([]) }).nullish(),
});
const manifestSchema = z.object({ nodes: z.record(z.string(), node), sources: z.record(z.string(), node) });
type Node = z.infer<typeof node>;

/** A mart as a release holds it. */
export interface ReleaseTable {
  readonly name: string;
  /** Columns that order it and tell its rows apart; all of them, in order, where the model names no key. */
  readonly key: readonly string[];
  readonly publish: boolean;
  /** Replaced by fiscal year, and so ordered by it before its key. */
  readonly byYear: boolean;
  /** Made anew each time, though few of its years may differ: which do is found by comparing. It has a key. */
  readonly yearsFound?: boolean;
}
export interface ProjectNode {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly layer: string;
  readonly incremental: boolean;
  readonly parents: readonly string[];
  /** Its file below the project, and the table that it makes as SQL names it; null for one that makes none. */
  readonly file: string;
  readonly relation: string | null;
}

/** What dbt says of the project after a build, as far as a release needs it. */
export interface Project {
  readonly tables: readonly ReleaseTable[];
  readonly nodes: readonly ProjectNode[];
  /** Text of `semantic.json`: dbt's semantic manifest, its lists in name order. */
  readonly semantic: string;
  /** Text of `models.json`: the shape of dbt's manifest, cut down to models, seeds and sources. */
  readonly models: string;
}

/** Reads `manifest.json` and `semantic_manifest.json` of dbt's target folder. */
export function readProject(target: string): Project {
  const manifest = manifestSchema.parse(json(join(target, "manifest.json")));
  const kept = Object.values(manifest.nodes).filter(
    (each) => each.resource_type === "model" || each.resource_type === "seed",
  );
  const sources = Object.values(manifest.sources);
  return {
    tables: kept.filter(inRelease).map(tableOf).sort(byName),
    nodes: [...kept, ...sources].map(nodeOf),
    semantic: stable(inNameOrder(json(join(target, "semantic_manifest.json")))),
    models: stable({ nodes: slim(kept), sources: slim(sources) }),
  };
}

function inRelease(each: Node): boolean {
  const release = each.config?.meta?.release;
  return each.resource_type === "model" && release === true;
}

function tableOf(each: Node): ReleaseTable {
  const named = each.config?.meta?.key;
  const fromMeta = Array.isArray(named) ? named.filter((name) => typeof name === "string") : [];
  const fromModel = (each.constraints ?? []).find(({ type }) => type === "primary_key")?.columns ?? [];
  const fromColumns = Object.values(each.columns)
    .filter((one) => (one.constraints ?? []).some(({ type }) => type === "primary_key"))
    .map(({ name }) => name);
  const key = [fromMeta, fromModel, fromColumns].find((names) => names.length > 0) ?? [];
  // A view over models kept by year says so, having no rows of its own to keep.
  const replaced = each.config?.materialized === "incremental" || each.config?.meta?.by_year === true;
  const found = each.config?.meta?.years_found === true && key.length > 0;
  return {
    ...{ name: each.name, key, publish: each.config?.meta?.publish !== false },
    ...{ byYear: replaced || found, ...(found && !replaced ? { yearsFound: true } : {}) },
  };
}

const nodeOf = (each: Node): ProjectNode => ({
  id: each.unique_id,
  name: each.name,
  kind: each.resource_type,
  layer: each.original_file_path.split("/")[1] ?? "",
  incremental: each.config?.materialized === "incremental",
  parents: each.depends_on?.nodes ?? [],
  file: each.original_file_path,
  relation: each.relation_name ?? null,
});

/** dbt's own shape without the SQL, the checksums, the times and the paths of the machine. */
function slim(nodes: readonly Node[]): Record<string, unknown> {
  const entries = nodes.map((each) => [
    each.unique_id,
    {
      unique_id: each.unique_id,
      name: each.name,
      resource_type: each.resource_type,
      schema: each.schema ?? null,
      source_name: each.source_name ?? null,
      original_file_path: each.original_file_path,
      description: each.description,
      config: { meta: each.config?.meta ?? {}, materialized: each.config?.materialized ?? null },
      columns: Object.fromEntries(
        Object.values(each.columns).map((one) => [
          one.name,
          {
            name: one.name,
            description: one.description,
            data_type: one.data_type ?? null,
            meta: { ...one.meta, ...one.config?.meta },
          },
        ]),
      ),
      constraints: (each.constraints ?? []).map(({ type, columns }) => ({ type, columns: columns ?? [] })),
      depends_on: { nodes: [...(each.depends_on?.nodes ?? [])].sort() },
    },
  ]);
  return Object.fromEntries(entries.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}

/** Partial parsing moves entries about; nothing reads their order. */
function inNameOrder(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, Array.isArray(part) ? [...part].sort(byName) : part]),
  );
}

const byName = (a: unknown, b: unknown): number => {
  const [left, right] = [nameOf(a), nameOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
};
const nameOf = (value: unknown): string =>
  typeof value === "object" && value !== null && "name" in value ? String(value.name) : "";

const stable = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

function json(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new BayanError(
      "dbt_manifest",
      {
        fr: `fichier de dbt illisible : ${path}`,
        ar: `تعذرت قراءة ملف dbt: ${path}`,
        en: `dbt file cannot be read: ${path}`,
      },
      { cause },
    );
  }
}
