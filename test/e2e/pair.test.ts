import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Visitor, visitor } from "#api/testing/browser.ts";
import { systemClock } from "#warehouse/clock.ts";
import { homeAt } from "#warehouse/home.ts";
import {
  accountStore,
  auditLog,
  DEMO_PASSWORD,
  hashPassword,
  openState,
  STATE_ENGINES,
  stateAddress,
  verifyAudit,
} from "#warehouse/state/index.ts";
import { totpAt } from "#warehouse/state/totp.ts";
import { bayan } from "../fixture/home.ts";
import { type Postgres, postgresPrograms, startPostgres } from "../fixture/postgres.ts";
import { sharedHome } from "./pair-home.ts";
import { type Served, serveHome } from "./server.ts";

const programs = postgresPrograms();

/** Two servers over one home, as behind a balancer that sends each request wherever it likes: over each store. */
for (const engine of STATE_ENGINES) {
  const missing = engine === "postgres" && programs === null;
  describe.skipIf(missing)(`two servers over ${engine}${missing ? ": not on this machine" : ""}`, () => {
    let root = "";
    let store = "";
    let server: Postgres | null = null;
    let pair: readonly Served[] = [];
    beforeAll(async () => {
      root = await sharedHome();
      store = homeAt(root).state;
      let env: Readonly<Record<string, string>> = { BAYAN_PUBLIC_URL: "http://127.0.0.1" };
      if (engine === "postgres") {
        server = await startPostgres(programs ?? "");
        const [stateUrl, statePasswordFile] = [server.url("postgres"), server.passwordFile];
        store = stateAddress({ stateUrl, statePasswordFile, stateCaFile: null }) ?? "";
        env = { ...env, BAYAN_STATE_URL: stateUrl, BAYAN_STATE_PASSWORD_FILE: statePasswordFile };
        const moved = await bayan(["state", "move", "--json"], { ...env, BAYAN_HOME: root });
        expect(JSON.parse(moved.stdout), moved.stderr).toMatchObject({ whole: true });
        rmSync(homeAt(root).state);
      }
      pair = await Promise.all([serveHome(root, env), serveHome(root, env)]);
    }, 120_000);
    afterAll(async () => {
      await Promise.all(pair.map((served) => served.stop()));
      await server?.close();
      rmSync(root, { recursive: true, force: true });
    });

    /** One browser, at the one server and at the other. */
    function browser(): readonly [Visitor, Visitor] {
      const cookies = new Map<string, string>();
      const [one, other] = pair.map(({ url }) => visitor(url, cookies));
      if (one === undefined || other === undefined) throw new Error("pair: not there");
      return [one, other];
    }
    const roleAt = async (who: Visitor): Promise<string> => {
      const me: { role: string } = await (await who.get("/api/v1/me")).json();
      return me.role;
    };
    const tried = (who: Visitor, nom: string, mot_de_passe: string): Promise<Response> =>
      who.submit("/fr/connexion", "/fr/connexion", { nom, mot_de_passe });

    it("a session begun at one opens the other, and ends at both", async () => {
      const [one, other] = browser();
      expect((await tried(one, "exemple-wali", DEMO_PASSWORD)).status).toBe(303);
      expect([await roleAt(one), await roleAt(other)]).toEqual(["wali", "wali"]);
      const cookie = one.cookies.get("bayan_session") ?? "";
      expect((await other.submit("/fr/compte", "/fr/deconnexion", {})).status).toBe(303);
      one.cookies.set("bayan_session", cookie);
      expect([await roleAt(one), await roleAt(other)]).toEqual(["public", "public"]);
    });

    it("a second factor is set up, and its code asked, at either", async () => {
      const state = openState(store);
      const password = "quatre chevaux sous la pluie";
      accountStore(state, systemClock).add({
        ...{ name: "deux.facteurs", display: "Deux", role: "national", territory: null },
        password: await hashPassword(password),
      });
      state.close();
      const [one, other] = browser();
      expect((await tried(one, "deux.facteurs", password)).status).toBe(303);
      const page = await (
        await one.submit("/fr/compte", "/fr/compte/second-facteur", { ancien: password })
      ).text();
      const key =
        /\b[A-Z2-7]{32}\b/.exec(page.replaceAll(/(?<=[A-Z2-7]{4}) (?=[A-Z2-7]{4})/g, ""))?.[0] ?? "";
      const code = (ahead: number): string =>
        totpAt(key, Math.floor(systemClock.now().getTime() / 30_000) + ahead);
      const confirm = "/fr/compte/second-facteur/confirmer";
      expect(
        (await other.submit("/fr/compte", confirm, { code: code(0) })).headers.get("location"),
      ).toContain("fait=factor");
      const [here, there] = browser();
      expect((await tried(here, "deux.facteurs", password)).headers.get("location")).toBe(
        "/fr/connexion/code",
      );
      // The next step's code: each counts once.
      const entered = await there.submit("/fr/connexion/code", "/fr/connexion/code", { code: code(1) });
      expect(entered.status).toBe(303);
      expect([await roleAt(here), await roleAt(there)]).toEqual(["national", "national"]);
    });

    it("wrong passwords count together, wherever they are tried", async () => {
      const [one, other] = browser();
      for (const who of [one, other, one, other, one]) await tried(who, "exemple-commune", "x");
      for (const who of [one, other])
        expect((await tried(who, "exemple-commune", DEMO_PASSWORD)).status).toBe(429);
    });

    it("both write the one log at once, and its chain holds", async () => {
      const state = openState(store);
      const refusals = (): number =>
        auditLog(state, systemClock)
          .latest(1000)
          .filter(({ kind }) => kind === "sign_in_refused").length;
      const before = refusals();
      const all = Array.from({ length: 24 }, (_, n) =>
        tried(browser()[n % 2 === 0 ? 0 : 1], `nobody-${n}`, "x"),
      );
      const statuses = (await Promise.all(all)).map((response) => response.status);
      expect(statuses).toEqual(all.map(() => 401));
      expect(refusals()).toBe(before + all.length);
      expect(verifyAudit(state, []).broken).toBeNull();
      state.close();
    });

    it("what everyone reads is the same to the byte and by its tag", async () => {
      for (const path of [
        "/api/v1/territories?level=region",
        "/api/v1/rankings?index=rokhas_r500&level=region",
        "/catalog.ttl",
      ]) {
        const answers = await Promise.all(
          pair.map(async ({ url }) => {
            const response = await fetch(url + path);
            return [response.status, response.headers.get("etag"), await response.text()];
          }),
        );
        expect(answers[0]?.[0], path).toBe(200);
        // Not toEqual: it would print two catalogues.
        expect(JSON.stringify(answers[0]) === JSON.stringify(answers[1]), path).toBe(true);
      }
    });

    it("a release that takes the place of another is served by both", async () => {
      const before = readFileSync(join(root, "current"), "utf8").trim();
      const next = before.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
      const [from, to] = [join(root, "releases", before), join(root, "releases", next)];
      mkdirSync(to);
      for (const name of readdirSync(from)) {
        if (!name.startsWith("manifest.")) symlinkSync(join(from, name), join(to, name));
        else writeFileSync(join(to, name), readFileSync(join(from, name), "utf8").replaceAll(before, next));
      }
      writeFileSync(join(root, "current.next"), `${next}\n`);
      renameSync(join(root, "current.next"), join(root, "current"));
      for (const { url } of pair)
        await expect
          .poll(() => fetch(`${url}/readyz`).then((response) => response.json()), { timeout: 10_000 })
          .toMatchObject({ release: next });
    });

    // SQLite has no server that could be away.
    if (engine === "postgres")
      it("what everyone reads goes on while the database is away", async () => {
        const paths = ["/fr/", "/fr/tableaux/budget", "/ar/carte", "/fr/donnees", "/catalog.ttl", "/readyz"];
        const statuses = (): Promise<number[]> =>
          Promise.all(paths.map(async (path) => (await fetch((pair[0]?.url ?? "") + path)).status));
        const [one] = browser();
        expect((await tried(one, "exemple-wali", DEMO_PASSWORD)).status).toBe(303);
        expect(await statuses()).toEqual(paths.map(() => 200));
        await server?.close();
        const since = performance.now();
        expect((await one.get("/api/v1/me")).status).toBe(503);
        expect((await one.get("/fr/compte")).status).toBe(503);
        expect(performance.now() - since).toBeLessThan(5_000);
        expect(await statuses()).toEqual(paths.map(() => 200));
        // Never drawn before.
        paths.push("/fr/tableaux/recettes/03");
        expect(await statuses()).toEqual(paths.map(() => 200));
      });
  });
}
