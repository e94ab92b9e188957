import { DuckDBInstance } from "@duckdb/node-api";
import { spillFolder } from "./spill.ts";

/**
 * Opens an engine that fetches nothing from anywhere and puts what it does not hold in memory into a folder of its own.
 * All engines are opened here: two that share a folder read each other's pages, as wrong values or as a crash, and
 * DuckDB's own choice is one folder for all that work in the same place.
 *
 * @param temp where that folder is made
 * @param settings of the engine, beside these
 * @param file in memory where none is given
 */
export const openEngine = (
  temp: string,
  settings: Readonly<Record<string, string>> = {},
  file = ":memory:",
): Promise<DuckDBInstance> =>
  DuckDBInstance.create(file, {
    temp_directory: spillFolder(temp),
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    ...settings,
  });
