import { join } from "node:path";
import { type Request, type Response, Router } from "express";
import { BayanError } from "#warehouse/errors.ts";
import type { Context } from "#warehouse/surface.ts";
import { catalogueOf, type Listed } from "./catalogue.ts";
import { fileUrl, MEDIA, turtle } from "./dcat.ts";

const EXPOSED = "ETag, Content-Length, Content-Range, Accept-Ranges, Link";

const missing = (what: string): BayanError =>
  new BayanError(
    "not_found",
    {
      fr: `Rien de publié sous ce nom : ${what}`,
      ar: `لا شيء منشور بهذا الاسم: ${what}`,
      en: `Nothing is published under this name: ${what}`,
    },
    { status: 404 },
  );

const open = (res: Response) => {
  res.setHeader("Access-Control-Allow-Origin", "*");
  res.setHeader("Access-Control-Expose-Headers", EXPOSED);
};

function find(listed: readonly Listed[], slug: string): Listed {
  const found = listed.find(({ dataset }) => dataset.slug === slug);
  if (found === undefined) throw missing(slug);
  return found;
}

/**
 * Addresses of files and of their metadata. A file's address holds its dataset's version and never changes its
 * bytes; `latest` redirects. Ranges, HEAD, strong ETag and CORS, so that a remote DuckDB reads a column.
 */
export function fileRoutes(ctx: Context): Router {
  const router = Router();

  const withRelease = async <T>(
    use: (listed: readonly Listed[], release: Awaited<ReturnType<Context["release"]>>) => Promise<T>,
  ) => {
    const release = await ctx.release();
    try {
      return await use(await catalogueOf(release), release);
    } finally {
      release.release();
    }
  };

  router.get("/dataset/:slug/latest/:name", (req: Request, res: Response) =>
    withRelease(async (listed) => {
      const { entry } = find(listed, String(req.params.slug));
      const file = entry.files.find(({ name }) => name === req.params.name);
      if (file === undefined) throw missing(String(req.params.name));
      open(res);
      res.setHeader("Cache-Control", "no-cache");
      res.redirect(302, fileUrl(entry.slug, entry.version, file.name));
    }),
  );

  router.get("/dataset/:slug/v/:version/:name", (req: Request, res: Response) =>
    withRelease(async (listed, release) => {
      const { entry } = find(listed, String(req.params.slug));
      const file = entry.files.find(({ name }) => name === req.params.name);
      if (file === undefined || entry.version !== req.params.version) throw missing(String(req.params.name));
      open(res);
      res.setHeader("ETag", `"sha256-${file.sha256}"`);
      res.setHeader("Content-Type", file.format === "csv" ? "text/csv; charset=utf-8" : MEDIA.parquet);
      res.setHeader("Content-Disposition", `attachment; filename="${file.name}"`);
      res.setHeader("X-Content-Type-Options", "nosniff");
      await new Promise<void>((resolve, reject) => {
        res.sendFile(
          join(release.dir, file.path),
          { etag: false, lastModified: false, immutable: true, maxAge: "365d", dotfiles: "allow" },
          (error?: NodeJS.ErrnoException & { status?: number }) => {
            // A reader who hangs up is no fault of ours, and nothing can be answered to him.
            if (error === undefined || error === null || res.headersSent || error.code === "ECONNABORTED")
              resolve();
            else reject(error);
          },
        );
      });
    }),
  );

  const metadata = (path: string, pick: (listed: readonly Listed[], req: Request) => readonly Listed[]) =>
    router.get(path, (req: Request, res: Response) =>
      withRelease(async (listed, release) => {
        const text = await turtle(ctx.publicUrl, release, pick(listed, req));
        open(res);
        res.setHeader("Cache-Control", "no-cache");
        res.type("text/turtle; charset=utf-8").send(text);
      }),
    );
  metadata("/catalog.ttl", (listed) => listed);
  metadata("/dataset/:slug.ttl", (listed, req) => [find(listed, String(req.params.slug))]);
  return router;
}
