import { execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface MailServer {
  readonly port: number;
  /** File of the authority that signs its certificate. */
  readonly ca: string;
  /** What came: to whom, and the message as it was sent. */
  got(): readonly { readonly to: readonly string[]; readonly message: string }[];
  stop(): void;
}

/** A mail server over TLS in a process of its own, its files below `folder`. */
export async function mailServer(folder: string): Promise<MailServer> {
  const at = (name: string): string => join(folder, name);
  const names = "subjectAltName=DNS:localhost,IP:127.0.0.1";
  const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"];
  const files = ["-addext", names, "-keyout", at("key.pem"), "-out", at("cert.pem")];
  execFileSync("openssl", [...request, ...files], { stdio: "ignore" });
  const script = join(import.meta.dirname, "smtp.ts");
  const child = spawn(process.execPath, [script, at("key.pem"), at("cert.pem"), at("mail.ndjson")], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const port = await new Promise<number>((resolve) =>
    child.stdout.once("data", (chunk) => resolve(Number(String(chunk)))),
  );
  return {
    ...{ port, ca: at("cert.pem") },
    got: () =>
      existsSync(at("mail.ndjson"))
        ? readFileSync(at("mail.ndjson"), "utf8")
            .trim()
            .split("\n")
            .map((line) => JSON.parse(line))
        : [],
    stop: () => void child.kill(),
  };
}
