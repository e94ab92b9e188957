import { join } from "node:path";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { Home } from "#warehouse/home.ts";
import { openBuild } from "#warehouse/open.ts";
import type { RawStore } from "#warehouse/raw/index.ts";
import type { Settings } from "#warehouse/settings.ts";
import { keyAt } from "./keys.ts";
import type { LoadContext } from "./load.ts";
import { TerritoryTypes, unitFileOf } from "./territory.ts";

export interface IngestSettings
  extends Partial<
    Pick<Settings, "threads" | "tempMax" | "buildMemory" | "pseudonymKeyFile" | "landingKeyFile">
  > {
  /** Bytes from which a plain file goes without a stage, where that is not `PLAIN_FROM`. */
  readonly plainFrom?: number;
}

/** An engine of its own, with its threads and its share of the memory: lanes never wait for one another. */
export class Lane {
  readonly load: LoadContext;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection, load: LoadContext) {
    this.#instance = instance;
    this.#connection = connection;
    this.load = load;
  }

  /** @param options.parts among how many lanes the memory is shared */
  static async open(options: {
    readonly home: Home;
    readonly store: RawStore;
    readonly settings: IngestSettings;
    readonly scratch: string;
    readonly threads: number;
    readonly parts: number;
  }): Promise<Lane> {
    const { home, store, settings, threads, scratch } = options;
    const limits = {
      home: home.root,
      threads,
      tempMax: settings.tempMax ?? "20GiB",
      buildMemory: settings.buildMemory ?? "3GiB",
    };
    const instance = await openBuild(":memory:", limits, { share: 0.75 / options.parts });
    const connection = await instance.connect();
    await store.open(connection);
    // Which side of a join is read in order must stay ours to say: raw files keep the order of their source.
    await connection.run("SET disabled_optimizers = 'join_order,build_side_probe_side'");
    return new Lane(instance, connection, {
      ...{ home, store, connection, threads, scratch },
      territory: new TerritoryTypes(connection, unitFileOf(home)),
      pseudonymKey: keyAt(settings.pseudonymKeyFile ?? join(home.keys, "pseudonym.key")),
    });
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}
