import { join } from "node:path";
import type { Home } from "#warehouse/home.ts";
import { keyIn, signature, signedBy } from "#warehouse/keys.ts";

/** What a signed address lets another site show: one figure of one public page, there alone, until a day. */
export interface EmbedGrant {
  /** Path and query of the page, with its language. */
  readonly page: string;
  /** The figure's id on it. */
  readonly figure: string;
  /** Host of the site that shows it, with its port where it has one. */
  readonly host: string;
  /** Last day, `2027-11-21`. */
  readonly until: string;
}

/** Where figures are signed for, and shown. */
export const EMBED = "/integrer";

/** Pages of figures: none that holds a form, a case or a person's own. */
const PAGE = /^\/(?:fr|ar|en)\/?(?:$|\?|(?:tableaux|explorer|votre-commune)(?:[/?]|$))[^\s\\#]*$/u;
const FIGURE = /^[a-z][\w-]{0,60}$/iu;
const HOST =
  /^(?=.{1,200}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::\d{1,5})?$/u;

export const isEmbeddable = (page: string, figure: string): boolean =>
  page.length <= 1500 && PAGE.test(page) && !page.includes("..") && FIGURE.test(figure);

/** A host as people write it (`https://www.exemple.ma/page`), or null where it is none. */
export function hostOf(text: string): string | null {
  const host = text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//u, "")
    .replace(/\/.*$/u, "");
  return HOST.test(host) ? host : null;
}

/** Where a host's pages come from: only this machine's own may be without TLS. */
export const originOf = (host: string): string =>
  /^(?:localhost|127\.0\.0\.1)(?::|$)/u.test(host) ? `http://${host}` : `https://${host}`;

const keyOf = (home: Home): Buffer => keyIn(join(home.keys, "embed.key"));

/** The grant as a part of a path, signed with the home's own key. */
export function tokenOf(home: Home, { page, figure, host, until }: EmbedGrant): string {
  const text = Buffer.from(JSON.stringify([page, figure, host, until])).toString("base64url");
  return `${text}.${signature(keyOf(home), `embed ${text}`)}`;
}

/** What a token grants; null where nobody here signed it. Its day is for the caller to look at. */
export function grantOf(home: Home, token: string): EmbedGrant | null {
  const [text = "", given = "", more] = token.split(".");
  if (more !== undefined || !signedBy(keyOf(home), `embed ${text}`, given)) return null;
  const read: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
  if (!Array.isArray(read) || !read.every((one) => typeof one === "string")) return null;
  const [page = "", figure = "", host = "", until = ""] = read;
  return isEmbeddable(page, figure) ? { page, figure, host, until } : null;
}
