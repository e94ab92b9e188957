import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { fixedClock } from "../clock.ts";
import { auditHash, auditLog } from "./audit.ts";
import { auditHeads, sealAudit } from "./audit-heads.ts";
import { verifyAudit } from "./audit-verify.ts";
import { openState } from "./state.ts";
import { engines } from "./testing/engines.ts";

const folder = mkdtempSync(join(tmpdir(), "bayan-audit-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const auditor = join(import.meta.dirname, "testing", "auditor.ts");
const SIZE = 100_000;

/** A chain of 100,000 records, written at once: what is tried is how it is read. */
function long(file: string): void {
  const state = openState(file);
  auditLog(state, fixedClock("2026-11-20T08:00:00Z"));
  state.immediate((tx) => {
    let previous = "0".repeat(64);
    for (let seq = 1; seq <= SIZE; seq += 1) {
      const at = new Date(Date.UTC(2026, 0, 1) + seq * 60_000).toISOString();
      const record = { seq, at, actor: `a${seq % 7}`, kind: "export", detail: `{"n":${seq}}`, previous };
      const hash = auditHash(record);
      tx.run(
        "INSERT INTO audit_record (seq, at, actor, kind, detail, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
        ...[seq, at, record.actor, record.kind, record.detail, previous, hash],
      );
      previous = hash;
    }
  });
  state.close();
}

for (const { title, missing, place } of await engines())
  describe.skipIf(missing)(title, () => {
    describe("the log", () => {
      it("only grows: its store refuses to change or remove a record", () => {
        const state = openState(place());
        const log = auditLog(state, fixedClock("2026-11-21T09:00:00Z"));
        log.record({ kind: "sign_in", actor: "a", detail: { b: 1, a: "x" } });
        log.record({ kind: "sign_out", actor: "a" });
        expect(() => state.immediate((tx) => tx.run("UPDATE audit_record SET actor = 'b'"))).toThrow(
          /only added/,
        );
        expect(() => state.immediate((tx) => tx.run("DELETE FROM audit_record"))).toThrow(/only added/);
        expect(verifyAudit(state, [])).toEqual({ records: 2, heads: 0, broken: null });
        expect(log.latest(1)).toMatchObject([{ seq: 2, kind: "sign_out", actor: "a" }]);
        expect(log.read(1, 9)[0]).toMatchObject({ seq: 1, detail: { a: "x", b: 1 } });
        state.close();
      });

      it("puts each finished day's head outside the store, once", () => {
        const home = { root: join(folder, title) };
        const state = openState(place());
        const on = (iso: string) => auditLog(state, fixedClock(iso)).record({ kind: "sign_in", actor: "a" });
        for (const iso of [
          "2026-11-18T23:59:59Z",
          "2026-11-19T00:00:00Z",
          "2026-11-19T08:00:00Z",
          "2026-11-21T01:00:00Z",
        ])
          on(iso);
        const clock = fixedClock("2026-11-21T02:00:00Z");
        expect(sealAudit(home, state, clock).map(({ day, seq }) => [day, seq])).toEqual([
          ["2026-11-18", 1],
          ["2026-11-19", 3],
        ]);
        expect(sealAudit(home, state, clock)).toEqual([]);
        // A process that was killed while writing leaves half a line: no head, and no harm to the next.
        writeFileSync(
          join(home.root, "audit/heads.jsonl"),
          `${readFileSync(join(home.root, "audit/heads.jsonl"), "utf8")}{"day":"20`,
        );
        sealAudit(home, state, fixedClock("2026-11-22T02:00:00Z"));
        expect(auditHeads(home).map(({ day }) => day)).toEqual(["2026-11-18", "2026-11-19", "2026-11-21"]);
        expect(verifyAudit(state, auditHeads(home)).broken).toBeNull();
        state.close();
      });
    });

    it("four writers at once, and writers killed at any moment, leave one whole chain", async () => {
      const file = place("many");
      openState(file).close();
      const run = (name: string, limit: number, killAfter: number | null) =>
        new Promise<number>((resolve) => {
          const child = spawn(process.execPath, [auditor, file, name, String(limit)], {
            stdio: ["ignore", "pipe", "inherit"],
          });
          let said = "";
          child.stdout.on("data", (chunk) => {
            said += chunk;
            if (killAfter !== null) sleep(killAfter).then(() => child.kill("SIGKILL"));
          });
          child.on("close", () => resolve(Number(said.split("\n").slice(0, -1).at(-1) ?? 0)));
        });
      await Promise.all(["a", "b", "c", "d"].map((name) => run(name, 50, null)));
      const rounds = Number(process.env.BAYAN_AUDIT_KILLS ?? 6);
      const acknowledged = new Map<string, number>();
      for (let round = 0; round < rounds; round += 2) {
        const names = [`k${round}`, `k${round + 1}`];
        const counts = await Promise.all(
          names.map((name, index) => run(name, 0, (round * 7 + index * 13) % 60)),
        );
        for (const [index, name] of names.entries()) acknowledged.set(name, counts[index] ?? 0);
      }
      const state = openState(file);
      expect(verifyAudit(state, []).broken).toBeNull();
      expect(
        Number(state.get("SELECT count(*) AS n FROM audit_record WHERE actor IN ('a', 'b', 'c', 'd')")?.n),
      ).toBe(200);
      for (const [name, said] of acknowledged) {
        const kept = Number(state.get("SELECT count(*) AS n FROM audit_record WHERE actor = ?", name)?.n);
        expect(kept === said || kept === said + 1, `${name}: ${kept} of ${said}`).toBe(true);
      }
      state.close();
    });
  });

it("R18: of 100,000 records, one edited, removed, moved or cut off is found and named", () => {
  const file = join(folder, "long.sqlite");
  long(file);
  const state = openState(file);
  const head = {
    day: "2026-03-01",
    seq: 80_000,
    hash: String(state.get("SELECT hash FROM audit_record WHERE seq = 80000")?.hash),
  };
  const end = {
    day: "2026-03-11",
    seq: SIZE,
    hash: String(state.get("SELECT hash FROM audit_record WHERE seq = ?", SIZE)?.hash),
  };
  expect(verifyAudit(state, [head, end])).toEqual({ records: SIZE, heads: 2, broken: null });

  const attack = new DatabaseSync(file);
  attack.exec("DROP TRIGGER audit_record_update; DROP TRIGGER audit_record_delete");
  /** What an editor of the file does, looked at from another connection, then undone. */
  const after = (sql: string): ReturnType<typeof verifyAudit>["broken"] => {
    attack.exec(`SAVEPOINT s`);
    try {
      attack.exec(sql);
      const seen = {
        ...state,
        all: (text: string, ...values: (string | number)[]) => attack.prepare(text).all(...values),
        get: (text: string, ...values: (string | number)[]) => attack.prepare(text).get(...values),
      };
      return verifyAudit(seen as typeof state, [head, end]).broken;
    } finally {
      attack.exec("ROLLBACK TO s; RELEASE s");
    }
  };
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: SIZE - 1 }),
      fc.constantFrom(
        "actor = 'z'",
        "detail = '{}'",
        "at = '2020'",
        "kind = 'sign_in'",
        "hash = 'f'",
        "previous = 'f'",
      ),
      (seq, change) => {
        expect(after(`UPDATE audit_record SET ${change} WHERE seq = ${seq}`)?.seq).toBe(seq);
      },
    ),
    { numRuns: 6 },
  );
  expect(after("DELETE FROM audit_record WHERE seq = 1")).toEqual({ seq: 1, fault: "missing" });
  expect(after("DELETE FROM audit_record WHERE seq = 54321")).toEqual({ seq: 54_321, fault: "missing" });
  expect(after("DELETE FROM audit_record WHERE seq > 99990")).toEqual({ seq: 99_991, fault: "missing" });
  expect(
    after(
      "DELETE FROM audit_record WHERE seq > 99990; UPDATE sqlite_sequence SET seq = 99990 WHERE name = 'audit_record'",
    ),
  ).toEqual({ seq: 99_991, fault: "missing" });
  expect(
    after(
      `UPDATE audit_record SET seq = -1 WHERE seq = 70; UPDATE audit_record SET seq = 70 WHERE seq = 71; UPDATE audit_record SET seq = 71 WHERE seq = -1`,
    ),
  ).toMatchObject({ seq: 70 });
  attack.close();
  state.close();
});
