import { tmpdir } from "node:os";
import type { DuckDBInstance } from "@duckdb/node-api";
import { openEngine } from "#warehouse/engine.ts";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { extensionFile, pythonPaths } from "#warehouse/python.ts";
import { literal } from "#warehouse/quote.ts";

/** `site-packages` of the checkout's Python environment, where the boundary packages lie. */
export const sitePackages = (): string => pythonPaths(PROJECT_ROOT).sitePackages;

/**
 * An engine in memory with DuckDB's spatial extension out of the environment.
 * One thread: the order in which areas are united then is one, and so are the bytes of the layers.
 *
 * @param settings of the engine, beside these
 */
export async function openSpatial(settings: Readonly<Record<string, string>> = {}): Promise<DuckDBInstance> {
  const instance = await openEngine(tmpdir(), { threads: "1", ...settings });
  const connection = await instance.connect();
  await connection.run(`LOAD ${literal(extensionFile(PROJECT_ROOT, "spatial"))}`);
  connection.closeSync();
  return instance;
}
