import type { Clock } from "#warehouse/clock.ts";
import type { SourcesHealth } from "#warehouse/surface.ts";
import { contracts as allContracts, type Contract } from "../sources/index.ts";
import { FILE_FAULTS } from "./faults.ts";
import type { ExportLedger } from "./ledger.ts";
import { MATURITY_STEPS } from "./maturity.ts";
import { sourcesReport } from "./report.ts";

/** What `bayan sources` tells, for surfaces: they know neither contracts nor the ledger of exports. */
export function sourcesHealth(
  ledger: ExportLedger,
  clock: Clock,
  contracts: readonly Contract[] = allContracts,
): SourcesHealth {
  const tables = sourcesReport(ledger, clock, contracts).map(({ maturity, drift, ...table }) => ({
    ...table,
    drift: drift.map(({ code, column, detail, rule, file, period }) => ({
      ...{ code, column, detail, rule, file, period },
    })),
    maturity:
      maturity === null
        ? null
        : {
            ...{ reliability: maturity.reliability, integrity: maturity.integrity },
            ...{ traceability: maturity.traceability, step: maturity.raisedBy[0] ?? null },
          },
  }));
  return { tables, words: { code: FILE_FAULTS, step: MATURITY_STEPS } };
}
