import { existsSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBInstance } from "@duckdb/node-api";
import { openEngine } from "#warehouse/engine.ts";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { literal } from "#warehouse/quote.ts";
import { boundaryFault } from "./fault.ts";

/** `site-packages` of the checkout's Python environment, where the boundary packages and the extension lie. */
export function sitePackages(root: string = PROJECT_ROOT): string {
  const lib = join(root, ".venv", "lib");
  const python = existsSync(lib) ? readdirSync(lib).find((name) => name.startsWith("python3")) : undefined;
  if (python === undefined) throw boundaryFault("the Python environment is missing", lib);
  return join(lib, python, "site-packages");
}

/**
 * An engine in memory with DuckDB's spatial extension out of the environment: a closed network has no other.
 * One thread: the order in which areas are united then is one, and so are the bytes of the layers.
 *
 * @param settings of the engine, beside these
 */
export async function openSpatial(
  packages: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<DuckDBInstance> {
  const folder = join(packages, "duckdb_extension_spatial", "extensions");
  const version = existsSync(folder) ? readdirSync(folder).sort().at(-1) : undefined;
  if (version === undefined) throw boundaryFault("the spatial extension is missing", folder);
  const instance = await openEngine(tmpdir(), { threads: "1", ...settings });
  const connection = await instance.connect();
  await connection.run(`LOAD ${literal(join(folder, version, "spatial.duckdb_extension"))}`);
  connection.closeSync();
  return instance;
}
