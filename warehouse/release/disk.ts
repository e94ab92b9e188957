import { existsSync, statfsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { BayanError } from "../errors.ts";
import type { Home } from "../home.ts";
import { filesBelow } from "./files.ts";

const FLOOR = 300 * 2 ** 20;

export interface DiskEffects {
  /** Free bytes for us on the disk that holds `path`. */
  free(path: string): number;
}

/**
 * Bytes that a run may need: new files are kept, typed and written as open data (1.4 times their size, by measure at
 * scale 1), the build file is rewritten, and a release is copied from it. A first build file is a fifth of what came.
 */
export function neededBytes(home: Home, newBytes: number): number {
  const work = join(home.build, "work.duckdb");
  const build = existsSync(work) ? statSync(work).size : newBytes / 4;
  return FLOOR + 2 * newBytes + 2 * build;
}

/** Bytes of every file below a folder. */
export const folderBytes = (folder: string): number =>
  filesBelow(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);

/** Throws `disk_full`, in one line with both figures, when the disk cannot hold what a run needs. */
export function checkDisk(home: Home, needed: number, effects: DiskEffects = systemDisk): void {
  const free = effects.free(home.root);
  if (free >= needed) return;
  const [has, wants] = [mebibytes(free), mebibytes(needed)];
  throw new BayanError("disk_full", {
    fr: `disque plein : ${has} libres sous ${home.root}, il en faut ${wants} ; libérez de la place, ou lancez « bayan gc », ou changez BAYAN_HOME.`,
    ar: `القرص ممتلئ: المتاح ${has} في ${home.root} والمطلوب ${wants}؛ أفرغ مساحة أو شغّل ‎bayan gc‎ أو غيّر BAYAN_HOME.`,
    en: `disk full: ${has} free below ${home.root}, ${wants} needed; free some space, or run “bayan gc”, or change BAYAN_HOME.`,
  });
}

const mebibytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20)} MiB`;

export const systemDisk: DiskEffects = {
  free(path) {
    let at = path;
    while (!existsSync(at) && dirname(at) !== at) at = dirname(at);
    const { bavail, bsize } = statfsSync(at);
    return bavail * bsize;
  },
};
