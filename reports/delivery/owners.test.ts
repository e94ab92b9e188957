import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { surface as dashboards } from "#dashboards/index.ts";
import { addMessages } from "#dashboards/lib/i18n.ts";
import { serveWho } from "#dashboards/testing/who.ts";
import { fixtureHome } from "#test/fixture/home.ts";
import type { Home } from "#warehouse/home.ts";
import { loadSettings } from "#warehouse/settings.ts";
import { jobLedger, noAudit, openState } from "#warehouse/state/index.ts";
import type { Context, SourcesHealth } from "#warehouse/surface.ts";
import { surface } from "../index.ts";
import { jobs } from "../jobs.ts";
import { type MailServer, mailServer } from "../testing/mail.ts";
import { openHome } from "../testing/open.ts";
import { BACKOFF, deskOf, noteIssues, noteOwners, sendDue } from "./deliver.ts";
import { ownerMail } from "./owners.ts";
import { OWNERS } from "./store.ts";

const folder = mkdtempSync(join(tmpdir(), "bayan-owners-"));
const WEEK = "2026-W46";
let opened: Awaited<ReturnType<typeof openHome>>;
let smtp: MailServer;
let now = Date.parse("2026-11-16T06:00:00Z");
const clock = { now: () => new Date(now), ticks: () => now };

const table = (system: string, name: string, refused: number): SourcesHealth["tables"][number] => ({
  ...{ system, table: name, exports: 3, rows_in: 1000, rows_loaded: 1000 - refused, rows_refused: refused },
  ...{ last_export: "2026-11-02T05:00:00Z", late: false, drift: [] },
  maturity: { reliability: 1, integrity: 0.9, traceability: 0.5, step: "write_manifests" },
});
const words = (fr: string) => ({ fr, ar: "تغير رأس الجدول", en: fr });
const health: SourcesHealth = {
  tables: [
    {
      ...table("gid", "mandat", 37),
      late: true,
      drift: [
        {
          ...{ code: "header_renamed", column: "montant", detail: "montant_dh", rule: "stop" },
          ...{ file: "mandat_2026-10.csv", period: "2026-10" },
        },
      ],
    },
    table("gid", "engagement", 4),
    table("gir", "recouvrement", 11),
    { ...table("rokhas", "dossier", 0), exports: 0, last_export: null, late: true, maturity: null },
  ],
  words: {
    code: { header_renamed: words("Une colonne a changé de nom.") },
    step: { write_manifests: words("Joindre un manifeste à chaque export.") },
  },
};

/** A context over the fixture's release, with a state of its own, and the owners that its settings name. */
function contextOf(name: string, sourceOwners?: string): Context {
  const root = join(folder, name);
  mkdirSync(join(root, "keys"), { recursive: true });
  const { settings } = loadSettings({
    env: {
      ...{ BAYAN_HOME: root, BAYAN_SMTP_URL: `smtps://localhost:${smtp.port}`, BAYAN_SMTP_CA_FILE: smtp.ca },
      BAYAN_MAIL_FROM: "bayan@bayan.example",
      ...(sourceOwners === undefined ? {} : { BAYAN_SOURCE_OWNERS: sourceOwners }),
    },
  });
  return {
    ...{ settings, clock, door: opened.door, audit: noAudit, nav: [], messages: { fr: {}, ar: {}, en: {} } },
    home: { root, state: join(root, "state.sqlite"), keys: join(root, "keys") } as Home,
    log: pino({ level: "silent" }),
    release: async () => ({ ...opened.release, release: () => undefined }),
    publicUrl: "https://bayan.example",
    sources: () => health,
  };
}
const mailsTo = (address: string) => smtp.got().filter(({ to }) => to.includes(address));
const textOf = async (pdf: Uint8Array): Promise<string> =>
  (await extractText(await getDocumentProxy(pdf.slice()), { mergePages: true })).text.replace(/\s+/gu, " ");

beforeAll(async () => {
  [opened, smtp] = await Promise.all([fixtureHome().then(openHome), mailServer(folder)]);
}, 600_000);
afterAll(() => {
  opened.close();
  smtp.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("the weekly quality of a source", () => {
  it("goes to its owner once a period, however often the job runs, with nobody else's figures", async () => {
    const ctx = contextOf("once", "gid=gid@owner.example, gir=gir@owner.example, rokhas=gir@owner.example");
    const job = jobs.find(({ name }) => name === "quality-reports");
    for (let run = 0; run < 2; run += 1) {
      await job?.run(ctx, WEEK);
      noteIssues(ctx);
      await sendDue(ctx);
    }
    const [mail, ...more] = mailsTo("gid@owner.example");
    expect(more).toEqual([]);
    expect(mailsTo("gir@owner.example")).toHaveLength(1);
    expect(mail?.message).toContain(`bayan-quality-gid-${WEEK}-fr-exemple.pdf`);
    expect(mail?.message).toContain(`bayan-quality-gid-${WEEK}-ar-exemple.pdf`);
    expect(mailsTo("gir@owner.example")[0]?.message).toContain(`bayan-quality-gir-rokhas-${WEEK}`);
    // The next week is another message.
    noteOwners(ctx, "quality", "2026-W47");
    await sendDue(ctx);
    expect(mailsTo("gid@owner.example")).toHaveLength(2);
  }, 60_000);

  it("tells of freshness, refused rows, drift and maturity in both languages, the same bytes twice", async () => {
    const ctx = contextOf("content", "gid=gid@content.example,gir=gir@content.example");
    const wish = { report: "quality", target: "gid@content.example" };
    const [mail, again] = [await ownerMail(ctx, wish, WEEK), await ownerMail(ctx, wish, WEEK)];
    expect(mail).toEqual(again);
    expect(mail.text).toContain(
      "Tables : 2 ; exports en retard : 1 ; lignes refusées : 41 ; dérives de forme : 1.",
    );
    expect(mail.text).toContain("الأسطر المرفوضة: 41");
    const [fr, ar] = await Promise.all((mail.attachments ?? []).map(({ content }) => textOf(content)));
    for (const said of [
      ...["GID · mandat", "GID · engagement", "2 novembre 2026", "oui", "37", "3,7 %"],
      ...["Une colonne a changé de nom.", "mandat_2026-10.csv", "arrête la publication", "90", "50"],
      ...["Joindre un manifeste", "producteur des données GID", "registre des exports reçus"],
    ])
      expect(fr?.replaceAll(/[\u202f\u00a0]/gu, " ")).toContain(said);
    expect(fr).not.toContain("recouvrement");
    expect(ar).toContain("mandat_2026-10.csv");
    expect(`${fr} ${ar}`).not.toMatch(/undefined|NaN|header_renamed|write_manifests/u);
  }, 60_000);

  it("goes to nobody where the settings name nobody", async () => {
    const ctx = contextOf("none");
    noteOwners(ctx, "quality", WEEK);
    expect(await sendDue(ctx)).toBe(0);
    expect(deskOf(ctx).deliveries.subscriptions(OWNERS)).toEqual([]);
  });

  it("is tried again, and the operator is told of what is refused for good", async () => {
    const ctx = contextOf("refused", "gid=nobody@owner.example,gir=later@owner.example");
    noteOwners(ctx, "quality", WEEK);
    await sendDue(ctx);
    const { deliveries } = deskOf(ctx);
    const stateOf = (address: string) => {
      const wish = deliveries.subscriptions(OWNERS).find(({ target }) => target === address);
      return wish === undefined ? undefined : deliveries.of(wish.id, 1)[0];
    };
    expect(stateOf("nobody@owner.example")).toMatchObject({ status: "bounced", attempts: 1 });
    expect(stateOf("later@owner.example")).toMatchObject({ status: "pending", attempts: 1 });
    now += BACKOFF[0] * 60_000;
    await sendDue(ctx);
    expect(stateOf("later@owner.example")).toMatchObject({ status: "pending", attempts: 2 });
    const { events } = jobLedger(openState(ctx.home.state), clock);
    expect(events.notices().map(({ code }) => code)).toEqual(["delivery_failed"]);
  });

  it("shows what became of it to administrators, and to nobody else", async () => {
    const ctx = contextOf("page", "gid=nobody@page.example");
    noteOwners(ctx, "quality", WEEK);
    await sendDue(ctx);
    addMessages(dashboards.messages);
    const people = {
      admin: { role: "admin", territory: null, user: "a", lang: "fr" },
      dgct: { role: "national", territory: null, user: "n", lang: "fr" },
    } as const;
    const { server, origin } = await serveWho(surface, { ...ctx, messages: surface.messages }, people);
    try {
      const get = async (who: string, path: string) => {
        const answer = await fetch(`${origin}${path}`, { headers: { "x-who": who } });
        return `${answer.status} ${await answer.text()}`;
      };
      for (const [path, title, status] of [
        ["/fr/exploitation", "Envois aux propriétaires des sources", "refusé"],
        ["/ar/exploitation", "الإرسالات إلى أصحاب المصادر", "مرفوض"],
      ] as const) {
        const page = await get("admin", path);
        for (const said of [title, "nobody@page.example", WEEK, status, "5.1.1"])
          expect(page).toContain(said);
        expect(await get("dgct", path)).not.toContain("page.example");
        expect(await get("", path)).not.toContain("page.example");
      }
    } finally {
      server.close();
    }
  });

  it("stops when the address is taken out of the settings", async () => {
    const before = contextOf("gone", "gid=gone@owner.example");
    noteOwners(before, "quality", WEEK);
    // What was noted is not sent to an address that stands no longer.
    const after = { ...before, settings: { ...before.settings, sourceOwners: "gid=new@owner.example" } };
    await sendDue(after);
    expect(mailsTo("gone@owner.example")).toEqual([]);
    noteOwners(after, "quality", "2026-W47");
    await sendDue(after);
    expect(mailsTo("gone@owner.example")).toEqual([]);
    // Named again, it gets what comes from then on: not what waited.
    noteOwners(before, "quality", "2026-W48");
    noteOwners(after, "quality", "2026-W49");
    noteOwners(before, "quality", "2026-W50");
    await sendDue(before);
    expect(mailsTo("gone@owner.example")).toHaveLength(1);
    noteOwners(after, "quality", "2026-W50");
    expect(mailsTo("new@owner.example")).toHaveLength(1);
    expect(
      deskOf(after)
        .deliveries.subscriptions(OWNERS)
        .map(({ target }) => target),
    ).toEqual(["new@owner.example"]);
  });

  it("takes an address for each system, each once", () => {
    const owners = (text: string) => loadSettings({ env: { BAYAN_SOURCE_OWNERS: text } }).settings;
    expect(owners("gid=a@b.example, gir=a@b.example").sourceOwners).toContain("gir=");
    for (const wrong of ["gid", "gid=nobody", "gid=a@b.example,gid=c@d.example", "=a@b.example", "gid=a@b c"])
      expect(() => owners(wrong), wrong).toThrow(/sourceOwners/u);
    expect(() => owners("gid=a@b.example\r\nBcc: c@d.example")).toThrow(/sourceOwners/u);
  });
});
