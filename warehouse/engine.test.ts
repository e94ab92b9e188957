import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { openEngine } from "./engine.ts";
import { withConnection } from "./open.ts";

const temp = mkdtempSync(join(tmpdir(), "bayan-engine-"));
afterAll(() => rmSync(temp, { recursive: true, force: true }));

it("reads back what it put aside while others do the same beside it", async () => {
  const made = (k: number) => `hash(i + ${k}) AS h, 'text of ' || hash(i + ${k}) AS t`;
  const used = await Promise.all(
    [0, 1].map(async (k) => {
      const instance = await openEngine(temp, { threads: "1", memory_limit: "16MiB" });
      try {
        return await withConnection(instance, async (connection) => {
          await connection.run(`CREATE TABLE one AS SELECT i, ${made(k)} FROM range(300_000) r(i)`);
          const aside = readdirSync(temp).length;
          const wrong = await connection.runAndReadAll(
            `SELECT count(*), count(*) FILTER (WHERE (h, t) IS DISTINCT FROM (made.h2, made.t2))
             FROM (SELECT h, t, hash(i + ${k}) AS h2, 'text of ' || hash(i + ${k}) AS t2 FROM one) made`,
          );
          return { aside, counts: wrong.getRows()[0]?.map(Number) };
        });
      } finally {
        instance.closeSync();
      }
    }),
  );
  // A run in which nothing was put aside would show nothing.
  expect(Math.max(...used.map(({ aside }) => aside))).toBe(2);
  expect(used.map(({ counts }) => counts)).toEqual([
    [300_000, 0],
    [300_000, 0],
  ]);
  expect(readdirSync(temp)).toEqual([]);
});
