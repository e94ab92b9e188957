import { renameSync, rmSync } from "node:fs";
import { type ConvertJob, type ConvertResult, jobSchema, Refused } from "./job.ts";
import { convertJson, convertNdjson } from "./json.ts";
import { kindOf } from "./kinds.ts";
import { gunzip, unzip } from "./unwrap.ts";

/** The converter's own process: reads a job from its input, writes the result to its output. */
async function main(): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  const job = jobSchema.parse(JSON.parse(Buffer.concat(chunks).toString("utf8")));
  process.stdout.write(JSON.stringify(await convert(job)));
}

async function convert(job: ConvertJob): Promise<ConvertResult> {
  const inner = `${job.target}.inner`;
  try {
    if (job.wrap === null) return await convertPlain(job);
    if (job.wrap === "gzip") await gunzip(job.source, inner, job.limits);
    const kind = job.wrap === "zip" ? zipped(await unzip(job.source, inner, job.limits), job) : job.kind;
    return await convertPlain({ ...job, source: inner, wrap: null, kind });
  } catch (error) {
    if (!(error instanceof Refused)) return fallen(error);
    return {
      outcome: "refused",
      code: error.code,
      ...(error.value === undefined ? {} : { value: error.value }),
    };
  } finally {
    rmSync(inner, { force: true });
  }
}

/** What a library falls over is the file's fault; a disk that is full, or a file that may not be read, is not. */
function fallen(error: unknown): ConvertResult {
  if (error instanceof Error && "syscall" in error) throw error;
  return { outcome: "refused", code: "unreadable_file", value: error instanceof Error ? error.name : "" };
}

/** A zip says by its one file's name what it holds. */
function zipped(name: string, job: ConvertJob): ConvertJob["kind"] {
  const said = kindOf(name);
  if (said === null || said.wrap !== null) throw new Refused("archive_ambiguous", name.slice(-20));
  return said.kind === job.kind || job.kind === "csv" ? said.kind : job.kind;
}

async function convertPlain(job: ConvertJob): Promise<ConvertResult> {
  const done: Extract<ConvertResult, { outcome: "done" }> = {
    ...{ outcome: "done", bytes: false, epoch: 1900, places: [] },
  };
  switch (job.kind) {
    case "csv":
      renameSync(job.source, job.target);
      return { ...done, bytes: true };
    case "xlsx": {
      const { convertXlsx } = await import("./xlsx/convert.ts");
      return { ...done, ...(await convertXlsx(job)) };
    }
    case "json":
      return { ...done, places: convertJson(job) };
    case "ndjson":
      return { ...done, places: await convertNdjson(job) };
    case "parquet": {
      const { convertParquet } = await import("./parquet.ts");
      await convertParquet(job);
      return done;
    }
  }
}

await main();
