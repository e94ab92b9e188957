import { z } from "zod";
import type { Settings } from "#warehouse/settings.ts";
import { LANGS } from "#warehouse/text.ts";
import { DEFINITIONS } from "../catalog.ts";
import { DeliveryFault } from "./fault.ts";
import { checkedHost } from "./hosts.ts";
import { CHANNELS, type Subscription } from "./store.ts";

const form = z.object({
  report: z.string().refine((name) => DEFINITIONS.some((definition) => definition.name === name)),
  territory: z.string().regex(/^(?:MA|\d{2}(?:\.[0-9.]{1,12})?)$/u),
  lang: z.enum(LANGS),
  format: z.enum(["pdf", "html", "xlsx"]),
  channel: z.enum(CHANNELS),
  target: z.string().min(1).max(200),
});
export type Wish = Omit<Subscription, "id" | "account" | "active" | "createdAt">;

/** What was asked for, checked before it is kept; null where something of it cannot be. */
export function wishOf(
  given: Record<string, string>,
  settings: Pick<Settings, "deliveryHosts">,
): Wish | null {
  const read = form.safeParse(given);
  if (!read.success) return null;
  const { channel, target } = read.data;
  if (channel === "mail" || channel === "link") return z.email().safeParse(target).success ? read.data : null;
  if (channel === "folder") return /^[A-Za-z0-9_-]{1,60}$/u.test(target) ? read.data : null;
  if (!URL.canParse(target)) return null;
  const url = new URL(target);
  if (url.protocol !== (channel === "sftp" ? "sftp:" : "https:") || url.password !== "") return null;
  try {
    checkedHost(url, settings.deliveryHosts);
  } catch (error) {
    if (error instanceof DeliveryFault) return null;
    throw error;
  }
  return read.data;
}
