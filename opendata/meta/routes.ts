import { join } from "node:path";
import { type Request, type Response, Router } from "express";
import { releaseIds } from "#warehouse/release/index.ts";
import type { Context } from "#warehouse/surface.ts";
import { open } from "../files.ts";
import { type Library, missing, withLibrary } from "../library.ts";
import { signingKey } from "../shelf/keys.ts";
import { entryBytes } from "../shelf/log.ts";
import type { Edition } from "../shelf/shelf.ts";
import { dcat } from "./dcat.ts";
import { rss, sitemap } from "./feeds.ts";
import { croissant, dataPackage } from "./packages.ts";
import { originOf, provenance, roCrate } from "./provenance.ts";
import { RDF_FORMS, type RdfForm, serialise } from "./rdf.ts";

const FORMS = Object.keys(RDF_FORMS) as RdfForm[];
const FRESH = "public, max-age=60, stale-while-revalidate=600";
const FOREVER = "public, max-age=31536000, immutable";
const param = (req: Request, name: string) => String(req.params[name] ?? "");

/** What the catalogue says of itself: DCAT-AP in three forms, packages, provenance, the signed log, feeds. */
export function metadataRoutes(ctx: Context): Router {
  const router = Router();
  const send = (res: Response, type: string, body: string | Buffer, cache = FRESH) => {
    open(res);
    res.set("Cache-Control", cache);
    res.type(type).send(body);
  };
  const get = (
    path: string | RegExp,
    answer: (library: Library, req: Request, res: Response) => Promise<void> | void,
  ) => router.get(path, (req, res) => withLibrary(ctx, async (library) => answer(library, req, res)));
  const rdf = async (res: Response, library: Library, slug: string | null, form: RdfForm) => {
    const listed = slug === null ? library.listed : [library.find(slug)];
    send(res, `${RDF_FORMS[form]}; charset=utf-8`, await serialise(dcat(library, listed), form));
  };

  for (const form of FORMS) get(`/catalog.${form}`, (library, _req, res) => rdf(res, library, null, form));
  get("/catalog", async (library, req, res) => {
    const wanted = req.accepts(["text/turtle", "application/ld+json", "application/rdf+xml"]);
    const form = FORMS.find((each) => RDF_FORMS[each] === wanted) ?? "ttl";
    res.vary("Accept");
    await rdf(res, library, null, form);
  });
  for (const form of FORMS)
    get(`/dataset/:slug.${form}`, (library, req, res) => rdf(res, library, param(req, "slug"), form));
  router.get("/dataset/:slug", (req, res) =>
    res.redirect(303, `/donnees/${encodeURIComponent(param(req, "slug"))}`),
  );

  /** A document about an edition, under its lasting address or about the one being served. */
  const document = (
    name: string,
    make: (library: Library, edition: Edition) => unknown,
    type = "application/json",
  ) => {
    const answer =
      (version: (req: Request) => string, cache: string) => (library: Library, req: Request, res: Response) =>
        send(
          res,
          type,
          JSON.stringify(make(library, library.edition(param(req, "slug"), version(req))), null, 1),
          cache,
        );
    get(
      `/dataset/:slug/v/:version/${name}`,
      answer((req) => param(req, "version"), FOREVER),
    );
    get(
      `/dataset/:slug/${name}`,
      answer(() => "latest", FRESH),
    );
  };
  const listedOf = (library: Library, { entry }: Edition) => library.find(entry.slug);
  const origin = (edition: Edition) =>
    releaseIds(ctx.home).includes(edition.release)
      ? originOf(join(ctx.home.releases, edition.release))
      : null;
  document("index.json", (_library, edition) => edition);
  document("datapackage.json", (library, edition) =>
    dataPackage(library, listedOf(library, edition), edition),
  );
  document(
    "croissant.json",
    (library, edition) => {
      const editions = library.shelf.editions(edition.entry.slug);
      const ordinal = editions.findIndex(({ version }) => version === edition.version) + 1;
      return croissant(library, listedOf(library, edition), edition, ordinal);
    },
    "application/ld+json",
  );
  document(
    "provenance.jsonld",
    (library, edition) => provenance(library.base, edition, origin(edition)),
    "application/ld+json",
  );
  document(
    "ro-crate-metadata.json",
    (library, edition) => roCrate(library.base, listedOf(library, edition), edition),
    "application/ld+json",
  );
  get("/dataset/:slug/versions.json", (library, req, res) => {
    const editions = library.shelf.editions(library.find(param(req, "slug")).entry.slug);
    const list = editions.map(({ version, release, published_at, entry }) => ({
      version,
      release,
      published_at,
      rows: entry.rows,
      files: entry.files.length,
    }));
    send(res, "application/json", JSON.stringify({ versions: [...list].reverse() }, null, 1));
  });

  get("/releases/log.jsonl", ({ shelf }, _req, res) =>
    send(res, "application/x-ndjson", shelf.log.map((entry) => `${JSON.stringify(entry)}\n`).join("")),
  );
  get("/releases/key.pem", (_library, _req, res) =>
    send(res, "application/x-pem-file", signingKey(ctx.home, ctx.settings).publicPem),
  );
  get("/releases/:id/manifest.json", ({ shelf }, req, res) => {
    const text = shelf.manifestOf(param(req, "id"));
    if (text === null) throw missing(param(req, "id"));
    send(res, "application/json", text, FOREVER);
  });
  get("/releases/:id/entry.json", ({ shelf }, req, res) =>
    send(res, "application/json", entryBytes(entryOf(shelf, req)), FOREVER),
  );
  get("/releases/:id/entry.sig", ({ shelf }, req, res) =>
    send(res, "application/octet-stream", Buffer.from(entryOf(shelf, req).signature, "base64"), FOREVER),
  );
  get("/sitemap.xml", (library, _req, res) => send(res, "application/xml", sitemap(library)));
  get("/feed.xml", (library, _req, res) => send(res, "application/rss+xml", rss(library)));
  return router;
}

function entryOf(shelf: Library["shelf"], req: Request) {
  const found = shelf.log.find(({ release }) => release === param(req, "id"));
  if (found === undefined) throw missing(param(req, "id"));
  return found;
}
