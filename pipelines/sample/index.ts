import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeAnnual } from "./annual.ts";
import { chikayaRows } from "./chikaya/index.ts";
import { exportRows, type Rows, type Written } from "./export.ts";
import { gidRows } from "./gid/index.ts";
import { girRows } from "./gir/index.ts";
import { makePoints } from "./points.ts";
import { prdtsRows } from "./prdts/index.ts";
import { makeProjects } from "./prdts/projects.ts";
import { rokhasRows } from "./rokhas/index.ts";
import { makeShapes } from "./shape.ts";
import { makeUnits } from "./units.ts";
import { openWorkspace, type Workspace } from "./workspace.ts";

export interface SampleOptions {
  /** Folder that gets `<system>/<table>_<period>.csv` and its manifest. */
  readonly inbox: string;
  /** Folder of the reference tables (`unit/*.parquet`, `census/*.parquet`). */
  readonly rawRefDir: string;
  /** 1 is about 30 million rows. It thins the lines of finance and the steps of permits, never the totals. */
  readonly scale: number;
  readonly seed: number;
  /** Last month, `2026-10`. */
  readonly until: string;
  readonly systems?: readonly string[];
  readonly threads?: number;
  readonly onProgress?: (progress: SampleProgress) => void;
}

export interface SampleProgress {
  readonly system: string;
  readonly table: string;
  readonly period: string;
  /** Rows written so far. */
  readonly rows: number;
  readonly files: number;
}

export interface SampleResult {
  readonly files: readonly Written[];
  readonly rows: number;
  readonly bytes: number;
}

const SYSTEMS: Readonly<Record<string, (work: Workspace) => AsyncGenerator<Rows>>> = {
  gid: gidRows,
  gir: girRows,
  rokhas: rokhasRows,
  chikaya: chikayaRows,
  prdts: prdtsRows,
};

/**
 * Writes the exports of every system of the whole country, from 2021 to `until`: the same seed, scale and month give
 * the same bytes. Every amount in it is invented; national totals are those published (data/published_total.csv).
 */
export async function makeSample(options: SampleOptions): Promise<SampleResult> {
  const temp = await mkdtemp(join(tmpdir(), "bayan-sample-"));
  await mkdir(options.inbox, { recursive: true });
  const work = await openWorkspace({ ...options, threads: options.threads ?? 2, temp });
  const files: Written[] = [];
  let rows = 0;
  let bytes = 0;
  try {
    await makeUnits(work, options.rawRefDir);
    await makeShapes(work);
    await makeAnnual(work);
    await makePoints(work);
    await makeProjects(work);
    for (const [system, rowsOf] of Object.entries(SYSTEMS)) {
      if (options.systems !== undefined && !options.systems.includes(system)) continue;
      for await (const each of rowsOf(work)) {
        for (const file of await exportRows(work, options.inbox, each)) {
          files.push(file);
          rows += file.rows;
          bytes += file.bytes;
          options.onProgress?.({ system, table: file.table, period: file.period, rows, files: files.length });
        }
      }
    }
  } finally {
    work.close();
    await rm(temp, { recursive: true, force: true });
  }
  return { files, rows, bytes };
}
