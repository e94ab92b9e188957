import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Clock } from "#warehouse/clock.ts";
import { ensureDemo, hashPassword, verifyAudit } from "#warehouse/state/index.ts";
import { hashOf } from "#warehouse/state/sessions.ts";
import { newTotpSecret, totpAt } from "#warehouse/state/totp.ts";
import { visitor } from "../testing/browser.ts";
import { startTestServer, type TestServer } from "../testing/context.ts";

const PASSWORD = "quatre chevaux sous la pluie";
let server: TestServer;
let now = Date.UTC(2026, 10, 21, 9);
const clock: Clock = { now: () => new Date(now), ticks: () => now };
beforeAll(async () => {
  server = await startTestServer({ clock });
  const hash = await hashPassword(PASSWORD);
  const { accounts } = server.access;
  accounts.add({ name: "wali", display: "Wali", role: "wali", territory: "01", password: hash });
  accounts.add({ name: "operator", display: "Admin", role: "admin", territory: null, password: hash });
  accounts.add({ name: "careful", display: "Careful", role: "national", territory: null, password: hash });
});
afterAll(() => server.close());

const kinds = (): string[] => server.access.audit.latest(500).map(({ kind }) => kind);
const signedIn = async (name: string) => {
  const who = visitor(server.url);
  const response = await who.submit("/fr/connexion", "/fr/connexion", { nom: name, mot_de_passe: PASSWORD });
  expect(response.status).toBe(303);
  return who;
};
const meOf = async (who: { get(path: string): Promise<Response> }) =>
  (await who.get("/api/v1/me")).json() as Promise<{
    role: string;
    territory: string | null;
    viewing_as: boolean;
  }>;

describe("signing in", () => {
  it("gives a cookie that scripts and other sites cannot use, and rights", async () => {
    const who = visitor(server.url);
    await who.get("/ar/connexion");
    const before = who.cookies.get("bayan_form") ?? "";
    expect(before).toHaveLength(43);
    const response = await who.submit("/ar/connexion?retour=%2Far%2Fcarte", "/ar/connexion", {
      ...{ nom: "WALI", mot_de_passe: PASSWORD, retour: "/ar/carte" },
    });
    expect(response.headers.get("location")).toBe("/ar/carte");
    const cookie = response.headers.getSetCookie().find((line) => line.startsWith("bayan_session=")) ?? "";
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).not.toContain(before);
    expect(await meOf(who)).toMatchObject({ role: "wali", territory: "01", viewing_as: false });
    expect((await who.get("/api/v1/metrics")).headers.get("cache-control")).toBe("private, no-store");
    expect(kinds()[0]).toBe("sign_in");
    expect((await who.post("/fr/deconnexion", {})).status).toBe(303);
    expect(await meOf(who)).toMatchObject({ role: "public" });
  });

  it("says the same of a wrong name and a wrong password, and makes both wait", async () => {
    const tried = async (name: string) => {
      const who = visitor(server.url);
      const said: string[] = [];
      for (let i = 0; i < 6; i += 1) {
        const response = await who.submit("/fr/connexion", "/fr/connexion", { nom: name, mot_de_passe: "x" });
        const html = await response.text();
        const alert = /role="alert"[\s\S]*?<div>(.*?)<\/div>/.exec(html)?.[1] ?? "";
        said.push(`${response.status} ${response.headers.get("retry-after")} ${alert}`);
      }
      return said;
    };
    const [known, unknown] = [await tried("careful"), await tried("nobody")];
    expect(known).toEqual(unknown);
    expect(known[0]).toContain("401 null");
    expect(known[5]).toMatch(/^429 60 Trop d’essais/);
    expect(kinds()).toContain("locked");
    now += 61_000;
  });

  it("is refused from another site, and without the form's own word", async () => {
    const who = visitor(server.url);
    const fields = { nom: "wali", mot_de_passe: PASSWORD };
    expect((await who.post("/fr/connexion", fields)).status).toBe(403);
    const html = await (await who.get("/fr/connexion")).text();
    const jeton = /name="jeton" value="([0-9a-f]+)"/.exec(html)?.[1] ?? "";
    for (const headers of [
      { origin: "https://elsewhere.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
    ] as Record<string, string>[])
      expect((await who.post("/fr/connexion", { ...fields, jeton }, headers)).status).toBe(403);
    expect((await visitor(server.url).post("/fr/connexion", { ...fields, jeton })).status).toBe(403);
    expect((await who.post("/fr/connexion", { ...fields, jeton }, { origin: server.url })).status).toBe(303);
    expect((await who.post("/fr/deconnexion", {}, { origin: "https://elsewhere.example" })).status).toBe(403);
  });

  it("goes back to pages of this site only", async () => {
    for (const retour of [
      "https://elsewhere.example/",
      "//elsewhere.example",
      "/\\elsewhere.example",
      "javascript:alert(1)",
    ]) {
      const who = visitor(server.url);
      const response = await who.submit("/fr/connexion", "/fr/connexion", {
        nom: "wali",
        mot_de_passe: PASSWORD,
        retour,
      });
      expect(response.headers.get("location")).toBe("/fr/");
    }
  });

  it("asks for the code where there is a second factor, and takes each code once", async () => {
    const key = newTotpSecret();
    const account = server.access.accounts.find("careful");
    server.access.accounts.setSecondFactor(account?.id ?? "", key);
    const who = visitor(server.url);
    const first = await who.submit("/fr/connexion", "/fr/connexion", {
      nom: "careful",
      mot_de_passe: PASSWORD,
    });
    expect(first.headers.get("location")).toBe("/fr/connexion/code");
    expect(await meOf(who)).toMatchObject({ role: "public" });
    expect((await who.submit("/fr/connexion/code", "/fr/connexion/code", { code: "000000" })).status).toBe(
      401,
    );
    const code = totpAt(key, Math.floor(now / 30_000));
    expect((await who.submit("/fr/connexion/code", "/fr/connexion/code", { code })).status).toBe(303);
    expect(await meOf(who)).toMatchObject({ role: "national" });
    const again = visitor(server.url);
    await again.submit("/fr/connexion", "/fr/connexion", { nom: "careful", mot_de_passe: PASSWORD });
    expect((await again.submit("/fr/connexion/code", "/fr/connexion/code", { code })).status).toBe(401);
  });

  it("with a password is not for another machine without HTTPS", async () => {
    const far = { "x-forwarded-for": "203.0.113.9" };
    const html = await (await visitor(server.url).get("/fr/connexion", far)).text();
    expect(html).toContain("n’est pas chiffrée");
    expect(html).not.toContain('type="password"');
  });

  it("does not outlive the account's closing", async () => {
    const { id } = server.access.accounts.add({
      name: "gone",
      display: "G",
      role: "wali",
      territory: "06",
      password: await hashPassword(PASSWORD),
    });
    const who = await signedIn("gone");
    expect(await meOf(who)).toMatchObject({ role: "wali" });
    server.access.accounts.setRole(id, "commune", "06.141.01.0");
    expect(await meOf(who)).toMatchObject({ role: "commune", territory: "06.141.01.0" });
    server.access.accounts.setDisabled(id, true);
    expect(await meOf(who)).toMatchObject({ role: "public" });
  });
});

describe("one's account", () => {
  it("changes its password with the old one, ends other sessions, and refuses a weak one", async () => {
    const [who, other] = [await signedIn("wali"), await signedIn("wali")];
    const change = (fields: Record<string, string>) =>
      who.submit("/fr/compte", "/fr/compte/mot-de-passe", fields);
    expect((await change({ ancien: "wrong", nouveau: "une autre phrase bien longue" })).status).toBe(403);
    expect((await change({ ancien: PASSWORD, nouveau: "court" })).status).toBe(422);
    expect((await change({ ancien: PASSWORD, nouveau: "une autre phrase bien longue" })).status).toBe(303);
    expect([(await meOf(who)).role, (await meOf(other)).role]).toEqual(["wali", "public"]);
    const account = server.access.accounts.find("wali");
    server.access.accounts.setPassword(account?.id ?? "", await hashPassword(PASSWORD));
    expect(kinds()).toContain("password_changed");
  });

  it("sends whoever is not signed in to the way in, and back", async () => {
    const response = await visitor(server.url).get("/ar/compte");
    expect(response.headers.get("location")).toBe("/ar/connexion?retour=%2Far%2Fcompte");
  });
});

describe("tokens", () => {
  it("give a program the account's rights, as far as they were given for, until taken back", async () => {
    const who = await signedIn("wali");
    expect((await who.submit("/fr/compte", "/fr/compte/jetons", { nom: "x", jours: "30" })).status).toBe(422);
    const page = await (
      await who.submit("/fr/compte", "/fr/compte/jetons", {
        nom: "tableur",
        jours: "30",
        droit_reports: "1",
        droit_audit: "1",
      })
    ).text();
    const secret = /bayan_[A-Za-z0-9_-]{43}/.exec(page)?.[0] ?? "";
    const bearer = { authorization: `Bearer ${secret}` };
    const refused = await server.get("/api/v1/me", bearer);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ code: "not_in_token" });
    await who.submit("/fr/compte", "/fr/compte/jetons", { nom: "t2", jours: "30", droit_figures: "1" });
    const [, token] = server.access.tokens.list(server.access.accounts.find("wali")?.id ?? "");
    const made = server.access.tokens.create(token?.account ?? "", "t3", ["figures"], 30);
    const asked = { authorization: `Bearer ${made.secret}` };
    expect(await (await server.get("/api/v1/me", asked)).json()).toMatchObject({
      role: "wali",
      territory: "01",
      token: { label: "t3" },
    });
    expect((await server.get("/fr/compte", { ...asked, accept: "text/html" })).status).toBe(400);
    now += 31 * 86_400_000;
    const late = await server.get("/api/v1/me", asked);
    expect([late.status, late.headers.get("www-authenticate")]).toEqual([
      401,
      expect.stringContaining("invalid_token"),
    ]);
    expect((await server.get("/api/v1/me", { authorization: "Basic eDp5" })).status).toBe(401);
  });
});

describe("an administrator", () => {
  it("sees the site as another role, which the log says, and has then no more than its rights", async () => {
    const who = await signedIn("operator");
    const looked = await who.submit("/fr/compte", "/fr/compte/voir-comme", {
      role: "province",
      territoire: "01.511",
    });
    expect(looked.headers.get("location")).toBe("/fr/");
    expect(await meOf(who)).toMatchObject({ role: "province", territory: "01.511", viewing_as: true });
    expect((await who.get("/api/v1/audit")).status).toBe(403);
    expect(await (await who.get("/ar/compte")).text()).toContain("01.511");
    await who.post("/fr/compte/voir-comme/fin", {});
    expect(await meOf(who)).toMatchObject({ role: "admin", viewing_as: false });
    expect(kinds().slice(0, 3)).toEqual(["view_as_end", "refused", "view_as"]);
    for (const bad of [
      { role: "wali", territoire: "99" },
      { role: "wali", territoire: "" },
      { role: "admin", territoire: "" },
    ])
      expect((await who.submit("/fr/compte", "/fr/compte/voir-comme", bad)).status).toBe(422);
  });

  it("reads the log; nobody else does, but everyone reads its heads", async () => {
    const who = await signedIn("operator");
    const page = (await (await who.get("/api/v1/audit?limit=2")).json()) as {
      items: { seq: number }[];
      next: number;
    };
    expect([page.items.map(({ seq }) => seq), page.next]).toEqual([[1, 2], 3]);
    expect((await server.get("/api/v1/audit")).status).toBe(401);
    expect((await server.get("/api/v1/audit", server.as("national"))).status).toBe(403);
    expect(await (await server.get("/api/v1/audit/heads")).json()).toEqual({ items: [] });
    expect(
      (await (await signedIn("wali")).submit("/fr/compte", "/fr/compte/voir-comme", { role: "national" }))
        .status,
    ).toBe(403);
  });
});

describe("the log", () => {
  it("holds exports of who is signed in, and what was refused, with the request's id", async () => {
    const cookie = server.as("national");
    const spec = encodeURIComponent(JSON.stringify({ metrics: ["ordered_mad"], groupBy: ["region"] }));
    const response = await server.get(`/api/v1/query?format=csv&spec=${spec}`, cookie);
    expect(response.status).toBe(200);
    expect(server.access.audit.latest(1)[0]).toMatchObject({
      kind: "export",
      detail: { path: "/api/v1/query", request: response.headers.get("x-request-id") },
    });
    const before = server.access.audit.size();
    await server.get(`/api/v1/query?format=csv&spec=${spec}`);
    expect(server.access.audit.size()).toBe(before);
    await server.get("/api/v1/audit", { authorization: "Bearer bayan_x" });
    expect(server.access.audit.latest(1)[0]).toMatchObject({
      kind: "refused",
      actor: null,
      detail: { status: 401 },
    });
    expect(verifyAudit(server.state, []).broken).toBeNull();
  });
});

it("demonstration accounts come in with the sample, and go with it", async () => {
  const { state, access } = server;
  ensureDemo(access.accounts);
  const enter = async () => {
    const who = visitor(server.url);
    const page = await (await who.get("/fr/connexion")).text();
    const response = await who.submit("/fr/connexion", "/fr/connexion/exemple", { nom: "exemple-wali" });
    return { who, offered: page.includes("exemple-wali"), status: response.status };
  };
  expect(await enter()).toMatchObject({ offered: false, status: 403 });
  now += 3_600_000;
  state.migrate("export", [
    "CREATE TABLE export (export_id TEXT, status TEXT); CREATE TABLE export_arrival (export_id TEXT, sample INTEGER)",
  ]);
  const load = (id: string, sample: number) =>
    state.immediate((tx) => {
      tx.run("INSERT INTO export VALUES (?, 'loaded')", id);
      tx.run("INSERT INTO export_arrival VALUES (?, ?)", id, sample);
    });
  load("a", 1);
  const { who, offered, status } = await enter();
  expect([offered, status]).toEqual([true, 303]);
  expect(await meOf(who)).toMatchObject({ role: "wali", territory: "03" });
  const jeton = hashOf(`form ${who.cookies.get("bayan_session") ?? ""}`);
  const asked = await who.post("/fr/compte/jetons", { jeton, nom: "t", droit_figures: "1", jours: "30" });
  expect(asked.status).toBe(422);
  load("b", 0);
  expect(await meOf(who)).toMatchObject({ role: "public" });
  expect(await enter()).toMatchObject({ offered: false, status: 403 });
});
