import { execFileSync, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixtureHome } from "#test/fixture/home.ts";
import type { Home } from "#warehouse/home.ts";
import { keyIn, signedBy } from "#warehouse/keys.ts";
import { loadSettings } from "#warehouse/settings.ts";
import { accountStore, jobLedger, noAudit, openState } from "#warehouse/state/index.ts";
import type { Context } from "#warehouse/surface.ts";
import { archiveIn } from "../archive/archive.ts";
import { openHome } from "../testing/open.ts";
import { sftpServer } from "../testing/sftp.ts";
import { BACKOFF, deskOf, linkKey, noteIssues, openLink, sendDue } from "./deliver.ts";
import { linkOf, tokenOf } from "./links.ts";
import type { Channel } from "./store.ts";
import { wishOf } from "./wish.ts";

const folder = mkdtempSync(join(tmpdir(), "bayan-delivery-"));
const at = (name: string) => join(folder, name);
let opened: Awaited<ReturnType<typeof openHome>>;
let now = Date.parse("2026-11-21T08:00:00Z");
const clock = { now: () => new Date(now), ticks: () => now };
let smtp: { port: number; stop(): void };
let sftp: Awaited<ReturnType<typeof sftpServer>>;
let hook: { port: number; got: { body: string; signature: string }[]; status: number; stop(): void };

async function mailServer(): Promise<typeof smtp> {
  execFileSync(
    "openssl",
    [
      ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"],
      ...[
        "-addext",
        "subjectAltName=DNS:localhost,IP:127.0.0.1",
        "-keyout",
        at("key.pem"),
        "-out",
        at("cert.pem"),
      ],
    ],
    { stdio: "ignore" },
  );
  const script = join(import.meta.dirname, "..", "testing", "smtp.ts");
  const child = spawn(process.execPath, [script, at("key.pem"), at("cert.pem"), at("mail.ndjson")], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const port = await new Promise<number>((resolve) =>
    child.stdout.once("data", (chunk) => resolve(Number(String(chunk)))),
  );
  return { port, stop: () => void child.kill() };
}

async function hookServer(): Promise<typeof hook> {
  const made = {
    port: 0,
    got: [] as { body: string; signature: string }[],
    status: 200,
    stop: (): void => undefined,
  };
  const server = createServer((req, res) => {
    let body = "";
    req.on("data", (chunk) => {
      body += chunk;
    });
    req.on("end", () => {
      made.got.push({ body, signature: String(req.headers["bayan-signature"]) });
      res.writeHead(made.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  made.port = typeof address === "object" ? (address?.port ?? 0) : 0;
  made.stop = () => void server.close();
  return made;
}

/** A context over the fixture's release, with a state of its own. */
function contextOf(name: string): Context {
  const root = at(name);
  mkdirSync(join(root, "keys"), { recursive: true });
  const home = { root, state: join(root, "state.sqlite"), keys: join(root, "keys") } as Home;
  const { settings } = loadSettings({
    env: {
      BAYAN_HOME: root,
      BAYAN_SMTP_URL: `smtps://localhost:${smtp.port}`,
      BAYAN_SMTP_CA_FILE: at("cert.pem"),
      BAYAN_MAIL_FROM: "bayan@bayan.example",
      BAYAN_DELIVERY_FOLDER: join(root, "out"),
      BAYAN_DELIVERY_HOSTS: "127.0.0.1",
      BAYAN_SFTP_KEY_FILE: at("sftp.key"),
      BAYAN_SFTP_HOST_KEY: sftp.fingerprint,
      BAYAN_PUBLIC_URL: "https://bayan.example",
    },
  });
  return {
    settings,
    home,
    clock,
    log: pino({ level: "silent" }),
    door: opened.door,
    release: async () => ({ ...opened.release, release: () => undefined }),
    publicUrl: "https://bayan.example",
    audit: noAudit,
    nav: [],
    messages: { fr: {}, ar: {}, en: {} },
  };
}

/** A wali of Casablanca-Settat who wants a report, and a report that was issued. */
function subscribed(ctx: Context, channel: Channel, target: string, territory = "06") {
  const state = openState(ctx.home.state);
  const accounts = accountStore(state, clock);
  const account =
    accounts.find("wali06") ??
    accounts.add({ name: "wali06", display: "Wilaya", role: "wali", territory: "06", password: null });
  const issued = {
    ...{ name: "programme", territory, period: "2026-09", lang: "fr" as const, format: "pdf", revision: 0 },
    ...{ release: opened.release.id, hash: "0", sha256: "0", bytes: 1, pages: 1, path: "p", kpis: [] },
  };
  archiveIn(state, clock).add([issued]);
  const wish = {
    report: "programme",
    territory,
    lang: "fr" as const,
    format: "pdf" as const,
    channel,
    target,
  };
  const subscription = deskOf(ctx).deliveries.subscribe({ ...wish, account: account.id });
  return { subscription, accounts, account, state };
}
const mails = (): { to: string[]; message: string }[] =>
  existsSync(at("mail.ndjson"))
    ? readFileSync(at("mail.ndjson"), "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line))
    : [];

beforeAll(async () => {
  opened = await openHome(await fixtureHome());
  mkdirSync(at("remote"));
  [smtp, sftp, hook] = await Promise.all([mailServer(), sftpServer(at("remote")), hookServer()]);
  writeFileSync(at("sftp.key"), sftp.privateKey);
}, 600_000);
afterAll(async () => {
  opened.close();
  smtp.stop();
  hook.stop();
  await sftp.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("a subscription", () => {
  it("brings each issue once, by mail over TLS, attached and with the subscriber's own mark", async () => {
    const ctx = contextOf("mail");
    const { subscription } = subscribed(ctx, "mail", "wali@bayan.example");
    for (let minute = 0; minute < 3; minute += 1) {
      noteIssues(ctx);
      await sendDue(ctx);
    }
    const [mail, ...more] = mails().filter(({ to }) => to.includes("wali@bayan.example"));
    expect(more).toEqual([]);
    expect(mail?.message).toContain("bayan-programme-06-2026-09-fr-exemple.pdf");
    expect(mail?.message).toMatch(/Subject: =\?UTF-8\?Q\?=5BEXEMPLE=5D_Suivi_des/u);
    const encoded = mail?.message.split(/\r\n\r\n/u).find((part) => part.startsWith("JVBERi0")) ?? "";
    expect(
      Buffer.from(encoded.split("\r\n--")[0] ?? "", "base64")
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
    expect(deskOf(ctx).deliveries.of(subscription.id, 5)).toMatchObject([{ status: "sent", attempts: 1 }]);
  });

  it("is refused by a server whose certificate nobody vouches for", async () => {
    const ctx = contextOf("stranger");
    const strict = { ...ctx, settings: { ...ctx.settings, smtpCaFile: null } };
    const { subscription } = subscribed(strict, "mail", "wali@stranger.example");
    noteIssues(strict);
    await sendDue(strict);
    const [delivery] = deskOf(strict).deliveries.of(subscription.id, 1);
    expect(delivery).toMatchObject({ status: "pending", attempts: 1 });
    expect(delivery?.error).toMatch(/certificate/u);
    expect(mails().some(({ to }) => to.includes("wali@stranger.example"))).toBe(false);
  });

  it("tries again later each time, gives up after the last, and tells the operator of both ends", async () => {
    const ctx = contextOf("again");
    const { subscription: later, state } = subscribed(ctx, "mail", "later@bayan.example");
    const { subscription: never } = subscribed(ctx, "mail", "nobody@bayan.example");
    noteIssues(ctx);
    await sendDue(ctx);
    const of = (id: string) => deskOf(ctx).deliveries.of(id, 1)[0];
    expect(of(never.id)?.error).toContain("5.1.1");
    expect(of(never.id)).toMatchObject({ status: "bounced", attempts: 1 });
    expect(of(later.id)).toMatchObject({ status: "pending", attempts: 1 });
    await sendDue(ctx);
    expect(of(later.id)).toMatchObject({ attempts: 1 });
    for (const minutes of BACKOFF) {
      now += minutes * 60_000;
      await sendDue(ctx);
    }
    expect(of(later.id)).toMatchObject({ status: "failed", attempts: BACKOFF.length + 1 });
    const { events } = jobLedger(state, clock);
    expect(
      events
        .notices()
        .map(({ code, subject }) => [code, subject])
        .sort(),
    ).toEqual(
      [
        ["delivery_failed", later.id],
        ["delivery_failed", never.id],
      ].sort(),
    );
  });

  it("reaches a folder, an SFTP server and a signed webhook, whole", async () => {
    const ctx = contextOf("channels");
    subscribed(ctx, "folder", "casablanca");
    subscribed(ctx, "sftp", `sftp://bayan@127.0.0.1:${sftp.port}/`);
    subscribed(ctx, "webhook", `http://127.0.0.1:${hook.port}/in`);
    noteIssues(ctx);
    expect(await sendDue(ctx)).toBe(3);
    const file = "bayan-programme-06-2026-09-fr-exemple.pdf";
    const local = readFileSync(join(at("channels"), "out", "casablanca", file));
    expect(readdirSync(at("remote"))).toEqual([file]);
    expect(readFileSync(join(at("remote"), file)).equals(local)).toBe(true);
    const [{ body, signature } = { body: "", signature: "" }] = hook.got;
    const [, seconds = "", given = ""] = /^t=(\d+),v1=([0-9a-f]+)$/u.exec(signature) ?? [];
    expect(signedBy(keyIn(join(at("channels"), "keys", "webhook.key")), `${seconds}.${body}`, given)).toBe(
      true,
    );
    expect(signedBy(keyIn(join(at("channels"), "keys", "webhook.key")), `${seconds}.${body} `, given)).toBe(
      false,
    );
    expect(JSON.parse(body)).toMatchObject({ report: "programme", territory: "06", sample: true, file });
  });

  it("refuses an SFTP server whose key it does not know", async () => {
    const ctx = contextOf("imposter");
    const strict = { ...ctx, settings: { ...ctx.settings, sftpHostKey: `SHA256:${"A".repeat(43)}` } };
    const { subscription } = subscribed(strict, "sftp", `sftp://bayan@127.0.0.1:${sftp.port}/`);
    noteIssues(strict);
    await sendDue(strict);
    expect(deskOf(strict).deliveries.of(subscription.id, 1)).toMatchObject([
      { status: "pending", attempts: 1 },
    ]);
  });

  it("holds what the person may see that day: nothing more once their account is closed", async () => {
    const ctx = contextOf("rights");
    const { subscription, accounts, account } = subscribed(ctx, "link", "wali@bayan.example");
    const until = now + 86_400_000;
    const token = tokenOf(linkKey(ctx), { subscription: subscription.id, period: "2026-09", until });
    const own = await openLink(ctx, token);
    expect(own?.file).toBe("bayan-programme-06-2026-09-fr-exemple.pdf");
    expect(linkOf(linkKey(ctx), token, new Date(until + 1))).toBeNull();
    expect(linkOf(linkKey(ctx), `${token}0`, clock.now())).toBeNull();
    expect(linkOf(linkKey(ctx), token.replace("2026-09", "2026-08"), clock.now())).toBeNull();
    accounts.setDisabled(account.id, true);
    expect(await openLink(ctx, token)).toBeNull();
  });

  it("is kept only for what is known, to where the installation allows", () => {
    const given = {
      report: "monthly",
      territory: "06",
      lang: "fr",
      format: "pdf",
      channel: "mail",
      target: "a@b.example",
    };
    const allowed = { deliveryHosts: "files.example" };
    expect(wishOf(given, allowed)).toMatchObject(given);
    expect(wishOf({ ...given, report: "secret" }, allowed)).toBeNull();
    expect(wishOf({ ...given, target: "a@b\r\nBcc: c@d.example" }, allowed)).toBeNull();
    expect(wishOf({ ...given, channel: "folder", target: "../etc" }, allowed)).toBeNull();
    for (const target of [
      "https://169.254.169.254/",
      "http://files.example/",
      "https://files.example@evil.example/",
      "https://localhost/",
    ])
      expect(wishOf({ ...given, channel: "webhook", target }, allowed)).toBeNull();
    expect(
      wishOf({ ...given, channel: "webhook", target: "https://files.example/in" }, allowed),
    ).not.toBeNull();
    expect(wishOf({ ...given, channel: "sftp", target: "sftp://u:pw@files.example/" }, allowed)).toBeNull();
  });
});
