import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { Build, ReleaseFile, ReleaseStep } from "#warehouse/surface.ts";
import { DATASETS } from "./datasets/index.ts";
import type { Catalogue, CatalogueEntry, CatalogueFile, Dataset, Field } from "./types.ts";

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
const literal = (value: string) => `'${value.replaceAll("'", "''")}'`;

/** A spreadsheet runs a text cell that opens with one of these; an apostrophe in front makes it text again. */
const FORMULA = "^[\\s]*[=+\\-@\\t\\r＝＋－＠]";

const csvCell = (field: Field): string =>
  field.type === "string"
    ? `case when regexp_matches(${quote(field.name)}, ${literal(FORMULA)}) then '''' || ${quote(field.name)} else ${quote(field.name)} end as ${quote(field.name)}`
    : quote(field.name);

/** Name of a file of a dataset. The mark of the sample travels in it. */
export function fileName(
  dataset: Dataset,
  part: string | null,
  format: "csv" | "parquet",
  sample: boolean,
): string {
  const stem = part === null ? dataset.slug : `${dataset.slug}-${part}`;
  return `${stem}${sample ? "-exemple" : ""}.${format}`;
}

async function sha256(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

async function scalar(connection: DuckDBConnection, sql: string): Promise<unknown> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowsJson()[0]?.[0] ?? null;
}

/** Values of the splitting column, as text, in order; one null for a dataset kept whole. */
async function partsOf(
  connection: DuckDBConnection,
  dataset: Dataset,
  table: string,
): Promise<(string | null)[]> {
  if (dataset.splitBy === null) return [null];
  const column = quote(dataset.splitBy);
  const reader = await connection.runAndReadAll(
    `select distinct ${column}::varchar as part from ${table} order by part`,
  );
  return reader.getRowsJson().map((row) => String(row[0]));
}

async function writeDataset(
  connection: DuckDBConnection,
  build: Build,
  dataset: Dataset,
): Promise<CatalogueEntry> {
  const sample = build.sample && dataset.real !== true;
  const table = quote(`export_${dataset.slug}`);
  const order = dataset.key.map((name) => quote(name)).join(", ");
  await connection.run(`create or replace temp table ${table} as ${dataset.sql}`);
  const folder = join("opendata", dataset.slug);
  await mkdir(join(build.dir, folder), { recursive: true });
  const files: CatalogueFile[] = [];
  for (const part of await partsOf(connection, dataset, table)) {
    const where =
      part === null || dataset.splitBy === null
        ? ""
        : `where ${quote(dataset.splitBy)}::varchar = ${literal(part)}`;
    const rows = Number(await scalar(connection, `select count(*) from ${table} ${where}`));
    for (const format of ["csv", "parquet"] as const) {
      const columns = dataset.fields
        .map((field) => (format === "csv" ? csvCell(field) : quote(field.name)))
        .join(", ");
      const name = fileName(dataset, part, format, sample);
      const path = `${folder}/${name}`;
      const options =
        format === "csv"
          ? "format csv, header, delimiter ','"
          : `format parquet, compression zstd, kv_metadata {dataset: ${literal(dataset.slug)}, sample: ${literal(String(sample))}}`;
      await connection.run(
        `copy (select ${columns} from ${table} ${where} order by ${order}) to ${literal(join(build.dir, path))} (${options})`,
      );
      const { size } = await stat(join(build.dir, path));
      files.push({
        path,
        name,
        format,
        part,
        rows,
        bytes: size,
        sha256: await sha256(join(build.dir, path)),
      });
    }
  }
  const years = files.map((file) => file.part).filter((part): part is string => part !== null);
  const rows = files.filter((file) => file.format === "csv").reduce((sum, file) => sum + file.rows, 0);
  await connection.run(`drop table ${table}`);
  const version = createHash("sha256")
    .update(files.map((file) => `${file.name} ${file.sha256}\n`).join(""))
    .digest("hex")
    .slice(0, 12);
  return {
    slug: dataset.slug,
    version,
    rows,
    sample,
    from: years[0] ?? null,
    to: years.at(-1) ?? null,
    files,
  };
}

/**
 * Writes every dataset as CSV and Parquet, a file a year where it is split, sorted by key, and the list of
 * them in `opendata/catalogue.json`. The same rows give the same bytes: no clock and no release id inside.
 */
export async function publishDatasets(
  build: Build,
  datasets: readonly Dataset[] = DATASETS,
): Promise<readonly ReleaseFile[]> {
  const instance = await DuckDBInstance.create(build.database, {
    access_mode: "READ_ONLY",
    memory_limit: build.settings.buildMemory,
    threads: String(build.settings.threads),
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const entries: CatalogueEntry[] = [];
  try {
    const connection = await instance.connect();
    await connection.run("set timezone = 'UTC'");
    await connection.run("set preserve_insertion_order = true");
    for (const dataset of datasets) entries.push(await writeDataset(connection, build, dataset));
    connection.closeSync();
  } finally {
    instance.closeSync();
  }
  const catalogue: Catalogue = { datasets: entries };
  await writeFile(join(build.dir, "opendata/catalogue.json"), `${JSON.stringify(catalogue, null, 1)}\n`);
  return [
    { path: "opendata/catalogue.json", public: true },
    ...entries.flatMap((entry) => entry.files.map((file) => ({ path: file.path, public: true }))),
  ];
}

export const publishStep: ReleaseStep = {
  name: "opendata",
  after: [],
  run: (build) => publishDatasets(build),
};
