import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { alertsOf, rulesOf } from "#warehouse/alerts/index.ts";
import { alertRelease } from "#warehouse/alerts/testing/release.ts";
import type { Viewer } from "#warehouse/door/types.ts";
import { homeAt } from "#warehouse/home.ts";
import type { AuditEntry } from "#warehouse/state/audit.ts";
import type { Context } from "#warehouse/surface.ts";
import { surface } from "../../index.ts";
import { fakeContext } from "../../testing/context.ts";
import { serveWho } from "../../testing/who.ts";

const root = mkdtempSync(join(tmpdir(), "bayan-alert-pages-"));
const PEOPLE: Readonly<Record<string, Viewer>> = {
  wali: { role: "wali", territory: "06", user: "w1", lang: "fr" },
  other: { role: "wali", territory: "01", user: "w2", lang: "fr" },
  dgct: { role: "national", territory: null, user: "n1", lang: "fr" },
};
const records: AuditEntry[] = [];
let ctx: Context;
let release: Awaited<ReturnType<typeof alertRelease>>;
let server: Server;
let origin = "";

beforeAll(async () => {
  release = await alertRelease();
  const made = fakeContext([surface]);
  ctx = {
    ...{ ...made, audit: { ...made.audit, record: (entry) => void records.push(entry) } },
    ...{ home: homeAt(root), release: async () => release.handle, log: pino({ level: "silent" }) },
  };
  const episode = (subject: string, territory: string, severity: "warning" | "critical") => ({
    ...{ rule: "project-will-be-late", subject, territory, opened: "2026-10-01", cleared: null },
    ...{ value: 120, worst: 400, severity },
  });
  alertsOf(ctx).sync("r1", [episode("P1", "06.141", "critical"), episode("P2", "01", "warning")]);
  ({ server, origin } = await serveWho(surface, ctx, PEOPLE));
});
afterAll(() => {
  server.close();
  release.close();
  rmSync(root, { recursive: true, force: true });
});

const get = async (path: string, who = "") => {
  const answer = await fetch(`${origin}${path}`, { headers: { "x-who": who } });
  return { status: answer.status, document: parseHTML(await answer.text()).document };
};
const post = (path: string, who: string, fields: Readonly<Record<string, string>>) =>
  fetch(`${origin}${path}`, {
    ...{ method: "POST", redirect: "manual", headers: { "x-who": who } },
    body: new URLSearchParams(fields),
  });
const idOf = (subject: string): string =>
  alertsOf(ctx)
    .active(null)
    .find((alert) => alert.subject === subject)?.id ?? "";
const rows = (document: Document): number => document.querySelectorAll("main tbody tr").length;

describe("the inbox", () => {
  it("shows each reader the alerts of their own territory, and the public none", async () => {
    expect(rows((await get("/fr/tableaux/alertes", "wali")).document)).toBe(1);
    expect(rows((await get("/ar/tableaux/alertes", "dgct")).document)).toBe(2);
    const { document } = await get("/fr/tableaux/alertes");
    expect(rows(document)).toBe(0);
    expect(document.querySelector("main")?.textContent).not.toContain("Piste vers Berrechid");
  });
  it("keeps to what the address asks for", async () => {
    const graves = (await get("/fr/tableaux/alertes?gravite=critical", "dgct")).document;
    expect(rows(graves)).toBe(1);
    expect(graves.querySelector("main tbody")?.textContent).toContain("Piste vers Berrechid");
  });
});

describe("an alert's forms", () => {
  it("are there for who may act, carry the word of the form, and for nobody else", async () => {
    const { document } = await get(`/fr/tableaux/alertes/avis/${idOf("P1")}`, "wali");
    // The evidence is the project's own record.
    expect(document.querySelector('main a[href="/fr/tableaux/projets/fiche/P1"]')).not.toBeNull();
    const forms = [...document.querySelectorAll("main form")];
    expect(forms.map((form) => form.getAttribute("action"))).toEqual([
      `/fr/tableaux/alertes/avis/${idOf("P1")}/vu`,
      `/fr/tableaux/alertes/avis/${idOf("P1")}/reporter`,
    ]);
    for (const form of forms)
      expect(form.querySelector('input[name="jeton"]')?.getAttribute("value")).toBe("word");
    for (const label of document.querySelectorAll("main label"))
      expect(document.getElementById(label.getAttribute("for") ?? "")).not.toBeNull();
    expect((await get(`/fr/tableaux/alertes/avis/${idOf("P1")}`, "other")).status).toBe(404);
    expect((await get(`/fr/tableaux/alertes/avis/${idOf("P1")}`)).status).toBe(404);
  });
  it("refuse another's alert, days that are not offered, and who is not signed in", async () => {
    const path = (subject: string, action: string) => `/fr/tableaux/alertes/avis/${idOf(subject)}/${action}`;
    expect((await post(path("P1", "vu"), "other", {})).status).toBe(404);
    expect((await post(path("P1", "vu"), "", {})).status).toBe(404);
    for (const jours of ["0", "365", "-3", "", "7; DROP TABLE alert"])
      expect((await post(path("P1", "reporter"), "wali", { jours })).status).toBe(400);
    expect(alertsOf(ctx).get(idOf("P1"))?.state).toBe("open");
  });
  it("take an alert in hand with a note, put it off, and write who did it", async () => {
    const id = idOf("P1");
    const note = '<script>alert(1)</script> "vu" سنعالجه';
    const taken = await post(`/ar/tableaux/alertes/avis/${id}/vu`, "wali", { note });
    expect([taken.status, taken.headers.get("location")]).toEqual([303, `/ar/tableaux/alertes/avis/${id}`]);
    expect(alertsOf(ctx).get(id)).toMatchObject({ state: "acknowledged", acknowledgedBy: "w1" });
    expect((await post(`/fr/tableaux/alertes/avis/${id}/reporter`, "wali", { jours: "7" })).status).toBe(303);
    expect(alertsOf(ctx).get(id)?.state).toBe("snoozed");
    expect(
      alertsOf(ctx)
        .events(id)
        .map(({ kind, actor }) => [kind, actor]),
    ).toEqual([
      ["opened", null],
      ["acknowledged", "w1"],
      ["snoozed", "w1"],
    ]);
    const { document } = await get(`/fr/tableaux/alertes/avis/${id}`, "wali");
    expect(document.querySelector("main script")).toBeNull();
    expect(document.querySelector("main")?.textContent).toContain(note);
  });
  it("are gone once the data resolve the alert", async () => {
    const id = idOf("P2");
    alertsOf(ctx).sync("r2", []);
    const { document } = await get(`/fr/tableaux/alertes/avis/${id}`, "dgct");
    expect(document.querySelectorAll("main form")).toHaveLength(0);
    await post(`/fr/tableaux/alertes/avis/${id}/vu`, "dgct", {});
    expect(alertsOf(ctx).get(id)?.state).toBe("resolved");
  });
});

describe("a rule tried with another bound", () => {
  const attempt = async (query: string) => {
    const answer = await fetch(`${origin}/fr/tableaux/alertes/regles/essai${query}`);
    expect(answer.status).toBe(200);
    const { document } = parseHTML(await answer.text());
    return [...(document.querySelectorAll("main table")[0]?.querySelectorAll("tbody tr") ?? [])].map((row) =>
      (row.textContent ?? "").replaceAll(/[\s\u00a0\u202f]+/gu, " "),
    );
  };
  it("stands beside the rule as it is, with its own bound and periods", async () => {
    const [own, tried] = await attempt("?regle=project-behind&borne=0&periodes=3");
    expect(own).toContain("0,85");
    expect(tried).toMatch(/0,4[23]/u);
    expect(tried).toContain("3 périodes");
  });
  it("takes the rule's own bound for one that is not offered", async () => {
    const [own, tried] = await attempt("?regle=project-behind&borne=99&periodes=0");
    expect(own?.replace("Règle en vigueur", "")).toBe(tried?.replace("Essai", ""));
  });
});

describe("a rule that was tried", () => {
  const motif = "Trop d’alertes sans suite sur les pistes rurales.";
  const form = (who: string, action: string, fields: Readonly<Record<string, string>>) =>
    post(`/fr/tableaux/alertes/regles/project-behind/${action}`, who, {
      periodes: "3",
      borne: "1",
      ...fields,
    });
  const text = async (who = ""): Promise<string> =>
    (await get("/fr/tableaux/alertes/regles/essai?regle=project-behind", who)).document.querySelector("main")
      ?.textContent ?? "";

  it("is switched on with its bound by the ministry alone, with a reason, and off again", async () => {
    expect(await text("wali")).not.toContain("Décider");
    expect(await text("dgct")).toContain("Décider");
    expect((await form("wali", "service", { motif })).status).toBe(404);
    expect((await form("dgct", "service", { motif: "court" })).status).toBe(400);
    expect((await post("/fr/tableaux/alertes/regles/rien/service", "dgct", { motif })).status).toBe(404);
    expect((await form("dgct", "service", { motif })).status).toBe(303);
    expect(rulesOf(ctx).history("project-behind")).toMatchObject([
      {
        ...{ version: 1, on: true, value: 0.638, periods: 3, reason: motif, account: "n1" },
        trial: { release: release.handle.id, opened: 1, standing: 1 },
      },
    ]);
    expect((await form("dgct", "arret", { motif })).status).toBe(303);
    expect(
      rulesOf(ctx)
        .on()
        .some(({ id }) => id === "project-behind"),
    ).toBe(false);
    expect(await text()).toContain("hors service");
    expect(records.map(({ kind, detail }) => [kind, detail?.version, detail?.on])).toEqual([
      ["alert_rule_changed", 1, true],
      ["alert_rule_changed", 2, false],
    ]);
  });
});
