import type { Home } from "#warehouse/home.ts";
import { folderStore, type RawStore } from "#warehouse/raw/index.ts";
import {
  contracts as allContracts,
  type Contract,
  rawColumns,
  SAMPLE,
  type Table,
} from "../sources/index.ts";
import type { ExportLedger } from "./ledger.ts";
import { type LiveExport, liveExports } from "./live.ts";
import { parsePeriod } from "./period.ts";
import { ident, list, literal } from "./sql/quote.ts";
import { insidePeriod } from "./sql/stage.ts";

export interface RawView {
  /** `<system>__<table>`, or `meta__export`. */
  readonly name: string;
  /** A SELECT that gives the contract's columns with their types, also where there is no export yet. */
  readonly sql: string;
  /** The Parquet files below it, and which of their rows stand (null: all). */
  readonly files: readonly string[];
  readonly where: string | null;
  /** SQL, on any engine, of whether a row of the files came from an invented export; null where the view has no such column. */
  readonly sample: string | null;
}

export interface RawOptions {
  /** An instant, ISO: the exports received by then. */
  readonly asOf?: string;
  /** The reference tables' files, as `buildTerritory` hands them over. */
  readonly ref?: readonly { readonly table: string; readonly file: string }[];
  readonly contracts?: readonly Contract[];
  /** Where the files are; below the home by default. */
  readonly store?: RawStore;
}

/** What schema `raw` holds: a view per contract table over its live exports, the reference tables, the exports. */
export function rawViews(home: Home, ledger: ExportLedger, options: RawOptions = {}): RawView[] {
  const contracts = options.contracts ?? allContracts;
  const store = options.store ?? folderStore(home);
  const live = liveExports(ledger, {
    ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
    modeOf: (system, table) => tableOf(contracts, system, table)?.mode ?? null,
  });
  const byTable = Map.groupBy(live, (each) => `${each.system}__${each.table_name}`);
  const tables = contracts.flatMap(({ system, tables: declared }) =>
    declared.map((table) => {
      const name = `${system}__${table.name}`;
      return { name, ...tableView(store, table, byTable.get(name) ?? []) };
    }),
  );
  const ref = (options.ref ?? []).map(({ table, file }) => ({
    name: `ref__${table}`,
    sql: `SELECT * FROM read_parquet(${literal(file)})`,
    files: [file],
    ...{ where: null, sample: null },
  }));
  const exports = { name: "meta__export", sql: exportSql(live), files: [], where: null, sample: null };
  return [...tables, ...ref, exports];
}

const tableOf = (contracts: readonly Contract[], system: string, name: string): Table | undefined =>
  contracts.find((each) => each.system === system)?.tables.find((each) => each.name === name);

/** Files are named one by one: a glob would read superseded ones too. */
function tableView(store: RawStore, table: Table, live: readonly LiveExport[]): Omit<RawView, "name"> {
  const columns = rawColumns(table).map(
    ({ name, type }) => `CAST(${ident(name)} AS ${type}) AS ${ident(name)}`,
  );
  if (live.length === 0) {
    const empty = [...rawColumns(table), SAMPLE].map(
      ({ name, type }) => `CAST(NULL AS ${type}) AS ${ident(name)}`,
    );
    return { sql: `SELECT ${empty.join(", ")} WHERE false`, ...{ files: [], where: null, sample: null } };
  }
  const files = live.map((each) => store.at(each.raw_path));
  const replaced = live.flatMap((each) => each.without.map((period) => replacedSql(table, each, period)));
  const where = replaced.length === 0 ? null : `NOT (${replaced.join(" OR ")})`;
  const from = `FROM read_parquet(${list(files.map(literal))}, union_by_name = true)`;
  const sample = sampleSql(live);
  const values = [...columns, `${sample} AS ${ident(SAMPLE.name)}`];
  return {
    sql: `SELECT ${values.join(", ")} ${from}${where === null ? "" : ` WHERE ${where}`}`,
    ...{ files, where, sample },
  };
}

/** Said by the view, which knows its exports: looking each row's up in the list of all of them takes as long as summing it. */
function sampleSql(live: readonly LiveExport[]): string {
  const invented = live.filter(({ sample }) => sample).map(({ export_id }) => literal(export_id));
  if (invented.length === 0) return "false";
  return invented.length === live.length ? "true" : `_export_id IN (${invented.join(", ")})`;
}

function replacedSql(table: Table, each: LiveExport, period: string): string {
  const parsed = parsePeriod(period);
  const inside = parsed === null ? null : insidePeriod(table, [parsed], "0");
  return `(_export_id = ${literal(each.export_id)} AND coalesce(${inside ?? "false"}, false))`;
}

const EXPORT_COLUMNS = {
  export_id: "VARCHAR",
  system: "VARCHAR",
  table_name: "VARCHAR",
  period: "VARCHAR",
  file: "VARCHAR",
  sha256: "VARCHAR",
  extracted_at: "TIMESTAMP",
  rows_in: "BIGINT",
  rows_loaded: "BIGINT",
  rows_refused: "BIGINT",
  sample: "BOOLEAN",
} as const;

function exportSql(live: readonly LiveExport[]): string {
  const names = Object.entries(EXPORT_COLUMNS);
  const nothing = names.map(([name, type]) => `CAST(NULL AS ${type}) AS ${name}`).join(", ");
  if (live.length === 0) return `SELECT ${nothing} WHERE false`;
  const rows = live.map((each) => {
    const values = [
      literal(each.export_id),
      literal(each.system),
      literal(each.table_name),
      literal(each.period),
      literal(each.file),
      literal(each.sha256),
      `TIMESTAMP ${literal(each.extracted_at.slice(0, 19).replace("T", " "))}`,
      String(each.rows_in),
      String(each.rows_loaded),
      String(each.rows_refused),
      String(each.sample),
    ];
    return `(${values.join(", ")})`;
  });
  const columns = names.map(([name, type]) => `CAST(${name} AS ${type}) AS ${name}`);
  return `SELECT ${columns.join(", ")} FROM (VALUES ${rows.join(", ")}) AS export (${names.map(([name]) => name).join(", ")})`;
}
