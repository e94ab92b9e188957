import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { BayanError } from "../errors.ts";
import type { BuildManifest, PublicManifest } from "./types.ts";

export const PUBLIC_MANIFEST = "manifest.public.json";
export const BUILD_MANIFEST = "manifest.build.json";
export const DATABASE = "warehouse.duckdb";

const sha = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();
const file = z.object({ path: z.string(), bytes: count, sha256: sha });
const part = z.object({ year: z.number().int(), rows: count, sha256: sha });
const table = z.object({ name: z.string(), rows: count, sha256: sha, parts: z.array(part).optional() });
const state = z.enum(["provisional", "validated", "public"]);

export const publicManifestSchema: z.ZodType<PublicManifest> = z.object({
  id: z.string(),
  sample: z.boolean(),
  until: z.string(),
  tables: z.array(table),
  files: z.array(file),
});

export const buildManifestSchema: z.ZodType<BuildManifest> = z.object({
  id: z.string(),
  built_at: z.string(),
  state,
  inputs: z.array(
    z.object({
      system: z.string(),
      table: z.string(),
      period: z.string(),
      export_id: z.string(),
      file: z.string(),
      sha256: z.string(),
      extracted_at: z.string(),
      rows_in: count,
      rows: count,
      rows_refused: count,
      sample: z.boolean(),
      without: z.array(z.string()).optional(),
    }),
  ),
  models_sha256: sha,
  code_sha256: sha,
  scale: z.number().nullable(),
  timings: z.record(z.string(), z.number()),
  files: z.array(file),
  tables: z.array(table),
  public_sha256: sha,
  database_sha256: sha,
});

/** The same manifest, the same bytes: lists in byte order of their names, one entry a line. */
export function publicManifestText(manifest: PublicManifest): string {
  const by =
    <T>(key: (item: T) => string) =>
    (a: T, b: T) =>
      key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
  return `${JSON.stringify(
    {
      id: manifest.id,
      sample: manifest.sample,
      until: manifest.until,
      tables: [...manifest.tables].sort(by((each) => each.name)),
      files: [...manifest.files].sort(by((each) => each.path)),
    },
    null,
    1,
  )}\n`;
}

export const readPublicManifest = (dir: string): PublicManifest =>
  read(dir, PUBLIC_MANIFEST, publicManifestSchema);
export const readBuildManifest = (dir: string): BuildManifest =>
  read(dir, BUILD_MANIFEST, buildManifestSchema);

function read<T>(dir: string, name: string, schema: z.ZodType<T>): T {
  const path = join(dir, name);
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (cause) {
    throw new BayanError(
      "manifest_unreadable",
      {
        fr: `manifeste illisible : ${path}`,
        ar: `تعذرت قراءة البيان: ${path}`,
        en: `manifest cannot be read: ${path}`,
      },
      { cause },
    );
  }
}
