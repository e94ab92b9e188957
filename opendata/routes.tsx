import type { Request, Response } from "express";
import { Router } from "express";
import type { ComponentChildren } from "preact";
import { t } from "#dashboards/lib/i18n.ts";
import { renderPage } from "#dashboards/lib/page.tsx";
import { releaseStatus } from "#dashboards/lib/release.ts";
import { choice, href, intParam, langOf, localized, readQuery } from "#dashboards/lib/url.ts";
import type { Context } from "#warehouse/surface.ts";
import { apiRoutes } from "./api/routes.ts";
import { diffRoutes } from "./diff/routes.ts";
import { fileRoutes } from "./files.ts";
import { type Library, withLibrary } from "./library.ts";
import { dqv } from "./meta/dqv.ts";
import { mqa } from "./meta/mqa.ts";
import { serialise } from "./meta/rdf.ts";
import { metadataRoutes } from "./meta/routes.ts";
import { DatasetPage } from "./pages/dataset.tsx";
import { ListPage } from "./pages/list.tsx";
import { QualityPage } from "./pages/quality.tsx";
import { ReusesPage } from "./pages/reuses.tsx";
import { LicencePage, RequestPage, WithheldPage } from "./pages/terms.tsx";
import { type PreviewAsk, previewOf } from "./preview.ts";
import { reusesOf } from "./reuses.ts";
import { searchDatasets } from "./search.ts";

const ASKED = ["partie", "q", "colonne", "valeur", "tri", "sens", "page"];

/** Pages, files, metadata and interfaces of the catalogue. */
export function routes(ctx: Context): Router {
  const router = Router();
  router.use(metadataRoutes(ctx), fileRoutes(ctx), diffRoutes(ctx), apiRoutes(ctx));

  router.get(localized("/donnees"), (req: Request, res: Response) =>
    withLibrary(ctx, async ({ release, listed }) => {
      const lang = langOf(req.path);
      const { values, unknown } = readQuery(req.originalUrl, ["q", "theme"]);
      const question = (values.get("q") ?? "").slice(0, 120);
      const found = searchDatasets(listed, question);
      const themes = new Map<string, number>();
      for (const { dataset } of found) themes.set(dataset.theme, (themes.get(dataset.theme) ?? 0) + 1);
      const wanted = values.get("theme");
      const theme = wanted !== undefined && themes.has(wanted) ? wanted : null;
      const items = theme === null ? found : found.filter(({ dataset }) => dataset.theme === theme);
      const html = renderPage(ctx, req, {
        title: t(lang, "data.title"),
        lede: t(lang, "data.lede"),
        description: t(lang, "data.lede"),
        release: releaseStatus(release),
        unknown,
        body: <ListPage items={items} question={question} theme={theme} themes={themes} />,
      });
      res.type("html").send(html);
    }),
  );

  const page = (path: string, key: string, body: (library: Library) => ComponentChildren) =>
    router.get(localized(path), (req, res) =>
      withLibrary(ctx, async (library) => {
        const lang = langOf(req.path);
        const html = renderPage(ctx, req, {
          title: t(lang, `${key}${key.endsWith(".page") ? "" : ".title"}`),
          lede: t(lang, `${key.replace(/\.page$/u, "")}.lede`),
          breadcrumb: [{ label: t(lang, "data.nav"), href: href(lang, "/donnees") }],
          release: releaseStatus(library.release),
          body: body(library),
        });
        res.type("html").send(html);
      }),
    );
  page("/donnees/licence", "data.licence", ({ listed }) => <LicencePage listed={listed} />);
  page("/donnees/masque", "data.withheld.page", ({ listed }) => <WithheldPage listed={listed} />);
  page("/donnees/qualite", "data.quality", ({ listed }) => (
    <QualityPage score={mqa(listed)} listed={listed} />
  ));
  page("/donnees/reutilisations", "data.reuses", ({ listed }) => (
    <ReusesPage reuses={reusesOf(ctx)} listed={listed} />
  ));
  page("/donnees/demande", "data.request", () => <RequestPage />);
  router.get("/quality/mqa.json", (_req, res) =>
    withLibrary(ctx, async ({ listed }) => void res.json(mqa(listed))),
  );
  router.get("/quality/mqa.ttl", (_req, res) =>
    withLibrary(ctx, async ({ base, listed }) => {
      res.type("text/turtle; charset=utf-8").send(await serialise(dqv(base, mqa(listed)), "ttl"));
    }),
  );

  router.get(localized("/donnees/:slug"), (req: Request, res: Response) =>
    withLibrary(ctx, async (library) => {
      const { base, engine, release, shelf } = library;
      const lang = langOf(req.path);
      const item = library.find(String(req.params.slug));
      const { values, unknown } = readQuery(req.originalUrl, ASKED);
      const given = (name: string) => (values.get(name) ?? "").slice(0, 80);
      const ask: PreviewAsk = {
        part: values.get("partie") ?? null,
        words: given("q"),
        column: values.get("colonne") ?? null,
        value: given("valeur"),
        sort: values.get("tri") ?? null,
        dir: choice(values.get("sens"), ["asc", "desc"]),
        page: intParam(values.get("page"), 1, 1, 100_000),
      };
      const title = item.dataset.title[lang];
      const preview = await previewOf(engine, item.entry, ask);
      const html = renderPage(ctx, req, {
        title: item.entry.sample ? t(lang, "data.sample.title", { title }) : title,
        lede: item.dataset.description[lang],
        description: item.dataset.description[lang],
        crumb: title,
        breadcrumb: [{ label: t(lang, "data.nav"), href: href(lang, "/donnees") }],
        release: releaseStatus(release),
        unknown,
        body: (
          <DatasetPage
            item={item}
            reuses={reusesOf(ctx)}
            preview={preview}
            ask={ask}
            editions={shelf.editions(item.entry.slug)}
            base={base}
          />
        ),
      });
      res.type("html").send(html);
    }),
  );
  return router;
}
