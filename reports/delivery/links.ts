import { keyIn, signature, signedBy } from "#warehouse/keys.ts";

/** One issue for one subscription, until an instant. */
export interface Link {
  readonly subscription: string;
  readonly period: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

const said = (link: Link): string => `${link.subscription}.${link.period}.${link.until.toString(36)}`;

/** A token that opens one issue and nothing else; who holds it sees what the subscriber may see that day. */
export const tokenOf = (keyFile: string, link: Link): string =>
  `${said(link)}.${signature(keyIn(keyFile), said(link))}`;

/** What a token opens; null where it is not ours or its time is over. */
export function linkOf(keyFile: string, token: string, now: Date): Link | null {
  const [subscription, period, until, signed] = token.split(".");
  if (subscription === undefined || period === undefined || until === undefined || signed === undefined)
    return null;
  const link = { subscription, period, until: Number.parseInt(until, 36) };
  if (!Number.isFinite(link.until) || link.until < now.getTime()) return null;
  return signedBy(keyIn(keyFile), said(link), signed) ? link : null;
}
