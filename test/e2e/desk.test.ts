import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { visitor } from "#api/testing/browser.ts";
import { startTestServer, type TestServer } from "#api/testing/context.ts";
import { surface } from "#dashboards/index.ts";
import type { Clock } from "#warehouse/clock.ts";
import { deskOf } from "#warehouse/desk/index.ts";
import { hashPassword } from "#warehouse/state/index.ts";

const PASSWORD = "quatre chevaux sous la pluie";
const WORDS = "Trois dossiers de mars sont comptés deux fois, voir les numéros joints.";
const clock: Clock = { now: () => new Date("2026-11-20T09:00:00Z"), ticks: () => 0 };
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ clock, surfaces: [surface] });
  const password = await hashPassword(PASSWORD);
  const { accounts } = server.access;
  for (const [name, role, territory] of [
    ["tanger", "commune", "01.511.01.0"],
    ["wali", "wali", "01"],
    ["fes", "commune", "03.231.01.0"],
    ["dgct", "national", null],
  ] as const)
    accounts.add({ name, display: name, role, territory, password });
});
afterAll(() => server.close());

const signedIn = async (name: string) => {
  const who = visitor(server.url);
  await who.submit("/fr/connexion", "/fr/connexion", { nom: name, mot_de_passe: PASSWORD });
  return who;
};
const UNIT = "01.511.01.0";
const FORM = `/fr/guichet/deposer?objet=contest&unite=${UNIT}`;
const POST = "/fr/guichet/deposer";

describe("the desk", () => {
  it("takes a contest from the collectivity alone, shows its number to all and its words to few", async () => {
    const anyone = visitor(server.url);
    expect(await (await anyone.get(FORM)).text()).toContain("connectez-vous");
    const contest = { objet: "contest", unite: UNIT, expose: WORDS };
    const refused = async (who: Awaited<ReturnType<typeof signedIn>>) =>
      (await who.submit("/fr/guichet/deposer?objet=error", POST, contest)).status;
    expect(await refused(anyone)).toBe(403);
    expect(await refused(await signedIn("fes"))).toBe(403);
    expect(await refused(await signedIn("dgct"))).toBe(403);

    const tanger = await signedIn("tanger");
    const filed = await tanger.submit(FORM, POST, contest);
    expect(filed.status).toBe(303);
    const page = filed.headers.get("location") ?? "";
    expect(page).toBe("/fr/guichet/affaires/2026-00001?depose=1");
    const own = await (await tanger.get(page)).text();
    expect(own).toContain("comptés deux fois");
    expect(own).toContain("Affaire enregistrée");
    const others = await (await anyone.get("/fr/guichet/affaires/2026-00001")).text();
    expect(others).toContain("2026-00001");
    expect(others).not.toContain("comptés deux fois");
    expect(others).not.toContain("Trancher");
    expect(await (await anyone.get("/fr/guichet")).text()).not.toContain("comptés deux fois");
    expect((await tanger.submit(FORM, POST, contest)).status).toBe(409);
    expect(deskOf(server.ctx).contested("rokhas").has(UNIT)).toBe(true);
  });

  it("is decided by the central administration alone, with reasons that everyone reads", async () => {
    const here = "/fr/guichet/affaires/2026-00001";
    const decision = { suite: "rejected", motif: "Les trois dossiers ont chacun leur dépôt, vérifié." };
    const wali = await signedIn("wali");
    expect((await wali.submit("/fr/guichet/deposer?objet=error", `${here}/trancher`, decision)).status).toBe(
      404,
    );
    const dgct = await signedIn("dgct");
    expect((await dgct.submit(here, `${here}/prendre`, {})).status).toBe(303);
    expect((await dgct.submit(here, `${here}/trancher`, { ...decision, motif: "Non." })).status).toBe(400);
    expect((await dgct.submit(here, `${here}/trancher`, { ...decision, suite: "published" })).status).toBe(
      400,
    );
    expect((await dgct.post(`${here}/trancher`, decision)).status).toBe(403);
    expect((await dgct.submit(here, `${here}/trancher`, decision)).status).toBe(303);
    const seen = await (await visitor(server.url).get(here)).text();
    expect(seen).toContain("Les trois dossiers ont chacun leur dépôt");
    expect(seen).toContain("Chiffre maintenu");
    expect(deskOf(server.ctx).contested("rokhas").has(UNIT)).toBe(false);
    expect(server.access.audit.latest(50).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["case_filed", "case_decided"]),
    );
  });

  it("takes errors and requests from anyone, of this site's pages only", async () => {
    const who = visitor(server.url);
    const form = "/ar/guichet/deposer?objet=request";
    const request = { objet: "request", expose: "نطلب نشر الميزانيات الفرعية لسنة 2024 حسب الفصول." };
    const sent = async (more: Record<string, string>) =>
      (await who.submit(form, "/ar/guichet/deposer", { ...request, ...more })).status;
    expect(await sent({ page: "https://example.org/a" })).toBe(400);
    expect(await sent({ page: "//example.org" })).toBe(400);
    expect(await sent({ courriel: "personne" })).toBe(400);
    expect(await sent({ expose: "court" })).toBe(400);
    expect(await sent({ objet: "autre" })).toBe(400);
    expect(await sent({ page: "/fr/tableaux/budget", courriel: "lectrice@example.org" })).toBe(303);
    const [last] = deskOf(server.ctx).list();
    expect(last).toMatchObject({
      kind: "request",
      page: "/tableaux/budget",
      unit: null,
      dueOn: "2026-12-18",
    });
    const html = await (await who.get(`/ar/guichet/affaires/${last?.id}`)).text();
    expect(html).not.toContain("lectrice");
    expect(html).not.toContain("الميزانيات الفرعية");
  });

  it("gives back a case to nobody but who filed it", async () => {
    const tanger = await signedIn("tanger");
    const filed = await tanger.submit(FORM, POST, { objet: "contest", unite: UNIT, expose: WORDS });
    const here = (filed.headers.get("location") ?? "").replace(/\?.*/, "");
    const fes = await signedIn("fes");
    await fes.submit("/fr/guichet/deposer?objet=error", `${here}/retirer`, {});
    expect(deskOf(server.ctx).contested("rokhas").has(UNIT)).toBe(true);
    await tanger.submit(here, `${here}/retirer`, {});
    expect(deskOf(server.ctx).contested("rokhas").has(UNIT)).toBe(false);
    expect((await fes.get("/fr/guichet/affaires/2026-99999")).status).toBe(404);
  });
});
