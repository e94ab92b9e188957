import { readFileSync } from "node:fs";
import { createTransport } from "nodemailer";
import type { Settings } from "#warehouse/settings.ts";
import { DeliveryFault } from "./fault.ts";

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments?: readonly {
    readonly filename: string;
    readonly content: Uint8Array;
    readonly contentType: string;
  }[];
}
export type MailSettings = Pick<Settings, "smtpUrl" | "smtpPasswordFile" | "smtpCaFile" | "mailFrom">;

/** Sends one message. A refusal for good (5xx) is a bounce; anything else may be tried again. */
export async function sendMail(settings: MailSettings, mail: Mail): Promise<void> {
  if (settings.smtpUrl === null || settings.mailFrom === null)
    throw new DeliveryFault("mail_not_set_up", false);
  const url = new URL(settings.smtpUrl);
  const secure = url.protocol === "smtps:";
  const transport = createTransport({
    host: url.hostname.replace(/^\[|\]$/gu, ""),
    port: Number(url.port || (secure ? 465 : 587)),
    secure,
    // Without TLS neither the password nor the report would be a secret: STARTTLS is not left to chance.
    requireTLS: !secure,
    tls: {
      minVersion: "TLSv1.2",
      ...(settings.smtpCaFile === null ? {} : { ca: readFileSync(settings.smtpCaFile) }),
    },
    ...(url.username === ""
      ? {}
      : {
          auth: {
            user: decodeURIComponent(url.username),
            pass:
              settings.smtpPasswordFile === null
                ? ""
                : readFileSync(settings.smtpPasswordFile, "utf8").trim(),
          },
        }),
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from: settings.mailFrom,
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      headers: { "Auto-Submitted": "auto-generated" },
      attachments: (mail.attachments ?? []).map(({ filename, content, contentType }) => ({
        filename,
        contentType,
        content: Buffer.from(content),
      })),
    });
  } catch (error) {
    const refused = codeOf(error) >= 500;
    throw new DeliveryFault(error instanceof Error ? error.message : String(error), refused, error);
  } finally {
    transport.close();
  }
}

/** The mail server's own code of a failure, of the recipient where each was refused; 0 where it gave none. */
function codeOf(error: unknown): number {
  if (!(error instanceof Error)) return 0;
  if ("responseCode" in error && typeof error.responseCode === "number") return error.responseCode;
  const rejected: unknown = "rejectedErrors" in error ? error.rejectedErrors : null;
  return Array.isArray(rejected) && rejected.length > 0 ? codeOf(rejected[0]) : 0;
}
