import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { compute } from "../compute/index.ts";
import { runDbt } from "../dbt.ts";
import { openBuild, withConnection } from "../open.ts";
import { readProject } from "../release/project.ts";
import { dbtFailed, type Transformed, type TransformOptions } from "../release/transform.ts";
import { placesIn, sparkJob } from "./job.ts";
import { setUpSpark } from "./setup.ts";
import { importTables } from "./tables.ts";

export type SparkOptions = Pick<TransformOptions, "root" | "home" | "settings" | "source" | "progress">;

/**
 * The same models over the same raw files on Spark, in place of `transform`: always whole. What it made comes back into
 * a build file of its own, where the computed tables are filled from it; nothing after that knows the difference.
 */
export async function transformOnSpark(options: TransformOptions): Promise<Transformed> {
  const { home, settings, progress } = options;
  const database = await modelsOnSpark(options, []);
  await opened(database, settings, async (connection) => {
    await compute(connection, { threads: settings.threads, progress });
    await connection.run("CHECKPOINT");
  });
  return {
    ...{ database, project: readProject(placesIn(home.build, home.tmp).target), mode: "full" },
    before: null,
    copied: () => undefined,
  };
}

/**
 * Makes models on Spark and brings their tables back.
 *
 * @param select dbt's selectors, as `+fct_ratio`; all models where there are none
 * @returns the build file, closed: schemas `intermediate` and `main`
 */
export async function modelsOnSpark(
  { root, home, settings, source, progress }: SparkOptions,
  select: readonly string[],
): Promise<string> {
  const places = placesIn(home.build, home.tmp);
  for (const folder of [places.tables, places.warehouse, places.temp])
    rmSync(folder, { recursive: true, force: true });
  for (const folder of [places.tables, places.target, places.temp]) mkdirSync(folder, { recursive: true });
  const { python } = await setUpSpark(root, settings.sparkRemote, progress);

  const database = join(home.build, "spark.duckdb");
  for (const file of [database, `${database}.wal`]) rmSync(file, { force: true });
  const reach = await opened(database, settings, async (connection) => {
    await source.store?.open(connection);
    const given = source.store?.spark() ?? null;
    await source.prepare(connection);
    const job = await sparkJob(connection, source.raw ?? [], places, settings, given);
    writeFileSync(places.job, JSON.stringify(job));
    return given;
  });

  const stage = progress.stage("dbt");
  const result = await runDbt({
    ...{ root, home, settings, database, command: "build", select },
    // What a release must hold is checked on the file that comes of it, whichever engine made its rows.
    without: ["test"],
    engine: {
      ...{ target: "spark", python, folder: places.target },
      args: [join(root, "warehouse", "spark", "entry.py"), places.job],
      environment: { ...javaEnvironment(places.tables), ...reach?.environment },
    },
    onProgress: (done, total, node) => stage.update(done, total, node),
  });
  stage.end();
  if (!result.ok) throw dbtFailed(result.faults);

  await opened(database, settings, async (connection) => {
    await importTables(connection, places.tables);
  });
  rmSync(places.temp, { recursive: true, force: true });
  return database;
}

async function opened<T>(
  database: string,
  settings: TransformOptions["settings"],
  use: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const instance = await openBuild(database, settings);
  try {
    return await withConnection(instance, use);
  } finally {
    instance.closeSync();
  }
}

const javaEnvironment = (tables: string): Record<string, string> => ({
  BAYAN_SPARK_TABLES: tables,
  SPARK_LOCAL_IP: "127.0.0.1",
  ...Object.fromEntries(
    ["JAVA_HOME", "JDK_JAVA_OPTIONS"].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  ),
});
