import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Home } from "../home.ts";
import { folderBytes } from "./disk.ts";
import { fault } from "./fault.ts";
import type { ReleaseLedger } from "./ledger.ts";
import { currentId, releaseDir, releaseIds, removeOrphans } from "./publish.ts";

export interface GcResult {
  readonly kept: readonly string[];
  readonly removed: readonly string[];
  readonly objects: number;
  readonly bytes: number;
  readonly orphans: number;
}

/**
 * Removes old releases and what only they cite: the newest `keep` stay, and the one being served, whatever its
 * age. Objects go when no release links to them. Only under the build lock.
 */
export function collectGarbage(home: Home, ledger: ReleaseLedger, keep: number, dryRun = false): GcResult {
  const ids = releaseIds(home);
  const current = currentId(home);
  const kept = ids.filter((id, index) => index >= ids.length - keep || id === current);
  const removed = ids.filter((id) => !kept.includes(id));
  let bytes = 0;
  const orphans = dryRun ? [] : removeOrphans(home);
  for (const id of removed) {
    const dir = releaseDir(home, id);
    if (dryRun) {
      bytes += folderBytes(dir);
      continue;
    }
    const gone = join(home.tmp, `gone-${id}`);
    mkdirSync(home.tmp, { recursive: true });
    bytes += ownBytes(dir);
    fault("gc:release:before");
    renameSync(dir, gone);
    fault("gc:release:renamed");
    rmSync(gone, { recursive: true, force: true });
    ledger.record(id, "removed", "gc");
  }
  fault("gc:objects:before");
  const objects = dryRun ? { count: 0, bytes: 0 } : removeUncited(home);
  return { kept, removed, objects: objects.count, bytes: bytes + objects.bytes, orphans: orphans.length };
}

/** Bytes that go with the folder itself; linked files go with their object. */
function ownBytes(dir: string): number {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath, entry.name)))
    .reduce((sum, { nlink, size }) => (nlink === 1 ? sum + size : sum), 0);
}

function removeUncited(home: Home): { count: number; bytes: number } {
  if (!existsSync(home.objects)) return { count: 0, bytes: 0 };
  let [count, bytes] = [0, 0];
  for (const name of readdirSync(home.objects)) {
    const file = join(home.objects, name);
    const { nlink, size } = statSync(file);
    if (nlink > 1) continue;
    rmSync(file);
    count += 1;
    bytes += size;
  }
  return { count, bytes };
}
