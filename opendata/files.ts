import { existsSync } from "node:fs";
import { type Request, type Response, Router } from "express";
import type { Context } from "#warehouse/surface.ts";
import { derive, hasRows } from "./derive/derive.ts";
import { askedBy, type Form, MEDIA, nameOf, WHOLE } from "./derive/forms.ts";
import { type Library, missing, withLibrary } from "./library.ts";
import { sendFile } from "./send.ts";
import type { Edition } from "./shelf/shelf.ts";

const EXPOSED =
  "ETag, Content-Length, Content-Range, Content-Disposition, Accept-Ranges, Last-Modified, Link, Repr-Digest";

/** Lets any site read: everything here is published. */
export function open(res: Response): void {
  res.set({
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": EXPOSED,
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
  });
}

/** Where one version of a file stands for good. */
export const fileUrl = (slug: string, version: string, name: string): string =>
  `/dataset/${slug}/v/${version}/${encodeURIComponent(name)}`;

interface Found {
  readonly path: string;
  readonly sha256: string;
  readonly form: Form;
}

/** A file of an edition by its name: stored, or derived now. */
export async function fileOf(library: Library, edition: Edition, name: string): Promise<Found> {
  const { shelf, engine } = library;
  const stored = edition.entry.files.find((file) => file.name === name);
  if (stored !== undefined) {
    const kept = { path: shelf.pathOf(stored), sha256: stored.sha256, form: stored.format };
    if (existsSync(kept.path)) return kept;
    // An old edition's CSV was let go: the same bytes, from its Parquet.
    const { part, format } = stored;
    const again = await derive(engine, shelf.root, edition.entry, { name, part, ...WHOLE, form: format });
    if (again.sha256 !== stored.sha256) throw missing(name);
    return { ...again, form: format };
  }
  const asked = askedBy(edition.entry, name);
  // A council that has nothing there, or a code that is no council's, is no empty file.
  if (asked === null || (asked.council !== null && !(await hasRows(engine, edition.entry, asked))))
    throw missing(name);
  const ready = await derive(engine, shelf.root, edition.entry, asked);
  return { ...ready, form: asked.form };
}

/** Sends a file: ranges, suffix ranges, HEAD with its length, a strong ETag, the day it was first published. */
function send(req: Request, res: Response, found: Found, edition: Edition, name: string): Promise<void> {
  const type = MEDIA[found.form];
  open(res);
  res.set({
    ETag: `"sha256-${found.sha256}"`,
    "Last-Modified": new Date(edition.published_at).toUTCString(),
    "Content-Type": found.form === "csv" ? `${type}; charset=utf-8` : type,
    "Content-Disposition": `attachment; filename="${name}"`,
    "Repr-Digest": `sha-256=:${Buffer.from(found.sha256, "hex").toString("base64")}:`,
    // Ranges and lengths must be those of the file itself: it travels as it is.
    "Cache-Control": "public, max-age=31536000, immutable, no-transform",
    Link: `</dataset/${edition.entry.slug}/latest/${encodeURIComponent(name)}>; rel="latest-version"`,
  });
  return sendFile(req, res, found.path);
}

/**
 * Addresses of files. A file's address holds its edition's version and never changes its bytes; `latest` redirects
 * to it. Any form that an edition can take has an address; those that are not stored are made when asked.
 */
export function fileRoutes(ctx: Context): Router {
  const router = Router();
  const param = (req: Request, name: string) => String(req.params[name] ?? "");

  router.options(/^\/(dataset|catalog|releases)\b/, (_req, res) => {
    open(res);
    res.set({
      "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
      "Access-Control-Allow-Headers": "Range, If-None-Match, If-Range",
    });
    res.status(204).end();
  });

  router.get("/dataset/:slug/latest/:name", (req, res) =>
    withLibrary(ctx, async (library) => {
      const { entry } = library.find(param(req, "slug"));
      const name = param(req, "name");
      // `latest/{slug}.csv` stays true when the sample's mark leaves the names of files.
      const plain = /^([a-z0-9-]+)\.([a-z]+)$/.exec(name);
      const form = (Object.keys(MEDIA) as Form[]).find((each) => each === plain?.[2]);
      const marked = name.replace(/(?<!-exemple)(\.[a-z]+)$/, "-exemple$1");
      const known = (one: string): boolean =>
        entry.files.some((file) => file.name === one) || askedBy(entry, one) !== null || DOCUMENTS.has(one);
      const actual =
        plain?.[1] === entry.slug && form !== undefined
          ? nameOf(entry, null, WHOLE, form)
          : [name, marked].find(known);
      if (actual === undefined || !known(actual)) throw missing(name);
      open(res);
      res.set("Cache-Control", "public, max-age=60, stale-while-revalidate=600");
      res.redirect(302, fileUrl(entry.slug, entry.version, actual));
    }),
  );

  router.get("/dataset/:slug/v/:version/:name", (req, res, next) =>
    withLibrary(ctx, async (library) => {
      const name = param(req, "name");
      if (DOCUMENTS.has(name)) return next();
      const edition = library.edition(param(req, "slug"), param(req, "version"));
      await send(req, res, await fileOf(library, edition, name), edition, name);
    }),
  );
  return router;
}

/** Documents about an edition, which stand beside its files. */
export const DOCUMENTS: ReadonlySet<string> = new Set([
  "datapackage.json",
  "croissant.json",
  "ro-crate-metadata.json",
  "provenance.jsonld",
  "index.json",
]);
