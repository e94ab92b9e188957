import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { homeAt } from "#warehouse/home.ts";
import { tryLock } from "#warehouse/release/index.ts";

const root = mkdtempSync(join(tmpdir(), "bayan-cli-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function bayan(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, "bayan.ts"), ...args], {
      env: { ...process.env, BAYAN_HOME: root, BAYAN_LANG: "en", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.on("close", (code) => resolve({ code, out, err }));
  });
}
const oneLine = (text: string) => expect(text.trim().split("\n")).toHaveLength(1);

describe("bayan", () => {
  it("exits 2 on a command line that it does not understand, in the reader's language", async () => {
    const unknown = await bayan(["run", "--nope"], { BAYAN_LANG: "fr" });
    expect(unknown).toMatchObject({
      code: 2,
      err: "Erreur : commande non comprise : --nope (bayan --help)\n",
    });
    expect(await bayan(["rollback", "2026-10-000000000000"])).toMatchObject({ code: 2 });
    const port = await bayan(["doctor"], { BAYAN_PORT: "many" });
    expect(port.code).toBe(2);
    oneLine(port.err);
  });

  it("asks no catalogue that is not set, and no store in a network that is not named", async () => {
    const none = await bayan(["catalogue"]);
    expect(none.code).toBe(2);
    expect(none.err).toContain("no catalogue is set (rawCatalogue)");
    const store = { BAYAN_RAW_STORE: "s3://bayan-raw/x", BAYAN_RAW_ENDPOINT: "http://127.0.0.1:9" };
    const closed = await bayan(["gc", "--dry-run"], store);
    expect(closed.code).toBe(1);
    expect(closed.err).toContain("rawEndpoint (127.0.0.1:9): The host leads to a private");
    oneLine(closed.err);
    const odd = await bayan(["build"], { BAYAN_RAW_STORE: "s3://bayan-raw/x*?y=1" });
    expect(odd.code).toBe(2);
  });

  it("answers in JSON with --json, faults too", async () => {
    const doctor = await bayan(["doctor", "--json"]);
    expect(
      JSON.parse(doctor.out).settings.find(({ name }: { name: string }) => name === "home"),
    ).toMatchObject({
      value: root,
      origin: "environment",
    });
    expect(JSON.parse((await bayan(["releases", "--json"])).out)).toEqual({ releases: [] });
    const sources = JSON.parse((await bayan(["sources", "--json"])).out);
    expect(sources.tables).toContainEqual(
      expect.objectContaining({
        system: "gid",
        table: "mandat",
        exports: 0,
        rows_in: 0,
        last_export: null,
        late: true,
      }),
    );
    const refused = await bayan(["rollback", "x", "--json"]);
    expect(JSON.parse(refused.out).error.code).toBe("unknown_release");
  });

  it("says in one line who runs here already, when a second start comes", async () => {
    const lock = tryLock(homeAt(root), "serve", "http://127.0.0.1:8080");
    const second = await bayan(["start"], { BAYAN_PORT: "0" });
    lock?.release();
    expect(second.code).toBe(1);
    oneLine(second.err);
    expect(second.err).toContain("http://127.0.0.1:8080");
    expect(second.err).toContain(String(process.pid));
  });

  it("says in one line which port is taken", async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
    const taken = await bayan(["start"], { BAYAN_PORT: String(port) });
    server.close();
    expect(taken.code).not.toBe(0);
    oneLine(taken.err);
    expect(taken.err).toContain(String(port));
  });

  it("lets one build run at a time", async () => {
    const lock = tryLock(homeAt(root), "build");
    const second = await bayan(["gc"]);
    lock?.release();
    expect(second.code).toBe(1);
    oneLine(second.err);
  });
});
