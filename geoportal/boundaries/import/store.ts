import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { LayerCredit } from "#geoportal/layers/credits.ts";
import { boundaryFault } from "../fault.ts";
import { type BoundaryTopology, isBoundaryTopology, type LayerName } from "../layer.ts";

const textSchema = z.object({ fr: z.string(), ar: z.string(), en: z.string() });
const aboutSchema = z.object({
  layer: z.enum(["regions", "provinces", "communes"]),
  /** First day that these boundaries hold. */
  valid_from: z.iso.date(),
  file: z.string(),
  sha256: z.string(),
  units: z.int(),
  credit: z.object({
    precision: z.enum(["general", "indicative", "official"]),
    credit: textSchema,
    licence: z.string(),
    source: z.string(),
  }),
});
/** What is kept beside an imported layer: where it came from, and since when it holds. */
export type About = z.infer<typeof aboutSchema>;
export interface ImportedLayer {
  readonly about: About;
  readonly topology: BoundaryTopology;
  readonly credit: LayerCredit;
}

/** Where a home keeps boundaries that were imported: a folder per layer and day. */
export const boundariesDir = (root: string): string => join(root, "boundaries");

/** Keeps an imported layer as the version of its day; the same day again replaces it. Whole or not at all. */
export function keepLayer(root: string, about: About, topology: BoundaryTopology): string {
  const folder = join(boundariesDir(root), about.layer);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${about.valid_from}.json`);
  writeFileSync(`${path}.partial`, JSON.stringify({ about, topology }));
  renameSync(`${path}.partial`, path);
  return path;
}

/** Imported versions of a layer, oldest first. */
export function keptLayers(root: string, layer: LayerName): ImportedLayer[] {
  const folder = join(boundariesDir(root), layer);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^\d{4}-\d{2}-\d{2}\.json$/u.test(name))
    .sort()
    .map((name) => {
      const value: unknown = JSON.parse(readFileSync(join(folder, name), "utf8"));
      const { about, topology } = z.object({ about: aboutSchema, topology: z.unknown() }).parse(value);
      if (!isBoundaryTopology(topology)) throw boundaryFault("an imported layer is torn", name);
      return { about, topology, credit: about.credit } satisfies ImportedLayer;
    });
}

/** The version that holds in a month (`2026-10`): the last that began by its end; null where none was imported. */
export const layerAt = (root: string, layer: LayerName, month: string): ImportedLayer | null =>
  keptLayers(root, layer).findLast(({ about }) => about.valid_from.slice(0, 7) <= month) ?? null;

/** Lines that held until the day that others began: an imported version, or null for the packages' own, before any. */
export interface Earlier {
  readonly before: string;
  readonly lines: ImportedLayer | null;
}

/** What the version that holds in a month took the place of, oldest first: a figure of then is drawn on it. */
export function earlierLayers(root: string, layer: LayerName, month: string): Earlier[] {
  const kept = keptLayers(root, layer).filter(({ about }) => about.valid_from.slice(0, 7) <= month);
  return kept.map(({ about }, at) => ({ before: about.valid_from, lines: kept[at - 1] ?? null }));
}

export const sha256Of = (file: string): string =>
  createHash("sha256").update(readFileSync(file)).digest("hex");
