import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { isRollup } from "../door/index.ts";
import { ident } from "../quote.ts";
import type { Check } from "../surface.ts";
import { hashTable } from "./hash.ts";
import { tableNames } from "./tables.ts";
import type { ReleaseHandle } from "./types.ts";

/** Published totals may differ from ours by this share: the figures we compare with are rounded in print. */
const TOLERANCE = 0.02;

/** What a check of ours found: faults refuse the release, notes are only told. */
export interface Findings {
  readonly faults: readonly string[];
  readonly notes?: readonly string[];
}
export interface BuiltInCheck extends Omit<Check, "run"> {
  /** False: told and counted, but no reason to withhold a release. */
  readonly blocking?: false;
  /** True: reads whole tables, for what a release that is being made has just been through. */
  readonly slow?: true;
  run(release: ReleaseHandle): Promise<Findings>;
}

type Rows = readonly Readonly<Record<string, unknown>>[];

async function using<T>(
  release: ReleaseHandle,
  work: (query: (sql: string) => Promise<Rows>, connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const { connection, done } = await release.connect();
  try {
    return await work(async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJS(), connection);
  } finally {
    done();
  }
}

const tables: BuiltInCheck = {
  name: "tables",
  slow: true,
  prevents: "a table changed, reordered, lost or added since its hash was published",
  run: (release) =>
    using(release, async (_, connection) => {
      const faults: string[] = [];
      const listed = [...release.manifest.tables, ...release.build.tables];
      const found = await tableNames(connection);
      for (const name of found)
        if (!isRollup(name) && !listed.some((table) => table.name === name))
          faults.push(`${name}: not listed`);
      for (const table of listed) {
        if (!found.includes(table.name)) {
          faults.push(`${table.name}: missing`);
          continue;
        }
        const { rows, sha256 } = await hashTable(connection, table.name, table.parts !== undefined);
        if (rows !== table.rows) faults.push(`${table.name}: ${rows} rows, not ${table.rows}`);
        else if (sha256 !== table.sha256) faults.push(`${table.name}: content changed`);
      }
      return { faults };
    }),
};

const keys: BuiltInCheck = {
  name: "keys",
  slow: true,
  prevents: "two rows for one thing, which every sum would count twice",
  run: (release) =>
    using(release, async (query) => {
      const faults: string[] = [];
      for (const { name, key } of keysOf(release.dir)) {
        const columns = key.map(ident).join(", ");
        const [row] = await query(
          `SELECT count(*)::INTEGER AS n FROM (SELECT 1 FROM ${ident(name)} GROUP BY ${columns} HAVING count(*) > 1)`,
        );
        if (Number(row?.n) > 0) faults.push(`${name}: ${Number(row?.n)} keys twice (${key.join(", ")})`);
      }
      return { faults };
    }),
};

const rows: BuiltInCheck = {
  name: "rows",
  prevents: "rows that vanish between the file received and the table: in = loaded + refused",
  run: (release) =>
    using(release, async (query, connection) => {
      const faults = release.build.inputs
        .filter((input) => input.rows_in !== input.rows + input.rows_refused)
        .map(
          (input) =>
            `${input.file}: ${input.rows_in} in, ${input.rows} loaded, ${input.rows_refused} refused`,
        );
      if (!(await tableNames(connection)).includes("meta_export")) return { faults };
      const listed = await query(
        "SELECT export_id, rows_in::BIGINT - rows_loaded - rows_refused AS gap, rows_loaded::BIGINT AS rows FROM meta_export",
      );
      const known = new Map(release.build.inputs.map((input) => [input.export_id, input]));
      for (const row of listed) {
        const input = known.get(String(row.export_id));
        if (input === undefined) faults.push(`${row.export_id}: listed in meta_export, not an input`);
        else if (Number(row.gap) !== 0 || Number(row.rows) !== input.rows)
          faults.push(`${row.export_id}: counts differ`);
      }
      return { faults };
    }),
};

const reconciliation: BuiltInCheck = {
  name: "reconciliation",
  blocking: false,
  prevents: "national totals that drift from the published ones without anyone seeing it",
  run: (release) =>
    using(release, async (query, connection) => {
      if (!(await tableNames(connection)).includes("meta_published_total")) return { faults: [] };
      const compared = await query(
        `SELECT measure, period, scope, published_value::VARCHAR AS published, computed_value::VARCHAR AS computed,
           coalesce(abs(gap_ratio) > ${TOLERANCE}, true) AS wide, ${TOTAL} AS total
         FROM meta_published_total ORDER BY ALL`,
      );
      const line = (row: Rows[number]) =>
        `${row.measure} ${row.period} ${row.scope}: ${row.computed} computed, ${row.published} published`;
      const wide = compared.filter((row) => row.wide === true);
      const totals = wide.filter((row) => row.total === true).map(line);
      const others = wide.filter((row) => row.total !== true).map(line);
      const summary = `${compared.length - wide.length} of ${compared.length} published figures met within ${TOLERANCE * 100} %`;
      // The sample is made to meet the totals; of real exports some may simply not have come.
      return allSample(release)
        ? { faults: totals, notes: [summary, ...others] }
        : { faults: [], notes: [summary, ...totals, ...others] };
    }),
};

/** National totals of whole years; shares, delays and single months are told beside them. */
const TOTAL = "(scope = 'nation' AND unit NOT IN ('ratio', 'days') AND NOT regexp_matches(period, '-'))";

const allSample = ({ build }: ReleaseHandle): boolean =>
  build.inputs.every((input) => input.sample || input.system === "ref");

const data: BuiltInCheck = {
  name: "data",
  prevents: "orphans, repeats and broken rules that the models counted and nobody read",
  run: (release) =>
    using(release, async (query, connection) => {
      if (!(await tableNames(connection)).includes("meta_check")) return { faults: [] };
      const found = await query(
        `SELECT name, prevents, severity, rows_found::VARCHAR AS found, rows_checked::VARCHAR AS checked
         FROM meta_check WHERE rows_found > 0 ORDER BY ALL`,
      );
      const line = (row: Rows[number]) =>
        `${row.name}: ${row.found} of ${row.checked} rows (${row.prevents})`;
      return {
        faults: found.filter((row) => row.severity === "error").map(line),
        notes: found.filter((row) => row.severity !== "error").map(line),
      };
    }),
};

const sample: BuiltInCheck = {
  name: "sample",
  prevents: "invented figures shown as real ones, or real ones marked as invented",
  run: (release) =>
    using(release, async (query) => {
      const invented = release.build.inputs.some((input) => input.sample);
      const faults =
        invented === release.manifest.sample ? [] : [`manifest says sample ${release.manifest.sample}`];
      const marked = await query(
        "SELECT table_name AS name FROM duckdb_columns() WHERE schema_name = 'main' AND column_name = 'sample' ORDER BY ALL",
      );
      const all = invented && allSample(release);
      for (const { name } of marked) {
        const [count] = await query(
          `SELECT count(*) FILTER (sample)::INTEGER AS yes, count(*) FILTER (sample IS NULL)::INTEGER AS unknown FROM ${ident(String(name))}`,
        );
        if (Number(count?.unknown) > 0) faults.push(`${name}: ${count?.unknown} rows without a mark`);
        if (!invented && Number(count?.yes) > 0)
          faults.push(`${name}: ${count?.yes} rows marked, no sample export`);
      }
      if (all) faults.push(...(await unmarked(query)));
      return { faults };
    }),
};

/** Where every export is invented, a fact can only be so; territory and census are real whatever comes. */
async function unmarked(query: (sql: string) => Promise<Rows>): Promise<string[]> {
  const facts = await query(
    `SELECT table_name AS name FROM duckdb_columns()
     WHERE schema_name = 'main' AND column_name = 'sample'
       AND regexp_matches(table_name, '^(fct|idx)_') AND table_name NOT IN ('fct_census', 'fct_population') ORDER BY ALL`,
  );
  const faults: string[] = [];
  for (const { name } of facts) {
    const [count] = await query(
      `SELECT count(*) FILTER (NOT sample)::INTEGER AS no FROM ${ident(String(name))}`,
    );
    if (Number(count?.no) > 0) faults.push(`${name}: ${count?.no} rows not marked, every export is sample`);
  }
  return faults;
}

const modelsSchema = z.object({
  nodes: z.record(
    z.string(),
    z.looseObject({
      name: z.string(),
      config: z.looseObject({ meta: z.record(z.string(), z.unknown()) }),
      constraints: z.array(z.object({ type: z.string(), columns: z.array(z.string()) })),
    }),
  ),
});

/** Tables of a release that have a key, with it. */
export function keysOf(dir: string): { name: string; key: readonly string[] }[] {
  const models = modelsSchema.parse(JSON.parse(readFileSync(join(dir, "models.json"), "utf8")));
  return Object.values(models.nodes).flatMap(({ name, config, constraints }) => {
    if (config.meta.release !== true) return [];
    const named = Array.isArray(config.meta.key)
      ? config.meta.key.filter((each) => typeof each === "string")
      : [];
    const key =
      named.length > 0 ? named : (constraints.find(({ type }) => type === "primary_key")?.columns ?? []);
    return key.length > 0 ? [{ name, key }] : [];
  });
}

export const BUILT_IN_CHECKS: readonly BuiltInCheck[] = [tables, keys, rows, data, reconciliation, sample];
