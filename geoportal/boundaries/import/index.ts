import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { LAYER_OF, type Level } from "#geoportal/layers/unit.ts";
import { literal } from "#warehouse/quote.ts";
import { checkCoverage } from "../checks.ts";
import { openSpatial } from "../engine.ts";
import { toFeatures, toTopology } from "../layer.ts";
import { loadAreas } from "../sql.ts";
import { checkGiven, compareAreas, type Known } from "./check.ts";
import { type Fault, stops } from "./faults.ts";
import { readGiven } from "./read.ts";
import { type About, keepLayer, keptLayers, sha256Of } from "./store.ts";

export { FAULTS, type Fault, stops } from "./faults.ts";

export interface ImportOptions {
  readonly file: string;
  readonly level: Level;
  readonly key: string | null;
  readonly crs: number | null;
  /** First day that these boundaries hold, `2026-01-01`. */
  readonly validFrom: string;
  /** Whose they are, as credits name them, and on what terms. */
  readonly source: string;
  readonly licence: string;
  /** Nothing is kept: only the report is wanted. */
  readonly dry: boolean;
}
export interface ImportReport {
  readonly level: Level;
  readonly units: number;
  readonly faults: readonly Fault[];
  /** Whether it was kept, or would be. */
  readonly accepted: boolean;
  readonly replaces: string | null;
}

/**
 * Takes an official file of boundaries instead of the packaged ones: reads it, checks codes, validity, coverage and
 * areas against what it replaces, and keeps it as the version of its day. The next release draws it.
 */
export async function importBoundaries(root: string, options: ImportOptions): Promise<ImportReport> {
  const { level } = options;
  const layer = LAYER_OF[level];
  const instance = await openSpatial();
  const connection = await instance.connect();
  try {
    const before = keptLayers(root, layer).at(-1);
    const known = await knownCodes(connection, root, level);
    const given = await readGiven(connection, options);
    const faults: Fault[] = [...given];
    if (given.length === 0) faults.push(...(await checkGiven(connection, known)));
    const accepted = !stops(faults);
    if (accepted) {
      await checkCoverage(connection, "imported", known.codes.size);
      if (before !== undefined) {
        await loadAreas(
          connection,
          "replaced",
          toFeatures(before.topology).map(({ properties, geometry }) => ({
            code: properties.code,
            geometry: JSON.stringify(geometry),
          })),
          "st_geomfromgeojson",
        );
        faults.push(...(await compareAreas(connection)));
      }
    }
    if (accepted && !options.dry) {
      const name = basename(options.file);
      const about: About = {
        ...{ layer, valid_from: options.validFrom, file: name, sha256: sha256Of(options.file) },
        units: known.codes.size,
        credit: {
          precision: "official",
          credit: {
            fr: `Limites : ${options.source}`,
            ar: `الحدود: ${options.source}`,
            en: `Boundaries: ${options.source}`,
          },
          licence: options.licence,
          source: name,
        },
      };
      keepLayer(root, about, await toTopology(connection, "imported"));
    }
    return { level, units: known.codes.size, faults, accepted, replaces: before?.about.valid_from ?? null };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Codes of the census reference, and of 2014 those that changed. */
async function knownCodes(connection: DuckDBConnection, root: string, level: Level): Promise<Known> {
  const file = (table: string): string => join(root, "raw", "ref", table);
  const read = async (sql: string): Promise<readonly Record<string, unknown>[]> =>
    (await connection.runAndReadAll(sql)).getRowObjectsJson();
  const table = (name: string): string =>
    `read_parquet(${literal(join(file(name), "*.parquet"))}, union_by_name = true)`;
  const units = await read(
    `SELECT DISTINCT code FROM ${table("unit")} WHERE level = ${literal(level)} AND has_council AND valid_to IS NULL`,
  );
  const crosswalk = existsSync(file("crosswalk"))
    ? await read(
        `SELECT DISTINCT code_2014, code_2024 FROM ${table("crosswalk")} WHERE code_2014 <> code_2024`,
      )
    : [];
  return {
    codes: new Set(units.map(({ code }) => String(code))),
    crosswalk: new Map(crosswalk.map((row) => [String(row.code_2014), String(row.code_2024)])),
  };
}
