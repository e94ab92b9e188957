import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { visitor } from "#api/testing/browser.ts";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { DEMO_PASSWORD } from "#warehouse/state/index.ts";
import { freePort } from "../fixture/port.ts";
import { sharedHome } from "./pair-home.ts";
import { type Served, serveHome } from "./server.ts";

const NGINX = ["/usr/sbin/nginx", "/usr/bin/nginx"].find((path) => existsSync(path));
const OPENSSL = ["/usr/bin/openssl", "/bin/openssl"].find((path) => existsSync(path));
const missing = NGINX === undefined || OPENSSL === undefined;

describe.skipIf(missing)(`the proxy of the guide${missing ? ": no nginx on this machine" : ""}`, () => {
  let [folder, root] = ["", ""];
  let pair: readonly Served[] = [];
  let plain = 0;
  let site = "";
  let stop = async (): Promise<void> => undefined;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "bayan-nginx-"));
    root = await sharedHome();
    const [http, https] = [await freePort(), await freePort()];
    plain = http;
    site = `https://localhost:${https}`;
    const env = { BAYAN_PUBLIC_URL: site };
    pair = await Promise.all([serveHome(root, env), serveHome(root, env)]);
    setDefaultCACertificates([certificate(folder)]);
    stop = await proxy(folder, { http, https, servers: pair.map(({ url }) => new URL(url).host) });
  }, 120_000);
  afterAll(async () => {
    await stop();
    await Promise.all(pair.map((served) => served.stop()));
    for (const path of [folder, root]) rmSync(path, { recursive: true, force: true });
  });

  it("sends to TLS, and spreads what comes over both, signed in or not", async () => {
    const turned = await fetch(`http://localhost:${plain}/fr/`, { redirect: "manual" });
    expect([turned.status, turned.headers.get("location")]).toEqual([301, "https://localhost/fr/"]);
    const before = await Promise.all(pair.map(answered));
    const who = visitor(site);
    const entered = await who.submit("/fr/connexion", "/fr/connexion", {
      ...{ nom: "exemple-wali", mot_de_passe: DEMO_PASSWORD },
    });
    expect(entered.status).toBe(303);
    expect(entered.headers.getSetCookie().join("\n")).toMatch(/^__Host-bayan_session=\S+;.*; Secure;/m);
    const roles = await Promise.all(
      Array.from({ length: 40 }, async () => (await (await who.get("/api/v1/me")).json()).role),
    );
    expect(new Set(roles)).toEqual(new Set(["wali"]));
    for (const [at, served] of pair.entries())
      expect((await answered(served)) - (before[at] ?? 0), `server ${at}`).toBeGreaterThan(5);
    expect((await fetch(`${site}/metrics`)).status).toBe(403);
  });

  it("loses no reader while one server ends", async () => {
    const statuses: number[] = [];
    let on = true;
    const readers = Promise.all(
      Array.from({ length: 4 }, async () => {
        while (on) statuses.push((await fetch(`${site}/api/v1/metrics`)).status);
      }),
    );
    await sleep(500);
    await pair[0]?.stop();
    await sleep(500);
    on = false;
    await readers;
    expect(statuses.length).toBeGreaterThan(20);
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
  });
});

/** Requests that a server has answered so far, by its own count. */
async function answered({ url }: Served): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return [...text.matchAll(/^\w*requests?_total\{[^}]*\} (\d+)/gm)].reduce(
    (sum, [, n]) => sum + Number(n),
    0,
  );
}

/** A certificate for this machine alone. */
function certificate(folder: string): string {
  const file = (name: string): string => join(folder, name);
  execFileSync(
    OPENSSL ?? "",
    [
      ...[
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
      ],
      ...["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
      ...["-keyout", file("privkey.pem"), "-out", file("fullchain.pem")],
    ],
    { stdio: "ignore" },
  );
  return readFileSync(file("fullchain.pem"), "utf8");
}

/** The guide's own file, with the ports, the certificate and the servers of this test. */
async function proxy(
  folder: string,
  given: { readonly http: number; readonly https: number; readonly servers: readonly string[] },
): Promise<() => Promise<void>> {
  const guide = readFileSync(join(PROJECT_ROOT, "docs/deploy/nginx.conf"), "utf8");
  const servers = given.servers.map((host) => `server ${host};`).join("\n    ");
  const conf = guide
    .replace(/server 127\.0\.0\.1:8080;\n\s*server 127\.0\.0\.1:8081;/, servers)
    .replace("listen 80;", `listen 127.0.0.1:${given.http};`)
    .replace("listen 443 ssl", `listen 127.0.0.1:${given.https} ssl`)
    .replaceAll("data.example.ma", "localhost")
    .replaceAll("/etc/bayan/tls", folder);
  expect(conf).toContain(servers);
  const temp = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${join(folder, name)};`)
    .join("\n");
  writeFileSync(
    join(folder, "nginx.conf"),
    `daemon off; pid ${join(folder, "pid")}; error_log stderr; worker_processes 1;\nevents {}\nhttp {\naccess_log off;\n${temp}\n${conf}\n}\n`,
  );
  const child = spawn(NGINX ?? "", ["-c", join(folder, "nginx.conf"), "-p", folder], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  for (let tries = 0; ; tries += 1) {
    const up = await fetch(`http://localhost:${given.http}/`, { redirect: "manual" }).then(
      () => true,
      () => false,
    );
    if (up) break;
    if (tries > 50 || child.exitCode !== null) throw new Error(`nginx: ${said}`);
    await sleep(100);
  }
  return async () => {
    const ended = once(child, "exit");
    child.kill("SIGQUIT");
    await ended;
  };
}
