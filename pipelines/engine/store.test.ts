import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rawMissing } from "#test/fixture/raw.ts";
import { type S3Server, s3Python, startS3 } from "#test/fixture/s3.ts";
import { scratchFolder } from "#test/fixture/scratch.ts";
import { type RawStore, rawStore } from "#warehouse/raw/index.ts";
import { loadSettings } from "#warehouse/settings.ts";
import { selfSigned } from "../fetch/testing/certificate.ts";
import { EngineHome } from "./testing/home.ts";
import { LINE_HEADER, lineOf } from "./testing/toy.ts";
import { rawViews } from "./views.ts";

const python = await s3Python();
const reason = "missing" in python ? python.missing : await rawMissing();
const FILES = [
  ["line_2026-03.csv", [LINE_HEADER, lineOf("A1"), lineOf("B1", { type: "MARCHE" }), lineOf("??")]],
  ["line_2026-02.csv", [LINE_HEADER, lineOf("C1", { jour: "2026-02-03" })]],
] as const;

describe.skipIf(reason !== null)(
  `raw files on an S3 server${reason === null ? "" : ` (skipped: ${reason})`}`,
  () => {
    let server: S3Server;
    let [here, there]: EngineHome[] = [];
    let store: RawStore;
    const storeWith = (prefix: string, more: Readonly<Record<string, string>> = {}): RawStore =>
      rawStore(home().home, loadSettings({ env: { ...server.settings(prefix), ...more } }).settings);
    const home = (): EngineHome => {
      if (there === undefined) throw new Error("no home");
      return there;
    };

    beforeAll(async () => {
      if ("missing" in python) return;
      server = await startS3(python.python);
      [here, there] = [await EngineHome.create(), await EngineHome.create()];
      store = storeWith("one");
      const pseudonymKeyFile = join(here.home.keys, "pseudonym.key");
      for (const at of [here, there]) {
        for (const [name, lines] of FILES) at.drop(name, `${lines.join("\n")}\n`, {});
        await at.ingest({ settings: { pseudonymKeyFile }, ...(at === there ? { store } : {}) });
      }
    });
    afterAll(async () => {
      here?.remove();
      there?.remove();
      await server?.close();
    });

    /** Rows of a query in an engine of its own that was opened on the store. */
    async function ask(of: RawStore, sql: string, confined = false): Promise<unknown[]> {
      const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
      const connection = await instance.connect();
      try {
        await of.open(connection);
        if (confined) {
          await connection.run(`SET allowed_directories = ['${of.folder}']`);
          await connection.run("SET enable_external_access = false");
        }
        return (await connection.runAndReadAll(sql)).getRowObjectsJson();
      } finally {
        connection.closeSync();
        instance.closeSync();
      }
    }

    it("are the very bytes that a folder would hold, and lie nowhere else", async () => {
      const own = here?.files("raw") ?? new Map<string, Buffer>();
      const names = [...own.keys()].filter((name) => !name.startsWith("ref/")).sort();
      expect(names).toHaveLength(2);
      expect([...home().files("raw").keys()].filter((name) => !name.startsWith("ref/"))).toEqual([]);
      const list = `glob('${store.folder}**')`;
      expect(await ask(store, `SELECT file FROM ${list} ORDER BY file`)).toEqual(
        names.map((name) => ({ file: `${store.folder}${name}` })),
      );
      for (const name of names) {
        const [found] = await ask(
          store,
          `SELECT hex(content) AS bytes FROM read_blob('${store.folder}${name}')`,
        );
        expect(found).toEqual({ bytes: own.get(name)?.toString("hex").toUpperCase() });
      }
    });

    it("give the same views, in an engine that may read them and nothing else", async () => {
      const rows = async (of: RawStore | null, at: EngineHome | undefined) => {
        if (at === undefined) return [];
        const [view] = rawViews(at.home, at.ledger, {
          contracts: at.contracts,
          ...(of === null ? {} : { store: of }),
        });
        const sql = `SELECT * FROM (${view?.sql}) ORDER BY line_no`;
        return of === null ? at.query(sql) : ask(of, sql, true);
      };
      const local = await rows(null, here);
      expect(local).toHaveLength(3);
      expect(await rows(store, there)).toEqual(local);
      for (const file of [`s3://bayan-raw/other/raw/x.parquet`, "/etc/hostname"])
        await expect(ask(store, `SELECT * FROM read_blob('${file}')`, true)).rejects.toThrow("Permission");
    });

    it("are known to be there or not", async () => {
      const paths = home()
        .ledger.exports()
        .map(({ raw_path }) => String(raw_path));
      const instance = await DuckDBInstance.create(":memory:");
      const connection = await instance.connect();
      await store.open(connection);
      const present = await store.present(connection, [...paths, "raw/toy/line/2020__000000000000.parquet"]);
      expect([...present].sort()).toEqual(paths.sort());
      connection.closeSync();
      instance.closeSync();
    });

    it("are not entered where the server refuses the key", async () => {
      const keyFile = join(scratchFolder("key"), "key");
      writeFileSync(keyFile, "AKIAUNKNOWN\nnothing\n");
      const at = await EngineHome.create();
      at.drop("line_2026-03.csv", `${LINE_HEADER}\n${lineOf("A1")}\n`, {});
      const refused = storeWith("two", { BAYAN_RAW_KEY_FILE: keyFile });
      await expect(at.ingest({ store: refused })).rejects.toThrow("load_failed");
      expect(at.ledger.exports()).toEqual([]);
      expect((await at.ingest({ store: storeWith("two") })).rows_loaded).toBe(1);
      at.remove();
    });

    it("go over TLS to a server alone whose certificate is known", async () => {
      const identity = selfSigned(["localhost"]);
      const { hostname, port } = new URL(server.endpoint);
      const front = createTlsServer(identity, (socket) => {
        const behind = connect(Number(port), hostname);
        // A client that does not know the certificate hangs up.
        for (const side of [socket, behind]) side.on("error", () => behind.destroy());
        socket.pipe(behind).pipe(socket);
      });
      await once(front.listen(0, "localhost"), "listening");
      const address = front.address();
      if (typeof address !== "object" || address === null) throw new Error("no port");
      const caFile = join(scratchFolder("ca"), "ca.pem");
      writeFileSync(caFile, identity.cert);
      const tls = { BAYAN_RAW_ENDPOINT: `https://localhost:${address.port}` };
      const sql = (of: RawStore) => `SELECT count(*)::INTEGER AS n FROM read_parquet('${of.folder}**')`;
      const known = storeWith("one", { ...tls, BAYAN_RAW_CA_FILE: caFile });
      expect(await ask(known, sql(known))).toEqual([{ n: 3 }]);
      await expect(ask(storeWith("one", tls), sql(known))).rejects.toThrow(/certificate|SSL/i);
      front.close();
    });

    it("need an address and a key", async () => {
      const { settings } = loadSettings({ env: { BAYAN_RAW_STORE: "s3://bayan-raw/x" } });
      const connection = await (await DuckDBInstance.create(":memory:")).connect();
      await expect(rawStore(home().home, settings, { env: {} }).open(connection)).rejects.toThrow(
        "rawEndpoint",
      );
      const named = { ...settings, rawEndpoint: server.endpoint };
      await expect(rawStore(home().home, named, { env: {} }).open(connection)).rejects.toThrow("rawKeyFile");
      const env = { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "it's" };
      await rawStore(home().home, named, { env }).open(connection);
      const [secret] = (
        await connection.runAndReadAll("SELECT secret_string FROM duckdb_secrets()")
      ).getRows();
      expect(String(secret)).not.toContain("it's");
      connection.closeSync();
    });
  },
);
