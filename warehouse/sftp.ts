import { readFileSync } from "node:fs";
import type SftpClient from "ssh2-sftp-client";
import type { Settings } from "./settings.ts";

export type SftpSettings = Pick<Settings, "sftpKeyFile" | "sftpHostKey">;

/**
 * A session at `sftp://account@host:port/folder` with a server whose key the installation knows; `use` gets the
 * client, which is closed after it. Throws when the settings lack a key, or the server shows another one.
 */
export async function withSftp<T>(
  settings: SftpSettings,
  target: string,
  use: (client: SftpClient, folder: string) => Promise<T>,
): Promise<T> {
  const url = new URL(target);
  if (url.protocol !== "sftp:") throw new RangeError("sftp: expected sftp://account@host/folder");
  if (settings.sftpKeyFile === null || settings.sftpHostKey === null) throw new Error("sftp_not_set_up");
  const bare = (key: string): string =>
    key
      .trim()
      .replace(/^SHA256:/u, "")
      .replace(/=+$/u, "");
  const known = settings.sftpHostKey.split(",").map(bare);
  const { default: Client } = await import("ssh2-sftp-client");
  const client = new Client();
  try {
    await client.connect({
      host: url.hostname,
      port: Number(url.port || 22),
      username: decodeURIComponent(url.username),
      privateKey: readFileSync(settings.sftpKeyFile),
      readyTimeout: 15_000,
      hostHash: "sha256",
      hostVerifier: (hash: string) => known.includes(bare(Buffer.from(hash, "hex").toString("base64"))),
    });
    return await use(client, decodeURIComponent(url.pathname).replace(/\/+$/u, "") || ".");
  } finally {
    await client.end();
  }
}
