import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { systemClock } from "./clock.ts";

const DAY = 86_400_000;
const NAME = /^duckdb-(.+)-(\d+)-[0-9a-f]{8}$/;

/**
 * A folder for what one engine does not hold in memory, of its own: engines give their temporary files the same names, and
 * whichever closes first removes all that it finds. DuckDB makes it when it first spills, and removes it at its end.
 *
 * @param folder made when it is not there; what killed processes of this machine left in it is removed
 */
export function spillFolder(folder: string): string {
  mkdirSync(folder, { recursive: true });
  sweep(folder);
  return join(folder, `duckdb-${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`);
}

/** A process of another container may have the name of this machine, and be unknown here: hence the day. */
function sweep(folder: string): void {
  const before = systemClock.now().getTime() - DAY;
  for (const name of readdirSync(folder)) {
    const [, host, pid] = NAME.exec(name) ?? [];
    if (host !== hostname() || lives(Number(pid))) continue;
    const path = join(folder, name);
    const at = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    if (at !== undefined && at < before) rmSync(path, { recursive: true, force: true });
  }
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // There, and somebody else's.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
