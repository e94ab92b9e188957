import type { State, StateRow, StateWriter } from "#warehouse/state/index.ts";
import type { Profile } from "./drift/history.ts";
import type { Drift } from "./drift/rules.ts";
import { FILE_FAULTS, type FileFault } from "./faults.ts";

/** An export: one content of one period of one table, whoever sent it and how often. */
export interface ExportRow {
  readonly export_id: string;
  readonly system: string;
  readonly table_name: string;
  readonly period: string;
  readonly sha256: string;
  readonly status: "loaded" | "refused";
  /** Why a refused file was refused. */
  readonly code: string | null;
  readonly rows_in: number;
  readonly rows_loaded: number;
  readonly rows_refused: number;
  /** Below the home, with `/`. */
  readonly raw_path: string | null;
  readonly quarantine_path: string | null;
  readonly received_at: string;
  readonly sample: boolean;
  /** Of its arrivals: name and own id of the first drawn, latest time at which it was drawn. */
  readonly file: string;
  readonly source_export_id: string | null;
  readonly extracted_at: string;
}

/** One sending of an export: the same content may come again, under another name and from another day. */
export interface Arrival {
  readonly file: string;
  readonly source_export_id: string | null;
  readonly extracted_at: string;
  readonly received_at: string;
  readonly manifest_sha256: string | null;
  readonly sample: boolean;
}

export type NewExport = Omit<ExportRow, "file" | "source_export_id" | "extracted_at" | "sample">;

/** What a file's form showed beside its rows. */
export interface ExportFacts {
  readonly drift: readonly Drift[];
  readonly profile: readonly Profile[];
}

export interface ExportLedger {
  /** Every export received by `asOf` (an instant, ISO), ordered by system, table, period and id. */
  exports(asOf?: string): ExportRow[];
  find(exportId: string): ExportRow | null;
  /** Whether this very manifest (or none) came with this export before. */
  arrived(exportId: string, manifestSha256: string | null): boolean;
  /** Enters an export (again, where it was refused before) and its arrival. */
  record(entry: NewExport, arrival: Arrival, facts?: ExportFacts): void;
  /** What was learnt of every export's form, by its id. */
  facts(): ReadonlyMap<string, ExportFacts>;
  /** Enters one more arrival of an export that is known. */
  arrive(exportId: string, arrival: Arrival): void;
  /** Every sending of every export. */
  arrivals(): readonly (Arrival & { readonly export_id: string })[];
  /** What the inbox's files looked like when last read, by path. */
  stamps(): ReadonlyMap<string, string>;
  stamp(path: string, stamp: string): void;
  /** Runs several entries as one. */
  together<T>(work: () => T): T;
}

/** Migrations of this component; steps are only ever added. */
export const EXPORT_STEPS = [
  `CREATE TABLE export (
    export_id TEXT NOT NULL PRIMARY KEY,
    system TEXT NOT NULL, table_name TEXT NOT NULL, period TEXT NOT NULL, sha256 TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('loaded', 'refused')), code TEXT,
    rows_in INTEGER NOT NULL, rows_loaded INTEGER NOT NULL, rows_refused INTEGER NOT NULL,
    raw_path TEXT, quarantine_path TEXT, received_at TEXT NOT NULL,
    UNIQUE (system, table_name, period, sha256),
    CHECK (rows_in = rows_loaded + rows_refused)) STRICT;
   CREATE TABLE export_arrival (
    export_id TEXT NOT NULL REFERENCES export (export_id), file TEXT NOT NULL, source_export_id TEXT,
    extracted_at TEXT NOT NULL, received_at TEXT NOT NULL, manifest_sha256 TEXT NOT NULL,
    sample INTEGER NOT NULL,
    PRIMARY KEY (export_id, file, manifest_sha256)) STRICT;
   CREATE TABLE inbox_file (path TEXT NOT NULL PRIMARY KEY, stamp TEXT NOT NULL) STRICT`,
  `CREATE TABLE export_drift (
    export_id TEXT NOT NULL REFERENCES export (export_id), code TEXT NOT NULL, column_name TEXT NOT NULL,
    detail TEXT NOT NULL, rule TEXT NOT NULL CHECK (rule IN ('warn', 'stop')),
    PRIMARY KEY (export_id, code, column_name)) STRICT;
   CREATE TABLE export_profile (
    export_id TEXT NOT NULL REFERENCES export (export_id), column_name TEXT NOT NULL, median REAL NOT NULL,
    PRIMARY KEY (export_id, column_name)) STRICT`,
];

const SELECT = `WITH seen AS (
    SELECT *, row_number() OVER (PARTITION BY export_id ORDER BY extracted_at, file, manifest_sha256) AS nth,
      max(extracted_at) OVER (PARTITION BY export_id) AS latest
    FROM export_arrival WHERE received_at <= ?)
  SELECT e.*, s.file, s.source_export_id, s.latest AS extracted_at, s.sample
  FROM export e JOIN seen s ON s.export_id = e.export_id AND s.nth = 1`;
const ORDER = "ORDER BY e.system, e.table_name, e.period, e.export_id";
/** Later than any ISO instant. */
const EVER = "9999";

/** The ledger of exports in the state store. */
export function exportLedger(state: State): ExportLedger {
  state.migrate("export", EXPORT_STEPS);
  const arrive = (tx: StateWriter, exportId: string, arrival: Arrival): void => {
    tx.run(
      `INSERT INTO export_arrival (export_id, file, source_export_id, extracted_at, received_at, manifest_sha256, sample)
       VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      exportId,
      arrival.file,
      arrival.source_export_id,
      arrival.extracted_at,
      arrival.received_at,
      arrival.manifest_sha256 ?? "",
      arrival.sample ? 1 : 0,
    );
  };
  return {
    exports: (asOf) => state.all(`${SELECT} ${ORDER}`, asOf ?? EVER).map(shaped),
    find(exportId) {
      const row = state.get(`${SELECT} WHERE e.export_id = ?`, EVER, exportId);
      return row === undefined ? null : shaped(row);
    },
    arrived: (exportId, manifestSha256) =>
      state.get(
        "SELECT 1 FROM export_arrival WHERE export_id = ? AND manifest_sha256 = ?",
        exportId,
        manifestSha256 ?? "",
      ) !== undefined,
    record(entry, arrival, facts) {
      state.immediate((tx) => {
        tx.run(
          `INSERT INTO export (export_id, system, table_name, period, sha256, status, code, rows_in, rows_loaded,
             rows_refused, raw_path, quarantine_path, received_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (export_id) DO UPDATE SET status = excluded.status, code = excluded.code,
             rows_in = excluded.rows_in, rows_loaded = excluded.rows_loaded, rows_refused = excluded.rows_refused,
             raw_path = excluded.raw_path, quarantine_path = excluded.quarantine_path`,
          entry.export_id,
          entry.system,
          entry.table_name,
          entry.period,
          entry.sha256,
          entry.status,
          entry.code,
          entry.rows_in,
          entry.rows_loaded,
          entry.rows_refused,
          entry.raw_path,
          entry.quarantine_path,
          entry.received_at,
        );
        arrive(tx, entry.export_id, arrival);
        if (facts !== undefined) learn(tx, entry.export_id, facts);
      });
    },
    facts() {
      const facts = new Map<string, { drift: Drift[]; profile: Profile[] }>();
      const of = (id: unknown) => {
        const known = facts.get(String(id)) ?? { drift: [], profile: [] };
        facts.set(String(id), known);
        return known;
      };
      for (const row of state.all("SELECT * FROM export_drift ORDER BY export_id, code, column_name"))
        of(row.export_id).drift.push(driftOf(row));
      for (const row of state.all("SELECT * FROM export_profile ORDER BY export_id, column_name"))
        of(row.export_id).profile.push({ column: String(row.column_name), median: Number(row.median) });
      return facts;
    },
    arrivals: () =>
      state.all("SELECT * FROM export_arrival ORDER BY export_id, file, manifest_sha256").map(sent),
    arrive: (exportId, arrival) => state.immediate((tx) => arrive(tx, exportId, arrival)),
    stamps: () =>
      new Map(
        state.all("SELECT path, stamp FROM inbox_file").map((row) => [String(row.path), String(row.stamp)]),
      ),
    stamp: (path, stamp) =>
      state.immediate((tx) => {
        tx.run(
          "INSERT INTO inbox_file (path, stamp) VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET stamp = excluded.stamp",
          path,
          stamp,
        );
      }),
    together: (work) => state.immediate(() => work()),
  };
}

function learn(tx: StateWriter, exportId: string, { drift, profile }: ExportFacts): void {
  for (const table of ["export_drift", "export_profile"])
    tx.run(`DELETE FROM ${table} WHERE export_id = ?`, exportId);
  for (const { code, column, detail, rule } of drift)
    tx.run(
      "INSERT INTO export_drift (export_id, code, column_name, detail, rule) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
      exportId,
      code,
      column ?? "",
      detail,
      rule,
    );
  for (const { column, median } of profile)
    tx.run(
      "INSERT INTO export_profile (export_id, column_name, median) VALUES (?, ?, ?)",
      exportId,
      column,
      median,
    );
}

export const isFileFault = (code: string): code is FileFault => code in FILE_FAULTS;

function driftOf(row: StateRow): Drift {
  const code = String(row.code);
  return {
    code: isFileFault(code) ? code : "unreadable_file",
    column: row.column_name === "" ? null : String(row.column_name),
    detail: String(row.detail),
    rule: row.rule === "stop" ? "stop" : "warn",
  };
}

const text = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);

const sent = (row: StateRow): Arrival & { readonly export_id: string } => ({
  export_id: String(row.export_id),
  file: String(row.file),
  source_export_id: text(row.source_export_id),
  extracted_at: String(row.extracted_at),
  received_at: String(row.received_at),
  manifest_sha256: row.manifest_sha256 === "" ? null : text(row.manifest_sha256),
  sample: Number(row.sample) === 1,
});

function shaped(row: StateRow): ExportRow {
  return {
    export_id: String(row.export_id),
    system: String(row.system),
    table_name: String(row.table_name),
    period: String(row.period),
    sha256: String(row.sha256),
    status: row.status === "loaded" ? "loaded" : "refused",
    code: text(row.code),
    rows_in: Number(row.rows_in),
    rows_loaded: Number(row.rows_loaded),
    rows_refused: Number(row.rows_refused),
    raw_path: text(row.raw_path),
    quarantine_path: text(row.quarantine_path),
    received_at: String(row.received_at),
    sample: Number(row.sample) === 1,
    file: String(row.file),
    source_export_id: text(row.source_export_id),
    extracted_at: String(row.extracted_at),
  };
}
