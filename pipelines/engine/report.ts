import type { Clock } from "#warehouse/clock.ts";
import type { Frequency } from "../sources/contract.ts";
import { contracts as allContracts, type Contract } from "../sources/index.ts";
import type { ExportLedger, ExportRow } from "./ledger.ts";

/** A table's exports, whatever their revision. */
export interface SourceRow {
  readonly system: string;
  readonly table: string;
  readonly exports: number;
  readonly rows_in: number;
  readonly rows_loaded: number;
  readonly rows_refused: number;
  /** When the latest accepted export was drawn, ISO; null where there is none. */
  readonly last_export: string | null;
  /** The next one is overdue by the contract's frequency, with half of it as grace. */
  readonly late: boolean;
}

const DAYS: Readonly<Record<Frequency, number>> = {
  daily: 1,
  weekly: 7,
  monthly: 31,
  quarterly: 92,
  yearly: 366,
};
const GRACE = 1.5;
const DAY_MS = 86_400_000;

/** Every table of the contracts, in their order, with what came of it. */
export function sourcesReport(
  ledger: ExportLedger,
  clock: Clock,
  contracts: readonly Contract[] = allContracts,
): SourceRow[] {
  const byTable = Map.groupBy(ledger.exports(), (each) => `${each.system}.${each.table_name}`);
  return contracts.flatMap(({ system, tables, frequency }) =>
    tables.map(({ name }) => {
      const exports = byTable.get(`${system}.${name}`) ?? [];
      const last = lastDrawn(exports);
      return {
        ...{ system, table: name, exports: exports.length },
        rows_in: sum(exports, "rows_in"),
        rows_loaded: sum(exports, "rows_loaded"),
        rows_refused: sum(exports, "rows_refused"),
        last_export: last,
        late: isLate(last, DAYS[frequency], clock),
      };
    }),
  );
}

const sum = (exports: readonly ExportRow[], name: "rows_in" | "rows_loaded" | "rows_refused"): number =>
  exports.reduce((total, each) => total + each[name], 0);

function lastDrawn(exports: readonly ExportRow[]): string | null {
  const drawn = exports.filter(({ status }) => status === "loaded").map(({ extracted_at }) => extracted_at);
  return drawn.sort().at(-1) ?? null;
}

const isLate = (last: string | null, days: number, clock: Clock): boolean =>
  last === null || clock.now().getTime() - Date.parse(last) > days * GRACE * DAY_MS;
