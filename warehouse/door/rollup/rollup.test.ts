import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compile } from "../compile.ts";
import { createDoor } from "../door.ts";
import { readCatalog } from "../opened.ts";
import { scopeOf } from "../policy.ts";
import { resolve } from "../resolve.ts";
import { createFixture, type DoorFixture } from "../testing/fixture.ts";
import { MANIFEST } from "../testing/manifest.ts";
import {
  type Condition,
  type Door,
  PUBLIC_VIEWER,
  type QuerySpec,
  type TimeSpec,
  type Viewer,
} from "../types.ts";
import { buildRollups } from "./build.ts";
import { rollupsCheck } from "./check.ts";

const NATIONAL: Viewer = { ...PUBLIC_VIEWER, role: "national" };
const GOVERNOR: Viewer = { ...PUBLIC_VIEWER, role: "province", territory: "01.511" };
let fixture: DoorFixture;
let door: Door;
let plain: Door;
beforeAll(async () => {
  fixture = await createFixture({ rollups: true });
  door = createDoor({ releases: fixture.releases });
  plain = createDoor({ releases: fixture.releases, rollups: false });
});
afterAll(() => fixture.close());

const METRICS = [
  "ordered_mad",
  "execution_rate",
  "collected_mad",
  "outstanding_mad",
  "permit_files",
  "permits_on_time",
  "permits_decided",
  "permit_days",
  "permit_categories",
  "on_time_rate",
  "balance_mad",
  "growth",
  "ordered_north_mad",
  "ordered_to_date_mad",
  "ordered_rolling_mad",
];
const GROUPS = [
  [],
  ["region"],
  ["province", "year"],
  ["collectivity"],
  ["segment", "quarter"],
  ["collectivity_type"],
];
const WHERES: readonly (readonly Condition[])[] = [
  [],
  [{ dimension: "year", op: "=", value: 2025 }],
  [{ dimension: "region", op: "in", value: ["01", "06"] }],
  [{ dimension: "month", op: "between", value: ["2025-03", "2025-08"] }],
  [{ dimension: "commune", op: "isnull", value: false }],
];
const TIMES: readonly (TimeSpec | undefined)[] = [
  undefined,
  { grain: "year", compare: "previous" },
  { grain: "month", from: "2025-02", to: "2025-07", compare: "year_ago" },
  { grain: "quarter", from: "2025-Q2", to: "2025-Q3", compare: "previous", series: false },
];
const SPECS: readonly QuerySpec[] = METRICS.flatMap((metric) =>
  GROUPS.flatMap((groupBy) =>
    WHERES.flatMap((where) =>
      TIMES.map((time) => ({ metrics: [metric], groupBy, where, ...(time === undefined ? {} : { time }) })),
    ),
  ),
);

async function sqlOf(spec: QuerySpec, viewer: Viewer): Promise<string> {
  const release = await fixture.releases.current();
  const catalog = await readCatalog(release, () => undefined);
  return compile(catalog, resolve(catalog, spec, viewer), scopeOf(viewer), "2026-10-31", 100).sql;
}

describe("a rollup", () => {
  it("answers as its base does, past and present, whoever asks", async () => {
    // One in seven of them all, and with seven prime to every list each value comes up with each other.
    for (const [index, spec] of SPECS.filter((_, each) => each % 7 === 0).entries()) {
      const viewer = index % 3 === 0 ? GOVERNOR : NATIONAL;
      const [small, large] = [await door.ask(spec, viewer), await plain.ask(spec, viewer)];
      expect(small, JSON.stringify(spec)).toEqual(large);
    }
  });

  it("is chosen for comparisons too, and left where it has not kept what is asked", async () => {
    const by = (spec: Partial<QuerySpec>) => ({ metrics: ["ordered_mad"], groupBy: ["region"], ...spec });
    const compared = await sqlOf(by({ time: { grain: "year", compare: "previous" } }), NATIONAL);
    expect(compared.match(/main\."rollup_budget/g)).toHaveLength(2);
    expect(compared).not.toContain('main."fct_budget"');
    expect(await sqlOf(by({ metrics: ["permit_categories"] }), NATIONAL)).not.toContain("rollup_");
    expect(await sqlOf(by({ metrics: ["permit_days"] }), NATIONAL)).not.toContain("rollup_");
  });

  it("of places is not read for whoever is scoped to units", async () => {
    const spec = { metrics: ["ordered_mad"], groupBy: ["region"] };
    const [table] = /main\."rollup_[a-z0-9_]+"/.exec(await sqlOf(spec, GOVERNOR)) ?? [];
    const columns = await fixture.truth(`DESCRIBE ${table}`);
    expect(columns.map((one) => one.column_name)).toContain("unit");
  });
});

it("rollups of tables that stand are taken over, the others made anew", async () => {
  const file = join(fixture.dir, "standing.duckdb");
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run(`ATTACH '${join(fixture.dir, "warehouse.duckdb")}' AS whole (READ_ONLY)`);
  await connection.run("COPY FROM DATABASE whole TO standing");
  await connection.run("DETACH whole");
  const listed = async () => (await connection.runAndReadAll("FROM meta_rollup ORDER BY ALL")).getRowsJson();
  const [before, all] = [await listed(), { minRows: 1, share: 1 }];
  const oids = async () =>
    new Map(
      (await connection.runAndReadAll("SELECT table_name, table_oid FROM duckdb_tables()"))
        .getRowsJson()
        .map((row) => [String(row[0]), Number(row[1])]),
    );
  const first = await oids();
  const { made, kept } = await buildRollups(connection, MANIFEST, {
    worth: all,
    standing: new Set(["fct_budget", "dim_territory"]),
  });
  const second = await oids();
  expect(await listed()).toEqual(before);
  expect([...made, ...kept].sort()).toEqual(before.map((row) => String(row[0])).sort());
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.every((name) => name.startsWith("rollup_budget_"))).toBe(true);
  expect(made.some((name) => name.startsWith("rollup_budget_"))).toBe(false);
  expect(kept.every((name) => first.get(name) === second.get(name))).toBe(true);
  await connection.run("DELETE FROM fct_permit");
  await buildRollups(connection, MANIFEST, { worth: all });
  expect([...(await oids()).keys()].filter((name) => name.startsWith("rollup_permits"))).toEqual([]);
  connection.closeSync();
  instance.closeSync();
});

it("a rollup that is not its base is found at its release", async () => {
  const release = await fixture.releases.current();
  expect(await rollupsCheck.run(release)).toEqual([]);

  const file = join(fixture.dir, "changed.duckdb");
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run(`ATTACH '${join(fixture.dir, "warehouse.duckdb")}' AS whole (READ_ONLY)`);
  await connection.run("COPY FROM DATABASE whole TO changed");
  await connection.run("DETACH whole");
  const [name] = (
    await connection.runAndReadAll("SELECT min(name) AS n FROM meta_rollup WHERE model = 'budget'")
  ).getRowsJson();
  const table = `"${String(name?.[0])}"`;
  const found = () =>
    rollupsCheck.run({ ...release, connect: async () => ({ connection, done: () => undefined }) });
  const differ = (rows: number): string => `${String(name?.[0])}: ${rows} rows differ from budget`;
  for (const [change, rows] of [
    [`UPDATE ${table} SET m_paid_mad = m_paid_mad + 0.01 WHERE rowid = 3`, 1],
    [`UPDATE ${table} SET m_paid_mad = NULL WHERE rowid = 3`, 1],
    [`DELETE FROM ${table} WHERE rowid = 3`, 1],
    [`INSERT INTO ${table} FROM ${table} WHERE rowid = 3`, 1],
    // A row of a key that the base has not, and its own one missing.
    [`UPDATE ${table} SET period = DATE '1999-01-01' WHERE rowid = 3`, 3],
  ] as const) {
    await connection.run("BEGIN");
    await connection.run(change);
    expect(
      (await found()).map(({ en }) => en),
      change,
    ).toContain(differ(rows));
    await connection.run("ROLLBACK");
  }
  expect(await found()).toEqual([]);
  connection.closeSync();
  instance.closeSync();
});
