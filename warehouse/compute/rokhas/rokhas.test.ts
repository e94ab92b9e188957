import { cpSync } from "node:fs";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fixtureHome } from "#test/fixture/home.ts";
import { scratchFolder } from "#test/fixture/scratch.ts";
import { bandsOf } from "./bands.ts";
import { drawAll, PLAIN } from "./drawn.ts";
import { makeRunner } from "./draws.ts";
import { type Input, readInput } from "./input.ts";
import { layOut } from "./layout.ts";
import { INDICES } from "./scores.ts";

let instance: DuckDBInstance;
let connection: DuckDBConnection;
let input: Input;
beforeAll(async () => {
  const home = await fixtureHome();
  // A copy: another process may be reading the build of the fixture.
  const file = join(scratchFolder("compute"), "work.duckdb");
  cpSync(join(home.build, "work.duckdb"), file);
  instance = await DuckDBInstance.create(file, { access_mode: "READ_ONLY" });
  connection = await instance.connect();
  input = await readInput(connection);
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

test("every file counted once gives what the models give, to 1e-9", async () => {
  const runner = makeRunner(input, layOut(input, { tau: PLAIN.tau }), PLAIN);
  runner.nominal();
  const rows = await connection.runAndReadAll(
    `SELECT units.unit_no, windows.window_no, scores.r500, scores.r100, scores.service, scores.delai
     FROM main.idx_rokhas AS scores
     JOIN intermediate.int_rokhas__unit AS units USING (level, code)
     JOIN intermediate.int_rokhas__window AS windows ON windows.span = scores."window" AND windows.period = scores.period
     WHERE scores.r500 IS NOT NULL`,
  );
  const published = new Map(rows.getRowsJS().map((row) => [`${row[0]} ${row[1]}`, row.slice(2).map(Number)]));
  let [seen, worst] = [0, 0];
  for (const { node, indices } of runner.benches) {
    for (let unit = 0; unit < node.units.count; unit += 1) {
      const scores = published.get(`${node.units.no[unit]} ${node.window.no}`);
      if (scores === undefined) continue;
      seen += 1;
      INDICES.forEach((_, index) => {
        worst = Math.max(
          worst,
          Math.abs((scores[index] ?? 0) - (indices[index * node.units.count + unit] ?? Number.NaN)),
        );
      });
    }
  }
  expect(seen).toBeGreaterThan(1000);
  expect(worst).toBeLessThan(1e-9);
});

test("draws are the same over one thread or three, and bands hold their score and rank", async () => {
  const draws = 12;
  const [one, three] = await Promise.all([
    drawAll(input, { draws, seed: 7, threads: 1 }),
    drawAll(input, { draws, seed: 7, threads: 3 }),
  ]);
  for (const [i, { scores, ranks }] of one.entries()) {
    expect(Buffer.from(scores.buffer).equals(Buffer.from(three[i]?.scores.buffer ?? new ArrayBuffer()))).toBe(
      true,
    );
    expect(Buffer.from(ranks.buffer).equals(Buffer.from(three[i]?.ranks.buffer ?? new ArrayBuffer()))).toBe(
      true,
    );
  }
  const bands = bandsOf(input, one, draws);
  expect(bands.length).toBeGreaterThan(1000);
  for (const band of bands) {
    expect(band.low).toBeLessThanOrEqual(band.high);
    if (band.rank !== null) expect(band.rank.low).toBeLessThanOrEqual(band.rank.high);
    if (band.change?.trend === "up") expect(band.change.low).toBeGreaterThan(0);
    if (band.change?.trend === "down") expect(band.change.high).toBeLessThan(0);
  }
});

test("twelve months are compared with the year before where that was drawn apart, by the draws that both have", async () => {
  const drawn = await drawAll(input, { draws: 8, seed: 7, threads: 1 });
  // The same draws a year earlier: nothing changed, and nothing may be called up or down.
  const yearAgo = drawn.map((own) => {
    const { window } = own.node;
    return {
      ...own,
      node: { ...own.node, window: { ...window, lastQuarter: window.lastQuarter - window.quarters } },
    };
  });
  const apart = bandsOf(input, drawn, 8, { input, drawn: yearAgo, draws: 5 }).filter(({ window }) =>
    input.windows.some(({ no, span }) => no === window && span === "rolling12"),
  );
  expect(apart.length).toBeGreaterThan(1000);
  for (const { change } of apart) expect(change).toEqual({ points: 0, low: 0, high: 0, trend: "unsure" });
});
