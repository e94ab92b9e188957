import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { duckdbType, type Table } from "../../sources/contract.ts";
import { contracts } from "../../sources/index.ts";

interface Manifest {
  readonly export_id: string;
  readonly source_system: string;
  readonly table: string;
  readonly period: string;
  readonly extracted_at: string;
  readonly format: { readonly encoding: string; readonly decimal: string; readonly date_format: string };
}

/**
 * Makes one view a table, `<system>_<table>`, with the contract's source names and types, over an inbox of the sample: the
 * last export of each period, values that do not read as null. It judges the sample without the engine.
 */
export async function readInbox(connection: DuckDBConnection, inbox: string, scratch: string): Promise<void> {
  mkdirSync(scratch, { recursive: true });
  for (const contract of contracts)
    for (const table of contract.tables) {
      const files = liveFiles(join(inbox, contract.system), table);
      if (files.length === 0) continue;
      const selects = files.map(({ file, manifest }) =>
        selectSql(table, decoded(file, manifest, scratch), manifest),
      );
      await connection.run(`CREATE VIEW ${contract.system}_${table.name} AS ${selects.join(" UNION ALL ")}`);
    }
}

function liveFiles(folder: string, table: Table): readonly { file: string; manifest: Manifest }[] {
  if (!existsSync(folder)) return [];
  const found = readdirSync(folder)
    .map(String)
    .filter((name) => name.endsWith(".manifest.json"))
    .map((name) => ({
      file: join(folder, name.slice(0, -".manifest.json".length)),
      manifest: parse(readFileSync(join(folder, name), "utf8")),
    }))
    .filter(({ manifest }) => manifest.table === table.name)
    .sort((a, b) => (a.manifest.extracted_at < b.manifest.extracted_at ? -1 : 1));
  return [...new Map(found.map((each) => [each.manifest.period, each])).values()];
}

const parse = (content: string): Manifest => JSON.parse(content);

function decoded(file: string, manifest: Manifest, scratch: string): string {
  if (manifest.format.encoding === "utf-8") return file;
  const target = join(scratch, `${manifest.source_system}_${basename(file)}`);
  writeFileSync(
    target,
    new TextDecoder(manifest.format.encoding, { fatal: true }).decode(readFileSync(file)),
  );
  return target;
}

function selectSql(table: Table, file: string, manifest: Manifest): string {
  const dmy = manifest.format.date_format === "dmy";
  const values = table.columns.map((column) => {
    const name = `"${column.source}"`;
    switch (column.type.kind) {
      case "decimal":
        return `TRY_CAST(${manifest.format.decimal === "," ? `replace(${name}, ',', '.')` : name} AS ${duckdbType(column)}) AS ${name}`;
      case "date":
        return dmy
          ? `CAST(try_strptime(${name}, '%d/%m/%Y') AS DATE) AS ${name}`
          : `TRY_CAST(${name} AS DATE) AS ${name}`;
      case "timestamp":
        return dmy
          ? `try_strptime(${name}, '%d/%m/%Y %H:%M:%S') AS ${name}`
          : `TRY_CAST(${name} AS TIMESTAMP) AS ${name}`;
      case "integer":
        return `TRY_CAST(${name} AS INTEGER) AS ${name}`;
      case "boolean":
        return `TRY_CAST(${name} AS BOOLEAN) AS ${name}`;
      default:
        return name;
    }
  });
  return `SELECT ${values.join(", ")}, '${manifest.period}' AS _period FROM read_csv('${file}', delim = ';', header = true, all_varchar = true, nullstr = '', quote = '"')`;
}
