import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { keyIn, signature } from "#warehouse/keys.ts";
import type { Settings } from "#warehouse/settings.ts";
import { type SftpSettings, withSftp } from "#warehouse/sftp.ts";
import { DeliveryFault } from "./fault.ts";
import { checkedHost } from "./hosts.ts";

/** A report on its way out. */
export interface Parcel {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** Facts that a program reads beside the file. */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
}

/** Puts the file into a folder below the one that the installation gives for it; whole, by rename. */
export function toFolder(settings: Pick<Settings, "deliveryFolder">, target: string, parcel: Parcel): void {
  if (settings.deliveryFolder === null) throw new DeliveryFault("folder_not_set_up", false);
  if (!/^[A-Za-z0-9_-]{1,60}$/u.test(target)) throw new DeliveryFault("folder_name", true);
  const folder = join(settings.deliveryFolder, target);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, parcel.file);
  writeFileSync(`${path}.partial`, parcel.bytes);
  renameSync(`${path}.partial`, path);
}

/** Puts the file on a server over SFTP, under another name until it is whole. */
export async function toSftp(
  settings: SftpSettings & Pick<Settings, "deliveryHosts">,
  target: string,
  parcel: Parcel,
): Promise<void> {
  checkedHost(new URL(target), settings.deliveryHosts);
  try {
    await withSftp(settings, target, async (client, folder) => {
      const path = `${folder}/${parcel.file}`;
      await client.put(Buffer.from(parcel.bytes), `${path}.partial`);
      if ((await client.exists(path)) !== false) await client.delete(path);
      await client.rename(`${path}.partial`, path);
    });
  } catch (error) {
    throw new DeliveryFault(error instanceof Error ? error.message : String(error), false, error);
  }
}

type WebhookSettings = Pick<Settings, "deliveryHosts" | "webhookKeyFile" | "home">;
export const webhookKey = (settings: WebhookSettings): string =>
  settings.webhookKeyFile ?? join(settings.home, "keys", "webhook.key");

/** Posts the facts and the file as JSON, signed. */
export async function toWebhook(
  settings: WebhookSettings,
  target: string,
  parcel: Parcel,
  now: Date,
): Promise<void> {
  await postSigned(
    settings,
    target,
    {
      ...parcel.facts,
      file: parcel.file,
      mediaType: parcel.mediaType,
      content: Buffer.from(parcel.bytes).toString("base64"),
    },
    now,
  );
}

/**
 * Posts a document as JSON, signed: `Bayan-Signature: t=<seconds>,v1=<HMAC-SHA256 of "t.body">`, so that the receiver
 * can tell who sent it and refuse what is old.
 */
export async function postSigned(
  settings: WebhookSettings,
  target: string,
  document: Readonly<Record<string, unknown>>,
  now: Date,
): Promise<void> {
  const url = new URL(target);
  if (url.protocol !== "https:" && url.hostname !== "127.0.0.1")
    throw new DeliveryFault("webhook_address", true);
  checkedHost(url, settings.deliveryHosts);
  const body = JSON.stringify(document);
  const seconds = Math.floor(now.getTime() / 1000);
  const signed = signature(keyIn(webhookKey(settings)), `${seconds}.${body}`);
  let status: number;
  try {
    const answer = await fetch(url, {
      method: "POST",
      // A redirect would lead where nobody allowed.
      redirect: "error",
      headers: { "content-type": "application/json", "bayan-signature": `t=${seconds},v1=${signed}` },
      body,
      signal: AbortSignal.timeout(15_000),
    });
    status = answer.status;
    await answer.body?.cancel();
  } catch (error) {
    throw new DeliveryFault(error instanceof Error ? error.message : String(error), false, error);
  }
  if (status >= 200 && status < 300) return;
  throw new DeliveryFault(`http ${status}`, status === 410);
}
