import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { BayanError } from "#warehouse/errors.ts";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { type ConvertJob, type ConvertResult, resultSchema } from "./job.ts";

const CHILD = join(import.meta.dirname, "child.ts");
const LOOK_EVERY_MS = 100;
const HEAP_PART = 0.6;
const MOST_OUTPUT = 64 << 20;

export type Converted = ConvertResult | { readonly outcome: "costly"; readonly value: string };

/**
 * Converts a file in a process of its own, which may read that file and the program, write beside the target, and
 * nothing else; past its memory or its time it is ended. A process that falls has met a file that it cannot read.
 */
export async function convertApart(job: ConvertJob): Promise<Converted> {
  const { memoryBytes, seconds } = job.limits;
  const child = spawn(
    process.execPath,
    [
      "--permission",
      `--allow-fs-read=${PROJECT_ROOT}`,
      `--allow-fs-read=${job.source}`,
      `--allow-fs-read=${dirname(job.target)}`,
      `--allow-fs-write=${dirname(job.target)}`,
      ...(job.kind === "parquet" || job.wrap === "zip" ? ["--allow-addons"] : []),
      "--disable-warning=ExperimentalWarning",
      `--max-old-space-size=${Math.round((memoryBytes * HEAP_PART) / 2 ** 20)}`,
      CHILD,
    ],
    { stdio: ["pipe", "pipe", "pipe"], env: {}, cwd: PROJECT_ROOT },
  );
  let ended: string | null = null;
  let signal: NodeJS.Signals | null = null;
  const end = (why: string): void => {
    ended ??= why;
    child.kill("SIGKILL");
  };
  const timer = setTimeout(() => end(`> ${seconds} s`), seconds * 1000);
  const watch = setInterval(() => {
    if (residentBytes(child.pid) > memoryBytes) end(`> ${memoryBytes >> 20} MiB`);
  }, LOOK_EVERY_MS);
  try {
    child.stdin.on("error", () => undefined);
    child.stdin.end(JSON.stringify(job));
    const [output, errors, code] = await Promise.all([
      collected(child.stdout, end),
      collected(child.stderr, end),
      new Promise<number | null>((resolve, reject) => {
        child.on("error", reject);
        child.on("close", (status, by) => {
          signal = by;
          resolve(status);
        });
      }),
    ]);
    if (ended !== null) return { outcome: "costly", value: ended };
    if (code === 0) return resultSchema.parse(JSON.parse(output));
    if (/heap out of memory|Out of Memory/i.test(errors) || signal === "SIGKILL")
      return { outcome: "costly", value: `> ${memoryBytes >> 20} MiB` };
    // A library that falls in its own machine code has met bytes that it does not bear.
    if (code === null || code > 128)
      return { outcome: "refused", code: "unreadable_file", value: signal ?? String(code) };
    throw failed(errors);
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
  }
}

async function collected(stream: NodeJS.ReadableStream, end: (why: string) => void): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    const piece = Buffer.from(chunk);
    bytes += piece.length;
    if (bytes > MOST_OUTPUT) end("sortie");
    else chunks.push(piece);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Linux tells what a process holds; elsewhere the heap's own limit has to do. */
function residentBytes(pid: number | undefined): number {
  try {
    const pages = readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1];
    return Number(pages ?? 0) * 4096;
  } catch (error) {
    if (error instanceof Error && "code" in error) return 0;
    throw error;
  }
}

function failed(errors: string): BayanError {
  const reason = errors.split("\n").find((line) => /Error/.test(line)) ?? "";
  return new BayanError("convert_failed", {
    fr: `La conversion d'un fichier a échoué : ${reason}`,
    ar: `فشل تحويل ملف: ${reason}`,
    en: `Converting a file failed: ${reason}`,
  });
}
