import type { RequestHandler, Response } from "express";
import type { Context } from "#warehouse/surface.ts";
import { type Observer, REQUEST_ID } from "../http/observe.ts";

/** An answer as it left, for whoever asks the same of the same release. */
interface Kept {
  readonly release: string;
  readonly etag: string;
  /** Names and values in turn, as they are written: Node puts them together again for no answer. */
  readonly whole: readonly string[];
  /** Those of an answer without its body. */
  readonly bare: readonly string[];
  /** A text is written in one go with the headers, which bytes are not. */
  readonly body: string | Uint8Array;
}

/** Answers kept, and what one may weigh: the door keeps the bytes, here stand the headers beside them. */
const MOST = 500;
const HEAVY = 2 ** 16;
const ADDRESS = "/api/v1/query";
/** Milliseconds for which it stands which release is served; the releases themselves look less often. */
const LOOK_EVERY = 250;
/** Headers that each answer has of its own. */
const OWN: ReadonlySet<string> = new Set([REQUEST_ID.toLowerCase(), "date", "connection", "keep-alive"]);
const OF_BODY: ReadonlySet<string> = new Set(["content-length", "content-type"]);

const bodies = new WeakMap<Response, { readonly release: string; readonly bytes: Uint8Array }>();

/** Tells what a response's body is, so that the same question can be answered with it again. */
export const keep = (res: Response, release: string, bytes: Uint8Array): void => {
  bodies.set(res, { release, bytes });
};

/**
 * Answers the public's repeated questions before anything else is looked at: what the whole way gave once, to the
 * byte and the header, while the same release is served. Whoever sends a cookie, a token or a range goes the whole way.
 *
 * @param observer watches what is answered from here; what goes on is watched further on
 */
export function keptAnswers(ctx: Context, observer: Observer): RequestHandler {
  const kept = new Map<string, Kept>();
  let served = { id: "", at: Number.NEGATIVE_INFINITY };
  const current = async (): Promise<string> => {
    const release = await ctx.release();
    release.release();
    served = { id: release.id, at: ctx.clock.ticks() };
    return release.id;
  };
  return (req, res, next) => {
    const { method, url, headers } = req;
    const plain =
      method === "GET" &&
      url.startsWith(ADDRESS) &&
      headers.cookie === undefined &&
      headers.authorization === undefined &&
      headers.range === undefined;
    if (!plain) return next();
    const key = `${url} ${headers.accept ?? ""} ${headers["accept-encoding"] ?? ""} ${headers["accept-language"] ?? ""}`;
    const found = kept.get(key);
    if (found !== undefined) {
      const known = headers["if-none-match"];
      if (ctx.clock.ticks() - served.at < LOOK_EVERY && served.id === found.release)
        return again(res, found, known, observer(req, res));
      current().then((id) => {
        if (id === found.release) return again(res, found, known, observer(req, res));
        kept.delete(key);
        next();
      }, next);
      return;
    }
    res.once("finish", () => {
      const body = bodies.get(res);
      const etag = res.getHeader("etag");
      if (body === undefined || res.statusCode !== 200 || typeof etag !== "string") return;
      if (res.hasHeader("content-encoding") || body.bytes.byteLength > HEAVY) return;
      if (kept.size >= MOST) kept.delete(kept.keys().next().value ?? "");
      const { release, bytes } = body;
      const text = /json|text\//.test(String(res.getHeader("content-type")));
      const without = (out: ReadonlySet<string>): string[] =>
        Object.entries(res.getHeaders()).flatMap(([name, value]) =>
          OWN.has(name) || out.has(name) || value === undefined ? [] : [name, [value].flat().join(", ")],
        );
      const [whole, bare] = [without(new Set()), without(OF_BODY)];
      kept.set(key, { release, etag, whole, bare, body: text ? utf8.decode(bytes) : bytes });
    });
    next();
  };
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

function again(
  res: Response,
  { etag, whole, bare, body }: Kept,
  known: string | undefined,
  id: string,
): void {
  res.locals.route = ADDRESS;
  if (known === etag) res.writeHead(304, [...bare, REQUEST_ID, id]).end();
  else res.writeHead(200, [...whole, REQUEST_ID, id]).end(body);
}
