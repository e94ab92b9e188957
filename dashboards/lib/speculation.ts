import type { RequestHandler } from "express";
import { AHEAD } from "./ahead.ts";

/** Where a browser learns which links it may follow ahead of the click. In a header, so that no script is inline. */
export const SPECULATION_PATH = "/ahead.json";
export const SPECULATION_TYPE = "application/speculationrules+json";

/**
 * A link that a reader points at for a fifth of a second, or presses, is fetched before it is followed: the drawing of
 * a page that nobody asked for yet is then mostly over. Fetched only, never run; a browser that knows nothing of it
 * fetches when the link is followed.
 */
const RULES = JSON.stringify({
  prefetch: [
    {
      source: "document",
      eagerness: "moderate",
      where: {
        and: [
          { or: AHEAD.map((path) => ({ href_matches: { pathname: `/:lang(fr|ar|en)${path}` } })) },
          { not: { href_matches: { pathname: "/*.:form(pdf|csv|ttl|json)" } } },
          { not: { selector_matches: "[rel~=nofollow], [download], [target]" } },
        ],
      },
    },
  ],
});

export const sendSpeculation: RequestHandler = (_req, res) => {
  res.set("Cache-Control", "public, max-age=86400");
  res.type(SPECULATION_TYPE).send(RULES);
};
