import type { Server } from "node:http";
import { parseHTML } from "linkedom";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { MartSpec, Viewer } from "#warehouse/door/types.ts";
import type { AuditEntry } from "#warehouse/state/audit.ts";
import { surface } from "../../index.ts";
import { fakeContext } from "../../testing/context.ts";
import { fakeDoor } from "../../testing/fake-door.ts";
import { FAKE_TERRITORY } from "../../testing/fake-territory.ts";
import { serveWho } from "../../testing/who.ts";

const COUNCIL = FAKE_TERRITORY.find(({ level }) => level === "commune")?.code ?? "";
const SUBJECT = "1230201011 5f0c3a9b2d41 2025-03-01";
const door = {
  ...fakeDoor,
  rows: async (spec: MartSpec, viewer: Viewer) => {
    const of = { fiscal_year: 2025, rule: "split_purchase" };
    const head = { release: "r", sample: true };
    if (spec.mart === "fct_anomaly_rate")
      return { ...head, rows: [{ ...of, checked: 900, found: 12, base_rate: 0.013 }] };
    if (spec.mart !== "fct_anomaly") return fakeDoor.rows(spec, viewer);
    const row = { ...of, collectivity_code: COUNCIL, subject: SUBJECT, amount_mad: "312000.40", measure: 3 };
    return { ...head, rows: viewer.role === "public" ? [] : [row] };
  },
};
const PEOPLE: Readonly<Record<string, Viewer>> = {
  governor: { role: "province", territory: COUNCIL.slice(0, 6), user: "g1", lang: "fr" },
  one: { role: "national", territory: null, user: "n1", lang: "fr" },
  two: { role: "national", territory: null, user: "n2", lang: "fr" },
};
const records: AuditEntry[] = [];
let server: Server;
let origin: string;
beforeAll(async () => {
  const made = fakeContext([surface], door);
  const ctx = { ...made, audit: { ...made.audit, record: (entry: AuditEntry) => void records.push(entry) } };
  ({ server, origin } = await serveWho(surface, ctx, PEOPLE));
});
afterAll(() => server.close());

const PAGE = "/fr/tableaux/anomalies";
const main = async (who = ""): Promise<Element | null> => {
  const page = await fetch(`${origin}${PAGE}?annee=2025`, { headers: { "x-who": who } });
  return parseHTML(await page.text()).document.querySelector("main");
};
const post = async (who: string, step: string, fields: Readonly<Record<string, string>> = {}) =>
  (
    await fetch(`${origin}${PAGE}/${step}`, {
      ...{ method: "POST", redirect: "manual", headers: { "x-who": who } },
      body: new URLSearchParams({
        ...{ regle: "split_purchase", conseil: COUNCIL, exercice: "2025", objet: SUBJECT, ...fields },
      }),
    })
  ).status;
const motif = "Trois bons de commande du même jour, que le conseil n’explique pas.";

it("is public by the decision of two persons of the ministry alone, without its supplier", async () => {
  expect((await main())?.querySelector("#publiees")).toBeNull();
  expect((await main("governor"))?.querySelector("form[action$=proposer]")).toBeNull();
  expect((await main("one"))?.querySelector("form[action$=proposer]")).not.toBeNull();

  expect(await post("", "proposer", { motif })).toBe(404);
  expect(await post("governor", "proposer", { motif })).toBe(404);
  expect(await post("one", "proposer", { motif: "court" })).toBe(400);
  expect(await post("one", "proposer", { motif, objet: "another" })).toBe(404);
  expect(await post("one", "valider")).toBe(409);
  expect(await post("one", "proposer", { motif })).toBe(303);
  expect(await post("one", "valider")).toBe(409);
  expect((await main("governor"))?.textContent).toContain(motif);
  expect((await main())?.textContent).not.toContain(motif);

  expect(await post("two", "valider")).toBe(303);
  const open = (await main())?.querySelector("#publiees");
  expect(open?.textContent).toContain(motif);
  expect(open?.textContent?.replace(/\s/gu, " ")).toContain("312 000");
  expect(open?.textContent).toContain("1230201011");
  expect((await main())?.innerHTML).not.toContain("5f0c3a9b2d41");

  expect(await post("one", "retirer", { motif: "Le conseil a produit trois marchés distincts." })).toBe(303);
  expect((await main())?.querySelector("#publiees")).toBeNull();
  expect(records.map(({ kind, actor }) => [kind, actor])).toEqual([
    ["finding_proposed", "n1"],
    ["finding_published", "n2"],
    ["finding_withdrawn", "n1"],
  ]);
});
