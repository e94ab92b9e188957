import type { Request, Response, Router } from "express";
import { t } from "#dashboards/lib/i18n.ts";
import { renderPage } from "#dashboards/lib/page.tsx";
import { releaseStatus } from "#dashboards/lib/release.ts";
import { href, langOf, localized, readQuery } from "#dashboards/lib/url.ts";
import { BayanError } from "#warehouse/errors.ts";
import type { Context } from "#warehouse/surface.ts";
import { catalogueOf } from "./catalogue.ts";
import { fileRoutes } from "./files.ts";
import { DatasetPage } from "./pages/dataset.tsx";
import { ListPage } from "./pages/list.tsx";
import { previewOf } from "./preview.ts";
import { searchDatasets } from "./search.ts";

/** Pages and files of the catalogue. */
export function routes(ctx: Context): Router {
  const router = fileRoutes(ctx);

  router.get(localized("/donnees"), async (req: Request, res: Response) => {
    const release = await ctx.release();
    try {
      const lang = langOf(req.path);
      const { values, unknown } = readQuery(req.originalUrl, ["q"]);
      const question = (values.get("q") ?? "").slice(0, 120);
      const items = searchDatasets(await catalogueOf(release), question);
      const html = renderPage(ctx, req, {
        title: t(lang, "data.title"),
        lede: t(lang, "data.lede"),
        description: t(lang, "data.lede"),
        release: releaseStatus(release),
        unknown,
        body: <ListPage items={items} question={question} />,
      });
      res.type("html").send(html);
    } finally {
      release.release();
    }
  });

  router.get("/donnees/licence", (_req, res) => {
    res.redirect(302, "/fr/donnees");
  });

  router.get(localized("/donnees/:slug"), async (req: Request, res: Response) => {
    const release = await ctx.release();
    try {
      const lang = langOf(req.path);
      const slug = String(req.params.slug);
      const item = (await catalogueOf(release)).find(({ dataset }) => dataset.slug === slug);
      if (item === undefined) {
        throw new BayanError(
          "not_found",
          {
            fr: `Jeu de données inconnu : ${slug}`,
            ar: `مجموعة بيانات غير معروفة: ${slug}`,
            en: `Unknown dataset: ${slug}`,
          },
          { status: 404 },
        );
      }
      const title = item.dataset.title[lang];
      const html = renderPage(ctx, req, {
        title: item.entry.sample ? t(lang, "data.sample.title", { title }) : title,
        lede: item.dataset.description[lang],
        description: item.dataset.description[lang],
        crumb: title,
        breadcrumb: [{ label: t(lang, "data.nav"), href: href(lang, "/donnees") }],
        release: releaseStatus(release),
        body: <DatasetPage item={item} rows={await previewOf(release, item.dataset)} release={release.id} />,
      });
      res.type("html").send(html);
    } finally {
      release.release();
    }
  });

  return router;
}
