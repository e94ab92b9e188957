import type { Server } from "node:http";
import { parseHTML } from "linkedom";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { publicationsOf } from "#warehouse/desk/index.ts";
import { type MartSpec, PUBLIC_VIEWER, type Viewer } from "#warehouse/door/types.ts";
import type { AuditEntry } from "#warehouse/state/audit.ts";
import type { Context } from "#warehouse/surface.ts";
import { surface } from "../../index.ts";
import { fakeContext } from "../../testing/context.ts";
import { fakeDoor } from "../../testing/fake-door.ts";
import { FAKE_TERRITORY } from "../../testing/fake-territory.ts";
import { serveWho } from "../../testing/who.ts";
import { signalsOf } from "./signals.ts";

const COMMUNE = FAKE_TERRITORY.find(({ level }) => level === "commune")?.code ?? "";
const asked: string[] = [];
const door = {
  ...fakeDoor,
  rows: async (spec: MartSpec, viewer: Viewer) => {
    if (spec.mart !== "chk_permit_flag") return fakeDoor.rows(spec, viewer);
    asked.push(viewer.role);
    const row = { unit_code: COMMUNE, observed: 9, base: 21, z: 3.8 };
    return {
      ...{ release: "r", sample: true },
      rows: [
        { ...row, flag: "signed_on_sunday" },
        { ...row, flag: "a flag of tomorrow" },
      ],
    };
  },
};
const PEOPLE: Readonly<Record<string, Viewer>> = {
  governor: { role: "province", territory: COMMUNE.slice(0, 6), user: "g1", lang: "fr" },
  one: { role: "national", territory: null, user: "n1", lang: "fr" },
  two: { role: "national", territory: null, user: "n2", lang: "fr" },
};

it("asks for signals as whoever looks, and never for the public", async () => {
  expect(await signalsOf(door, PUBLIC_VIEWER, [COMMUNE])).toEqual([]);
  expect(asked).toEqual([]);
  expect(await signalsOf(door, PEOPLE.governor ?? PUBLIC_VIEWER, [COMMUNE])).toEqual([
    { unit: COMMUNE, flag: "signed_on_sunday", observed: 9, base: 21, z: 3.8 },
  ]);
  expect(asked).toEqual(["province"]);
});

describe("a signal", () => {
  const records: AuditEntry[] = [];
  let ctx: Context;
  let server: Server;
  let origin = "";
  beforeAll(async () => {
    const made = fakeContext([surface], door);
    ctx = { ...made, audit: { ...made.audit, record: (entry) => void records.push(entry) } };
    ({ server, origin } = await serveWho(surface, ctx, PEOPLE));
    origin += `/fr/tableaux/rokhas/${COMMUNE}`;
  });
  afterAll(() => server.close());
  beforeEach(() => records.splice(0));

  const post = async (who: string, action: string, fields: Readonly<Record<string, string>> = {}) =>
    (
      await fetch(`${origin}/signaux/${action}`, {
        ...{ method: "POST", redirect: "manual", headers: { "x-who": who } },
        body: new URLSearchParams({ unite: COMMUNE, signal: "signed_on_sunday", ...fields }),
      })
    ).status;
  const pageOf = async (who = "") =>
    parseHTML(await (await fetch(origin, { headers: { "x-who": who } })).text()).document.querySelector(
      "main",
    );
  const motif = "Neuf signatures un dimanche, que la commune n’explique pas.";

  it("is public by the decision of two persons of the ministry, and until one of them takes it back", async () => {
    expect((await pageOf())?.textContent).not.toContain("dimanche");
    expect((await pageOf("governor"))?.querySelector("#signaux")?.textContent).toContain("dimanche");
    expect((await pageOf("governor"))?.querySelector("#signaux form")).toBeNull();

    expect(await post("", "proposer", { motif })).toBe(404);
    expect(await post("governor", "proposer", { motif })).toBe(404);
    expect(await post("one", "proposer", { motif: "court" })).toBe(400);
    expect(await post("one", "proposer", { motif, signal: "suspended_at_limit" })).toBe(404);
    expect(await post("one", "valider")).toBe(409);
    expect(await post("one", "proposer", { motif })).toBe(303);
    expect(await post("two", "proposer", { motif })).toBe(409);
    expect(await post("one", "valider")).toBe(409);
    // Proposed: the counter and its supervisors know, the public does not.
    expect((await pageOf("governor"))?.querySelector("#signaux")?.textContent).toContain(motif);
    expect((await pageOf())?.textContent).not.toContain(motif);

    expect(await post("two", "valider")).toBe(303);
    const open = await pageOf();
    expect(open?.querySelector(".notice-warn")?.textContent).toContain(motif);
    expect(open?.querySelector("#signaux")).toBeNull();
    expect(publicationsOf(ctx).ofUnits([COMMUNE])[0]).toMatchObject({
      ...{ state: "published", proposedBy: "n1", validatedBy: "n2", year: 2026 },
      evidence: { observed: 9, base: 21, release: "2026-10-fa4ede11c0ff" },
    });

    expect(await post("one", "retirer")).toBe(400);
    expect(await post("one", "retirer", { motif: "La commune a montré une permanence." })).toBe(303);
    expect((await pageOf())?.textContent).not.toContain(motif);
    expect(await post("one", "retirer", { motif })).toBe(409);
    expect(records.map(({ kind, actor }) => [kind, actor])).toEqual([
      ["finding_proposed", "n1"],
      ["finding_published", "n2"],
      ["finding_withdrawn", "n1"],
    ]);
    expect(await post("two", "proposer", { motif })).toBe(303);
  });
});
