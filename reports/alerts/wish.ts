import { z } from "zod";
import { SEVERITIES } from "#warehouse/alerts/index.ts";
import type { Settings } from "#warehouse/settings.ts";
import { LANGS } from "#warehouse/text.ts";
import { DeliveryFault } from "../delivery/fault.ts";
import { checkedHost } from "../delivery/hosts.ts";
import { ALERT_CHANNELS, type AlertWish, PACES } from "./store.ts";

const hour = z
  .string()
  .regex(/^(?:|\d|1\d|2[0-3])$/u)
  .transform((given) => (given === "" ? null : Number(given)));
const form = z.object({
  channel: z.enum(ALERT_CHANNELS),
  target: z.string().min(1).max(200),
  lang: z.enum(LANGS),
  severity: z.enum(SEVERITIES),
  pace: z.enum(PACES),
  de: hour,
  a: hour,
});

/** What was asked for, checked before it is kept; null where something of it cannot be. */
export function alertWishOf(
  given: Record<string, string>,
  settings: Pick<Settings, "deliveryHosts">,
): Pick<AlertWish, "channel" | "target" | "lang" | "severity" | "pace" | "quiet"> | null {
  const read = form.safeParse(given);
  if (!read.success) return null;
  const { de, a, ...wish } = read.data;
  // One hour without the other says nothing.
  if ((de === null) !== (a === null)) return null;
  const quiet = de === null || a === null ? null : { from: de, to: a };
  if (wish.channel === "mail") return z.email().safeParse(wish.target).success ? { ...wish, quiet } : null;
  if (!URL.canParse(wish.target)) return null;
  const url = new URL(wish.target);
  if (url.protocol !== "https:" || url.username !== "" || url.password !== "") return null;
  try {
    checkedHost(url, settings.deliveryHosts);
  } catch (error) {
    if (error instanceof DeliveryFault) return null;
    throw error;
  }
  return { ...wish, quiet };
}
