import { spawn } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { jobLedger, MAX_ATTEMPTS, openState } from "./index.ts";
import { engines } from "./testing/engines.ts";

for (const { engine, title, missing, place } of await engines())
  describe.skipIf(missing)(title, () => {
    describe("openState", () => {
      it("lets four processes read and write without a lost update or a refusal", async () => {
        const file = place("count");
        const writer = join(import.meta.dirname, "testing", "writer.ts");
        const codes = await Promise.all(
          Array.from(
            { length: 4 },
            () =>
              new Promise<number | null>((resolve) => {
                spawn(process.execPath, [writer, file, "150"], { stdio: "inherit" }).on("close", resolve);
              }),
          ),
        );
        expect(codes).toEqual([0, 0, 0, 0]);
        const state = openState(file);
        expect(state.get("SELECT n FROM counter")?.n).toBe(600);
        state.close();
      });

      it("rolls back what throws, and nests", () => {
        const state = openState(place());
        state.migrate("t", ["CREATE TABLE t (x INTEGER) STRICT"]);
        expect(() =>
          state.immediate((tx) => {
            tx.run("INSERT INTO t VALUES (1)");
            throw new Error("no");
          }),
        ).toThrow("no");
        state.immediate((tx) => state.immediate(() => tx.run("INSERT INTO t VALUES (2)")));
        expect(state.all("SELECT x FROM t").map(({ x }) => x)).toEqual([2]);
        expect(() => state.immediate(async () => 1)).toThrow(/synchronous/);
        state.close();
      });

      it("runs each migration once, in order, and refuses a store of a later program", () => {
        const file = place("steps");
        const first = openState(file);
        first.migrate("t", ["CREATE TABLE t (x INTEGER) STRICT"]);
        first.immediate((tx) => tx.run("INSERT INTO t VALUES (1)"));
        first.close();
        const second = openState(file);
        const steps = ["CREATE TABLE t (x INTEGER) STRICT", "ALTER TABLE t ADD COLUMN y INTEGER DEFAULT 7"];
        second.migrate("t", steps);
        second.migrate("t", steps);
        expect(second.get("SELECT x, y FROM t")).toMatchObject({ x: 1, y: 7 });
        expect(() => second.migrate("t", steps.slice(0, 1))).toThrow(/newer/);
        second.close();
      });
    });

    describe("jobLedger", () => {
      const lab = () => {
        let now = Date.UTC(2026, 10, 21);
        const state = openState(place());
        const ledger = jobLedger(state, { now: () => new Date(now), ticks: () => now });
        return { ledger, later: (ms: number) => (now += ms) };
      };
      it("gives a period to one owner until its lease runs out", () => {
        const { ledger, later } = lab();
        expect(ledger.claim("run", "2026-11-21", "a", 1000)).toMatchObject({
          status: "running",
          attempts: 1,
        });
        expect(ledger.claim("run", "2026-11-21", "b", 1000)).toBeNull();
        later(900);
        expect(ledger.beat("run", "2026-11-21", "a", 1000)).toBe(true);
        later(900);
        expect(ledger.claim("run", "2026-11-21", "b", 1000)).toBeNull();
        later(200);
        expect(ledger.claim("run", "2026-11-21", "b", 1000)).toMatchObject({ attempts: 2 });
        expect(ledger.beat("run", "2026-11-21", "a", 1000)).toBe(false);
        ledger.finish("run", "2026-11-21", "a", null);
        expect(ledger.last("run")?.status).toBe("running");
      });
      it("lets the next server take up what a killed one had begun", () => {
        const { ledger } = lab();
        ledger.claim("run", "2026-11-21", "here:1", 60_000);
        ledger.claim("gc", "2026-11-21", "there:1", 60_000);
        ledger.interrupted("here");
        expect(ledger.claim("run", "2026-11-21", "here:2", 1000)).toMatchObject({ attempts: 2 });
        // A file is this machine's alone; a database may be another's, which is still at it.
        const taken = ledger.claim("gc", "2026-11-21", "here:2", 1000);
        expect(taken === null).toBe(engine === "postgres");
      });
      it("never runs what is done, and gives up after its tries", () => {
        const { ledger } = lab();
        ledger.claim("run", "2026-11-21", "a", 1000);
        ledger.finish("run", "2026-11-21", "a", null);
        expect(ledger.claim("run", "2026-11-21", "a", 1000)).toBeNull();
        for (let round = 0; round < MAX_ATTEMPTS; round += 1) {
          expect(ledger.claim("run", "2026-11-22", "a", 1000)).not.toBeNull();
          ledger.finish("run", "2026-11-22", "a", "no luck");
        }
        expect(ledger.claim("run", "2026-11-22", "a", 1000)).toBeNull();
        expect(ledger.settled("run", new Date(0))).toEqual(new Set(["2026-11-21", "2026-11-22"]));
      });
    });
  });
