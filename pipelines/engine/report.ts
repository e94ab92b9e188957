import type { Clock } from "#warehouse/clock.ts";
import type { Frequency, Table } from "../sources/contract.ts";
import { contracts as allContracts, type Contract } from "../sources/index.ts";
import { historyDrift } from "./drift/history.ts";
import { type Drift, driftCode, driftRule, kindOfCode } from "./drift/rules.ts";
import type { ExportFacts, ExportLedger, ExportRow } from "./ledger.ts";
import { selectLive } from "./live.ts";
import { type Maturity, maturityOf } from "./maturity.ts";

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
  /** Changes of form in what stands, and in what was refused for one since. */
  readonly drift: readonly SourceDrift[];
  /** Null before the first export. */
  readonly maturity: Maturity | null;
}
export interface SourceDrift extends Drift {
  readonly file: string;
  readonly period: string;
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
  const facts = ledger.facts();
  const byTable = Map.groupBy(ledger.exports(), (each) => `${each.system}.${each.table_name}`);
  return contracts.flatMap(({ system, tables, frequency }) =>
    tables.map((table) => {
      const { name } = table;
      const exports = byTable.get(`${system}.${name}`) ?? [];
      const last = lastDrawn(exports);
      const late = isLate(last, DAYS[frequency], clock);
      const drift = tableDrift(table, exports, facts);
      return {
        ...{ system, table: name, exports: exports.length },
        rows_in: sum(exports, "rows_in"),
        rows_loaded: sum(exports, "rows_loaded"),
        rows_refused: sum(exports, "rows_refused"),
        last_export: last,
        ...{ late, drift },
        maturity: maturityOf(exports, { late, drift: drift.length }),
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

export interface SourceStop extends SourceDrift {
  readonly system: string;
  readonly table: string;
}

/** By period and file; it hangs on what stands, not on the order in which it came. */
export function tableDrift(
  table: Table,
  exports: readonly ExportRow[],
  facts: ReadonlyMap<string, ExportFacts>,
): SourceDrift[] {
  const live = selectLive(exports, () => table.mode);
  const history = historyDrift(table, live, (id) => facts.get(id)?.profile ?? []);
  const standing = live.flatMap((each) =>
    [...(facts.get(each.export_id)?.drift ?? []), ...(history.get(each.export_id) ?? [])].map((drift) => ({
      ...{ ...drift, file: each.file, period: each.period },
    })),
  );
  const refused = exports.flatMap((each): SourceDrift[] => {
    const kind = each.status === "refused" ? kindOfCode(each.code ?? "") : null;
    const mended = live.some(
      ({ period, extracted_at }) => period === each.period && extracted_at >= each.extracted_at,
    );
    if (kind === null || mended) return [];
    const { code, rule } = { code: driftCode(kind), rule: driftRule(table, kind) };
    return [{ code, column: null, detail: "", rule, file: each.file, period: each.period }];
  });
  return [...standing, ...refused].sort((a, b) => keyOf(a).localeCompare(keyOf(b), "en"));
}

const keyOf = ({ period, file, code, column }: SourceDrift): string =>
  [period, file, code, column ?? ""].join(" ");

/** Drift of standing exports that their contract does not let out: nothing new is published until it is settled. */
export function standingStops(
  ledger: ExportLedger,
  contracts: readonly Contract[] = allContracts,
): SourceStop[] {
  const facts = ledger.facts();
  const byTable = Map.groupBy(ledger.exports(), (each) => `${each.system}.${each.table_name}`);
  return contracts.flatMap(({ system, tables }) =>
    tables.flatMap((table) => {
      const loaded = (byTable.get(`${system}.${table.name}`) ?? []).filter(
        ({ status }) => status === "loaded",
      );
      return tableDrift(table, loaded, facts).flatMap((each) =>
        each.rule === "stop" ? [{ ...each, system, table: table.name }] : [],
      );
    }),
  );
}
