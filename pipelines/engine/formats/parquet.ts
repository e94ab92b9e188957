import { dirname } from "node:path";
import { openEngine } from "#warehouse/engine.ts";
import { ident, literal } from "../sql/quote.ts";
import { type ConvertJob, Refused } from "./job.ts";
import { DELIMITER } from "./text.ts";

/** Writes a Parquet file's rows as text, in its order, by the contract's names where the file has them. */
export async function convertParquet(job: ConvertJob): Promise<void> {
  const instance = await openEngine(dirname(job.target), {
    threads: "1",
    memory_limit: `${Math.round(job.limits.memoryBytes / 2 ** 21)}MiB`,
  });
  const connection = await instance.connect();
  try {
    const from = `read_parquet(${literal(job.source)})`;
    const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${from}`);
    const types = new Map(described.getRows().map((row) => [String(row[0]), String(row[1])]));
    const expected = job.columns.map(({ source }) => source);
    const names = [
      ...expected.filter((name) => types.has(name)),
      ...[...types.keys()].filter((name) => !expected.includes(name)),
    ];
    const values = names.map((name) => `${textSql(name, types.get(name) ?? "", job)} AS ${ident(name)}`);
    await connection.run(
      `COPY (SELECT ${values.join(", ")} FROM ${from}) TO ${literal(job.target)}
       (FORMAT csv, HEADER true, DELIMITER '${DELIMITER}', QUOTE '"', ESCAPE '"', NULLSTR '')`,
    );
  } catch (error) {
    if (
      error instanceof Error &&
      /^(?:Invalid Input|Conversion|IO|Not implemented|Binder) Error/.test(error.message)
    )
      throw new Refused("unreadable_file", "Parquet");
    throw error;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function textSql(name: string, type: string, job: ConvertJob): string {
  const value = ident(name);
  const column = job.columns.find(({ source }) => source === name);
  const day = job.dateFormat === "iso" ? "%Y-%m-%d" : "%d/%m/%Y";
  const instant = job.dateFormat === "iso" ? "%Y-%m-%dT%H:%M:%SZ" : "%d/%m/%Y %H:%M:%S";
  if (type === "DATE") return `strftime(${value}, '${day}')`;
  if (type.startsWith("TIMESTAMP")) return `strftime(${value}::TIMESTAMP, '${instant}')`;
  if (/^(?:DECIMAL|DOUBLE|FLOAT)/.test(type))
    return job.decimal === "." ? `${value}::VARCHAR` : `replace(${value}::VARCHAR, '.', ',')`;
  if (type.endsWith("[]") && column?.separator != null)
    return `array_to_string(${value}::VARCHAR[], ${literal(column.separator)})`;
  return `${value}::VARCHAR`;
}
