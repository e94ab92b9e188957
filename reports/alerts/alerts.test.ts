import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fakeDoor } from "#dashboards/testing/fake-door.ts";
import { listen } from "#test/fixture/listen.ts";
import { alertsOf } from "#warehouse/alerts/index.ts";
import { alertRelease } from "#warehouse/alerts/testing/release.ts";
import { setFormWord, setViewer } from "#warehouse/door/viewer.ts";
import { homeAt } from "#warehouse/home.ts";
import { keyIn, signedBy } from "#warehouse/keys.ts";
import { loadSettings } from "#warehouse/settings.ts";
import { accountStore, noAudit, openState } from "#warehouse/state/index.ts";
import type { Context } from "#warehouse/surface.ts";
import { surface } from "../index.ts";
import { type MailServer, mailServer } from "../testing/mail.ts";
import { alertDesk, newsNow, tellAlerts } from "./send.ts";
import type { AlertWish } from "./store.ts";
import { hourOf, isQuiet, isTime } from "./when.ts";
import { alertWishOf } from "./wish.ts";

const folder = mkdtempSync(join(tmpdir(), "bayan-tell-"));
let mail: MailServer;
let release: Awaited<ReturnType<typeof alertRelease>>;
let hook: Server;
let status = 200;
const posted: { body: string; signature: string }[] = [];
let now = 0;
let made = 0;
const clock = { now: () => new Date(now), ticks: () => now };
const hookPort = (): number => {
  const address = hook.address();
  return typeof address === "object" ? (address?.port ?? 0) : 0;
};

beforeAll(async () => {
  mail = await mailServer(folder);
  release = await alertRelease();
  hook = createServer((req, res) => {
    let body = "";
    req.on("data", (chunk) => {
      body += chunk;
    });
    req.on("end", () => {
      posted.push({ body, signature: String(req.headers["bayan-signature"]) });
      res.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => hook.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  mail.stop();
  hook.close();
  release.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  now = Date.parse("2026-11-21T10:00:00Z");
  status = 200;
  posted.length = 0;
});

function context(): Context {
  made += 1;
  const root = join(folder, `home-${made}`);
  mkdirSync(join(root, "keys"), { recursive: true });
  const { settings } = loadSettings({
    env: {
      BAYAN_HOME: root,
      BAYAN_SMTP_URL: `smtps://localhost:${mail.port}`,
      BAYAN_SMTP_CA_FILE: mail.ca,
      BAYAN_MAIL_FROM: "bayan@bayan.example",
      BAYAN_DELIVERY_HOSTS: "127.0.0.1",
      BAYAN_PUBLIC_URL: "https://bayan.example",
    },
  });
  return {
    ...{ settings, home: homeAt(root), clock, log: pino({ level: "silent" }), door: fakeDoor },
    ...{ release: async () => release.handle, publicUrl: "https://bayan.example", audit: noAudit, nav: [] },
    messages: { fr: {}, ar: {}, en: {} },
  };
}

/** The wali of Casablanca-Settat, who asks to be told. */
function asks(ctx: Context, more: Partial<AlertWish> = {}): AlertWish {
  const accounts = accountStore(openState(ctx.home.state), clock);
  const account =
    accounts.find("wali06") ??
    accounts.add({ name: "wali06", display: "Wilaya", role: "wali", territory: "06", password: null });
  return alertDesk(ctx).wishes.add({
    ...{ account: account.id, channel: "mail", target: `wali${made}@bayan.example`, lang: "fr" },
    ...{ severity: "watch", pace: "now", quiet: null, upTo: newsNow(ctx) },
    ...more,
  });
}
const episode = (subject: string, territory: string, severity: "warning" | "critical" = "warning") => ({
  ...{ rule: "project-will-be-late", subject, territory, opened: "2026-10-01", cleared: null },
  ...{ value: 120, worst: 120, severity },
});
const received = () => mail.got().filter(({ to }) => to[0] === `wali${made}@bayan.example`);
/** The text of a message as its reader sees it. */
const textOf = (message = ""): string => {
  const [head = "", ...rest] = message.split("\r\n\r\n");
  const body = rest.join("\r\n\r\n");
  const said = /base64/iu.test(head)
    ? Buffer.from(body, "base64").toString()
    : Buffer.from(
        body
          .replace(/=\r\n/gu, "")
          .replace(/=([0-9A-F]{2})/gu, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        "latin1",
      ).toString();
  return said.replaceAll("\r\n", "\n");
};

describe("telling of alerts", () => {
  it("sends one message of what is new in the reader's territory, and nothing twice", async () => {
    const ctx = context();
    asks(ctx);
    alertsOf(ctx).sync("r1", [episode("P1", "06.141"), episode("06", "06", "critical"), episode("P2", "01")]);
    expect(await tellAlerts(ctx)).toBe(1);
    expect(await tellAlerts(ctx)).toBe(0);
    expect(received()).toHaveLength(1);
    const text = textOf(received()[0]?.message);
    expect(text).toContain("Nouvelle alerte (critique) — Projet qui finira en retard\n  Casablanca-Settat");
    expect(text).toContain("Piste vers Berrechid, Berrechid");
    expect(text).not.toContain("Tanger");
    expect(text.indexOf("critique")).toBeLessThan(text.indexOf("sérieux"));
    alertsOf(ctx).sync("r2", [episode("06", "06", "critical")]);
    expect(await tellAlerts(ctx)).toBe(1);
    expect(textOf(received()[1]?.message)).toContain("Alerte levée (sérieux)");
  });

  it("keeps the quiet hours of Morocco, but for what is critical", async () => {
    const ctx = context();
    asks(ctx, { quiet: { from: 22, to: 7 } });
    now = Date.parse("2026-11-21T22:30:00Z");
    alertsOf(ctx).sync("r1", [episode("P1", "06.141")]);
    expect(await tellAlerts(ctx)).toBe(0);
    now = Date.parse("2026-11-22T07:00:00Z");
    expect(await tellAlerts(ctx)).toBe(1);
    now = Date.parse("2026-11-22T22:30:00Z");
    alertsOf(ctx).sync("r2", [episode("P1", "06.141"), episode("06", "06", "critical")]);
    expect(await tellAlerts(ctx)).toBe(1);
  });

  it("sums a day up in one message, from eight o'clock", async () => {
    const ctx = context();
    asks(ctx, { pace: "day" });
    now = Date.parse("2026-11-21T05:00:00Z");
    alertsOf(ctx).sync("r1", [episode("P1", "06.141")]);
    expect(await tellAlerts(ctx)).toBe(0);
    now = Date.parse("2026-11-21T09:00:00Z");
    expect(await tellAlerts(ctx)).toBe(1);
    alertsOf(ctx).sync("r2", [episode("P1", "06.141"), episode("06.141", "06.141")]);
    now = Date.parse("2026-11-21T18:00:00Z");
    expect(await tellAlerts(ctx)).toBe(0);
    now = Date.parse("2026-11-22T09:00:00Z");
    expect(await tellAlerts(ctx)).toBe(1);
    expect(received()).toHaveLength(2);
  });

  it("signs what it posts, and tries again with the same news and the same id when it fails", async () => {
    const ctx = context();
    const { id, account } = asks(ctx, { channel: "webhook", target: `http://127.0.0.1:${hookPort()}/` });
    alertsOf(ctx).sync("r1", [episode("P1", "06.141")]);
    status = 500;
    expect(await tellAlerts(ctx)).toBe(0);
    expect(alertDesk(ctx).wishes.of(account)[0]).toMatchObject({ id, attempts: 1, error: "http 500" });
    expect(await tellAlerts(ctx)).toBe(0);
    expect(posted).toHaveLength(1);
    status = 200;
    now += 61_000;
    expect(await tellAlerts(ctx)).toBe(1);
    const [first, second] = posted.map(({ body }) => JSON.parse(body));
    expect(second).toEqual(first);
    expect(second).toMatchObject({
      kind: "alerts",
      sample: true,
      items: [{ kind: "opened", subject: "P1" }],
    });
    const [, seconds = "", given = ""] = /^t=(\d+),v1=(\w+)$/u.exec(posted[1]?.signature ?? "") ?? [];
    const key = keyIn(join(ctx.settings.home, "keys", "webhook.key"));
    expect(signedBy(key, `${seconds}.${posted[1]?.body}`, given)).toBe(true);
  });

  it("tells once when two senders start at the same time, and nobody whose account is closed", async () => {
    const ctx = context();
    const { account } = asks(ctx);
    alertsOf(ctx).sync("r1", [episode("P1", "06.141")]);
    const both = await Promise.all([tellAlerts(ctx), tellAlerts({ ...ctx })]);
    expect(both.toSorted()).toEqual([0, 1]);
    accountStore(openState(ctx.home.state), clock).setDisabled(account, true);
    alertsOf(ctx).sync("r2", []);
    expect(await tellAlerts(ctx)).toBe(0);
    expect(received()).toHaveLength(1);
  });
});

describe("the page of wishes", () => {
  it("keeps a wish under its owner's name, refuses what cannot be, and lets only the owner stop it", async () => {
    const ctx = context();
    const app = express();
    app.use(express.urlencoded({ extended: false }));
    app.use((req, res, next) => {
      const user = String(req.headers["x-who"] ?? "");
      if (user !== "") {
        const signedIn = { display: user, role: "wali" as const, territory: "06", viewingAs: false };
        setViewer(res, { role: "wali", territory: "06", user, lang: "fr" }, signedIn);
        setFormWord(res, () => "word");
      }
      next();
    });
    app.use(surface.routes({ ...ctx, messages: surface.messages }));
    app.use((_req, res) => void res.status(404).send(""));
    const { server, origin } = await listen(app);
    const url = `${origin}/ar/rapports/alertes`;
    const ask = async (who: string, fields: Readonly<Record<string, string>>) => {
      const body = new URLSearchParams(fields);
      const answer = await fetch(url, {
        method: "POST",
        redirect: "manual",
        headers: { "x-who": who },
        body,
      });
      return answer.headers.get("location")?.split("?fait=")[1] ?? String(answer.status);
    };
    const wish = {
      channel: "mail",
      target: "moi@bayan.example",
      lang: "fr",
      severity: "watch",
      pace: "now",
      de: "",
      a: "",
    };
    try {
      expect(await ask("", wish)).toBe("404");
      expect(await ask("u1", { ...wish, target: '"><script>' })).toBe("refused");
      expect(await ask("u1", wish)).toBe("added");
      const html = await (await fetch(url, { headers: { "x-who": "u1" } })).text();
      expect(html).toContain("moi@bayan.example");
      expect(html).toContain('dir="rtl"');
      expect(await (await fetch(url, { headers: { "x-who": "u2" } })).text()).not.toContain(
        "moi@bayan.example",
      );
      const id = alertDesk(ctx).wishes.of("u1")[0]?.id ?? "";
      expect(await ask("u2", { retirer: id })).toBe("refused");
      expect(await ask("u1", { retirer: id })).toBe("removed");
    } finally {
      server.close();
    }
  });
});

describe("a wish to be told", () => {
  const given = {
    channel: "mail",
    target: "a@b.example",
    lang: "ar",
    severity: "warning",
    pace: "day",
    de: "22",
    a: "7",
  };
  const settings = { deliveryHosts: "hooks.example" };
  it("is checked before it is kept", () => {
    expect(alertWishOf(given, settings)).toMatchObject({ quiet: { from: 22, to: 7 } });
    expect(alertWishOf({ ...given, de: "", a: "" }, settings)).toMatchObject({ quiet: null });
    for (const bad of [
      { de: "24" },
      { de: "" },
      { target: "no address" },
      { pace: "hour" },
      { channel: "sms" },
    ])
      expect(alertWishOf({ ...given, ...bad }, settings)).toBeNull();
    const hooked = (target: string) => alertWishOf({ ...given, channel: "webhook", target }, settings);
    expect(hooked("https://hooks.example/x")).not.toBeNull();
    for (const target of [
      "http://hooks.example/x",
      "https://10.0.0.1/",
      "https://u:p@hooks.example/",
      "file:///etc",
    ])
      expect(hooked(target)).toBeNull();
  });
  it("counts hours as Morocco does, past midnight too", () => {
    expect(hourOf(new Date("2025-11-21T22:30:00Z"))).toBe(23);
    const quiet = { from: 22, to: 7 };
    expect(
      [21, 22, 3, 6, 7].map((hour) => isQuiet(quiet, new Date(Date.UTC(2025, 10, 21, hour - 1)))),
    ).toEqual([...[false, true, true, true, false]]);
  });
  it("rests on holidays, but for what is critical", () => {
    const wish = { pace: "now", quiet: null, sentAt: null } as const;
    // Past midnight in Morocco, and not yet in Greenwich.
    const at = new Date("2025-11-17T23:30:00Z");
    const told = (severity: "warning" | "critical", holidays: readonly string[]) =>
      isTime(wish, [{ severity, kind: "opened" }], at, new Set(holidays));
    expect(told("warning", [])).toBe(true);
    expect(told("warning", ["2025-11-18"])).toBe(false);
    expect(told("critical", ["2025-11-18"])).toBe(true);
  });
});
