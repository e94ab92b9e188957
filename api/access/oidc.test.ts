import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freePort } from "#test/fixture/port.ts";
import { type Visitor, visitor } from "../testing/browser.ts";
import { startTestServer, type TestServer } from "../testing/context.ts";

const folder = mkdtempSync(join(tmpdir(), "bayan-oidc-"));
let server: TestServer;
let provider: ChildProcess;
let issuer: string;

beforeAll(async () => {
  const [port, own] = [await freePort(), await freePort()];
  issuer = `http://127.0.0.1:${port}`;
  const publicUrl = `http://127.0.0.1:${own}`;
  const secret = join(folder, "secret");
  writeFileSync(secret, "a secret that only tests know\n");
  provider = spawn(
    process.execPath,
    [join(import.meta.dirname, "../testing/provider.ts"), String(port), `${publicUrl}/connexion/retour`],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  await new Promise<void>((resolve, reject) => {
    provider.stdout?.once("data", () => resolve());
    provider.once("exit", (code) => reject(new Error(`provider: ${code}`)));
  });
  server = await startTestServer({
    publicUrl,
    port: own,
    settings: { oidcIssuer: issuer, oidcClientId: "bayan", oidcClientSecretFile: secret },
  });
});
afterAll(async () => {
  provider.kill();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Goes through the provider's own pages as a person would, and stops at the address that leads back to the site. */
async function throughProvider(login: string): Promise<{ who: Visitor; callback: string }> {
  const who = visitor(server.url);
  const there = visitor(issuer);
  const begun = await who.get("/fr/connexion/fournisseur?retour=%2Ffr%2Fcarte");
  let address = begun.headers.get("location") ?? "";
  expect(address).toContain("code_challenge_method=S256");
  for (let step = 0; step < 12; step += 1) {
    if (address.startsWith(server.url)) return { who, callback: address };
    const response = await there.get(address);
    const next = response.headers.get("location");
    if (next !== null) {
      address = new URL(next, issuer).href;
      continue;
    }
    const html = await response.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(html)?.[1] ?? "";
    const action = /<form[^>]*action="([^"]+)"/.exec(html)?.[1] ?? "";
    const sent = await there.post(action, { prompt, login, password: "x" });
    address = new URL(sent.headers.get("location") ?? "", issuer).href;
  }
  throw new Error(`provider: no way back from ${address}`);
}

it("lets in whom the administration's provider knows, with the role and territory that it gives", async () => {
  const { who, callback } = await throughProvider("wali");
  const back = await who.get(callback);
  expect(back.headers.get("location")).toBe("/fr/carte");
  expect(await (await who.get("/api/v1/me")).json()).toMatchObject({
    ...{ role: "wali", territory: "01", name: "Wali du fournisseur" },
  });
  const [account] = server.access.accounts.list().filter(({ external }) => external);
  expect(account).toMatchObject({ role: "wali", territory: "01" });
  // The same person again is the same account; what changed at the provider changes here.
  server.access.accounts.setRole(account?.id ?? "", "national", null);
  const again = await throughProvider("wali");
  await again.who.get(again.callback);
  expect(server.access.accounts.byId(account?.id ?? "")).toMatchObject({ role: "wali", territory: "01" });
  expect(server.access.audit.latest(9).map(({ kind }) => kind)).toContain("account_changed");
});

it("does not let in who has no role here, nor a role without its territory", async () => {
  for (const login of ["nobody", "badly", "root"]) {
    const { who, callback } = await throughProvider(login);
    expect((await who.get(callback)).headers.get("location")).toBe("/fr/connexion?fournisseur=refused");
    expect(await (await who.get("/fr/connexion?fournisseur=refused")).text()).toContain("aucun rôle");
    expect(await (await who.get("/api/v1/me")).json()).toMatchObject({ role: "public" });
  }
});

it("takes an answer once, from the browser that asked, and unchanged", async () => {
  const { who, callback } = await throughProvider("wali");
  const stolen = visitor(server.url);
  expect((await stolen.get(callback)).headers.get("location")).toContain("fournisseur=failed");
  const changed = callback.replace(/state=[^&]+/, "state=x");
  const other = await throughProvider("wali");
  expect((await other.who.get(changed)).headers.get("location")).toContain("fournisseur=failed");
  expect((await who.get(callback)).headers.get("location")).toBe("/fr/carte");
  expect((await who.get(callback)).headers.get("location")).toContain("fournisseur=failed");
});
