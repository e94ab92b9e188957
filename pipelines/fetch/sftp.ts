import { createHash } from "node:crypto";
import { createWriteStream, readFileSync, renameSync, rmSync } from "node:fs";
import { join, posix } from "node:path";
import SftpClient from "ssh2-sftp-client";
import { pinnedAddress } from "./addresses.ts";
import { type SftpConnection, secretOf } from "./connection.ts";
import { FetchError } from "./errors.ts";
import { type Effects, systemEffects } from "./https.ts";

export interface RemoteFile {
  readonly name: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** Opens a connection to a server whose key is the pinned one, and to no other. */
export async function openSftp(connection: SftpConnection, effects: Effects = systemEffects) {
  const host = await pinnedAddress(connection.host, connection.networks, effects.resolve);
  const client = new SftpClient();
  const { auth } = connection;
  let wrongKey = false;
  try {
    await client.connect({
      ...{ host, port: connection.port, username: connection.user, readyTimeout: effects.limits.answerMs },
      ...(auth.kind === "password"
        ? { password: secretOf(auth.secretFile) }
        : { privateKey: readFileSync(auth.keyFile) }),
      hostVerifier: (key: Buffer) => {
        const found = `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/, "")}`;
        wrongKey = found !== connection.hostKey;
        return !wrongKey;
      },
    });
  } catch (cause) {
    await client.end();
    if (wrongKey) throw new FetchError("host_key_mismatch", connection.host);
    throw new FetchError("unreachable", connection.host, cause);
  }
  return {
    /** Plain files of the folder, by name; links lead elsewhere and are passed over. */
    async list(): Promise<RemoteFile[]> {
      const entries = await client.list(connection.folder);
      return entries
        .filter(({ type, name }) => type === "-" && !/[/\\\0]|^\.|\.(?:part|tmp|partial)$/.test(name))
        .map(({ name, size, modifyTime }) => ({ name, size, modified: modifyTime }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    /** Brings one file, in one piece by rename. */
    async fetch({ name, size }: RemoteFile, folder: string): Promise<void> {
      if (size > effects.limits.bytes) throw new FetchError("too_large", name);
      const target = join(folder, name);
      const part = join(folder, `.${name}.part`);
      try {
        const out = createWriteStream(part, { mode: 0o600 });
        await client.get(posix.join(connection.folder, name), out);
        if (out.bytesWritten !== size) throw new FetchError("incomplete", name);
        renameSync(part, target);
      } finally {
        rmSync(part, { force: true });
      }
    },
    close: async (): Promise<void> => {
      await client.end();
    },
  };
}
