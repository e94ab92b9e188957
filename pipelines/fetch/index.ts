import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "#warehouse/clock.ts";
import type { Home } from "#warehouse/home.ts";
import type { State } from "#warehouse/state/index.ts";
import { catalogueFiles } from "./ckan.ts";
import { type Connection, readConnections, type SftpConnection, type WebConnection } from "./connection.ts";
import { FetchError, type FetchFault } from "./errors.ts";
import { download, type Effects, systemEffects } from "./https.ts";
import { type FetchMemory, fetchMemory } from "./memory.ts";
import { openSftp } from "./sftp.ts";

export interface Pulled {
  readonly connection: string;
  readonly system: string;
  /** Null where the connection itself failed. */
  readonly file: string | null;
  readonly status: "fetched" | "unchanged" | "failed";
  readonly code: FetchFault | null;
  /** A host, a status, a number: what the fault was met at. */
  readonly what: string | null;
}
export interface PullContext {
  readonly home: Home;
  readonly state: State;
  readonly clock: Clock;
  /** Whether a contract knows a file of a system by its name. */
  readonly isKnown: (system: string, file: string) => boolean;
  readonly effects?: Effects;
}

/**
 * Brings what is new at every connection of the home into the inbox. A connection that fails does not keep the others
 * from being asked, nor the files that are there from being taken in.
 *
 * @throws BayanError `connections_invalid`
 */
export async function pull(context: PullContext): Promise<readonly Pulled[]> {
  const connections = readConnections(context.home);
  if (connections.length === 0) return [];
  const memory = fetchMemory(context.state);
  const pulled: Pulled[] = [];
  for (const connection of connections) {
    const told = (file: string | null, status: Pulled["status"], fault: FetchError | null = null): void => {
      const { name, system } = connection;
      pulled.push({
        connection: name,
        system,
        file,
        status,
        code: fault?.code ?? null,
        what: fault?.what ?? null,
      });
    };
    try {
      await pullOne(connection, context, memory, told);
    } catch (error) {
      told(null, "failed", faultOf(error, connection.name));
    }
  }
  return pulled;
}

type Told = (file: string | null, status: Pulled["status"], fault?: FetchError | null) => void;
interface Remote {
  readonly file: string;
  /** True where it was fetched, false where it is what it was. */
  bring(target: string): Promise<boolean>;
}

const faultOf = (error: unknown, what: string): FetchError =>
  error instanceof FetchError ? error : new FetchError("unreachable", what, error);

async function pullOne(
  connection: Connection,
  context: PullContext,
  memory: FetchMemory,
  told: Told,
): Promise<void> {
  const folder = join(context.home.inbox, connection.system);
  mkdirSync(folder, { recursive: true });
  const each = async ({ file, bring }: Remote): Promise<void> => {
    if (!context.isKnown(connection.system, file))
      return told(file, "failed", new FetchError("name_unknown", file));
    try {
      told(file, (await bring(join(folder, file))) ? "fetched" : "unchanged");
    } catch (error) {
      told(file, "failed", faultOf(error, file));
    }
  };
  if (connection.kind === "sftp") return pullSftp(connection, context, memory, folder, each);
  for (const { file, url } of await filesOf(connection, context))
    await each({
      file,
      async bring(target) {
        const mark = await download(
          url,
          target,
          connection,
          memory.find(connection.name, file),
          context.effects,
        );
        if (mark !== null) memory.keep(connection.name, file, mark, context.clock.now().toISOString());
        return mark !== null;
      },
    });
}

async function filesOf(connection: WebConnection, { clock, effects = systemEffects }: PullContext) {
  if (connection.kind === "ckan") return catalogueFiles(connection, effects);
  const now = clock.now();
  const count = connection.grain === "snapshot" ? 1 : connection.periods;
  return Array.from({ length: count }, (_, back) => {
    const year = now.getUTCFullYear();
    const month = new Date(Date.UTC(year, now.getUTCMonth() - back, 1)).toISOString().slice(0, 7);
    const period = { snapshot: "snapshot", year: String(year - back), month }[connection.grain];
    const fill = (text: string): string => text.replaceAll("{period}", period);
    return { file: fill(connection.file), url: fill(decodeURI(connection.url)) };
  });
}

async function pullSftp(
  connection: SftpConnection,
  context: PullContext,
  memory: FetchMemory,
  folder: string,
  each: (remote: Remote) => Promise<void>,
): Promise<void> {
  const server = await openSftp(connection, context.effects);
  try {
    for (const remote of await server.list()) {
      const mark = { etag: String(remote.size), modified: String(remote.modified) };
      const known = memory.find(connection.name, remote.name);
      await each({
        file: remote.name,
        async bring() {
          if (known?.etag === mark.etag && known.modified === mark.modified) return false;
          await server.fetch(remote, folder);
          memory.keep(connection.name, remote.name, mark, context.clock.now().toISOString());
          return true;
        },
      });
    }
  } finally {
    await server.close();
  }
}

export type { Connection } from "./connection.ts";
export { readConnections } from "./connection.ts";
export { FETCH_FAULTS } from "./errors.ts";
