import { createHash } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance, type Json } from "@duckdb/node-api";
import { fixedClock } from "#warehouse/clock.ts";
import { type Home, homeAt } from "#warehouse/home.ts";
import { openState, type State } from "#warehouse/state/index.ts";
import type { Contract } from "../../sources/contract.ts";
import { type IngestOptions, type IngestReport, ingest } from "../ingest.ts";
import { type ExportLedger, exportLedger } from "../ledger.ts";
import { TOY } from "./toy.ts";

/** A home of a test's own, with a territory of four communes. */
export class EngineHome {
  readonly home: Home;
  readonly ledger: ExportLedger;
  readonly contracts: readonly Contract[];
  readonly #state: State;

  private constructor(root: string, contracts: readonly Contract[]) {
    this.home = homeAt(root);
    this.contracts = contracts;
    mkdirSync(this.home.raw, { recursive: true });
    this.#state = openState(this.home.state);
    this.ledger = exportLedger(this.#state);
  }

  static async create(contracts: readonly Contract[] = [TOY]): Promise<EngineHome> {
    const made = new EngineHome(mkdtempSync(join(tmpdir(), "bayan-engine-")), contracts);
    const units = join(made.home.raw, "ref", "unit");
    mkdirSync(units, { recursive: true });
    const rows = ["01.051.01.01", "01.051.01.03", "01.151.01.01", "01.151.01.03"].map(
      (each) => `('${each}', 'commune', true)`,
    );
    await withDuckDB((connection) =>
      connection.run(
        `COPY (SELECT * FROM (VALUES ${rows.join(", ")}, ('01', 'region', true)) AS unit (code, level, has_council))
         TO '${join(units, "1.parquet")}' (FORMAT parquet)`,
      ),
    );
    return made;
  }

  /** Puts a file into the inbox, with a manifest that fits it where `manifest` is given. */
  drop(name: string, content: string | Uint8Array, manifest?: Record<string, unknown>, system = "toy"): void {
    const folder = join(this.home.inbox, system);
    mkdirSync(folder, { recursive: true });
    const bytes = typeof content === "string" ? Buffer.from(content) : content;
    writeFileSync(join(folder, name), bytes);
    const drawn = new Date("2026-04-01T00:00:00Z");
    utimesSync(join(folder, name), drawn, drawn);
    if (manifest === undefined) return;
    const [, table, period] = /^([a-z_]+)_(\d{4}-\d\d|\d{4}|snapshot)/.exec(name) ?? [];
    const full = {
      export_id: name,
      ...{ source_system: system, table, period, schema_version: "1" },
      extracted_at: "2026-04-12T05:30:00Z",
      row_count: Math.max(0, Buffer.from(bytes).toString("latin1").trimEnd().split("\n").length - 1),
      sha256: createHash("sha256").update(bytes).digest("hex"),
      ...manifest,
    };
    writeFileSync(join(folder, `${name}.manifest.json`), JSON.stringify(full));
  }

  ingest(options: Partial<IngestOptions> = {}): Promise<IngestReport> {
    return ingest({
      home: this.home,
      ledger: this.ledger,
      clock: fixedClock("2026-04-15T00:00:00Z"),
      contracts: this.contracts,
      settings: { threads: 2, buildMemory: "512MiB" },
      ...options,
    });
  }

  /** Rows of a query as JSON; `{raw}` and `{quarantine}` stand for the home's folders. */
  query(sql: string): Promise<Record<string, Json>[]> {
    const { raw, quarantine } = this.home;
    return withDuckDB(async (connection) => {
      await connection.run("SET TimeZone = 'UTC'");
      const reader = await connection.runAndReadAll(
        sql.replaceAll("{raw}", raw).replaceAll("{quarantine}", quarantine),
      );
      return reader.getRowObjectsJson();
    });
  }

  /** All values of Parquet files as text: compressed, their bytes hide what they hold. */
  async text(files: string): Promise<string> {
    return JSON.stringify(await this.query(`SELECT * FROM read_parquet('${files}', union_by_name = true)`));
  }

  /** Every file below a folder of the home, by its path. */
  files(folder: keyof Home): ReadonlyMap<string, Buffer> {
    const root = this.home[folder];
    const found = new Map<string, Buffer>();
    for (const entry of readdirSync(root, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) {
        const path = join(entry.parentPath, entry.name);
        found.set(path.slice(root.length + 1), readFileSync(path));
      }
    return found;
  }

  remove(): void {
    this.#state.close();
    rmSync(this.home.root, { recursive: true, force: true });
  }
}

export async function withDuckDB<T>(use: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  try {
    return await use(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
