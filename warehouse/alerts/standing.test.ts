import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Clock, fixedClock } from "../clock.ts";
import { type Home, homeAt } from "../home.ts";
import type { ReleaseHandle } from "../release/types.ts";
import { openState } from "../state/index.ts";
import type { Context } from "../surface.ts";
import { alertsOf, evaluateAlerts } from "./index.ts";
import { DEFAULT_RULES, ruleOf } from "./rules.ts";
import { ruleBook, rulesOf } from "./standing.ts";
import { alertRelease } from "./testing/release.ts";
import { boundsOf, withBound } from "./variants.ts";

const clock: Clock = fixedClock("2026-11-21T09:00:00Z");
const TRIAL = {
  ...{ release: "r1", opened: 3, standing: 1 },
  ...{ found: null, fails: null, wrong: null, raised: null },
};
const decision = (rule: string, on: boolean, value: number, periods = 2) => ({
  ...{ rule, on, value, periods, reason: "Trop d’alertes sans suite.", account: "n1", trial: TRIAL },
});

describe("rules as they stand", () => {
  it("are those delivered until somebody decides, and every decision is kept", () => {
    const state = openState(":memory:");
    const book = ruleBook(state, clock);
    expect(book.on()).toEqual(DEFAULT_RULES);
    expect(book.change(decision("project-behind", true, 0.638, 3))).toBe(1);
    expect(book.change(decision("project-over-cost", false, 0.9))).toBe(1);
    expect(book.change(decision("project-behind", false, 0.638, 3))).toBe(2);
    expect(book.on().map(({ id }) => id)).not.toContain("project-behind");
    expect(book.change(decision("project-behind", true, 0.765))).toBe(3);
    const rule = book.on().find(({ id }) => id === "project-behind");
    // The way back and the critical bound move with the bound.
    expect(rule).toMatchObject({
      raise: { value: 0.765 },
      clear: { value: 0.81 },
      critical: { value: 0.54 },
    });
    expect(book.history("project-behind").map(({ version, on }) => [version, on])).toEqual([
      [3, true],
      [2, false],
      [1, true],
    ]);
    expect(() => book.change(decision("no such rule", true, 1))).toThrow(RangeError);
    // Another process sees the same.
    expect(ruleBook(state, clock).all()).toEqual(book.all());
  });
  it("may be given their own bound among others, which leaves them as delivered", () => {
    for (const rule of DEFAULT_RULES) {
      expect(boundsOf(rule)).toContain(rule.raise.value);
      expect(withBound(rule, rule.raise.value, rule.periods)).toEqual(rule);
    }
  });
});

describe("a release", () => {
  let home: Home;
  let made: Awaited<ReturnType<typeof alertRelease>>;
  const root = mkdtempSync(join(tmpdir(), "bayan-rules-"));
  beforeAll(async () => {
    home = homeAt(root);
    made = await alertRelease();
  });
  afterAll(() => {
    made.close();
    rmSync(root, { recursive: true, force: true });
  });
  const served = (id: string) => {
    const release: ReleaseHandle = { ...made.handle, id };
    // A stand-in for the parts of a context that evaluation uses.
    const parts: Pick<Context, "home" | "clock" | "log" | "release"> = {
      ...{ home, clock, log: pino({ level: "silent" }) },
      release: async () => release,
    };
    return parts;
  };
  const active = () =>
    alertsOf(served(""))
      .active(null)
      .map(({ rule, subject }) => `${rule} ${subject}`);

  it("is held against the rules that are on when it comes, and no earlier", async () => {
    const book = rulesOf(served(""));
    for (const { id, raise, periods } of DEFAULT_RULES)
      if (id !== "project-behind") book.change(decision(id, false, raise.value, periods));
    await evaluateAlerts(served("r1"));
    expect(active()).toEqual(["project-behind P1"]);
    const { raise } = ruleOf("project-behind") ?? { raise: { value: 0 } };
    book.change(decision("project-behind", false, raise.value));
    await evaluateAlerts(served("r1"));
    expect(active()).toEqual(["project-behind P1"]);
    await evaluateAlerts(served("r2"));
    expect(active()).toEqual([]);
    // 0.3 of the plan is earned: a bound of half of it does not see that project until it is doubled.
    book.change(decision("project-behind", true, 0.25));
    await evaluateAlerts(served("r3"));
    expect(active()).toEqual([]);
    book.change(decision("project-behind", true, raise.value));
    await evaluateAlerts(served("r4"));
    expect(active()).toEqual(["project-behind P1"]);
  });
});
