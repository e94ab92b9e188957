import { mkdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { ident, literal } from "../quote.ts";
import type { SparkReach } from "../raw/index.ts";
import { columnsOf } from "../release/tables.ts";
import type { RawTable } from "../release/transform.ts";
import { bytesOf, type Settings } from "../settings.ts";

/** Where a build on Spark keeps what it makes, below `<home>/build/spark`. */
export interface SparkPlaces {
  /** `<schema>/<table>/*.parquet`, which Spark writes and DuckDB reads: both must see it under this name. */
  readonly tables: string;
  readonly warehouse: string;
  readonly target: string;
  readonly job: string;
  readonly temp: string;
}
export const placesIn = (build: string, tmp: string): SparkPlaces => ({
  tables: join(build, "spark", "tables"),
  warehouse: join(build, "spark", "warehouse"),
  target: join(build, "spark", "target"),
  job: join(build, "spark", "job.json"),
  temp: join(tmp, "spark"),
});

/** What entry.py is told. */
export interface SparkJob {
  readonly remote: string | null;
  readonly master: string;
  /** Settings of a session on this machine that must stand before it starts. */
  readonly driver: Readonly<Record<string, string>>;
  readonly session: Readonly<Record<string, string>>;
  readonly schemas: readonly string[];
  readonly raw: readonly SparkTable[];
}
/** The column of a raw view that no file holds; see pipelines/engine/views.ts. */
const SAMPLE = "_sample";
interface SparkTable {
  readonly name: string;
  readonly columns: readonly (readonly [name: string, type: string])[];
  readonly folder: string;
  readonly files: readonly string[];
  readonly where: string | null;
  readonly sample: string | null;
}

type JobSettings = Pick<Settings, "threads" | "buildMemory" | "sparkRemote" | "sparkJars">;

/**
 * The job of one build: the raw tables as the build file's own views show them, and how the session must read SQL for
 * the models to mean the same on both engines.
 */
export async function sparkJob(
  connection: DuckDBConnection,
  raw: readonly RawTable[],
  places: SparkPlaces,
  settings: JobSettings,
  reach: SparkReach | null = null,
): Promise<SparkJob> {
  const tables: SparkTable[] = [];
  for (const table of raw) tables.push(await sparkTable(connection, table, places, reach));
  return {
    remote: settings.sparkRemote,
    master: `local[${settings.threads}]`,
    driver: {
      // The rest is Python's, and what a JVM takes beside its heap.
      "spark.driver.memory": `${Math.floor((bytesOf(settings.buildMemory) * 0.7) / 2 ** 20)}m`,
      // Spark compiles a class for each stage of some four hundred models. The 48 MB that a machine of one compiler keeps
      // for code ran out, and method handles were "not found" then, in any model.
      "spark.driver.extraJavaOptions": "-XX:ReservedCodeCacheSize=512m",
      "spark.driver.host": "127.0.0.1",
      "spark.driver.bindAddress": "127.0.0.1",
      "spark.ui.enabled": "false",
      "spark.ui.showConsoleProgress": "false",
      "spark.local.dir": places.temp,
      "spark.sql.warehouse.dir": places.warehouse,
      "spark.sql.catalogImplementation": "in-memory",
      // One for each core and one to spare: a task costs more than the rows of a small table.
      "spark.sql.shuffle.partitions": String(2 * settings.threads),
      ...(settings.sparkJars === null
        ? {}
        : { "spark.driver.extraClassPath": join(settings.sparkJars, "*") }),
      ...reach?.settings,
    },
    session: {
      "spark.sql.session.timeZone": "UTC",
      "spark.sql.ansi.enabled": "true",
      "spark.sql.ansi.doubleQuotedIdentifiers": "true",
      "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    },
    schemas: ["raw", "seeds", "staging", "intermediate", "main"],
    raw: tables,
  };
}

async function sparkTable(
  connection: DuckDBConnection,
  { name, files, where, sample }: RawTable,
  places: SparkPlaces,
  reach: SparkReach | null,
): Promise<SparkTable> {
  const view = `raw.${ident(name)}`;
  const columns = (await columnsOf(connection, view)).map(
    ([column, type]) => [column, sparkType(type)] as const,
  );
  const folders = new Set(files.map((file) => dirname(reach?.name(file) ?? file)));
  if (folders.size > 1) throw new RangeError(`spark: ${name}: files in ${folders.size} folders`);
  const [folder] = folders;
  if (folder !== undefined)
    return {
      // What the view says of its rows stands in no file.
      ...{ name, columns: sample === null ? columns : columns.filter(([column]) => column !== SAMPLE) },
      ...{ folder, files: files.map((file) => basename(file)), where, sample },
    };
  // Rows that no file holds: the list of exports, or none at all.
  const own = join(places.tables, "raw", name);
  mkdirSync(own, { recursive: true });
  await connection.run(`COPY (FROM ${view}) TO ${literal(join(own, "rows.parquet"))} (FORMAT parquet)`);
  return { name, columns, folder: own, files: ["rows.parquet"], where: null, sample: null };
}

/** Spark's name of a DuckDB type. */
export function sparkType(type: string): string {
  if (type.endsWith("[]")) return `array<${sparkType(type.slice(0, -2))}>`;
  return TYPES.get(type) ?? type.toLowerCase();
}
const TYPES = new Map([
  ["VARCHAR", "string"],
  ["INTEGER", "int"],
  ["BLOB", "binary"],
]);
