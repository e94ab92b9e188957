import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Request, type Response, Router } from "express";
import { page } from "#dashboards/lib/handler.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { unitName } from "#dashboards/lib/territory.ts";
import { href, intParam, localized, readQuery } from "#dashboards/lib/url.ts";
import { PUBLIC_VIEWER, type Viewer } from "#warehouse/door/types.ts";
import { UsageError } from "#warehouse/errors.ts";
import type { Context } from "#warehouse/surface.ts";
import { isLang, type Text } from "#warehouse/text.ts";
import { archiveOf, reportsRoot } from "./archive/context.ts";
import { reportFile } from "./archive/files.ts";
import { DEFINITIONS, definitionOf } from "./catalog.ts";
import { latestPeriod } from "./definition/period.ts";
import { coveredPeriod, type Format, inputOf, render } from "./make.ts";
import { HTML_POLICY } from "./output/html.ts";
import { ReportList } from "./pages/list.tsx";
import { PER_PAGE, ReportView } from "./pages/report.tsx";

const badChoice = (name: Text, value: unknown, known: string): UsageError =>
  new UsageError("bad_choice", {
    fr: `${name.fr} : ${String(value)} ; choisissez ${known}`,
    ar: `${name.ar}: ${String(value)}؛ اختر ${known}`,
    en: `${name.en}: ${String(value)}; choose ${known}`,
  });
const LANGUAGE: Text = { fr: "langue", ar: "اللغة", en: "language" };
const FORMAT: Text = { fr: "format", ar: "الصيغة", en: "format" };
const isFormat = (value: string): value is Format => value === "pdf" || value === "html" || value === "xlsx";

/** The reader as they were signed in; the public otherwise. */
function viewerOf(res: Response): Viewer {
  const known: unknown = res.locals.viewer;
  const isViewer = (value: unknown): value is Viewer =>
    typeof value === "object" && value !== null && "role" in value && "territory" in value;
  return isViewer(known) ? known : PUBLIC_VIEWER;
}

/** Who a report is for, where that is not everyone: it holds what that person may see. */
export const restriction = (viewer: Viewer): Text | undefined => {
  if (viewer.role === "public") return undefined;
  const who = viewer.territory ?? "";
  return {
    fr: `compte ${viewer.role} ${who}`.trim(),
    ar: `حساب ${viewer.role} ${who}`.trim(),
    en: `${viewer.role} account ${who}`.trim(),
  };
};

/** The pages of reports, each report made when it is asked for, and the archive's files. */
export function routes(ctx: Context): Router {
  const router = Router();

  router.get(
    localized("/rapports"),
    page(ctx, async ({ lang, handle, req }) => ({
      title: t(lang, "reports.title"),
      lede: t(lang, "reports.lede"),
      unknown: readQuery(req.originalUrl, []).unknown,
      body: <ReportList definitions={DEFINITIONS} until={handle.manifest.until} />,
    })),
  );

  router.get(
    localized("/rapports/:name"),
    page(ctx, async ({ lang, handle, req, params, viewer }) => {
      const definition = DEFINITIONS.find(({ name }) => name === params.name);
      if (definition === undefined) return null;
      const { values, unknown } = readQuery(req.originalUrl, ["q", "page"]);
      const q = (values.get("q") ?? "").slice(0, 80).trim();
      const found = q === "" ? undefined : await ctx.door.territories({ q }, { ...viewer, lang });
      const current = intParam(values.get("page"), 1, 1, 10_000);
      const { total, items } = archiveOf(ctx).search({
        name: definition.name,
        ...(found === undefined ? {} : { territories: [...found.map(({ code }) => code), q] }),
        limit: PER_PAGE,
        offset: (current - 1) * PER_PAGE,
      });
      const units = await Promise.all(
        [...new Set(items.map(({ territory }) => territory))].map((code) =>
          ctx.door.territories({ code }, { ...viewer, lang }),
        ),
      );
      const names = new Map(units.flat().map((unit) => [unit.code, unitName(lang, unit)]));
      return {
        title: definition.title[lang],
        keep: false,
        breadcrumb: [{ label: t(lang, "reports.title"), href: href(lang, "/rapports") }],
        unknown,
        body: (
          <ReportView
            definition={definition}
            until={handle.manifest.until}
            regions={await ctx.door.territories({ level: "region" }, { ...viewer, lang })}
            archive={{ q, total, items, page: current, name: (code) => names.get(code) ?? code }}
          />
        ),
      };
    }),
  );

  router.get("/rapports/archive/:name/:period/:file", (req: Request, res: Response, next) => {
    const { name = "", period = "", file = "" } = req.params;
    const root = reportsRoot(ctx.home);
    const path = resolve(join(root, String(name), String(period), String(file)));
    // Only what a report's own name can spell is looked for, and only below the archive.
    const plain = [name, period, file].every((part) => /^[A-Za-z0-9][A-Za-z0-9.-]*$/u.test(String(part)));
    if (!plain || !path.startsWith(`${root}/`) || !existsSync(path)) {
      next();
      return;
    }
    res.setHeader("Content-Disposition", `inline; filename="${String(file)}"`);
    res.setHeader("Cache-Control", "no-cache");
    res.type("application/pdf").sendFile(path);
  });

  router.get(["/rapports/:name.:format", "/rapports/:name"], async (req: Request, res: Response) => {
    const { values } = readQuery(req.originalUrl, [
      "territoire",
      "code",
      "periode",
      "mois",
      "langue",
      "format",
    ]);
    const definition = definitionOf(String(req.params.name));
    const format = String(req.params.format ?? values.get("format") ?? "pdf");
    if (!isFormat(format)) throw badChoice(FORMAT, format, "pdf, html, xlsx");
    const lang = values.get("langue") ?? "fr";
    if (!isLang(lang)) throw badChoice(LANGUAGE, lang, "fr, ar, en");
    const release = await ctx.release();
    try {
      const { id, manifest } = release;
      const territory = values.get("code")?.trim() || values.get("territoire") || "MA";
      const asked =
        values.get("periode") ?? values.get("mois") ?? latestPeriod(definition.every, manifest.until);
      const period = coveredPeriod(definition, asked, manifest.until);
      const viewer = { ...viewerOf(res), lang };
      const restricted = restriction(viewer);
      const input = await inputOf(
        ctx.door,
        definition,
        { territory, period, viewer },
        {
          release: id,
          sample: manifest.sample,
          publicUrl: ctx.settings.publicUrl,
          ...(restricted === undefined ? {} : { restricted }),
        },
      );
      const made = await render(input, lang, format);
      const file = reportFile(
        definition.name,
        { territory, period: period.text, lang, format },
        manifest.sample,
      );
      res.setHeader(
        "Content-Disposition",
        `${format === "xlsx" ? "attachment" : "inline"}; filename="${file}"`,
      );
      res.setHeader("Cache-Control", restricted === undefined ? "no-cache" : "private, no-store");
      if (format === "html") res.setHeader("Content-Security-Policy", HTML_POLICY);
      res.type(made.mediaType).send(Buffer.from(made.bytes));
    } finally {
      release.release();
    }
  });

  return router;
}
