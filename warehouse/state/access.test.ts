import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Clock } from "../clock.ts";
import { openAccess } from "./access.ts";
import { attemptStore } from "./attempts.ts";
import { DEMO_ACCOUNTS, ensureDemo } from "./demo.ts";
import { departureStore } from "./departures.ts";
import { hashPassword, passwordFault, passwordMatches } from "./passwords.ts";
import { openState } from "./state.ts";
import { engines } from "./testing/engines.ts";
import { newTotpSecret, totpAt, totpStep, totpUri } from "./totp.ts";

const root = mkdtempSync(join(tmpdir(), "bayan-access-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

for (const { title, missing, place } of await engines())
  describe.skipIf(missing)(title, () => {
    function lab() {
      let now = Date.UTC(2026, 10, 21, 9);
      const clock: Clock = { now: () => new Date(now), ticks: () => now };
      const state = openState(place());
      const settings = {
        sessionIdleMinutes: 60,
        sessionHours: 12,
        signInAttempts: 5,
        signInLockMinutes: 1,
        passwordMinLength: 12,
      };
      const access = openAccess({ home: { root }, state, clock, settings });
      const minutes = (count: number): void => {
        now += count * 60_000;
      };
      const wali = access.accounts.add({ name: "Wali.Fes", display: "Wali", role: "wali", territory: "03" });
      return { ...access, state, minutes, wali };
    }

    describe("accounts", () => {
      it("have a name that is one's own whatever its case, and the territory that their role needs", () => {
        const { accounts } = lab();
        expect(accounts.find("wali.FES")).toMatchObject({
          role: "wali",
          territory: "03",
          secondFactor: false,
        });
        const add = (name: string, role: "wali" | "national", territory: string | null) => () =>
          accounts.add({ name, display: name, role, territory });
        expect(add("WALI.fes", "wali", "04")).toThrow(/name_taken/);
        expect(add("x", "wali", "04")).toThrow(/bad_name/);
        expect(add("other", "wali", null)).toThrow(/territory_needed/);
        expect(add("other", "national", "03")).toThrow(/territory_unused/);
        expect(add("other", "wali", "0' OR 1")).toThrow(/territory_needed/);
      });
    });

    describe("passwords", () => {
      it("are kept as a slow hash that says its cost, and match only themselves", async () => {
        const hash = await hashPassword("quatre chevaux sous la pluie");
        expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
        expect(await passwordMatches("quatre chevaux sous la pluie", hash)).toBe(true);
        expect(await passwordMatches("quatre chevaux sous la pluie ", hash)).toBe(false);
        expect(await passwordMatches("x", null)).toBe(false);
        expect(await hashPassword("quatre chevaux sous la pluie")).not.toBe(hash);
      });
      it("are long and not the first that one tries", () => {
        const fault = (password: string) => passwordFault(password, "gouverneur.azilal", 12) !== null;
        for (const weak of [
          "court",
          "aaaaaaaaaaaaaaa",
          "abcdefghijklmnop",
          "motdepasse1234",
          "Gouverneur.Azilal1",
          "123456789012",
          "x".repeat(129),
        ])
          expect(fault(weak), weak).toBe(true);
        for (const strong of ["quatre chevaux sous la pluie", "أربعة خيول تحت المطر", "t7Kp2wq9LmXz"])
          expect(fault(strong), strong).toBe(false);
      });
    });

    describe("sessions", () => {
      it("end when idle, at their last hour, or when told; what is stored opens nothing", () => {
        const { sessions, minutes, wali, state } = lab();
        const cookie = sessions.create(wali.id);
        const session = sessions.open(cookie);
        expect(session).toMatchObject({ account: wali.id, viewAs: null });
        expect(JSON.stringify(state.all("SELECT * FROM session"))).not.toContain(cookie);
        expect(sessions.open(session?.id ?? "")).toBeNull();
        for (let i = 0; i < 12; i += 1) {
          minutes(59);
          expect(sessions.open(cookie), `after ${i + 1}`).not.toBeNull();
        }
        minutes(59);
        expect(sessions.open(cookie)).toBeNull();
        const idle = sessions.create(wali.id);
        minutes(61);
        expect(sessions.open(idle)).toBeNull();
        const [kept, ended] = [sessions.create(wali.id), sessions.create(wali.id)];
        sessions.endAll(wali.id, sessions.open(kept)?.id);
        expect([sessions.open(kept) !== null, sessions.open(ended)]).toEqual([true, null]);
      });
    });

    describe("wrong passwords", () => {
      it("make a name wait, twice as long each time, and a name that nobody has no less", () => {
        const { attempts, minutes } = lab();
        for (const name of ["wali.fes", "nobody"]) {
          for (let i = 0; i < 4; i += 1) expect(attempts.failed(name, "192.0.2.1")).toBe(false);
          expect(attempts.waits(name, "198.51.100.7")).toBe(0);
          expect(attempts.failed(name.toUpperCase(), "192.0.2.1")).toBe(true);
          expect(attempts.waits(name, "198.51.100.7")).toBe(60_000);
        }
        minutes(1);
        expect(attempts.waits("nobody", "198.51.100.7")).toBe(0);
        for (let i = 0; i < 5; i += 1) attempts.failed("nobody", "192.0.2.1");
        expect(attempts.waits("nobody", "198.51.100.7")).toBe(120_000);
      });
      it("make nobody wait who looks a moment before another's was counted, nor end a wait that stands", () => {
        const { attempts, state, settings, clock } = lab();
        const early = { now: () => new Date(clock.now().getTime() - 50), ticks: () => 0 };
        const other = attemptStore(state, early, settings);
        attempts.failed("nobody", "192.0.2.1");
        expect(other.waits("nobody", "192.0.2.1")).toBe(0);
        for (let i = 0; i < 4; i += 1) attempts.failed("nobody", "192.0.2.1");
        other.failed("nobody", "192.0.2.1");
        expect(attempts.waits("nobody", "192.0.2.1")).toBe(60_000);
      });
      it("make an address wait that tries many names", () => {
        const { attempts } = lab();
        for (let i = 0; i < 50; i += 1) attempts.failed(`name${i}`, "192.0.2.9");
        expect(attempts.waits("another", "192.0.2.9")).toBeGreaterThan(0);
        expect(attempts.waits("another", "192.0.2.10")).toBe(0);
      });
    });

    describe("tokens", () => {
      it("are shown once, end on their day, and can be taken back by their owner alone", () => {
        const { tokens, minutes, wali, state } = lab();
        const { token, secret } = tokens.create(wali.id, "tableur", ["figures"], 30);
        expect(tokens.open(secret)).toMatchObject({ id: token.id, account: wali.id, scopes: ["figures"] });
        expect(JSON.stringify(state.all("SELECT * FROM api_token"))).not.toContain(secret);
        expect(tokens.open("bayan_nothing")).toBeNull();
        expect(tokens.revoke("somebody", token.id)).toBe(false);
        minutes(30 * 1440);
        expect(tokens.open(secret)).toBeNull();
        expect(tokens.revoke(wali.id, token.id)).toBe(true);
        expect(() => tokens.create(wali.id, "x", ["figures"], 1000)).toThrow(/days/);
      });
    });

    describe("the second factor", () => {
      it("gives the codes of RFC 6238, each once", () => {
        // Appendix B, SHA-1: the secret is the ASCII text 12345678901234567890.
        const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        for (const [seconds, code] of [
          [59, "287082"],
          [1_111_111_109, "081804"],
          [1_234_567_890, "005924"],
          [20_000_000_000, "353130"],
        ] as const)
          expect(totpAt(secret, Math.floor(seconds / 30))).toBe(code);
        expect(totpStep(secret, "287 082", new Date(89_000))).toBe(1);
        expect(totpStep(secret, "287082", new Date(200_000))).toBeNull();
        expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
        expect(totpUri(secret, "wali", "Bayan")).toContain("otpauth://totp/Bayan:wali?secret=");
        const { accounts, wali } = lab();
        expect([
          accounts.useStep(wali.id, 7),
          accounts.useStep(wali.id, 7),
          accounts.useStep(wali.id, 6),
        ]).toEqual([true, false, false]);
      });
    });

    describe("demonstration", () => {
      it("is for the sample alone: one loaded export of another origin ends it", () => {
        const { state, demonstration, accounts } = lab();
        ensureDemo(accounts);
        ensureDemo(accounts);
        expect(accounts.list().filter(({ demo }) => demo)).toHaveLength(DEMO_ACCOUNTS.length);
        expect(demonstration()).toBe(false);
        state.migrate("export", [
          "CREATE TABLE export (export_id TEXT, status TEXT); CREATE TABLE export_arrival (export_id TEXT, sample INTEGER)",
        ]);
        const arrives = (id: string, status: string, sample: number) =>
          state.immediate((tx) => {
            tx.run("INSERT INTO export VALUES (?, ?)", id, status);
            tx.run("INSERT INTO export_arrival VALUES (?, ?)", id, sample);
          });
        arrives("a", "loaded", 1);
        expect(demonstration()).toBe(true);
        arrives("b", "refused", 0);
        expect(demonstration()).toBe(true);
        arrives("c", "loaded", 0);
        expect(demonstration()).toBe(false);
      });
    });

    describe("a sign-in that went to the provider", () => {
      it("is taken up once, by any server over the store, within ten minutes", () => {
        const { departures, state, minutes } = lab();
        departures.leave("a", "one");
        departures.leave("b", "two");
        minutes(9);
        expect(departures.back("a")).toBe("one");
        expect(departures.back("a")).toBeNull();
        minutes(2);
        expect(departures.back("b")).toBeNull();
        expect(JSON.stringify(state.all("SELECT * FROM sign_in_departure"))).toBe("[]");
      });

      it("may be looked at before it is taken up, and begun anew under its key", () => {
        const { departures, minutes } = lab();
        departures.leave("a", "one");
        departures.leave("a", "two");
        expect([departures.look("a"), departures.look("a"), departures.look("b")]).toEqual([
          "two",
          "two",
          null,
        ]);
        expect(departures.back("a")).toBe("two");
        expect(departures.look("a")).toBeNull();
        departures.leave("a", "three");
        minutes(11);
        expect(departures.look("a")).toBeNull();
      });

      it("makes room for newer ones, and its key is not kept", () => {
        const { state, clock, minutes } = lab();
        const departures = departureStore(state, clock, 3);
        for (const key of ["first", "b", "c", "d"]) {
          departures.leave(key, key);
          minutes(1);
        }
        const rows = state.all("SELECT key, begun FROM sign_in_departure ORDER BY at");
        expect(rows.map(({ begun }) => begun)).toEqual(["b", "c", "d"]);
        expect(rows.every(({ key }) => String(key).length === 64)).toBe(true);
        expect(departures.back("first")).toBeNull();
      });
    });
  });
