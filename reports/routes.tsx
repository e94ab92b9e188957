import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Request, type Response, Router } from "express";
import { page } from "#dashboards/lib/handler.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { unitName } from "#dashboards/lib/territory.ts";
import { href, intParam, localized, readQuery } from "#dashboards/lib/url.ts";
import { viewerOf } from "#warehouse/door/viewer.ts";
import { UsageError } from "#warehouse/errors.ts";
import type { Context } from "#warehouse/surface.ts";
import { isLang, type Text } from "#warehouse/text.ts";
import { alertWishes } from "./alerts/routes.tsx";
import { archiveOf, reportsRoot } from "./archive/context.ts";
import { reportFile } from "./archive/files.ts";
import { DEFINITIONS, definitionOf } from "./catalog.ts";
import { latestPeriod } from "./definition/period.ts";
import { openLink } from "./delivery/deliver.ts";
import { subscriptions } from "./delivery/routes.tsx";
import { personalInput } from "./eyes.ts";
import { coveredPeriod, type Format, render } from "./make.ts";
import { operations } from "./operations/routes.tsx";
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

interface Sent {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly format: Format;
  readonly file: string;
  readonly restricted: boolean;
}

/** Sends a report under its file's name; one for a person is kept by nobody on the way. */
function sendReport(res: Response, { bytes, mediaType, format, file, restricted }: Sent): void {
  res.setHeader("Content-Disposition", `${format === "xlsx" ? "attachment" : "inline"}; filename="${file}"`);
  res.setHeader("Cache-Control", restricted ? "private, no-store" : "no-cache");
  if (format === "html") res.setHeader("Content-Security-Policy", HTML_POLICY);
  res.type(mediaType).send(Buffer.from(bytes));
}

/** The pages of reports, each report made when it is asked for, and the archive's files. */
export function routes(ctx: Context): Router {
  const router = Router();
  router.use(operations(ctx), subscriptions(ctx), alertWishes(ctx));

  router.get(
    localized("/rapports"),
    page(ctx, async ({ lang, handle, req, asker }) => ({
      title: t(lang, "reports.title"),
      lede: t(lang, "reports.lede"),
      unknown: readQuery(req.originalUrl, []).unknown,
      body: (
        <ReportList
          definitions={DEFINITIONS}
          until={handle.manifest.until}
          person={asker.role !== "public"}
          admin={asker.role === "admin"}
        />
      ),
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

  router.get("/rapports/lien/:token", async (req: Request, res: Response, next) => {
    const made = await openLink(ctx, String(req.params.token));
    if (made === null) next();
    else sendReport(res, { ...made, restricted: true });
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
    const { until, sample } = release.manifest;
    release.release();
    const territory = values.get("code")?.trim() || values.get("territoire") || "MA";
    const asked = values.get("periode") ?? values.get("mois") ?? latestPeriod(definition.every, until);
    const period = coveredPeriod(definition, asked, until);
    const viewer = viewerOf(res, lang);
    const { input, restricted } = await personalInput(ctx, definition, { territory, period, viewer, lang });
    const made = await render(input, lang, format);
    const file = reportFile(definition.name, { territory, period: period.text, lang, format }, sample);
    sendReport(res, { ...made, file, format, restricted });
  });

  return router;
}
