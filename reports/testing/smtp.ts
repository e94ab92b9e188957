/**
 * A mail server in a process of its own, over TLS, for tests: writes each message to a file and tells its port.
 *   node reports/testing/smtp.ts KEY CERT OUT
 * It refuses `nobody@` for good, and `later@` for now.
 */
import { appendFileSync, readFileSync } from "node:fs";
import { SMTPServer } from "smtp-server";

const [key = "", cert = "", out = ""] = process.argv.slice(2);
const refusal = (text: string, responseCode: number): Error =>
  Object.assign(new Error(text), { responseCode });
const server = new SMTPServer({
  secure: true,
  key: readFileSync(key),
  cert: readFileSync(cert),
  authOptional: true,
  onRcptTo(address, _session, answer) {
    if (address.address.startsWith("nobody@")) answer(refusal("5.1.1 no such mailbox", 550));
    else if (address.address.startsWith("later@")) answer(refusal("4.2.1 try again later", 451));
    else answer();
  },
  onData(stream, session, answer) {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      const to = session.envelope.rcptTo.map(({ address }) => address);
      appendFileSync(out, `${JSON.stringify({ to, message: Buffer.concat(chunks).toString() })}\n`);
      answer();
    });
  },
});
// A client that does not trust us breaks off: no reason to fall.
server.on("error", (error) => process.stderr.write(`${error.message}\n`));
server.listen(0, "127.0.0.1", () => {
  const address = server.server.address();
  process.stdout.write(`${typeof address === "object" ? address?.port : 0}\n`);
});
process.on("SIGTERM", () => server.close(() => process.exit(0)));
