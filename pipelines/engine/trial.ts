import { copyFileSync, existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import type { Clock } from "#warehouse/clock.ts";
import { type Home, homeAt } from "#warehouse/home.ts";
import { openState } from "#warehouse/state/index.ts";
import type { Contract } from "../sources/index.ts";
import { MANIFEST_SUFFIX, recognise } from "./inbox.ts";
import { type IngestedFile, ingest } from "./ingest.ts";
import type { IngestSettings } from "./lane.ts";
import { exportLedger } from "./ledger.ts";
import { type Quarantine, readQuarantine } from "./quarantine.ts";
import { type SourceDrift, sourcesReport } from "./report.ts";

export interface Trial {
  /** Null where no contract knows the file by its name. */
  readonly file: IngestedFile | null;
  readonly quarantine: Quarantine;
  readonly drift: readonly SourceDrift[];
}

/**
 * Takes one file in as a run would, in a home of its own that is thrown away: nothing of the real one changes. The
 * territory is the real one's.
 *
 * @throws BayanError `territory_missing` before the territory is built
 */
export async function tryFile(
  path: string,
  options: {
    readonly home: Home;
    readonly clock: Clock;
    readonly contracts: readonly Contract[];
    readonly settings?: IngestSettings;
    readonly limit?: number;
  },
): Promise<Trial> {
  const name = basename(path);
  const contracts = options.contracts.filter((contract) => recognise(contract, name) !== null);
  const trial = homeAt(join(options.home.tmp, `trial-${process.pid}`));
  rmSync(trial.root, { recursive: true, force: true });
  try {
    mkdirSync(trial.raw, { recursive: true, mode: 0o700 });
    symlinkSync(join(options.home.raw, "ref"), join(trial.raw, "ref"));
    for (const { system } of contracts.slice(0, 1)) {
      mkdirSync(join(trial.inbox, system), { recursive: true });
      copyFileSync(path, join(trial.inbox, system, name));
      if (existsSync(`${path}${MANIFEST_SUFFIX}`))
        copyFileSync(`${path}${MANIFEST_SUFFIX}`, join(trial.inbox, system, `${name}${MANIFEST_SUFFIX}`));
    }
    const state = openState(trial.state);
    const ledger = exportLedger(state);
    const { threads, buildMemory } = options.settings ?? {};
    const report = await ingest({
      ...{ home: trial, ledger, clock: options.clock, contracts },
      settings: {
        ...(threads === undefined ? {} : { threads }),
        ...(buildMemory === undefined ? {} : { buildMemory }),
      },
    });
    const quarantine = await readQuarantine(trial, ledger, { limit: options.limit ?? 20 });
    const drift = sourcesReport(ledger, options.clock, contracts).flatMap((each) => each.drift);
    state.close();
    return { file: report.files[0] ?? null, quarantine, drift };
  } finally {
    rmSync(trial.root, { recursive: true, force: true });
  }
}
