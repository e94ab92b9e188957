import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type SftpSettings, withSftp } from "#warehouse/sftp.ts";

/** Where backups lie: a folder, or one on an SFTP server. Names sort by time. */
export interface Target {
  list(): Promise<string[]>;
  /** Whole or not at all. */
  write(name: string, data: AsyncIterable<Uint8Array>): Promise<void>;
  read(name: string): AsyncIterable<Uint8Array>;
  remove(name: string): Promise<void>;
}
const FORM = /^bayan-\d{8}T\d{6}Z\.backup$/u;
export const backupName = (now: Date): string =>
  `bayan-${now.toISOString().slice(0, 19).replace(/[-:]/gu, "")}Z.backup`;

export function targetAt(address: string, settings: SftpSettings): Target {
  return address.startsWith("sftp://") ? remote(address, settings) : local(resolve(address));
}

function local(folder: string): Target {
  return {
    list: async () =>
      existsSync(folder)
        ? readdirSync(folder)
            .filter((name) => FORM.test(name))
            .sort()
        : [],
    async write(name, data) {
      mkdirSync(folder, { recursive: true });
      const partial = join(folder, `${name}.partial`);
      await pipeline(Readable.from(data), createWriteStream(partial, { mode: 0o600, flush: true }));
      renameSync(partial, join(folder, name));
    },
    read: (name) => createReadStream(join(folder, name), { highWaterMark: 2 ** 20 }),
    remove: async (name) => rmSync(join(folder, name)),
  };
}

function remote(address: string, settings: SftpSettings): Target {
  return {
    list: () =>
      withSftp(settings, address, async (client, folder) =>
        (await client.list(folder))
          .map(({ name }) => name)
          .filter((name) => FORM.test(name))
          .sort(),
      ),
    write: (name, data) =>
      withSftp(settings, address, async (client, folder) => {
        await client.put(Readable.from(data), `${folder}/${name}.partial`);
        await client.rename(`${folder}/${name}.partial`, `${folder}/${name}`);
      }),
    async *read(name) {
      const through = new PassThrough();
      const done = withSftp(settings, address, (client, folder) => client.get(`${folder}/${name}`, through));
      // The stream's own error is what the reader meets; this one must not go unheard before it.
      done.catch((error: unknown) =>
        through.destroy(error instanceof Error ? error : new Error(String(error))),
      );
      yield* through;
      await done;
    },
    remove: (name) =>
      withSftp(settings, address, async (client, folder) => void (await client.delete(`${folder}/${name}`))),
  };
}
