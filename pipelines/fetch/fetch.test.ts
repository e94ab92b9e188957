import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fixedClock } from "#warehouse/clock.ts";
import { homeAt } from "#warehouse/home.ts";
import { openState, type State } from "#warehouse/state/index.ts";
import type { Resolve } from "./addresses.ts";
import { HTTPS_LIMITS } from "./https.ts";
import { type Pulled, pull } from "./index.ts";
import { selfSigned } from "./testing/certificate.ts";
import { sshServer, type WebServer, webServer } from "./testing/servers.ts";

const HERE = "127.0.0.1/32";
let root: string;
let state: State;
let servers: { close(): Promise<void> }[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "bayan-fetch-"));
  state = openState(":memory:");
  servers = [];
});
afterEach(async () => {
  for (const server of servers) await server.close();
  state.close();
  rmSync(root, { recursive: true, force: true });
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
async function serve(answer: Answer, names = ["data.example"], clientCa?: string): Promise<WebServer> {
  const server = await webServer(names, answer, clientCa);
  servers.push(server);
  writeFileSync(join(root, "ca.pem"), server.cert);
  return server;
}
const slept: number[] = [];
/** Pulls from these connections; every name leads to this machine. */
async function pulled(
  connections: readonly Record<string, unknown>[],
  limits = {},
  resolve: Resolve = async () => ["127.0.0.1"],
): Promise<readonly Pulled[]> {
  writeFileSync(join(root, "connections.json"), JSON.stringify(connections));
  slept.length = 0;
  return pull({
    ...{ home: homeAt(root), state, clock: fixedClock("2026-04-15T00:00:00Z") },
    isKnown: (_system, file) => /^line_/.test(file),
    effects: {
      ...{ resolve, random: () => 0.5, limits: { ...HTTPS_LIMITS, ...limits } },
      sleep: async (ms) => {
        slept.push(ms);
      },
    },
  });
}
const web = (port: number, more: Record<string, unknown> = {}) => ({
  ...{ name: "toy-web", system: "toy", kind: "https", networks: [HERE], hosts: ["data.example"] },
  ...{
    caFile: join(root, "ca.pem"),
    url: `https://data.example:${port}/line.csv`,
    file: "line_snapshot.csv",
    ...more,
  },
});
const inbox = (name: string) => join(root, "inbox", "toy", name);

describe("over HTTPS", () => {
  test("a file comes once, and again when the server says that it changed", async () => {
    let version = 1;
    const { port, seen } = await serve((request, response) => {
      const etag = `"v${version}"`;
      if (request.headers["if-none-match"] === etag) return response.writeHead(304).end();
      return response.writeHead(200, { etag }).end(`version ${version}`);
    });
    expect(await pulled([web(port)])).toMatchObject([{ file: "line_snapshot.csv", status: "fetched" }]);
    expect(readFileSync(inbox("line_snapshot.csv"), "utf8")).toBe("version 1");
    expect(await pulled([web(port)])).toMatchObject([{ status: "unchanged" }]);
    version = 2;
    expect(await pulled([web(port)])).toMatchObject([{ status: "fetched" }]);
    expect(readFileSync(inbox("line_snapshot.csv"), "utf8")).toBe("version 2");
    expect(seen).toHaveLength(3);
  });

  test("months and years are asked by their period", async () => {
    const { port, seen } = await serve((_request, response) => void response.end("x"));
    const url = `https://data.example:${port}/{period}/line.csv`;
    await pulled([web(port, { url, file: "line_{period}.csv", grain: "month", periods: 2 })]);
    expect(seen.map(({ url: path }) => path)).toEqual(["/2026-04/line.csv", "/2026-03/line.csv"]);
    expect(existsSync(inbox("line_2026-03.csv"))).toBe(true);
  });

  test("token and password go to the first host alone", async () => {
    writeFileSync(join(root, "secret"), "s3cret\n", { mode: 0o600 });
    const answer: Answer = (request, response) =>
      request.headers.host?.startsWith("data.") === true
        ? void response.writeHead(302, { location: `https://files.example:${port}/there` }).end()
        : void response.end("x");
    const { port, seen } = await serve(answer, ["data.example", "files.example"]);
    const secretFile = join(root, "secret");
    const hosts = ["data.example", "files.example"];
    await pulled([web(port, { hosts, auth: { kind: "token", secretFile } })]);
    await pulled([web(port, { name: "other", hosts, auth: { kind: "basic", user: "u", secretFile } })]);
    expect(seen.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer s3cret",
      undefined,
      `Basic ${Buffer.from("u:s3cret").toString("base64")}`,
      undefined,
    ]);
  });

  test("a certificate opens what asks for one", async () => {
    const client = selfSigned(["bayan.example"]);
    const [certFile, keyFile] = [join(root, "client.pem"), join(root, "client.key")];
    writeFileSync(certFile, client.cert);
    writeFileSync(keyFile, client.key, { mode: 0o600 });
    const { port } = await serve((_request, response) => void response.end("x"), undefined, client.cert);
    expect(await pulled([web(port)])).toMatchObject([{ status: "failed", code: "unreachable" }]);
    const auth = { kind: "certificate", certFile, keyFile };
    expect(await pulled([web(port, { auth })])).toMatchObject([{ status: "fetched" }]);
  });

  test("a broken try is gone on with where the server vouches for the rest", async () => {
    const whole = Buffer.from("0123456789".repeat(20_000));
    let tries = 0;
    const { port, seen } = await serve((request, response) => {
      tries += 1;
      const etag = '"whole"';
      const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
      if (from > 0 && request.headers["if-range"] === etag) {
        response.writeHead(206, { etag, "content-length": whole.length - from }).end(whole.subarray(from));
        return;
      }
      response.writeHead(200, { etag, "content-length": whole.length });
      response.write(whole.subarray(0, 100_000), () => setTimeout(() => response.destroy(), 30));
    });
    expect(await pulled([web(port)])).toMatchObject([{ status: "fetched" }]);
    expect(readFileSync(inbox("line_snapshot.csv"))).toEqual(whole);
    expect(tries).toBe(2);
    expect(seen[1]?.headers.range).toBe("bytes=100000-");
    expect(slept).toEqual([1000]);
  });

  test("a tired server is asked again, later each time, and no more than four times", async () => {
    let left = 2;
    const { port } = await serve((_request, response) => {
      left -= 1;
      if (left >= 0) response.writeHead(503, left === 1 ? { "retry-after": "7" } : {}).end();
      else response.end("x");
    });
    expect(await pulled([web(port)])).toMatchObject([{ status: "fetched" }]);
    expect(slept).toEqual([7000, 2000]);
    left = 99;
    expect(await pulled([web(port)])).toMatchObject([{ status: "failed", code: "refused", what: "503" }]);
    expect(slept).toHaveLength(3);
  });

  test.each<[string, Answer, Record<string, unknown>, Record<string, number>]>([
    ["refused", (_request, response) => void response.writeHead(404).end(), {}, {}],
    ["too_large", (_request, response) => void response.end("x".repeat(5000)), {}, { bytes: 1000 }],
    [
      "too_large",
      (_request, response) => void response.writeHead(200, { "content-length": 5000 }).end("x".repeat(5000)),
      {},
      { bytes: 1000 },
    ],
    ["too_slow", () => undefined, {}, { answerMs: 100 }],
    [
      "too_many_redirects",
      (_request, response) => void response.writeHead(302, { location: "/again" }).end(),
      {},
      {},
    ],
    [
      "host_forbidden",
      (_request, response) => void response.writeHead(302, { location: "https://evil.example/" }).end(),
      {},
      {},
    ],
    [
      "url_forbidden",
      (_request, response) => void response.writeHead(302, { location: "http://data.example/" }).end(),
      {},
      {},
    ],
    ["address_forbidden", (_request, response) => void response.end("x"), { networks: [] }, {}],
    [
      "address_forbidden",
      (_request, response) => void response.writeHead(302, { location: "https://169.254.169.254/" }).end(),
      { hosts: ["data.example", "169.254.169.254"] },
      {},
    ],
    ["unreachable", (_request, response) => void response.end("x"), { caFile: undefined }, {}],
  ])("%s is said, and leaves nothing in the inbox", async (code, answer, more, limits) => {
    const { port } = await serve(answer);
    expect(await pulled([web(port, more)], limits)).toMatchObject([{ status: "failed", code }]);
    expect(existsSync(inbox("line_snapshot.csv"))).toBe(false);
  });

  test("a name that changes its mind is asked where it was checked", async () => {
    const { port, seen } = await serve((_request, response) => void response.end("x"));
    const answers = [["127.0.0.1"], ["169.254.169.254"]];
    const resolve = async () => answers.shift() ?? [];
    expect(await pulled([web(port)], {}, resolve)).toMatchObject([{ status: "fetched" }]);
    expect(answers).toHaveLength(1);
    expect(await pulled([web(port, { name: "again" })], {}, resolve)).toMatchObject([
      { code: "address_forbidden" },
    ]);
    expect(seen).toHaveLength(1);
  });

  test("a name that no contract knows is not fetched", async () => {
    const { port, seen } = await serve((_request, response) => void response.end("x"));
    expect(await pulled([web(port, { file: "../evil.csv" })])).toMatchObject([{ code: "name_unknown" }]);
    expect(seen).toHaveLength(0);
  });
});

describe("from a catalogue", () => {
  test("the files of a dataset are harvested, those that a contract knows", async () => {
    const { port } = await serve((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? "", "https://data.example");
      if (pathname === "/api/3/action/package_show" && searchParams.get("id") === "lignes")
        return response.end(
          JSON.stringify({
            success: true,
            result: {
              resources: [
                { id: "1", name: "Mars", url: `https://data.example:${port}/f/line_2026-03.csv` },
                { id: "2", name: "Avril", url: "/f/line_2026-04.csv" },
                { id: "3", name: "Notice", url: "/f/lisez-moi.pdf" },
              ],
            },
          }),
        );
      return response.end(pathname);
    });
    const { url: _url, file: _file, ...rest } = web(port);
    const found = await pulled([
      { ...rest, kind: "ckan", url: `https://data.example:${port}`, dataset: "lignes" },
    ]);
    expect(found.map(({ file, status, code }) => [file, status, code])).toEqual([
      ["line_2026-03.csv", "fetched", null],
      ["line_2026-04.csv", "fetched", null],
      ["lisez-moi.pdf", "failed", "name_unknown"],
    ]);
    expect(readFileSync(inbox("line_2026-04.csv"), "utf8")).toBe("/f/line_2026-04.csv");
  });

  test("an answer that is none is said", async () => {
    const { port } = await serve((_request, response) => void response.end("<html>"));
    const { url: _url, file: _file, ...rest } = web(port);
    expect(
      await pulled([{ ...rest, kind: "ckan", url: `https://data.example:${port}`, dataset: "x" }]),
    ).toMatchObject([{ file: null, status: "failed", code: "answer_unclear" }]);
  });
});

describe("over SFTP", () => {
  const files = new Map([
    ["line_2026-03.csv", Buffer.from("a;b\n".repeat(30_000))],
    ["line_2026-04.csv.part", Buffer.from("half")],
    ["line_secret.link", Buffer.from("")],
    ["notes.txt", Buffer.from("x")],
  ]);
  const sftp = (port: number, hostKey: string, more: Record<string, unknown> = {}) => ({
    ...{
      name: "toy-ssh",
      system: "toy",
      kind: "sftp",
      networks: [HERE],
      host: "ssh.example",
      port,
      user: "bayan",
    },
    ...{ auth: { kind: "password", secretFile: join(root, "secret") }, hostKey, folder: "/exports", ...more },
  });
  const open = async () => {
    const server = await sshServer(files, "word");
    servers.push(server);
    writeFileSync(join(root, "secret"), "word\n", { mode: 0o600 });
    return server;
  };

  test("files come once from the server whose key is known", async () => {
    const { port, fingerprint } = await open();
    const found = await pulled([sftp(port, fingerprint)]);
    expect(found.map(({ file, status, code }) => [file, status, code])).toEqual([
      ["line_2026-03.csv", "fetched", null],
      ["notes.txt", "failed", "name_unknown"],
    ]);
    expect(readFileSync(inbox("line_2026-03.csv"))).toEqual(files.get("line_2026-03.csv"));
    expect(await pulled([sftp(port, fingerprint)])).toMatchObject([
      { status: "unchanged" },
      { status: "failed" },
    ]);
  });

  test("another key, a wrong password and a private address are refused", async () => {
    const { port, fingerprint } = await open();
    const other = `SHA256:${"A".repeat(43)}`;
    expect(await pulled([sftp(port, other)])).toMatchObject([{ file: null, code: "host_key_mismatch" }]);
    expect(await pulled([sftp(port, fingerprint, { networks: [] })])).toMatchObject([
      { code: "address_forbidden" },
    ]);
    writeFileSync(join(root, "secret"), "wrong");
    expect(await pulled([sftp(port, fingerprint)])).toMatchObject([{ file: null, code: "unreachable" }]);
  });
});

test("connections that cannot be read are said by their place", async () => {
  await expect(pulled([{ kind: "https", name: "x" }])).rejects.toMatchObject({ code: "connections_invalid" });
});
