import { createHash } from "node:crypto";
import {
  chmodSync,
  closeSync,
  fstatSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import ssh2 from "ssh2";

const { Server, utils } = ssh2;
const { STATUS_CODE } = utils.sftp;

/** An SFTP server over one folder, that knows one key: what a delivery meets outside. */
export async function sftpServer(folder: string): Promise<{
  readonly port: number;
  readonly privateKey: string;
  /** As `ssh-keygen -l` shows it. */
  readonly fingerprint: string;
  close(): Promise<void>;
}> {
  const host = utils.generateKeyPairSync("ed25519");
  const user = utils.generateKeyPairSync("ed25519");
  const allowed = utils.parseKey(user.public);
  const hostKey = utils.parseKey(host.public);
  if (allowed instanceof Error || hostKey instanceof Error) throw new Error("sftp: keys");
  const path = (name: string) => join(folder, name.replace(/^\/+/u, ""));
  const server = new Server({ hostKeys: [host.private] }, (client) => {
    client
      .on("authentication", (attempt) => {
        const known = attempt.method === "publickey" && attempt.key.data.equals(allowed.getPublicSSH());
        if (!known) attempt.reject(["publickey"]);
        else if (attempt.signature === undefined || attempt.blob === undefined) attempt.accept();
        else if (allowed.verify(attempt.blob, attempt.signature, attempt.hashAlgo) === true) attempt.accept();
        else attempt.reject();
      })
      .on("error", () => client.end())
      .on("session", (accept) =>
        accept().on("sftp", (start) => {
          const sftp = start();
          const status = (id: number, work: () => void): void => {
            try {
              work();
              sftp.status(id, STATUS_CODE.OK);
            } catch {
              sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
            }
          };
          const handle = (fd: number): Buffer => Buffer.from([fd]);
          const attributes = (id: number, name: string): void => {
            try {
              const { mode, uid, gid, size, atime, mtime } = statSync(path(name));
              sftp.attrs(id, { mode, uid, gid, size, atime: Number(atime), mtime: Number(mtime) });
            } catch {
              sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
            }
          };
          sftp
            .on("OPEN", (id, name, flags) => {
              const mode = utils.sftp.flagsToString(flags) ?? "r";
              try {
                sftp.handle(id, handle(openSync(path(name), mode)));
              } catch {
                sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
              }
            })
            .on("WRITE", (id, fd, offset, data) =>
              status(id, () => writeSync(fd[0] ?? 0, data, 0, data.length, offset)),
            )
            .on("READ", (id, fd, offset, length) => {
              const data = Buffer.alloc(length);
              const read = readSync(fd[0] ?? 0, data, 0, length, offset);
              if (read === 0) sftp.status(id, STATUS_CODE.EOF);
              else sftp.data(id, data.subarray(0, read));
            })
            .on("FSTAT", (id, fd) => {
              const { mode, uid, gid, size } = fstatSync(fd[0] ?? 0);
              sftp.attrs(id, { mode, uid, gid, size, atime: 0, mtime: 0 });
            })
            .on("CLOSE", (id, fd) => status(id, () => closeSync(fd[0] ?? 0)))
            .on("STAT", attributes)
            .on("LSTAT", attributes)
            .on("SETSTAT", (id, name) => status(id, () => chmodSync(path(name), 0o600)))
            .on("FSETSTAT", (id) => sftp.status(id, STATUS_CODE.OK))
            .on("REALPATH", (id, name) =>
              sftp.name(id, [
                {
                  filename: name,
                  longname: name,
                  attrs: { mode: 0o755, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 },
                },
              ]),
            )
            .on("RENAME", (id, from, to) => status(id, () => renameSync(path(from), path(to))))
            .on("REMOVE", (id, name) => status(id, () => rmSync(path(name))));
        }),
      );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address: unknown = server.address();
  const port =
    typeof address === "object" && address !== null && "port" in address ? Number(address.port) : 0;
  return {
    port,
    privateKey: user.private,
    fingerprint: `SHA256:${createHash("sha256").update(hostKey.getPublicSSH()).digest("base64").replace(/=+$/u, "")}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
