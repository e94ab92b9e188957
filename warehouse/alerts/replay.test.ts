import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import { fixedClock } from "../clock.ts";
import { openState } from "../state/index.ts";
import { type Episode, episodesSql } from "./history.ts";
import { alertLedger } from "./ledger.ts";
import type { AlertRule } from "./rules.ts";
import { SERIES } from "./series.ts";

const rule: AlertRule = {
  ...{ id: "test", label: { fr: "", ar: "", en: "" }, advice: { fr: "", ar: "", en: "" } },
  ...{ series: "permits_on_time_rate", unit: "ratio", severity: "warning" },
  ...{ raise: { op: "<", value: 0.5 }, periods: 2, clear: { op: ">=", value: 0.7 } },
  ...{ critical: { op: "<", value: 0.2 }, basis: { fr: "", ar: "", en: "" } },
};
const MONTHS = 36;
const SUBJECTS = 40;

/** Numbers from 0 to 1, the same for the same seed. */
function draws(seed: number): () => number {
  let at = seed;
  return () => {
    at = (at * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return at / 4_294_967_296;
  };
}
/** Each month's file: a figure a subject, which follows the one before. */
const files = (() => {
  const draw = draws(7);
  const level = Array.from({ length: SUBJECTS }, draw);
  return Array.from({ length: MONTHS }, (_, month) =>
    level.map((before, subject) => {
      const now = Math.min(1, Math.max(0, before + 0.5 * (draw() - 0.5)));
      level[subject] = now;
      return `('s${subject}', NULL, (DATE '2023-11-01' + INTERVAL ${month} MONTH)::DATE, ${draw() < 0.1 ? "NULL" : now.toFixed(3)}::DOUBLE, false)`;
    }),
  );
})();

async function found(months: readonly number[]): Promise<Episode[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const rows = months.flatMap((month) => files[month] ?? []);
  const sql = episodesSql(rule).replace(
    SERIES.permits_on_time_rate?.sql ?? "",
    `SELECT * FROM (VALUES ${rows.join(", ")}) AS t (subject, territory, period, value, over)`,
  );
  const read = await connection.runAndReadAll(
    `SELECT subject, opened::VARCHAR AS opened, cleared::VARCHAR AS cleared, value, worst, severity FROM (${sql}) ORDER BY subject, opened`,
  );
  connection.closeSync();
  instance.closeSync();
  return read.getRowObjectsJS().map((row) => ({
    ...{ rule: "test", subject: String(row.subject), territory: null, opened: String(row.opened) },
    ...{ cleared: row.cleared === null ? null : String(row.cleared), value: Number(row.value) },
    ...{ worst: Number(row.worst), severity: row.severity === "critical" ? "critical" : "warning" },
  }));
}

/** What stands after 36 releases, each with one more file than the one before, in this order of arrival. */
async function replay(order: readonly number[]) {
  const state = openState(":memory:");
  const here: number[] = [];
  let episodes: Episode[] = [];
  for (const [turn, month] of order.entries()) {
    here.push(month);
    episodes = await found(here);
    const ledger = alertLedger(state, fixedClock(new Date(Date.UTC(2026, 0, 1 + turn)).toISOString()));
    ledger.sync(`r${turn}`, episodes);
    const active = ledger.active(null);
    expect(new Set(active.map(({ subject }) => subject)).size).toBe(active.length);
  }
  const ledger = alertLedger(state, fixedClock("2026-03-01T00:00:00Z"));
  const active = ledger
    .active(null)
    .map(({ subject, since, severity, value, worst }) => ({ subject, since, severity, value, worst }))
    .toSorted((a, b) => (a.subject < b.subject ? -1 : 1));
  state.close();
  return { episodes, active };
}

describe("36 monthly files", () => {
  it("end in the same history and the same alerts, in whatever order they come", async () => {
    const inOrder = Array.from({ length: MONTHS }, (_, month) => month);
    const first = await replay(inOrder);
    expect(first.episodes.length).toBeGreaterThan(40);
    expect(first.active.length).toBeGreaterThan(5);
    for (const seed of [1, 2]) {
      const draw = draws(seed);
      const shuffled = inOrder
        .map((month) => [draw(), month] as const)
        .toSorted(([a], [b]) => a - b)
        .map(([, month]) => month);
      expect(await replay(shuffled)).toEqual(first);
    }
    expect(await replay(inOrder.toReversed())).toEqual(first);
  }, 60_000);
});
