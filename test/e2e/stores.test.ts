import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { exportLedger } from "#pipelines/engine/index.ts";
import { fetchMemory } from "#pipelines/fetch/memory.ts";
import { alertWishesIn } from "#reports/alerts/store.ts";
import { archiveIn } from "#reports/archive/archive.ts";
import { deliveriesIn } from "#reports/delivery/store.ts";
import { newsAfter, newsUpTo } from "#warehouse/alerts/feed.ts";
import { alertLedger } from "#warehouse/alerts/index.ts";
import { DEFAULT_RULES } from "#warehouse/alerts/rules.ts";
import { ruleBook } from "#warehouse/alerts/standing.ts";
import { attachmentStore } from "#warehouse/attachments/store.ts";
import type { Clock } from "#warehouse/clock.ts";
import { dismissalStore } from "#warehouse/desk/dismissals.ts";
import { publicationStore } from "#warehouse/desk/publications.ts";
import { deskStore } from "#warehouse/desk/store.ts";
import { releaseLedger } from "#warehouse/release/ledger.ts";
import { auditLog, jobLedger, openState, type State, verifyAudit } from "#warehouse/state/index.ts";
import { engines } from "#warehouse/state/testing/engines.ts";

const folder = mkdtempSync(join(tmpdir(), "bayan-stores-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A clock that goes on by an hour whenever it is looked at: the order of things shows. */
function clockOfTests(): Clock {
  let now = Date.UTC(2026, 10, 1);
  return {
    now: () => {
      now += 3_600_000;
      return new Date(now);
    },
    ticks: () => now,
  };
}

/** A life of one store, and all that it tells on the way. */
const LIVES: Readonly<Record<string, (state: State, clock: Clock, engine: string) => unknown>> = {
  desk(state, clock) {
    const settings = { deskContestDays: 20, deskErrorDays: 10, deskRequestDays: 20, deskKeepDays: 0 };
    const desk = deskStore(state, clock, { ...settings, deskPublicPerDay: 2, holidays: null });
    const entry = { page: "/x", release: "r", statement: "dit", name: null, email: null, account: "a" };
    const one = desk.file({ ...entry, kind: "contest", unit: "01", topic: "budget" });
    const two = desk.file({ ...entry, kind: "error", unit: null, topic: null, account: null });
    const before = desk.stamp();
    return [
      [one, two, said(() => desk.file({ ...entry, kind: "contest", unit: "01", topic: "budget" }))],
      [desk.take(one.id, "o"), [...desk.contested("budget")], desk.list({ kind: "error" })],
      desk.decide(one.id, "o", { effect: "rejected", reason: "r", link: null }) || desk.withdraw(two.id, "b"),
      [desk.events(one.id), desk.fileOf(two.id), desk.list(), desk.forget(), desk.stamp() !== before],
    ];
  },
  findings(state, clock) {
    const publications = publicationStore(state, clock);
    const dismissals = dismissalStore(state, clock);
    const key = { rule: "r", council: "01", year: 2025, subject: "é" };
    const evidence = { release: "r", observed: 3, base: 10 };
    for (const reason of ["one", "two"]) dismissals.dismiss(key, reason, "Wali");
    return [
      [publications.propose(key, evidence, "why", "a"), publications.propose(key, evidence, "why", "a")],
      [publications.validate(key, "a"), publications.validate(key, "b"), publications.stamp()],
      [publications.ofUnits(["02", "01"]), publications.ofUnits([]), publications.withdraw(key, "no")],
      [
        publications.stamp(),
        [...dismissals.ofYear(2025)],
        dismissals.restore(key),
        [...dismissals.ofYear(2025)],
      ],
    ];
  },
  attachments(state, clock, engine) {
    const store = attachmentStore(state, join(folder, engine), clock);
    const made = { project: "p", title: "t", isPublic: true, account: "a" };
    const bytes = Buffer.from("photo");
    const [one] = [1, 2].map(() => store.keep(made, { type: "image/jpeg", bytes, width: 4, height: null }));
    return [one, store.of("p"), store.remove(one?.id ?? ""), store.of("p"), store.stamp()];
  },
  alerts(state, clock) {
    const ledger = alertLedger(state, clock);
    const episode = (subject: string, value = 0.4, severity: "warning" | "critical" = "warning") => ({
      ...{
        rule: "r",
        subject,
        territory: subject === "b" ? null : "01",
        opened: "2026-09-01",
        cleared: null,
      },
      ...{ value, worst: 0.1 + 0.2, severity },
    });
    const trials = [{ rule: "r", months: [{ month: "2026-09", opened: 1, cleared: 0, standing: 1 }] }];
    const told = [
      ledger.sync("r1", [episode("a"), episode("b")], null),
      ledger.sync("late", [], null),
      ledger.sync("r2", [episode("a", 0.1, "critical")], "r1"),
    ];
    ledger.keepTrials("r2", trials, [{ rule: "r", fails: 1, found: 1, raised: 2, wrong: 0, sound: 3 }]);
    const [first] = ledger.active(null);
    const id = first?.id ?? "";
    const upTo = newsUpTo(state);
    return [
      [told, ledger.upTo, ledger.trials("r2"), ledger.trials("x"), ledger.scores("r2")],
      [ledger.acknowledge(id, "w", "vu"), ledger.snooze(id, "w", "2027-01-01T00:00:00Z"), ledger.escalate()],
      [ledger.get(id), ledger.events(id), ledger.active(new Set(["01"])), upTo, newsAfter(state, 1, upTo)],
    ];
  },
  rules(state, clock) {
    const book = ruleBook(state, clock);
    const rule = DEFAULT_RULES[0]?.id ?? "";
    const trial = { release: "r", opened: 1, standing: 0, found: null, fails: 2, wrong: null, raised: 1 };
    const made = { rule, on: false, value: 0.25, periods: 3, reason: "why", account: "a", trial };
    return [
      book.change(made),
      book.change({ ...made, on: true }),
      book.history(rule),
      book.all()[0],
      book.on().length,
    ];
  },
  exports(state) {
    const ledger = exportLedger(state);
    const arrival = (file: string, extracted_at: string) => ({
      ...{ file, source_export_id: null, extracted_at, received_at: "2026-11-02" },
      ...{ manifest_sha256: null, sample: true },
    });
    const entry = {
      ...{
        export_id: "e",
        system: "gid",
        table_name: "t",
        period: "2026-10",
        sha256: "s",
        status: "refused" as const,
      },
      ...{ code: "c", rows_in: 3, rows_loaded: 1, rows_refused: 2, raw_path: null, quarantine_path: "q" },
      received_at: "2026-11-01",
    };
    ledger.record(entry, arrival("b.csv", "2026-10-31"), {
      drift: [],
      profile: [{ column: "x", median: 0.1 }],
    });
    ledger.record(
      { ...entry, status: "loaded", rows_loaded: 3, rows_refused: 0 },
      arrival("a.csv", "2026-10-30"),
    );
    ledger.arrive("e", arrival("a.csv", "2026-10-30"));
    for (const stamp of ["1", "2"]) ledger.stamp("p", stamp);
    return [
      [ledger.exports(), ledger.exports("2026-11-01"), ledger.find("e"), ledger.find("f")],
      [[...ledger.facts()], [...ledger.stamps()], ledger.arrived("e", null), ledger.arrived("e", "m")],
    ];
  },
  fetched(state) {
    const memory = fetchMemory(state);
    memory.keep("c", "f", { etag: "1", modified: null }, "2026");
    memory.keep("c", "f", { etag: null, modified: "m" }, "2027");
    return [memory.find("c", "f"), memory.find("c", "g")];
  },
  releases(state, clock) {
    const ledger = releaseLedger(state, clock);
    for (const actor of ["a", "a", "b"]) ledger.record("r", "validated", actor);
    const validated = ledger.state("r");
    ledger.record("r", "public", "b");
    return [
      validated,
      ledger.state("r"),
      ledger.events("r"),
      ledger.validators("r"),
      auditLog(state, clock).read(1, 9),
      verifyAudit(state, []),
    ];
  },
  jobs(state, clock) {
    const jobs = jobLedger(state, clock);
    const [hour, day] = [3_600_000, 86_400_000];
    const told: unknown[] = [jobs.claim("run", "p1", "here:1", day), jobs.claim("run", "p1", "here:2", day)];
    told.push(jobs.beat("run", "p1", "here:1", hour));
    jobs.finish("run", "p1", "here:1", { code: "c", message: "m" });
    told.push(jobs.open(), jobs.claim("run", "p1", "here:2", 1), jobs.claim("run", "p1", "here:3", day));
    jobs.defer("run", "p1", "here:3", "later", 7 * day);
    told.push(
      jobs.open(),
      jobs.request("run", "p1", "o"),
      jobs.request("gc", "p2", "o"),
      jobs.skip("gc", "p2", "o"),
    );
    jobs.register([{ job: "run", cron_utc: "0 0 * * *", next_at: null, next_period: "p9" }]);
    jobs.register([{ job: "gc", cron_utc: "0 0 * * *", next_at: "n", next_period: null }]);
    const notices = [1, 2].map(() => jobs.events.notify("late", "gid", "x"));
    jobs.events.sent("late", "gid");
    jobs.events.close("late", "gid");
    notices.push(jobs.events.notify("late", "gid", "y"));
    told.push(jobs.runs(9), jobs.runsOf("run", 9), jobs.known(), jobs.last("run"), jobs.first("gc"), notices);
    return [...told, jobs.events.of("run", 9), jobs.events.unsent(), [...jobs.settled("gc", new Date(0))]];
  },
  deliveries(state, clock) {
    const store = deliveriesIn(state, clock);
    const wish = { account: "a", report: "monthly", territory: "01", lang: "ar", format: "pdf" } as const;
    const one = store.subscribe({ ...wish, channel: "mail", target: "x@example.ma" });
    for (const revision of [0, 0, 1]) store.due(one.id, "2026-10", revision);
    const claimed = store.claim(1, 3_600_000);
    for (const each of claimed) store.settle(each, { status: "failed", error: "e" });
    return [
      [one, claimed, store.of(one.id, 9), store.subscriptions(), store.subscriptions("b")],
      [
        store.enlist("quality", ["a@x", "b@x"]),
        store.enlist("quality", ["b@x"]),
        store.subscriptions("@owners"),
      ],
      [store.unsubscribe(one.id, "b"), store.unsubscribe(one.id, "a"), store.byId(one.id)],
    ];
  },
  wishes(state, clock) {
    const store = alertWishesIn(state, clock);
    const wish = {
      account: "a",
      channel: "mail",
      target: "x",
      lang: "fr",
      severity: "warning",
      pace: "day",
      upTo: 3,
    } as const;
    const [one] = [null, { from: 22, to: 6 }].map((quiet) => store.add({ ...wish, quiet }));
    const claimed = [store.claim(3_600_000).length, store.claim(3_600_000).length];
    store.settle(one?.id ?? "", { upTo: 9, sent: true });
    return [claimed, store.of("a"), store.remove(one?.id ?? "", "b"), store.remove(one?.id ?? "", "a")];
  },
  archive(state, clock) {
    const store = archiveIn(state, clock);
    const file = (territory: string, revision: number) => ({
      ...{ name: "monthly", territory, period: "2026-10", lang: "fr" as const, format: "pdf", revision },
      ...{ release: "r", hash: "h", sha256: "s", bytes: 10, pages: null, path: "p", kpis: [1, "2", null] },
    });
    store.add([file("01", 0), file("01", 1), file("02", 0)]);
    store.add([{ ...file("02", 0), bytes: 11 }]);
    return [
      [...store.latest("monthly", "2026-10")],
      [
        store.search({}),
        store.search({ territories: ["02", "03"] }),
        store.search({ lang: "ar" }),
        store.search({ limit: 1, offset: 1 }),
      ],
      [store.revisions(file("01", 0)), store.names()],
    ];
  },
};

const said = (work: () => unknown): string => {
  try {
    return JSON.stringify(work());
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const [file, database] = await engines();
describe.skipIf(database?.missing === true)(`every store, over sqlite and over ${database?.title}`, () => {
  for (const [name, life] of Object.entries(LIVES))
    it(`${name}: the same life gives the same`, () => {
      const [one, other] = [file, database].map((each) => {
        const state = openState(each?.place() ?? "");
        const told = JSON.stringify(life(state, clockOfTests(), each?.engine ?? ""), null, 1);
        state.close();
        const ids = new Map<string, string>();
        return told.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
          ids.set(id, ids.get(id) ?? `id ${ids.size}`);
          return ids.get(id) ?? "";
        });
      });
      expect(one?.length).toBeGreaterThan(20);
      expect(other).toBe(one);
    });
});
