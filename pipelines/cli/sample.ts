import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Home, PROJECT_ROOT } from "#warehouse/home.ts";
import { readModels } from "#warehouse/release/index.ts";
import type { Cli } from "./cli.ts";
import { territory } from "./engine.ts";

export interface SampleRequest {
  readonly scale: number;
  readonly seed: number;
  readonly until: string;
}

/**
 * Writes the national sample into the inbox and notes how it was made beside it. Meanwhile dbt reads the models, on the
 * core that the sample leaves it: the run that comes next finds them read. The caller holds the build lock.
 */
export async function makeNationalSample(
  cli: Cli,
  request: SampleRequest,
): Promise<{ readonly files: number; readonly rows: number; readonly bytes: number }> {
  const [made] = await Promise.all([
    writeSample(cli, request),
    readModels(PROJECT_ROOT, cli.home, cli.settings),
  ]);
  return made;
}

async function writeSample(
  cli: Cli,
  request: SampleRequest,
): Promise<{ readonly files: number; readonly rows: number; readonly bytes: number }> {
  const { makeSample } = await import("../sample/index.ts");
  await territory(cli);
  const stage = cli.progress.stage("sample");
  // Everything temporary lies inside the home, under its cap.
  process.env.TMPDIR = cli.home.tmp;
  const result = await makeSample({
    ...request,
    inbox: cli.home.inbox,
    rawRefDir: join(cli.home.raw, "ref"),
    threads: cli.settings.threads,
    onProgress: ({ system, table, period, files, of }) =>
      stage.update(Math.min(files, of - 1), of, `${system}.${table} ${period}`),
  });
  stage.end();
  writeFileSync(noteFile(cli.home), `${JSON.stringify(request)}\n`);
  return { files: result.files.length, rows: result.rows, bytes: result.bytes };
}

/** Scale of the sample in the inbox, or null when none was made here. */
export function sampleScale(home: Home): number | null {
  try {
    return z.object({ scale: z.number() }).parse(JSON.parse(readFileSync(noteFile(home), "utf8"))).scale;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

const noteFile = (home: Home): string => join(home.inbox, ".sample.json");
