import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { openEngine } from "./engine.ts";
import { homeAt, PROJECT_ROOT, servingTemp } from "./home.ts";
import { extensionFile } from "./python.ts";
import { literal } from "./quote.ts";
import { bytesOf, type Settings } from "./settings.ts";

type Limits = Pick<Settings, "home" | "threads" | "tempMax">;

export interface OpenOptions {
  /** Load the spatial extension out of the venv. */
  readonly spatial?: boolean;
  /** Share of the memory budget, 0–1, that this engine may take. */
  readonly share?: number;
  readonly threads?: number;
}

/**
 * Opens a DuckDB file (or `:memory:`) for building: reads and writes files, at most `buildMemory × share`,
 * temporary files below `<home>/tmp`. UTC, insertion order kept, nothing fetched from anywhere.
 */
export async function openBuild(
  file: string,
  settings: Limits & Pick<Settings, "buildMemory">,
  options: OpenOptions = {},
): Promise<DuckDBInstance> {
  const limits = {
    ...common(settings, options),
    memory_limit: share(settings.buildMemory, options.share ?? 0.75),
    // A table whose last years were replaced is not packed anew, whole, for what is free in it: that takes ten times as
    // long as writing the years, and the next years take its place (measured).
    max_vacuum_tasks: "0",
  };
  const instance = await openEngine(homeAt(settings.home).tmp, limits, file);
  await prepare(instance, options, []);
  return instance;
}

/**
 * Opens a closed, checkpointed file for answering: read-only, no file or network access from SQL, settings
 * locked. Two are open at once while releases change hands, hence 0.4 of the server's memory for each.
 */
export async function openServing(
  file: string,
  settings: Limits & Pick<Settings, "serverMemory">,
  options: OpenOptions = {},
): Promise<DuckDBInstance> {
  const limits = {
    ...common(settings, options),
    access_mode: "READ_ONLY",
    memory_limit: share(settings.serverMemory, options.share ?? 0.4),
  };
  const instance = await openEngine(servingTemp(homeAt(settings.home)), limits, file);
  await prepare(instance, options, [
    "SET GLOBAL enable_external_access = false",
    "SET GLOBAL lock_configuration = true",
  ]);
  return instance;
}

/** Runs `use` on a connection of its own and closes it, also when it throws. */
export async function withConnection<T>(
  instance: DuckDBInstance,
  use: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const connection = await instance.connect();
  try {
    return await use(connection);
  } finally {
    connection.closeSync();
  }
}

const common = (settings: Limits, options: OpenOptions): Record<string, string> => ({
  max_temp_directory_size: mib(bytesOf(settings.tempMax)),
  threads: String(options.threads ?? settings.threads),
  allow_community_extensions: "false",
  preserve_insertion_order: "true",
});

async function prepare(
  instance: DuckDBInstance,
  options: OpenOptions,
  after: readonly string[],
): Promise<void> {
  await withConnection(instance, async (connection) => {
    await connection.run("SET GLOBAL TimeZone = 'UTC'");
    if (options.spatial === true)
      await connection.run(`LOAD ${literal(extensionFile(PROJECT_ROOT, "spatial"))}`);
    for (const statement of after) await connection.run(statement);
  });
}

const mib = (bytes: number): string => `${Math.floor(bytes / 2 ** 20)}MiB`;
const share = (budget: string, part: number): string => mib(bytesOf(budget) * part);
