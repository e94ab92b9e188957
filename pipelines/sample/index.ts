import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { everyOne } from "#warehouse/lanes.ts";
import { contracts } from "../sources/index.ts";
import { makeAnnual } from "./annual.ts";
import { chikayaRows } from "./chikaya/index.ts";
import { FILE_DEFECTS } from "./defects.ts";
import { exportRows, type Rows } from "./export.ts";
import { gidRows } from "./gid/index.ts";
import { girRows } from "./gir/index.ts";
import { calendarOf, periodsFrom } from "./periods.ts";
import { makePoints } from "./points.ts";
import { prdtsRows } from "./prdts/index.ts";
import { FIRST_PROGRAMME_YEAR } from "./prdts/programme.ts";
import { makeProjects } from "./prdts/projects.ts";
import { rokhasRows } from "./rokhas/index.ts";
import { seal, type Written } from "./seal.ts";
import { auditRows, majalissRows } from "./services/councils.ts";
import { makeDeployment } from "./services/deployment.ts";
import { bchRows, contentieuxRows, funeraireRows } from "./services/offices.ts";
import {
  deploiementRows,
  diagnosticRows,
  idaratiRows,
  pnctRows,
  tgrRows,
  urbanismeRows,
} from "./services/referentials.ts";
import { bodRows, chafafiyaRows, teledeclarationRows, watiqaRows, wraqiRows } from "./services/requests.ts";
import { indmajRows } from "./services/staff.ts";
import { makeShapes } from "./shape.ts";
import { FIRST_YEAR } from "./targets.ts";
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
  /** Where DuckDB may spill; the system's temporary folder otherwise. */
  readonly temp?: string;
  readonly onProgress?: (progress: SampleProgress) => void;
}

export interface SampleProgress {
  readonly system: string;
  readonly table: string;
  readonly period: string;
  /** Rows and files written so far, of `of` files. */
  readonly rows: number;
  readonly files: number;
  readonly of: number;
}

export interface SampleResult {
  readonly files: readonly Written[];
  readonly rows: number;
  readonly bytes: number;
}

interface System {
  /** What it is made from, in order. */
  readonly needs: readonly ((work: Workspace) => Promise<void>)[];
  readonly rows: (work: Workspace) => AsyncGenerator<Rows>;
  /** Its first year, where that is not the sample's. */
  readonly firstYear?: number;
}
type Make = System["rows"];

const service = (rows: Make, firstYear = FIRST_YEAR): System => ({
  needs: [makeDeployment],
  rows,
  firstYear,
});

/** The longest first: two lanes take the next one that is left. */
const SYSTEMS: Readonly<Record<string, System>> = {
  rokhas: { needs: [makeShapes, makePoints], rows: rokhasRows },
  gid: { needs: [makeShapes, makeAnnual, makeProjects], rows: gidRows },
  gir: { needs: [makeShapes, makeAnnual, makeDeployment], rows: girRows },
  chikaya: { needs: [makeShapes], rows: chikayaRows },
  prdts: { needs: [makeShapes, makePoints, makeProjects], rows: prdtsRows, firstYear: FIRST_PROGRAMME_YEAR },
  indmaj: service(indmajRows, 2025),
  majaliss: service(majalissRows),
  watiqa: service(watiqaRows, 2023),
  teledeclaration: service(teledeclarationRows, 2023),
  bod: service(bodRows, 2023),
  funeraire: service(funeraireRows, 2023),
  bch: service(bchRows, 2023),
  wraqi: service(wraqiRows, 2024),
  chafafiya: service(chafafiyaRows),
  contentieux: service(contentieuxRows),
  diagnostic: service(diagnosticRows),
  pnct: service(pnctRows),
  audit: service(auditRows),
  deploiement: service(deploiementRows),
  urbanisme: service(urbanismeRows),
  idarati: service(idaratiRows),
  tgr: service(tgrRows),
};
const LANES = 2;

/** Files that a sample has, corrected and re-sent ones too. */
export function sampleFiles(until: string, systems: readonly string[] = Object.keys(SYSTEMS)): number {
  const calendar = calendarOf(until);
  const counts = contracts
    .filter((contract) => systems.includes(contract.system))
    .flatMap((contract) =>
      contract.tables.map((table) => {
        const first = SYSTEMS[contract.system]?.firstYear ?? FIRST_YEAR;
        const ids = table.period.grains.includes("snapshot")
          ? ["snapshot"]
          : table.period.grains.includes("month")
            ? periodsFrom(calendar, first).map((period) => period.id)
            : Array.from({ length: Math.max(0, calendar.lastYear - first + 1) }, (_, index) =>
                String(first + index),
              );
        const name = `${contract.system}.${table.name}`;
        const again = FILE_DEFECTS.filter(
          (each) =>
            each.table === name && ids.includes(each.period) && ["resent", "corrected"].includes(each.kind),
        );
        return ids.length + again.length;
      }),
    );
  return counts.reduce((total, count) => total + count, 0);
}

/**
 * Writes the exports of every system of the whole country, from 2021 to `until`: the same seed, scale and month give
 * the same bytes. Every amount in it is invented; national totals are those published (data/published_total.csv).
 */
export async function makeSample(options: SampleOptions): Promise<SampleResult> {
  if (!(options.scale > 0 && options.scale <= 4))
    throw new Error(`scale: ${options.scale}: not above 0 and up to 4`);
  if (!Number.isSafeInteger(options.seed) || options.seed < 0)
    throw new Error(`seed: ${options.seed}: not a whole number`);
  const left = Object.keys(SYSTEMS).filter((system) => options.systems?.includes(system) ?? true);
  const of = sampleFiles(options.until, left);
  const temp = await mkdtemp(join(options.temp ?? tmpdir(), "bayan-sample-"));
  await mkdir(options.inbox, { recursive: true });
  const files: Written[] = [];
  let rows = 0;
  const report = (file: Written) => {
    files.push(file);
    rows += file.rows;
    const { system, table, period } = file;
    options.onProgress?.({ system, table, period, rows, files: files.length, of });
  };
  const threads = options.threads ?? LANES;
  const lanes = Math.min(LANES, threads, left.length);
  const lane = async () => {
    for (let system = left.shift(); system !== undefined; system = left.shift())
      await makeSystem({ ...options, threads: Math.floor(threads / lanes), temp }, system, report);
  };
  try {
    // One lane that fails lets the other end its system, so that nothing writes once this returns.
    await everyOne(Array.from({ length: lanes }, lane));
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
  files.sort((a, b) => (a.file < b.file ? -1 : 1));
  return { files, rows, bytes: files.reduce((total, file) => total + file.bytes, 0) };
}

/** A system in a DuckDB of its own. A file is hashed while the next is being written. */
async function makeSystem(
  options: SampleOptions & { readonly threads: number; readonly temp: string },
  system: string,
  report: (file: Written) => void,
): Promise<void> {
  const made = SYSTEMS[system];
  if (made === undefined) throw new Error(`system: ${system}: not in the sample`);
  const work = await openWorkspace(options);
  let sealing: Promise<readonly PromiseSettledResult<Written>[]> = Promise.resolve([]);
  const sealed = async () => {
    for (const each of await sealing) {
      if (each.status === "rejected") throw each.reason;
      report(each.value);
    }
  };
  try {
    await makeUnits(work, options.rawRefDir);
    for (const make of made.needs) await make(work);
    for await (const rows of made.rows(work)) {
      const drawn = await exportRows(work, options.inbox, rows);
      await sealed();
      sealing = Promise.allSettled(drawn.map(seal));
    }
    await sealed();
  } finally {
    await sealing;
    work.close();
  }
}
