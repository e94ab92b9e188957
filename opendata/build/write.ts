import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { BayanError } from "#warehouse/errors.ts";
import { ident, literal } from "#warehouse/quote.ts";
import { guardCounts } from "../disclosure/guard.ts";
import { ownLabel } from "../labels.ts";
import type { CatalogueEntry, CatalogueFile, Dataset, Field, StoredFormat } from "../types.ts";
import type { Dictionary } from "./dictionary.ts";
import { hashFile } from "./hash.ts";
import { coverageOf, type Part, partFilter, partsOf, partsStanding } from "./parts.ts";
import { csvCell, fieldType, rowsOf } from "./sql.ts";
import { linkFile, type StandingFile, type TakeOver } from "./take-over.ts";

export interface WriteOptions {
  /** The folder of the release; files go below `opendata/<slug>/`. */
  readonly dir: string;
  readonly sample: boolean;
  readonly until: string;
  readonly dictionary: Dictionary;
  /** Parquet files of this dataset in the release before, in order; none where there is no such release. */
  readonly before: readonly string[];
  /** Files of a part in the release before, where that was written by this very code. */
  readonly standing?: TakeOver["part"];
  /** Which of its years are to be made, where the others stand. */
  readonly renewal?: TakeOver["renewal"];
  /** Told of slices that stay as they were published before. */
  readonly onFrozen?: (slug: string, slices: readonly string[]) => void;
}

/** Name of a file of a dataset. The mark of the sample travels in it. */
export const fileName = (slug: string, part: string | null, format: string, sample: boolean): string =>
  `${part === null ? slug : `${slug}-${part}`}${sample ? "-exemple" : ""}.${format}`;

/** How a stored file is written: the same rows give the same bytes. */
export const copyOptions = (slug: string, format: StoredFormat, sample: boolean): string =>
  format === "csv"
    ? "format csv, header, delimiter ','"
    : `format parquet, compression zstd, kv_metadata {dataset: ${literal(slug)}, sample: ${literal(String(sample))}}`;

/** Writes one dataset below `dir`, CSV and Parquet by part, sorted by key, and tells what it has written. */
export async function writeDataset(
  connection: DuckDBConnection,
  dataset: Dataset,
  options: WriteOptions,
): Promise<CatalogueEntry> {
  const { slug } = dataset;
  const sample = options.sample && !dataset.real;
  const table = ident(`export_${slug}`);
  const order = dataset.key.map((name) => ident(name)).join(", ");
  const columns = dataset.columns.map((name) => ident(name)).join(", ");
  const renewal = options.renewal?.(dataset) ?? null;
  const among =
    renewal === null ? "" : `where ${ident(dataset.splitBy ?? "")} in (${renewal.years.join(", ")})`;
  await connection.run(
    `create or replace temp table ${table} as select ${columns} from (${dataset.sql}) ${among} order by ${order}`,
  );
  const fields = await fieldsOf(connection, table, dataset, options.dictionary);
  const withheld = await guarded(connection, table, dataset, columns, order, options);
  await uniqueKey(connection, table, dataset);

  const old = renewal?.files.filter(({ format }) => format === "parquet") ?? [];
  const all =
    old.length === 0
      ? table
      : `(from ${table} union all from read_parquet([${old.map(({ from }) => literal(from)).join(", ")}]))`;
  const parts = [
    ...(await partsOf(connection, table, dataset.splitBy, fields)),
    ...(await partsStanding(connection, old, fields)),
  ].sort((a, b) => ((a.name ?? "") < (b.name ?? "") ? -1 : 1));
  const { files, whole } = await writeParts(connection, table, dataset, fields, parts, {
    ...options,
    kept: renewal?.files ?? [],
  });
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const filled = fields.map((_, index) => parts.reduce((sum, part) => sum + (part.filled[index] ?? 0), 0));
  const [from, to] = await coverageOf(connection, all, dataset, fields, options.until);
  await connection.run(`drop table ${table}`);
  return {
    slug,
    version: versionOf(fields, dataset.key, files),
    title: dataset.title,
    ...{ rows, sample, from, to, fields, key: dataset.key, splitBy: dataset.splitBy },
    region: fields.some(({ name }) => name === "region_code") ? "region_code" : null,
    point: dataset.point,
    ...{ files, whole },
    completeness: filled.map((count) => (rows === 0 ? 1 : Math.round((count / rows) * 1e6) / 1e6)),
    withheld,
    marts: dataset.marts,
    sql_sha256: createHash("sha256").update(dataset.sql).digest("hex"),
  };
}

/**
 * Writes each part as CSV and Parquet, or links it where its rows stand, those of parts that are `kept` unread; tells the
 * files, and what all parts are as one CSV under one header.
 */
async function writeParts(
  connection: DuckDBConnection,
  table: string,
  { slug, real, splitBy }: Dataset,
  fields: readonly Field[],
  parts: readonly Part[],
  options: WriteOptions & { readonly kept: readonly StandingFile[] },
): Promise<Pick<CatalogueEntry, "files" | "whole">> {
  const sample = options.sample && !real;
  const folder = join("opendata", slug);
  await mkdir(join(options.dir, folder), { recursive: true });
  const joined = createHash("sha256");
  let bytes = 0;
  const count = (more: number) => {
    bytes += more;
  };
  const files: CatalogueFile[] = [];
  for (const [index, part] of parts.entries()) {
    const where = partFilter(splitBy, part.name);
    const rows = `${table} ${where}`;
    const kept = options.kept.filter((file) => file.part === part.name);
    const standing = kept.length > 0 ? kept : (options.standing?.(slug, part.name) ?? []);
    const stands = kept.length > 0 || (await isSame(connection, rows, part, fields, standing));
    for (const format of ["csv", "parquet"] as const) {
      const name = fileName(slug, part.name, format, sample);
      const path = `${folder}/${name}`;
      const list = fields.map((field) => (format === "csv" ? csvCell(field) : ident(field.name))).join(", ");
      const same = stands ? standing.find((file) => file.name === name) : undefined;
      if (same !== undefined) linkFile(same.from, join(options.dir, path));
      else if (kept.length > 0) throw new Error(`dataset ${slug}: ${name} stands nowhere`);
      else
        await connection.run(
          `copy (select ${list} from ${rows}) to ${literal(join(options.dir, path))} (${copyOptions(slug, format, sample)})`,
        );
      const also =
        format === "csv" && parts.length > 1 ? { hash: joined, body: index > 0, count } : undefined;
      // What was linked keeps its hash: the check of all files reads it once more.
      const { bytes: length, sha256 } =
        same !== undefined && also === undefined ? same : await hashFile(join(options.dir, path), also);
      files.push({ path, name, format, part: part.name, rows: part.rows, bytes: length, sha256 });
    }
  }
  const [only] = files;
  const whole =
    parts.length === 1 && only !== undefined
      ? { bytes: only.bytes, sha256: only.sha256 }
      : { bytes, sha256: joined.digest("hex") };
  return { files, whole };
}

/** Whether a part has the rows of its Parquet file in the release before, in their order: reading costs less than writing. */
async function isSame(
  connection: DuckDBConnection,
  rows: string,
  part: Part,
  fields: readonly Field[],
  standing: readonly StandingFile[],
): Promise<boolean> {
  const file = standing.find(({ format }) => format === "parquet");
  if (file?.rows !== part.rows || standing.some(({ from }) => !existsSync(from))) return false;
  const old = `read_parquet(${literal(file.from)})`;
  const shape = async (of: string) =>
    JSON.stringify(
      (await rowsOf(connection, `describe select * from ${of}`)).map(([name, type]) => [name, type]),
    );
  if ((await shape(rows)) !== (await shape(old))) return false;
  const as = (by: string, of: string) =>
    `(select ${fields.map(({ name }, at) => `${ident(name)} as ${by}${at}`).join(", ")} from ${of})`;
  // A zero below nothing is equal to zero, and written otherwise.
  const differs = fields.flatMap(({ type }, at) => [
    `n${at} is distinct from o${at}`,
    ...(type === "number" ? [`signbit(n${at}) is distinct from signbit(o${at})`] : []),
  ]);
  const found = await rowsOf(
    connection,
    `select 1 from ${as("n", rows)} positional join ${as("o", old)} where ${differs.join(" or ")} limit 1`,
  );
  return found.length === 0;
}

/** Twelve hex digits of the schema and of the files: the same data in the same shape is the same version. */
export function versionOf(
  fields: readonly Field[],
  key: readonly string[],
  files: readonly Pick<CatalogueFile, "name" | "sha256">[],
): string {
  const shape = JSON.stringify([fields.map(({ name, type, unit }) => [name, type, unit ?? null]), key]);
  const lines = files.map((file) => `${file.name} ${file.sha256}\n`).join("");
  return createHash("sha256").update(`${shape}\n${lines}`).digest("hex").slice(0, 12);
}

async function fieldsOf(
  connection: DuckDBConnection,
  table: string,
  dataset: Dataset,
  dictionary: Dictionary,
): Promise<readonly Field[]> {
  const described = await rowsOf(connection, `describe ${table}`);
  return described.map(([column, type]) => {
    const name = String(column);
    const known = dataset.marts.map((mart) => dictionary.get(mart)?.get(name)).find((each) => each?.label);
    const own = ownLabel(name);
    const named =
      own ??
      (known?.label == null
        ? null
        : { label: known.label, ...(known.unit === null ? {} : { unit: known.unit }) });
    if (named === null)
      throw new Error(`dataset ${dataset.slug}: column ${name} has no name in the dictionary`);
    return { name, type: fieldType(String(type)), ...named };
  });
}

async function guarded(
  connection: DuckDBConnection,
  table: string,
  dataset: Dataset,
  columns: string,
  order: string,
  options: WriteOptions,
): Promise<CatalogueEntry["withheld"]> {
  if (dataset.guard === null) return null;
  const before = options.before.length === 0 ? null : ident(`before_${dataset.slug}`);
  if (before !== null) {
    const files = options.before.map(literal).join(", ");
    await connection.run(`create or replace temp table ${before} as select * from read_parquet([${files}])`);
  }
  const found = await guardCounts(connection, table, dataset.guard, before);
  if (found.frozen.length > 0) {
    options.onFrozen?.(dataset.slug, found.frozen);
    await connection.run(
      `create or replace temp table ${table} as select ${columns} from ${table} order by ${order}`,
    );
  }
  if (before !== null) await connection.run(`drop table ${before}`);
  return { rows: found.rows, examined: found.examined };
}

/** A key that names two rows would make every diff and every page of rows a lottery. Rows lie in its order: twins do side by side. */
async function uniqueKey(connection: DuckDBConnection, table: string, dataset: Dataset): Promise<void> {
  const key = dataset.key.map((name) => ident(name));
  const same = key.map((name) => `${name} is not distinct from lag(${name}) over ()`);
  const [twice] = await rowsOf(
    connection,
    `select ${key.join(", ")} from ${table} qualify lag(true) over () and ${same.join(" and ")} limit 1`,
  );
  if (twice === undefined) return;
  const what = twice.map(String).join(", ");
  throw new BayanError("dataset_key", {
    fr: `jeu ${dataset.slug} : deux lignes pour la clé ${what}`,
    ar: `المجموعة ${dataset.slug}: سطران للمفتاح ${what}`,
    en: `dataset ${dataset.slug}: two rows under the key ${what}`,
  });
}
