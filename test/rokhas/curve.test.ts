import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SEEDS } from "#pipelines/sample/seeds.ts";
import { fixtureHome } from "#test/fixture/home.ts";
import { currentId, releaseDir } from "#warehouse/release/index.ts";

let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeAll(async () => {
  const home = await fixtureHome();
  const file = join(releaseDir(home, currentId(home) ?? ""), "warehouse.duckdb");
  instance = await DuckDBInstance.create(file, { access_mode: "READ_ONLY" });
  connection = await instance.connect();
});
afterAll(() => {
  connection?.closeSync();
  instance?.closeSync();
});

describe("the sample's ranking of 2022-Q4", () => {
  it.each([
    ["province", 8],
    ["commune", 1],
  ])("passes within ten points of what was published of the %s", async (level, points) => {
    const rows = await connection.runAndReadAll(
      `SELECT published.scope, CAST(published.value AS DOUBLE), idx.r500
       FROM read_csv('${SEEDS}/published_total.csv') AS published
       LEFT JOIN idx_rokhas AS idx ON idx.level = '${level}' AND idx.period = '2022-Q4' AND idx."window" = 'quarter'
         AND idx.rank_r500 = CAST(replace(published.scope, 'rank ', '') AS INTEGER)
       WHERE published.measure = 'index_r500_${level}_rank' ORDER BY 2 DESC`,
    );
    expect(rows.getRows()).toHaveLength(points);
    for (const [rank, published, found] of rows.getRows()) {
      expect(
        Math.abs(Number(found) - Number(published)),
        `${rank}: ${found} for ${published}`,
      ).toBeLessThanOrEqual(10);
    }
  });
});
