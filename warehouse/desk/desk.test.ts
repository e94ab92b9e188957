import { beforeEach, describe, expect, it } from "vitest";
import { holidaysOf } from "../clock.ts";
import { BayanError } from "../errors.ts";
import { openState, type State } from "../state/index.ts";
import { workingDaysAfter } from "./days.ts";
import { dismissalStore } from "./dismissals.ts";
import { keyOf } from "./findings.ts";
import { type Desk, deskStore } from "./store.ts";
import type { NewCase } from "./types.ts";

const SETTINGS = {
  ...{ deskContestDays: 20, deskErrorDays: 10, deskRequestDays: 20 },
  ...{ deskKeepDays: 30, deskPublicPerDay: 3, holidays: null },
};
const CONTEST: NewCase = {
  ...{ kind: "contest", unit: "01.511.01.0", topic: "rokhas", page: "/tableaux/rokhas/01.511.01.0" },
  ...{ release: "2026-10-fa4ede11c0ff", statement: "Trois dossiers sont comptés deux fois." },
  ...{ name: null, email: null, account: "tanger" },
};
const PUBLIC: NewCase = {
  ...CONTEST,
  kind: "error",
  unit: null,
  topic: null,
  account: null,
  name: "Une lectrice",
};

let state: State;
let desk: Desk;
let instant = "2026-11-20T15:00:00Z";
beforeEach(() => {
  instant = "2026-11-20T15:00:00Z";
  state = openState(":memory:");
  desk = deskStore(state, { now: () => new Date(instant), ticks: () => 0 }, SETTINGS);
});
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof BayanError) return error.code;
    throw error;
  }
  return "";
};

describe("the desk", () => {
  it("counts working days from the day after", () => {
    const none = holidaysOf(null);
    expect(workingDaysAfter(new Date("2026-11-20T23:00:00Z"), 1, none)).toBe("2026-11-23");
    expect(workingDaysAfter(new Date("2026-11-21T01:00:00Z"), 5, none)).toBe("2026-11-27");
    expect(workingDaysAfter(new Date("2026-11-20T15:00:00Z"), 20, none)).toBe("2026-12-18");
    // Monday and Tuesday are holidays.
    const two = holidaysOf("2026-11-23, 2026-11-24");
    expect(workingDaysAfter(new Date("2026-11-20T23:00:00Z"), 1, two)).toBe("2026-11-25");
  });

  it("numbers cases by year, and tells which figure is under contest until it is decided", () => {
    const one = desk.file(CONTEST);
    expect(one).toMatchObject({ id: "2026-00001", state: "received", dueOn: "2026-12-18", decision: null });
    expect(desk.contested("rokhas").get("01.511.01.0")?.id).toBe(one.id);
    expect(codeOf(() => desk.file(CONTEST))).toBe("case_standing");
    expect(desk.file({ ...CONTEST, unit: "01" }).id).toBe("2026-00002");
    instant = "2027-01-04T09:00:00Z";
    expect(desk.file(PUBLIC).id).toBe("2027-00001");

    expect(desk.take(one.id, "dgct")).toBe(true);
    expect(desk.contested("rokhas").has("01.511.01.0")).toBe(true);
    const decision = { reason: "Les trois dossiers ont bien deux dépôts.", link: null };
    expect(codeOf(() => desk.decide(one.id, "dgct", { ...decision, effect: "published" }))).toBe(
      "bad_decision",
    );
    expect(desk.decide(one.id, "dgct", { ...decision, effect: "rejected" })).toBe(true);
    expect(desk.decide(one.id, "dgct", { ...decision, effect: "erratum" })).toBe(false);
    expect(desk.contested("rokhas").has("01.511.01.0")).toBe(false);
    expect(desk.get(one.id)?.decision).toEqual({
      ...decision,
      effect: "rejected",
      at: "2027-01-04T09:00:00.000Z",
    });
    expect(desk.events(one.id).map(({ kind }) => kind)).toEqual(["filed", "taken", "decided"]);
  });

  it("lets who filed a case withdraw it, and nobody else", () => {
    const { id } = desk.file(CONTEST);
    expect(desk.withdraw(id, "fes")).toBe(false);
    expect(desk.withdraw(id, "tanger")).toBe(true);
    expect(desk.take(id, "dgct")).toBe(false);
    expect(desk.file(CONTEST).id).toBe("2026-00002");
  });

  it("keeps what is personal apart, and forgets it in time", () => {
    const { id } = desk.file(PUBLIC);
    expect(JSON.stringify(desk.get(id))).not.toContain("lectrice");
    expect(desk.fileOf(id)?.name).toBe("Une lectrice");
    desk.decide(id, "dgct", { effect: "erratum", reason: "Corrigé.", link: null });
    expect(desk.forget()).toBe(0);
    instant = "2026-12-30T15:00:00Z";
    expect(desk.forget()).toBe(1);
    expect(desk.fileOf(id)).toBeNull();
    expect(desk.get(id)?.decision?.reason).toBe("Corrigé.");
    expect(desk.forget()).toBe(0);
  });

  it("takes only so much from the public in a day", () => {
    for (let i = 0; i < 3; i += 1) desk.file(PUBLIC);
    expect(codeOf(() => desk.file(PUBLIC))).toBe("desk_full");
    expect(desk.file(CONTEST).id).toBe("2026-00004");
    instant = "2026-11-21T15:00:01Z";
    expect(desk.file(PUBLIC).id).toBe("2026-00005");
  });

  it("tells its pages when something has changed", () => {
    const before = desk.stamp();
    const { id } = desk.file(CONTEST);
    const filed = desk.stamp();
    desk.take(id, "dgct");
    expect(new Set([before, filed, desk.stamp()]).size).toBe(3);
  });
});

it("an anomaly set aside stays so with its last reason, until it is taken back", () => {
  const store = dismissalStore(state, { now: () => new Date(instant), ticks: () => 0 });
  const key = { rule: "over_credit", council: "01.511.01.0", year: 2025, subject: "1210101011" };
  store.dismiss(key, "Virement régularisé en janvier.", "Tanger");
  store.dismiss(key, "Virement régularisé, voir la décision.", "Wali");
  expect([...store.ofYear(2025)]).toEqual([
    [
      keyOf(key),
      { reason: "Virement régularisé, voir la décision.", by: "Wali", at: "2026-11-20T15:00:00.000Z" },
    ],
  ]);
  expect(store.ofYear(2024).size).toBe(0);
  store.restore({ ...key, subject: "another" });
  expect(store.ofYear(2025).size).toBe(1);
  store.restore(key);
  expect(store.ofYear(2025).size).toBe(0);
});
