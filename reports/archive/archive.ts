import type { Clock } from "#warehouse/clock.ts";
import type { Home } from "#warehouse/home.ts";
import { openState, type State, type StateRow } from "#warehouse/state/index.ts";
import { isLang, type Lang } from "#warehouse/text.ts";
import type { KeyFigures } from "../document/build.ts";

/** A report as it was made and kept. Its file lies under `<home>/reports`. */
export interface ArchivedReport {
  readonly name: string;
  readonly territory: string;
  readonly period: string;
  readonly lang: Lang;
  readonly format: string;
  /** 0 for the first issue; each re-issue with other figures is one more. */
  readonly revision: number;
  readonly release: string;
  /** sha256 of its figures, the same in every language. */
  readonly hash: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly pages: number | null;
  readonly path: string;
  readonly kpis: KeyFigures;
  readonly made_at: string;
}
export interface ArchiveFilter {
  readonly name?: string;
  readonly territory?: string;
  readonly period?: string;
  readonly lang?: Lang;
  /** Part of a territory's code or of one of its names, as the caller resolved it. */
  readonly territories?: readonly string[];
  readonly limit?: number;
  readonly offset?: number;
}
export interface Archive {
  /** The latest revision of each report of a name and period, by territory and language. */
  latest(name: string, period: string): Map<string, ArchivedReport>;
  add(reports: readonly Omit<ArchivedReport, "made_at">[]): void;
  /** Latest revisions first by period, then by territory; with how many there are in all. */
  search(filter: ArchiveFilter): { readonly total: number; readonly items: readonly ArchivedReport[] };
  revisions(
    key: Pick<ArchivedReport, "name" | "territory" | "period" | "lang" | "format">,
  ): readonly ArchivedReport[];
  names(): readonly { readonly name: string; readonly periods: readonly string[] }[];
  close(): void;
}

const STEPS = [
  `CREATE TABLE report_file (
    name TEXT NOT NULL, territory TEXT NOT NULL, period TEXT NOT NULL, lang TEXT NOT NULL, format TEXT NOT NULL,
    revision INTEGER NOT NULL, release TEXT NOT NULL, hash TEXT NOT NULL, sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL, pages INTEGER, path TEXT NOT NULL, kpis TEXT NOT NULL, made_at TEXT NOT NULL,
    PRIMARY KEY (name, period, territory, lang, format, revision)) STRICT;
   CREATE INDEX report_file_territory ON report_file (territory, period)`,
];
const COLUMNS =
  "name, territory, period, lang, format, revision, release, hash, sha256, bytes, pages, path, kpis, made_at";
/** Of several revisions the last one stands. */
const LAST = `revision = (SELECT max(o.revision) FROM report_file o WHERE o.name = f.name AND o.period = f.period
  AND o.territory = f.territory AND o.lang = f.lang AND o.format = f.format)`;

/** What one report of a period is kept under. */
export const archiveKey = (territory: string, lang: string): string => `${territory} ${lang}`;

function shaped(row: StateRow): ArchivedReport {
  const kpis: unknown = JSON.parse(String(row.kpis));
  return {
    name: String(row.name),
    territory: String(row.territory),
    period: String(row.period),
    lang: isLang(row.lang) ? row.lang : "fr",
    format: String(row.format),
    revision: Number(row.revision),
    release: String(row.release),
    hash: String(row.hash),
    sha256: String(row.sha256),
    bytes: Number(row.bytes),
    pages: row.pages === null ? null : Number(row.pages),
    path: String(row.path),
    kpis: Array.isArray(kpis)
      ? kpis.map((each) => (typeof each === "string" || typeof each === "number" ? each : null))
      : [],
    made_at: String(row.made_at),
  };
}

/** The archive of an installation, in its state store. */
export function openArchive(home: Home, clock: Clock): Archive {
  const state = openState(home.state);
  return { ...archiveIn(state, clock), close: () => state.close() };
}

export function archiveIn(state: State, clock: Clock): Archive {
  state.migrate("report", STEPS);
  const where = (filter: ArchiveFilter): { sql: string; values: string[] } => {
    const given: [string, string | undefined][] = [
      ["f.name = ?", filter.name],
      ["f.territory = ?", filter.territory],
      ["f.period = ?", filter.period],
      ["f.lang = ?", filter.lang],
    ];
    const used = given.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]));
    const among = filter.territories;
    return {
      sql: [
        LAST,
        ...used.map(({ sql }) => sql),
        ...(among === undefined ? [] : ["f.territory IN (SELECT value FROM json_each(?))"]),
      ].join(" AND "),
      values: [...used.map(({ value }) => value), ...(among === undefined ? [] : [JSON.stringify(among)])],
    };
  };
  return {
    latest(name, period) {
      const rows = state.all(
        `SELECT ${COLUMNS} FROM report_file f WHERE name = ? AND period = ? AND format = 'pdf' AND ${LAST}`,
        name,
        period,
      );
      return new Map(rows.map(shaped).map((report) => [archiveKey(report.territory, report.lang), report]));
    },
    add(reports) {
      const now = clock.now().toISOString();
      state.immediate((tx) => {
        for (const report of reports) {
          tx.run(
            `INSERT INTO report_file (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (name, period, territory, lang, format, revision) DO UPDATE SET release = excluded.release, hash = excluded.hash, sha256 = excluded.sha256,
               bytes = excluded.bytes, pages = excluded.pages, path = excluded.path, kpis = excluded.kpis`,
            ...[report.name, report.territory, report.period, report.lang, report.format, report.revision],
            ...[report.release, report.hash, report.sha256, report.bytes, report.pages, report.path],
            ...[JSON.stringify(report.kpis), now],
          );
        }
      });
    },
    search(filter) {
      const { sql, values } = where(filter);
      const total = Number(
        state.get(`SELECT count(*) AS n FROM report_file f WHERE ${sql}`, ...values)?.n ?? 0,
      );
      const rows = state.all(
        `SELECT ${COLUMNS} FROM report_file f WHERE ${sql} ORDER BY period DESC, name, territory, lang, format LIMIT ? OFFSET ?`,
        ...values,
        filter.limit ?? 50,
        filter.offset ?? 0,
      );
      return { total, items: rows.map(shaped) };
    },
    revisions: (key) =>
      state
        .all(
          `SELECT ${COLUMNS} FROM report_file WHERE name = ? AND territory = ? AND period = ? AND lang = ? AND format = ? ORDER BY revision`,
          ...[key.name, key.territory, key.period, key.lang, key.format],
        )
        .map(shaped),
    names() {
      const found = new Map<string, string[]>();
      for (const row of state.all(
        "SELECT DISTINCT name, period FROM report_file ORDER BY name, period DESC",
      )) {
        const name = String(row.name);
        found.set(name, [...(found.get(name) ?? []), String(row.period)]);
      }
      return [...found].map(([name, periods]) => ({ name, periods }));
    },
    close: () => undefined,
  };
}
