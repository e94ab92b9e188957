import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "#warehouse/clock.ts";
import type { Home } from "#warehouse/home.ts";
import { contracts as allContracts, type Contract } from "../sources/index.ts";
import type { ExportLedger, ExportRow } from "./ledger.ts";
import { readReceipt } from "./vault.ts";

const DAY_MS = 86_400_000;

export interface Purged {
  readonly files: number;
  readonly bytes: number;
}

/**
 * Removes kept files that are older than their contract's retention (law 09-08: no longer than the purpose needs).
 * One whose rows stand nowhere else stays: what is loaded has its Parquet, what was refused has none to lose. A folder
 * without a receipt is of a run that was killed, and stays until it has one.
 */
export function purgeLanding(
  home: Home,
  ledger: ExportLedger,
  clock: Clock,
  options: {
    readonly dryRun?: boolean;
    readonly contracts?: readonly Contract[];
    /** Whether a loaded file is where raw files are; below the home by default. */
    readonly isStored?: (path: string) => boolean;
  } = {},
): Purged {
  const isStored = options.isStored ?? ((path) => existsSync(join(home.root, path)));
  const bySha = Map.groupBy(ledger.exports(), ({ system, sha256 }) => `${system}/${sha256}`);
  let [files, bytes] = [0, 0];
  for (const { system, retentionDays } of options.contracts ?? allContracts) {
    const folder = join(home.landing, system);
    if (!existsSync(folder)) continue;
    for (const sha256 of readdirSync(folder).sort()) {
      const kept = join(folder, sha256);
      if (!existsSync(join(kept, "receipt.json"))) continue;
      const received = Date.parse(readReceipt(home, system, sha256).received_at);
      if (clock.now().getTime() - received <= retentionDays * DAY_MS) continue;
      if (!(bySha.get(`${system}/${sha256}`) ?? []).every((each) => isSafe(each, isStored))) continue;
      files += 1;
      bytes += statSync(join(kept, "content.enc")).size;
      if (options.dryRun !== true) rmSync(kept, { recursive: true });
    }
  }
  return { files, bytes };
}

const isSafe = ({ status, raw_path }: ExportRow, isStored: (path: string) => boolean): boolean =>
  status === "refused" || (raw_path !== null && isStored(raw_path));
