import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import ssh2 from "ssh2";
import { selfSigned } from "./certificate.ts";

export interface WebServer {
  readonly port: number;
  readonly cert: string;
  readonly seen: IncomingMessage[];
  close(): Promise<void>;
}

/** An HTTPS server for these names, on this machine; with `clientCa`, for those alone whose certificate it signed. */
export async function webServer(
  names: readonly string[],
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  clientCa?: string,
): Promise<WebServer> {
  const { key, cert } = selfSigned(names);
  const seen: IncomingMessage[] = [];
  const server = createServer(
    { key, cert, ...(clientCa === undefined ? {} : { ca: clientCa, requestCert: true }) },
    (request, response) => {
      seen.push(request);
      answer(request, response);
    },
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    ...{ cert, seen, port: portOf(server.address()) },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === "object" && address !== null ? address.port : 0;

export interface SshServer {
  readonly port: number;
  /** Of its key, as `ssh-keygen -lf` prints it. */
  readonly fingerprint: string;
  close(): Promise<void>;
}

const { STATUS_CODE } = ssh2.utils.sftp;

/** A real SSH server with SFTP over these files of `/exports`; one user, `bayan`, with this password. */
export async function sshServer(files: ReadonlyMap<string, Buffer>, password: string): Promise<SshServer> {
  const { private: hostKey, public: publicKey } = ssh2.utils.generateKeyPairSync("ed25519");
  const stats = (name: string) => ({
    ...{
      mode: name.endsWith(".link") ? 0o120777 : 0o100644,
      uid: 0,
      gid: 0,
      atime: 1_770_000_000,
      mtime: 1_770_000_000,
    },
    size: files.get(name)?.length ?? 0,
  });
  const server = new ssh2.Server({ hostKeys: [hostKey] }, (client) => {
    client.on("error", () => undefined);
    client.on("authentication", (asked) => {
      if (asked.method === "password" && asked.username === "bayan" && asked.password === password)
        asked.accept();
      else asked.reject(["password"]);
    });
    client.on("session", (accept) => {
      accept().on("sftp", (acceptSftp) => {
        const sftp = acceptSftp();
        const open = new Map<number, string>();
        let next = 0;
        let listed = false;
        const handleOf = (name: string): Buffer => {
          const handle = Buffer.alloc(4);
          handle.writeUInt32BE(next);
          open.set(next, name);
          next += 1;
          return handle;
        };
        const nameOf = (handle: Buffer): string => open.get(handle.readUInt32BE()) ?? "";
        sftp.on("REALPATH", (id, path) =>
          sftp.name(id, [{ filename: path === "." ? "/" : path, longname: path, attrs: stats("") }]),
        );
        sftp.on("OPENDIR", (id, path) => {
          listed = false;
          sftp.handle(id, handleOf(path));
        });
        sftp.on("READDIR", (id) => {
          if (listed) return sftp.status(id, STATUS_CODE.EOF);
          listed = true;
          const type = (name: string) => (name.endsWith(".link") ? "lrwxrwxrwx" : "-rw-r--r--");
          sftp.name(
            id,
            [...files.keys()].map((name) => ({
              filename: name,
              longname: `${type(name)} 1 0 0 0 ${name}`,
              attrs: stats(name),
            })),
          );
        });
        sftp.on("OPEN", (id, path) => {
          const name = path.replace("/exports/", "");
          if (files.has(name)) sftp.handle(id, handleOf(name));
          else sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
        });
        sftp.on("READ", (id, handle, offset, length) => {
          const content = files.get(nameOf(handle)) ?? Buffer.alloc(0);
          if (offset >= content.length) sftp.status(id, STATUS_CODE.EOF);
          else sftp.data(id, content.subarray(offset, offset + length));
        });
        const told = (id: number, path: string): void => sftp.attrs(id, stats(path.replace("/exports/", "")));
        sftp.on("STAT", told);
        sftp.on("LSTAT", told);
        sftp.on("FSTAT", (id, handle) => sftp.attrs(id, stats(nameOf(handle))));
        sftp.on("CLOSE", (id) => sftp.status(id, STATUS_CODE.OK));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const blob = Buffer.from(publicKey.split(" ")[1] ?? "", "base64");
  return {
    port: portOf(server.address()),
    fingerprint: `SHA256:${createHash("sha256").update(blob).digest("base64").replace(/=+$/, "")}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
