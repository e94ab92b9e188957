import { UsageError } from "../errors.ts";
import { ident } from "../quote.ts";
import { tablesForPostgres } from "./dialect.ts";
import type { State, StateValue, StateWriter } from "./state.ts";

export interface Moved {
  readonly tables: number;
  readonly rows: number;
}

/** Rows of one statement. */
const BATCH = 200;

/**
 * Copies a store of SQLite as it stands into an empty one of PostgreSQL, in one transaction: tables as they are written
 * there, rows, and the numbers that rows are given next.
 *
 * @param own brings forward, in both, the tables that PostgreSQL has in a form of its own
 * @throws UsageError `state_not_empty` where the target has tables already
 */
export function moveState(from: State, to: State, own: (state: State) => void): Moved {
  return from.immediate((source) =>
    to.immediate((target) => {
      if (target.get("SELECT 1 FROM schema_version") !== undefined) throw notEmpty();
      own(from);
      own(to);
      const known = new Set(tablesOf(target));
      const listed = source.all(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid",
      );
      let rows = 0;
      for (const { name, sql } of listed) {
        const table = String(name);
        if (!known.has(table)) {
          target.run(tablesForPostgres(String(sql)));
          for (const index of source.all(
            "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY rowid",
            table,
          ))
            target.run(String(index.sql));
        }
        rows += copyRows(source, target, table);
      }
      countOn(target);
      const there = listed.reduce((sum, { name }) => sum + countOf(target, String(name)), 0);
      const added = countOf(target, "schema_version") - countOf(source, "schema_version");
      if (there - added !== rows) throw new Error(`state: moved ${there - added} of ${rows} rows`);
      return { tables: listed.length, rows };
    }),
  );
}

const tablesOf = (target: StateWriter): string[] =>
  target
    .all("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
    .map(({ tablename }) => String(tablename));

const countOf = (store: StateWriter, table: string): number =>
  Number(store.get(`SELECT count(*) AS n FROM ${ident(table)}`)?.n);

function copyRows(source: StateWriter, target: StateWriter, table: string): number {
  const columns = target
    .all(
      "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = ? ORDER BY ordinal_position",
      table,
    )
    .map((row) => String(row.column_name));
  const list = columns.map(ident).join(", ");
  const rows = source.all(`SELECT ${list} FROM ${ident(table)} ORDER BY ${orderOf(source, table)}`);
  for (let at = 0; at < rows.length; at += BATCH) {
    const batch = rows.slice(at, at + BATCH);
    const marks = batch.map(() => `(${columns.map(() => "?").join(", ")})`).join(", ");
    const values: StateValue[] = batch.flatMap((row) => columns.map((column) => row[column] ?? null));
    // Versions alone are there before: of the tables that were brought forward in both.
    target.run(`INSERT INTO ${ident(table)} (${list}) VALUES ${marks} ON CONFLICT DO NOTHING`, ...values);
  }
  return rows.length;
}

/** In the order in which they were written, which the log's last number follows. */
const orderOf = (source: StateWriter, table: string): string =>
  /WITHOUT ROWID/i.test(String(source.get("SELECT sql FROM sqlite_master WHERE name = ?", table)?.sql))
    ? "1"
    : "rowid";

/** Keys that count by themselves go on after the last. */
function countOn(target: StateWriter): void {
  const counted = target.all(
    "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES'",
  );
  for (const { table_name, column_name } of counted) {
    const [table, column] = [String(table_name), String(column_name)];
    target.get(
      `SELECT setval(pg_get_serial_sequence(?, ?), (SELECT coalesce(max(${ident(column)}), 0) + 1 FROM ${ident(table)}), false)`,
      ...[table, column],
    );
  }
}

const notEmpty = (): UsageError =>
  new UsageError("state_not_empty", {
    fr: "la base PostgreSQL nommée par stateUrl contient déjà des tables de Bayan : donnez-en une vide",
    ar: "قاعدة PostgreSQL المسماة في stateUrl تحتوي بالفعل على جداول بيان: اختر قاعدة فارغة",
    en: "the PostgreSQL database of stateUrl holds tables of Bayan already: give an empty one",
  });
