import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Clock } from "../clock.ts";
import { openState, type State } from "../state/index.ts";
import { type Episode, episodesSql } from "./history.ts";
import { alertLedger } from "./ledger.ts";
import { type AlertRule, DEFAULT_RULES } from "./rules.ts";
import { SERIES } from "./series.ts";
import { trialsOf } from "./trial.ts";
import { firstAlarms, scoreOf } from "./truth.ts";

const rule: AlertRule = {
  ...{ id: "test", label: { fr: "", ar: "", en: "" }, advice: { fr: "", ar: "", en: "" } },
  ...{ series: "permits_on_time_rate", unit: "ratio", severity: "warning" },
  ...{ raise: { op: "<", value: 0.5 }, periods: 2, clear: { op: ">=", value: 0.7 } },
  ...{ critical: { op: "<", value: 0.2 }, basis: { fr: "", ar: "", en: "" } },
};

/** Episodes of `rule` over monthly values: null says nothing, "over" ends the subject. */
async function run(values: readonly (number | null | "over")[], upTo: string | null = null) {
  const rows = values.map(
    (value, month) =>
      `('a', 'x', (DATE '2026-01-01' + INTERVAL ${month} MONTH)::DATE, ${typeof value === "number" ? value : "NULL"}::DOUBLE, ${value === "over"})`,
  );
  const sql = episodesSql(rule, upTo).replace(
    SERIES.permits_on_time_rate?.sql ?? "",
    `SELECT * FROM (VALUES ${rows.join(", ")}) AS t (subject, territory, period, value, over)`,
  );
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const found = await connection.runAndReadAll(
    `SELECT opened::VARCHAR AS opened, cleared::VARCHAR AS cleared, value, worst, severity FROM (${sql}) ORDER BY opened`,
  );
  connection.closeSync();
  instance.closeSync();
  return found.getRows().map((row) => [row[0], row[1], Number(row[2]), Number(row[3]), row[4]]);
}

describe("a rule", () => {
  it("fires after its periods in a row, and holds until a figure passes the bound that lets go", async () => {
    expect(await run([0.4, 0.6, 0.4, 0.3, 0.6, 0.7, 0.4])).toEqual([
      ["2026-04-01", "2026-06-01", 0.6, 0.3, "warning"],
    ]);
  });
  it("stays as it is where there is nothing to say, and counts only periods that say something bad", async () => {
    expect(await run([0.4, null, 0.4, 0.1, null])).toEqual([["2026-04-01", null, 0.1, 0.1, "critical"]]);
  });
  it("lets go of a subject that is over", async () => {
    expect(await run([0.4, 0.4, "over", 0.4])).toEqual([["2026-02-01", "2026-03-01", 0.4, 0.4, "warning"]]);
  });
  it("gives of a part of the data what was true then", async () => {
    expect(await run([0.4, 0.4, 0.9], "2026-02-01")).toEqual([["2026-02-01", null, 0.4, 0.4, "warning"]]);
  });
  it("tells by month what it opened, cleared and held", () => {
    const held = (opened: string, cleared: string | null) => ({ rule: "test", opened, cleared });
    const [trial] = trialsOf(
      [rule],
      [held("2025-11-01", "2026-01-01"), held("2025-12-01", null), held("2020-01-01", "2020-03-01")],
      "2026-01",
      3,
    );
    expect(trial?.months).toEqual([
      { month: "2025-11", opened: 1, cleared: 0, standing: 1 },
      { month: "2025-12", opened: 1, cleared: 0, standing: 2 },
      { month: "2026-01", opened: 0, cleared: 1, standing: 1 },
    ]);
  });
  it("is held to what came: told sixty days before, cried in vain, or not to be judged yet", () => {
    const end = Date.parse("2026-06-30");
    const truths = new Map([
      ["told", { end, fails: true }],
      ["told too late", { end, fails: true }],
      ["sound", { end, fails: false }],
      ["cried", { end, fails: false }],
      ["open", { end, fails: null }],
    ]);
    const alarms = firstAlarms([
      { subject: "told", opened: "2026-05-01" },
      { subject: "told", opened: "2026-04-01" },
      { subject: "told too late", opened: "2026-05-01" },
      { subject: "cried", opened: "2026-01-01" },
      { subject: "open", opened: "2026-01-01" },
    ]);
    expect(scoreOf(alarms, truths)).toEqual({ fails: 2, found: 1, raised: 3, wrong: 1, sound: 2 });
  });
  it("names a series that is there, lets go beyond where it fires, and has words in three languages", () => {
    expect(new Set(DEFAULT_RULES.map(({ id }) => id)).size).toBe(DEFAULT_RULES.length);
    for (const { series, raise, clear, label, advice, basis } of DEFAULT_RULES) {
      expect(SERIES[series]).toBeDefined();
      const down = raise.op.startsWith("<");
      expect(clear.op.startsWith(down ? ">" : "<")).toBe(true);
      expect(down ? clear.value >= raise.value : clear.value <= raise.value).toBe(true);
      for (const text of [label, advice, basis])
        for (const said of Object.values(text)) expect(said).not.toBe("");
    }
  });
});

describe("the ledger", () => {
  let folder: string;
  let state: State;
  let at: Date;
  const clock: Clock = { now: () => at, ticks: () => 0 };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "bayan-alerts-"));
    state = openState(join(folder, "state.sqlite"));
    at = new Date("2026-11-01T00:00:00Z");
  });
  afterEach(() => {
    state.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const later = (days: number): void => {
    at = new Date(at.getTime() + days * 86_400_000);
  };
  const episode = (subject: string, more: Partial<Episode> = {}): Episode => ({
    ...{ rule: "test", subject, territory: "01.511", opened: "2026-09-01", cleared: null },
    ...{ value: 0.4, worst: 0.3, severity: "warning" as const },
    ...more,
  });

  it("opens once, changes nothing when told the same, resolves and reopens the same alert", () => {
    const ledger = alertLedger(state, clock);
    expect(ledger.sync("r1", [episode("p1"), episode("p2")]).opened).toBe(2);
    expect(ledger.sync("r1", [episode("p1"), episode("p2")])).toEqual({
      opened: 0,
      resolved: 0,
      worsened: 0,
    });
    const [first] = ledger.active(null);
    expect(ledger.sync("r2", [episode("p2"), episode("p1", { cleared: "2026-10-01" })]).resolved).toBe(1);
    expect(ledger.active(null).map(({ subject }) => subject)).toEqual(["p2"]);
    ledger.sync("r3", [episode("p1"), episode("p2")]);
    expect(ledger.events(first?.id ?? "").map(({ kind }) => kind)).toEqual([
      "opened",
      "resolved",
      "reopened",
    ]);
    expect(ledger.upTo).toBe("r3");
  });

  it("leaves aside an evaluator that comes late with an older release", () => {
    const ledger = alertLedger(state, clock);
    ledger.sync("r1", [episode("p1")], null);
    const before = ledger.upTo;
    expect(ledger.sync("r3", [episode("p1"), episode("p2")], before).opened).toBe(1);
    expect(ledger.sync("r2", [], before)).toEqual({ opened: 0, resolved: 0, worsened: 0 });
    expect([ledger.upTo, ledger.active(null).length]).toEqual(["r3", 2]);
  });

  it("climbs after 7 and 15 days, not when acknowledged or snoozed, and at once when it gets worse", () => {
    const ledger = alertLedger(state, clock);
    ledger.sync(
      "r1",
      ["p1", "p2", "p3"].map((each) => episode(each)),
    );
    const id = (subject: string) => ledger.active(null).find((each) => each.subject === subject)?.id ?? "";
    expect(ledger.acknowledge(id("p2"), "u1", "vu")).toBe(true);
    expect(ledger.snooze(id("p3"), "u1", "2026-11-10T00:00:00Z")).toBe(true);
    later(7);
    expect(ledger.escalate()).toBe(1);
    expect(ledger.escalate()).toBe(0);
    expect(ledger.get(id("p1"))?.level).toBe("supervise");
    later(8);
    ledger.escalate();
    expect(["p1", "p2", "p3"].map((each) => ledger.get(id(each))?.level)).toEqual([
      "decide",
      "follow",
      "decide",
    ]);
    expect(
      ledger.sync(
        "r2",
        ["p1", "p2", "p3"].map((each) => episode(each, { severity: "critical" })),
      ).worsened,
    ).toBe(3);
    expect(ledger.get(id("p2"))).toMatchObject({ level: "supervise", state: "open", severity: "critical" });
  });

  it("keeps the trials of one release, the last one told", () => {
    const ledger = alertLedger(state, clock);
    const month = { month: "2026-10", opened: 1, cleared: 2, standing: 3 };
    ledger.keepTrials("r1", [{ rule: "test", months: [month] }]);
    ledger.keepTrials("r2", [{ rule: "test", months: [{ ...month, standing: 4 }] }]);
    expect(ledger.trials("r1")).toBeNull();
    expect(ledger.trials("r2")).toEqual([{ rule: "test", months: [{ ...month, standing: 4 }] }]);
  });

  it("refuses to snooze into the past, and what is resolved", () => {
    const ledger = alertLedger(state, clock);
    ledger.sync("r1", [episode("p1")]);
    const id = ledger.active(null)[0]?.id ?? "";
    expect(() => ledger.snooze(id, "u1", "2026-10-01T00:00:00Z")).toThrow(RangeError);
    ledger.sync("r2", []);
    expect(ledger.acknowledge(id, "u1", null)).toBe(false);
  });

  it("shows to each territory its own", () => {
    const ledger = alertLedger(state, clock);
    ledger.sync("r1", [
      episode("p1"),
      episode("p2", { territory: "06.141" }),
      episode("p3", { territory: null }),
    ]);
    expect(ledger.active(new Set(["01.511"])).map(({ subject }) => subject)).toEqual(["p1"]);
    expect(ledger.active(new Set())).toEqual([]);
    expect(ledger.active(null)).toHaveLength(3);
  });

  it("opens each alert once when processes evaluate at the same time, one of them killed half-way", async () => {
    const file = join(folder, "state.sqlite");
    const evaluator = (kill: boolean) =>
      new Promise<void>((resolve) => {
        const child = fork(join(import.meta.dirname, "testing/evaluator.ts"), [file], { stdio: "ignore" });
        if (kill) child.once("message", () => child.kill("SIGKILL"));
        child.once("close", () => resolve());
      });
    await Promise.all([evaluator(false), evaluator(true), evaluator(false)]);
    const ledger = alertLedger(state, clock);
    const active = ledger.active(null);
    expect(active).toHaveLength(500);
    expect(new Set(active.map(({ subject }) => subject)).size).toBe(500);
    for (const { id } of active)
      expect(ledger.events(id).filter(({ kind }) => kind === "opened")).toHaveLength(1);
  });
});
