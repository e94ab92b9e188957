import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Visitor, visitor } from "#api/testing/browser.ts";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "#warehouse/state/index.ts";
import { fixtureHome } from "../fixture/home.ts";
import { type Served, serveHome } from "./server.ts";

const root = mkdtempSync(join(tmpdir(), "bayan-anomalies-"));
let served: Served;
beforeAll(async () => {
  // The shared release, with a state of one's own to write to.
  const { root: shared } = await fixtureHome();
  for (const name of readdirSync(shared)) {
    const [from, to] = [join(shared, name), join(root, name)];
    if (name.startsWith("state.sqlite")) copyFileSync(from, to);
    else if (!["tmp", "locks", "logs"].includes(name) && existsSync(from)) symlinkSync(from, to);
  }
  served = await serveHome(root);
}, 300_000);
afterAll(async () => {
  await served?.stop();
  rmSync(root, { recursive: true, force: true });
});

const PAGE = "/fr/tableaux/anomalies?annee=2025&regle=over_credit";
const as = async (role: string): Promise<Visitor> => {
  const name = DEMO_ACCOUNTS.find((account) => account.role === role)?.name ?? "";
  const who = visitor(served.url);
  await who.submit("/fr/connexion", "/fr/connexion", { nom: name, mot_de_passe: DEMO_PASSWORD });
  return who;
};
const fields = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/name="(regle|conseil|exercice|objet|retour)" value="([^"]*)"/g)]
      .slice(0, 5)
      .map(([, name = "", value = ""]) => [name, value.replaceAll("&amp;", "&")]),
  );

it("anomalies go to the council and its supervisors, who set them aside with a reason", async () => {
  const [anyone, wali, nation] = [visitor(served.url), await as("wali"), await as("national")];
  const open = await (await anyone.get(PAGE)).text();
  expect(open).toContain("ne sont pas publiées");
  expect(open).toContain("Dépense au-delà du crédit");
  expect(open).not.toContain("/tableaux/comptes/");

  const own = await (await wali.get(PAGE)).text();
  const one = fields(own);
  expect(one).toMatchObject({ regle: "over_credit", exercice: "2025" });
  expect(one.conseil?.startsWith("03")).toBe(true);
  const ofNation = [...(await (await nation.get(PAGE)).text()).matchAll(/name="conseil" value="([^"]*)"/g)];
  const elsewhere = ofNation.map(([, code = ""]) => code).find((code) => !code.startsWith("03"));
  expect(elsewhere).toBeDefined();

  const path = "/fr/tableaux/anomalies/ecarter";
  const reason = { motif: "Virement de crédit visé après l’export." };
  const sent = async (who: Visitor, more: object): Promise<number> =>
    (await who.submit(PAGE, path, { ...one, ...reason, ...more })).status;
  expect(await sent(wali, { conseil: elsewhere })).toBe(404);
  expect(await sent(wali, { motif: "Non." })).toBe(400);
  expect((await wali.post(path, { ...one, ...reason })).status).toBe(403);
  expect((await anyone.post(path, { ...one, ...reason })).status).toBe(403);

  const done = await wali.submit(PAGE, path, { ...one, ...reason });
  expect([done.status, done.headers.get("location")]).toEqual([303, PAGE]);
  const aside = await (await nation.get(`${PAGE}&etat=dismissed`)).text();
  expect(aside).toContain("Virement de crédit visé");
  expect(fields(await (await wali.get(PAGE)).text())).not.toEqual(one);
  await wali.submit(`${PAGE}&etat=dismissed`, "/fr/tableaux/anomalies/retablir", one);
  expect(fields(await (await wali.get(PAGE)).text())).toEqual(one);
});
