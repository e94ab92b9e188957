import { findTable } from "../sources/index.ts";
import type { ExportLedger, ExportRow } from "./ledger.ts";
import { covers, parsePeriod } from "./period.ts";

/** An export whose rows stand in the warehouse. */
export interface LiveExport extends ExportRow {
  readonly raw_path: string;
  /** Periods inside its own that a later export has replaced: its rows of these do not stand. */
  readonly without: readonly string[];
}

export type ModeOf = (system: string, table: string) => "replace_period" | "upsert" | null;

const contractMode: ModeOf = (system, table) => findTable(system, table)?.mode ?? null;

/**
 * The exports that make the warehouse of `asOf` (an instant, ISO; by default now). Of one period the one drawn last
 * stands alone, or all of them where rows are updated by key; a year replaces its months, and a month its part of a
 * year, whichever was drawn later. The order in which files arrived does not matter.
 */
export const liveExports = (
  ledger: ExportLedger,
  { asOf, modeOf }: { asOf?: string; modeOf?: ModeOf } = {},
): LiveExport[] => selectLive(ledger.exports(asOf), modeOf);

export function selectLive(rows: readonly ExportRow[], modeOf: ModeOf = contractMode): LiveExport[] {
  const loaded = rows.filter(isLoaded);
  const tables = Map.groupBy(loaded, (each) => `${each.system}.${each.table_name}`);
  return [...tables.values()].flatMap((exports) => {
    const first = exports[0];
    const mode = first === undefined ? null : modeOf(first.system, first.table_name);
    if (mode === null) return [];
    if (mode === "upsert") return exports.map((each) => ({ ...each, without: [] }));
    const latest = [...Map.groupBy(exports, (each) => each.period).values()].map((each) =>
      each.reduce(later),
    );
    return latest.flatMap((each) => standing(each, latest));
  });
}

type Loaded = ExportRow & { readonly raw_path: string };
const isLoaded = (row: ExportRow): row is Loaded => row.status === "loaded" && row.raw_path !== null;

const later = (a: Loaded, b: Loaded): Loaded => (isLater(b, a) ? b : a);
function isLater(a: ExportRow, b: ExportRow): boolean {
  if (a.extracted_at !== b.extracted_at) return a.extracted_at > b.extracted_at;
  return a.export_id > b.export_id;
}

function standing(each: Loaded, others: readonly Loaded[]): LiveExport[] {
  const period = parsePeriod(each.period);
  if (period === null) return [];
  const newer = others.flatMap((other) => {
    const its = isLater(other, each) ? parsePeriod(other.period) : null;
    return its === null ? [] : [its];
  });
  if (newer.some((its) => covers(its, period))) return [];
  return [
    {
      ...each,
      without: newer
        .filter((its) => covers(period, its))
        .map(({ id }) => id)
        .sort(),
    },
  ];
}
