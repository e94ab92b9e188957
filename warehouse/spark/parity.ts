import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { openBuild, withConnection } from "../open.ts";
import { ident, literal } from "../quote.ts";
import { keysOf } from "../release/checks.ts";
import { DATABASE, readBuildManifest, readPublicManifest } from "../release/manifest.ts";
import { columnsOf, tableNames } from "../release/tables.ts";
import type { Settings } from "../settings.ts";

/** Doubles are the same within this, relative to the greater one; everything else must be equal. */
export const TOLERANCE = 1e-9;

export interface TableParity {
  readonly table: string;
  /** Rows of each side; null where it has no such table. */
  readonly rows: readonly [number | null, number | null];
  /** Rows whose key only one side has, and rows with the same key that differ in a column. */
  readonly alone: readonly [number, number];
  readonly differing: number;
  /** Differing rows by column, of the columns that differ. */
  readonly columns: Readonly<Record<string, number>>;
  /** `name type / name type` of each column that the sides don't hold alike; the rows of such a table are not compared. */
  readonly types: readonly string[];
}

export const isEqual = ({ rows, alone, differing, types }: TableParity): boolean =>
  rows[0] !== null && rows[0] === rows[1] && alone[0] + alone[1] + differing + types.length === 0;

/** A table to compare, and the columns that tell its rows apart; none: all of them. */
export interface Compared {
  readonly name: string;
  readonly key: readonly string[];
}
type ParitySettings = Pick<Settings, "home" | "threads" | "tempMax" | "buildMemory">;

/**
 * Compares the tables of two closed files row by row, each by its key (by all its columns, in order, where it has
 * none). A mart stands in both files as its contract casts it, so that types must be the same too.
 */
export async function compareFiles(
  files: readonly [string, string],
  tables: readonly Compared[],
  settings: ParitySettings,
): Promise<TableParity[]> {
  const instance = await openBuild(":memory:", settings);
  try {
    return await withConnection(instance, async (connection) => {
      for (const [index, name] of SIDES.entries())
        await connection.run(`ATTACH ${literal(files[index] ?? "")} AS ${name} (READ_ONLY)`);
      const present = await Promise.all(SIDES.map((name) => tableNames(connection, name)));
      const found: TableParity[] = [];
      for (const table of tables)
        found.push(
          await compareTable(
            connection,
            table,
            present.map((names) => names.includes(table.name)),
          ),
        );
      return found;
    });
  } finally {
    instance.closeSync();
  }
}

/** The same for all tables of two releases, by the folders that they lie in. */
export function compareReleases(
  dirs: readonly [string, string],
  settings: ParitySettings,
): Promise<TableParity[]> {
  const names = new Set(
    dirs.flatMap((dir) =>
      [...readPublicManifest(dir).tables, ...readBuildManifest(dir).tables].map(({ name }) => name),
    ),
  );
  const keys = new Map(keysOf(dirs[0]).map(({ name, key }) => [name, key]));
  const tables = [...names].sort().map((name) => ({ name, key: keys.get(name) ?? [] }));
  return compareFiles([join(dirs[0], DATABASE), join(dirs[1], DATABASE)], tables, settings);
}

/** Compares the marts that stand in a build file with a release's tables of these names. */
export async function compareMarts(
  dir: string,
  database: string,
  settings: ParitySettings,
): Promise<TableParity[]> {
  const instance = await openBuild(database, settings);
  const made = await withConnection(instance, (connection) => tableNames(connection)).finally(() =>
    instance.closeSync(),
  );
  const tables = keysOf(dir).filter(({ name }) => made.includes(name));
  return compareFiles([join(dir, DATABASE), database], tables, settings);
}

const SIDES = ["one", "other"] as const;

async function compareTable(
  connection: DuckDBConnection,
  { name, key }: Compared,
  present: readonly boolean[],
): Promise<TableParity> {
  const counts = await Promise.all(
    SIDES.map(async (side, index) =>
      present[index] === true
        ? await one(connection, `SELECT count(*)::DOUBLE AS n FROM ${side}.main.${ident(name)}`)
        : { n: null },
    ),
  );
  const rows = [counts[0]?.n ?? null, counts[1]?.n ?? null] as const;
  const none = { table: name, rows, alone: [0, 0] as const, differing: 0, columns: {}, types: [] };
  if (rows[0] === null || rows[1] === null) return none;
  const [left, right] = await Promise.all(
    SIDES.map((side) => columnsOf(connection, `${side}.main.${ident(name)}`)),
  );
  const types = typeDifferences(left ?? [], right ?? []);
  if (types.length > 0) return { ...none, types };
  const columns = left ?? [];
  const order = columns.map(([column]) => ident(column)).join(", ");
  // A number among equals, so that a key that stands twice is no product of its rows.
  const nth = (key.length === 0 ? "" : `PARTITION BY ${key.map(ident).join(", ")} `).concat(
    `ORDER BY ${order}`,
  );
  const side = (which: string) =>
    `(SELECT *, row_number() OVER (${nth}) AS _nth FROM ${which}.main.${ident(name)})`;
  const same = [...key, "_nth"].map((column) => `a.${ident(column)} IS NOT DISTINCT FROM b.${ident(column)}`);
  const differs = columns.map(([column, type]) => differsSql(ident(column), type));
  const sums = columns.map(
    (_, index) => `count(*) FILTER (WHERE in_both AND d${index})::DOUBLE AS d${index}`,
  );
  const result = await one(
    connection,
    `WITH joined AS (
       SELECT a._nth IS NOT NULL AND b._nth IS NOT NULL AS in_both, a._nth IS NULL AS only_b, b._nth IS NULL AS only_a,
         ${differs.map((sql, index) => `${sql} AS d${index}`).join(", ")}
       FROM ${side("one")} AS a FULL JOIN ${side("other")} AS b ON ${same.join(" AND ")}
     )
     SELECT count(*) FILTER (WHERE only_a)::DOUBLE AS alone_a, count(*) FILTER (WHERE only_b)::DOUBLE AS alone_b,
       count(*) FILTER (WHERE in_both AND (${columns.map((_, index) => `d${index}`).join(" OR ")}))::DOUBLE AS differing, ${sums.join(", ")}
     FROM joined`,
  );
  const byColumn = columns.flatMap(([column], index): [string, number][] => {
    const count = result[`d${index}`] ?? 0;
    return count === 0 ? [] : [[column, count]];
  });
  return {
    ...none,
    alone: [result.alone_a ?? 0, result.alone_b ?? 0],
    differing: result.differing ?? 0,
    columns: Object.fromEntries(byColumn),
  };
}

/** `name type / name type` of each column that the sides don't hold alike, in the order of the columns. */
function typeDifferences(
  left: readonly (readonly [string, string])[],
  right: readonly (readonly [string, string])[],
): string[] {
  const length = Math.max(left.length, right.length);
  return Array.from({ length }, (_, index) => [left[index], right[index]] as const).flatMap(([a, b]) =>
    a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1]
      ? []
      : [`${a?.join(" ") ?? "–"} / ${b?.join(" ") ?? "–"}`],
  );
}

function differsSql(column: string, type: string): string {
  const [a, b] = [`a.${column}`, `b.${column}`];
  const distinct = `${a} IS DISTINCT FROM ${b}`;
  if (type !== "DOUBLE" && type !== "FLOAT") return distinct;
  return `(${distinct} AND NOT coalesce(abs(${a} - ${b}) <= ${TOLERANCE} * greatest(abs(${a}), abs(${b})), false))`;
}

async function one(connection: DuckDBConnection, sql: string): Promise<Record<string, number | null>> {
  const row = (await connection.runAndReadAll(sql)).getRowObjectsJS()[0] ?? {};
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value === null ? null : Number(value)]),
  );
}
