import { join } from "node:path";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { openServing } from "../open.ts";
import type { Settings } from "../settings.ts";
import { DATABASE, readBuildManifest, readPublicManifest } from "./manifest.ts";
import type { ReleaseHandle, ReleaseState } from "./types.ts";

export type ServingSettings = Pick<Settings, "home" | "threads" | "tempMax" | "serverMemory">;

/** One open release, shared by its readers. */
export interface OpenRelease {
  readonly id: string;
  /** A handle of one reader's own. */
  handle(): ReleaseHandle;
  /** No new reader will come: closes now, or when the last reader lets go. */
  retire(): void;
  readonly closed: boolean;
}

/** Opens the release in `dir` read-only, with at most `pool` connections shared by all its readers. */
export async function openRelease(
  dir: string,
  settings: ServingSettings,
  options: { readonly pool?: number; readonly state?: (id: string) => ReleaseState } = {},
): Promise<OpenRelease> {
  const manifest = readPublicManifest(dir);
  const built = readBuildManifest(dir);
  const build = { ...built, state: options.state?.(manifest.id) ?? built.state };
  const instance = await openServing(join(dir, DATABASE), settings);
  const pool = connectionPool(instance, options.pool ?? 2 * settings.threads);
  let readers = 0;
  let retired = false;
  let closed = false;
  const closeWhenDone = (): void => {
    if (!retired || readers > 0 || closed) return;
    closed = true;
    pool.close();
    instance.closeSync();
  };
  return {
    id: manifest.id,
    get closed() {
      return closed;
    },
    retire() {
      retired = true;
      closeWhenDone();
    },
    handle() {
      if (closed) throw new Error(`release: closed: ${manifest.id}`);
      readers += 1;
      let held = true;
      return {
        id: manifest.id,
        dir,
        manifest,
        build,
        connect: () => {
          if (!held) throw new Error(`release: handle used after release(): ${manifest.id}`);
          return pool.take();
        },
        release() {
          if (!held) return;
          held = false;
          readers -= 1;
          closeWhenDone();
        },
      };
    },
  };
}

interface Lease {
  readonly connection: DuckDBConnection;
  done(): void;
}

/** Hands out at most `size` connections; who comes later waits in line. */
function connectionPool(instance: DuckDBInstance, size: number): { take(): Promise<Lease>; close(): void } {
  const idle: DuckDBConnection[] = [];
  const all: DuckDBConnection[] = [];
  const waiting: ((connection: DuckDBConnection) => void)[] = [];
  let opening = 0;
  const lease = (connection: DuckDBConnection): Lease => {
    let held = true;
    return {
      connection,
      done() {
        if (!held) return;
        held = false;
        const next = waiting.shift();
        if (next === undefined) idle.push(connection);
        else next(connection);
      },
    };
  };
  return {
    async take() {
      const free = idle.pop();
      if (free !== undefined) return lease(free);
      if (all.length + opening < size) {
        opening += 1;
        try {
          const connection = await instance.connect();
          all.push(connection);
          return lease(connection);
        } finally {
          opening -= 1;
        }
      }
      return lease(await new Promise<DuckDBConnection>((resolve) => waiting.push(resolve)));
    },
    close() {
      for (const connection of all) connection.closeSync();
    },
  };
}
