import { createHash } from "node:crypto";
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

export const buildManifestSchema: z.ZodType<BuildManifest> = z.strictObject({
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
  seal: sha.optional(),
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

/** The private manifest as written, with the hash of all that it says: no other file could tell a change in it. */
export function buildManifestText({ seal: _, ...manifest }: BuildManifest): string {
  const seal = createHash("sha256").update(JSON.stringify(manifest)).digest("hex");
  return `${JSON.stringify({ ...manifest, seal }, null, 1)}\n`;
}

/** Whether the private manifest of a release is to the byte as it was written; true of one from before there was a seal. */
export function buildManifestHolds(dir: string): boolean {
  const { seal } = readBuildManifest(dir);
  if (seal === undefined) return true;
  const text = readFileSync(join(dir, BUILD_MANIFEST), "utf8");
  const said: BuildManifest = JSON.parse(text);
  return buildManifestText(said) === text;
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
