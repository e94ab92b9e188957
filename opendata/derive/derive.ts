import { once } from "node:events";
import {
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { finished, pipeline } from "node:stream/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import { ZipFile } from "yazl";
import { ident, literal } from "#warehouse/quote.ts";
import { hashFile } from "../build/hash.ts";
import { csvCell } from "../build/sql.ts";
import { copyOptions } from "../build/write.ts";
import { ROW_ID, sourceOf } from "../query/compile.ts";
import type { Engine } from "../query/engine.ts";
import type { CatalogueEntry, CatalogueFile, Field } from "../types.ts";
import { type Asked, type Cut, councilColumn, WHOLE } from "./forms.ts";
import { writeXlsx, ZIP_OPTIONS } from "./xlsx.ts";

export interface Ready {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Bytes of derived files kept ready; the least lately asked go first. */
const KEPT_BYTES = 4 * 2 ** 30;
/** And how many: a council's file is small, and there are many councils. */
const KEPT_FILES = 2000;
const making = new Map<string, Promise<Ready>>();

/**
 * A file in a form that is not stored, made from the stored Parquet when first asked and kept ready after. The same
 * edition gives the same bytes, today and on another machine.
 */
export function derive(engine: Engine, root: string, entry: CatalogueEntry, asked: Asked): Promise<Ready> {
  const path = join(root, "derived", entry.slug, entry.version, asked.name);
  const known = making.get(path);
  if (known !== undefined) return known;
  const work = ready(engine, path, entry, asked).finally(() => making.delete(path));
  making.set(path, work);
  return work;
}

async function ready(engine: Engine, path: string, entry: CatalogueEntry, asked: Asked): Promise<Ready> {
  const note = `${path}.sha256`;
  if (existsSync(path) && existsSync(note)) {
    const { atime, mtime } = statSync(path);
    // When it was last asked, and not when it was made, tells what goes first.
    utimesSync(note, atime, mtime);
    return { path, sha256: readFileSync(note, "utf8").trim(), bytes: statSync(path).size };
  }
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.partial`;
  rmSync(partial, { force: true });
  await write(engine, partial, entry, asked);
  const hashed = await hashFile(partial);
  writeFileSync(note, `${hashed.sha256}\n`);
  renameSync(partial, path);
  tidy(join(path, "../../.."), path);
  return { path, ...hashed };
}

/** Makes the file's bytes at `path`; without `fromStored`, a CSV out of the Parquet though it is there. */
export async function write(
  engine: Engine,
  path: string,
  entry: CatalogueEntry,
  asked: Asked,
  fromStored = true,
): Promise<void> {
  const { part, form } = asked;
  if (form === "zip") return bundle(engine, path, entry);
  const where = whereOf(entry, asked);
  const stored = fromStored && filesOf(entry, part).every(({ sha256 }) => existsSync(engine.pathOf(sha256)));
  if (form === "csv" && where === "" && stored) return joinCsv(engine, path, entry, part);
  const from = `from (${sourceOf(entry, part, engine.pathOf)}) rows ${where} order by ${ROW_ID}`;
  const list = (cell: (field: Field) => string) => entry.fields.map(cell).join(", ");
  await engine.use(async (connection) => {
    const copy = (columns: string, options: string) =>
      connection.run(`copy (select ${columns} ${from}) to ${literal(path)} (${options})`);
    switch (form) {
      case "csv":
        return copy(list(csvCell), copyOptions(entry.slug, "csv", entry.sample));
      case "parquet":
        return copy(
          list(({ name }) => ident(name)),
          copyOptions(entry.slug, "parquet", entry.sample),
        );
      case "json":
        return copy(list(jsonCell), "format json, array true");
      case "ndjson":
        return copy(list(jsonCell), "format json");
      case "geojson":
        return places(connection, path, entry, from);
      case "xlsx":
        return writeXlsx(path, entry.fields, chunks(connection, `select ${list(xlsxCell)} ${from}`));
    }
  });
}

/** The condition that cuts a file to one place's rows; "" for all of them. */
export function whereOf(entry: CatalogueEntry, { region, council }: Cut): string {
  if (region !== null && entry.region !== null) return `where ${ident(entry.region)} = ${literal(region)}`;
  const column = councilColumn(entry);
  return council === null || column === null ? "" : `where ${ident(column)} = ${literal(council)}`;
}

/** Whether an edition has any row of what is asked. */
export function hasRows(engine: Engine, entry: CatalogueEntry, asked: Asked): Promise<boolean> {
  return engine.use(async (connection) => {
    const source = sourceOf(entry, asked.part, engine.pathOf);
    const reader = await connection.runAndReadAll(
      `select 1 from (${source}) rows ${whereOf(entry, asked)} limit 1`,
    );
    return reader.currentRowCount > 0;
  });
}

/** Money is text in JSON, as everywhere on the wire: a reader's floating point cannot spoil it. */
const jsonCell = ({ name, type }: Field): string =>
  type === "decimal" || type === "date" ? `${ident(name)}::varchar as ${ident(name)}` : ident(name);
const xlsxCell = ({ name, type }: Field): string =>
  type === "boolean" ? ident(name) : `${ident(name)}::varchar as ${ident(name)}`;

async function* chunks(
  connection: DuckDBConnection,
  sql: string,
): AsyncGenerator<readonly (readonly unknown[])[]> {
  const result = await connection.stream(sql);
  for (
    let chunk = await result.fetchChunk();
    chunk !== null && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  )
    yield chunk.getRows();
}

/** CSV files of a part, or of all of them. Those of old editions are let go, and made again from the Parquet. */
const filesOf = (entry: CatalogueEntry, part: string | null): readonly CatalogueFile[] =>
  entry.files.filter((file) => file.format === "csv" && (part === null || file.part === part));

/** The parts under one header: what was hashed at publication. */
async function joinCsv(
  engine: Engine,
  path: string,
  entry: CatalogueEntry,
  part: string | null,
): Promise<void> {
  const out = createWriteStream(path);
  const files = filesOf(entry, part);
  for (const [index, file] of files.entries()) {
    const start = index === 0 ? 0 : headerBytes(engine.pathOf(file.sha256));
    await pipeline(createReadStream(engine.pathOf(file.sha256), { start }), out, { end: false });
  }
  out.end();
  await finished(out);
}

function headerBytes(path: string): number {
  // Column names are ASCII and few: the first line ends well within this.
  const head = Buffer.alloc(1 << 16);
  const handle = openSync(path, "r");
  try {
    return head.subarray(0, readSync(handle, head)).indexOf(10) + 1;
  } finally {
    closeSync(handle);
  }
}

/** Every stored CSV of an edition, and its catalogue entry, in one archive. */
async function bundle(engine: Engine, path: string, entry: CatalogueEntry): Promise<void> {
  const zip = new ZipFile();
  const out = createWriteStream(path);
  zip.outputStream.pipe(out);
  const again: string[] = [];
  for (const { name, part, sha256 } of filesOf(entry, null)) {
    let file = engine.pathOf(sha256);
    if (!existsSync(file)) {
      file = `${path}-${again.length}`;
      again.push(file);
      await write(engine, file, entry, { name, part, ...WHOLE, form: "csv" });
    }
    zip.addFile(file, name, ZIP_OPTIONS);
  }
  zip.addBuffer(Buffer.from(`${JSON.stringify(entry, null, 1)}\n`), "index.json", ZIP_OPTIONS);
  zip.end();
  await finished(out);
  for (const file of again) rmSync(file);
}

/** Rows as points, RFC 7946: longitude first; a row without a position has a null geometry. */
async function places(
  connection: DuckDBConnection,
  path: string,
  entry: CatalogueEntry,
  from: string,
): Promise<void> {
  const [lon = "lon", lat = "lat"] = entry.point ?? [];
  const names = entry.fields.filter(({ name }) => name !== lon && name !== lat);
  const columns = [...names.map(jsonCell), `${ident(lon)}::double`, `${ident(lat)}::double`].join(", ");
  const out = createWriteStream(path);
  out.write('{"type":"FeatureCollection","features":[\n');
  let first = true;
  for await (const rows of chunks(connection, `select ${columns} ${from}`)) {
    const lines = rows.map((row) => {
      const [x, y] = row.slice(-2);
      const geometry = x === null || y === null ? null : { type: "Point", coordinates: [x, y] };
      const properties = Object.fromEntries(
        names.map(({ name }, at) => [name, typeof row[at] === "bigint" ? Number(row[at]) : row[at]]),
      );
      return JSON.stringify({ type: "Feature", geometry, properties });
    });
    const ok = out.write(`${first ? "" : ",\n"}${lines.join(",\n")}`);
    first = false;
    if (!ok) await once(out, "drain");
  }
  out.end("\n]}\n");
  await finished(out);
}

function tidy(root: string, just: string): void {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && !each.name.endsWith(".sha256") && !each.name.endsWith(".partial"))
    .map((each) => join(each.parentPath, each.name))
    .map((path) => ({ path, ...statOf(path) }))
    .sort((a, b) => a.asked - b.asked);
  let total = files.reduce((sum, { size }) => sum + size, 0);
  let count = files.length;
  for (const { path, size } of files) {
    if ((total <= KEPT_BYTES && count <= KEPT_FILES) || path === just) continue;
    rmSync(path, { force: true });
    rmSync(`${path}.sha256`, { force: true });
    total -= size;
    count -= 1;
  }
}

function statOf(path: string): { readonly size: number; readonly asked: number } {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return { size, asked: statSync(`${path}.sha256`, { throwIfNoEntry: false })?.ctimeMs ?? 0 };
}
