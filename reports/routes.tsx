import { type Request, type Response, Router } from "express";
import { formatMonth } from "#dashboards/lib/dates.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { renderPage } from "#dashboards/lib/page.tsx";
import { releaseStatus } from "#dashboards/lib/release.ts";
import { langOf, localized, readQuery } from "#dashboards/lib/url.ts";
import { PUBLIC_VIEWER } from "#warehouse/door/types.ts";
import { UsageError } from "#warehouse/errors.ts";
import type { Context } from "#warehouse/surface.ts";
import { isLang, type Lang } from "#warehouse/text.ts";
import { monthly } from "./monthly/report.ts";
import { ReportsPage } from "./page.tsx";

/** Name of a report's file. The mark of the sample travels in it. */
export const reportFile = (territory: string, period: string, lang: Lang, sample: boolean): string =>
  `bayan-monthly-${territory}-${period}-${lang}${sample ? "-exemple" : ""}.pdf`;

const monthsUntil = (until: string, count: number): string[] => {
  const [year = 0, month = 1] = until.split("-").map(Number);
  return Array.from({ length: count }, (_, back) => {
    const index = year * 12 + (month - 1) - back;
    return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
  });
};

function badLang(value: unknown): UsageError {
  return new UsageError("bad_language", {
    fr: `langue : ${String(value)} ; choisissez fr, ar ou en`,
    ar: `اللغة: ${String(value)}؛ اختر fr أو ar أو en`,
    en: `language: ${String(value)}; choose fr, ar or en`,
  });
}

/** The page of reports, and each report, typeset when it is asked for. */
export function routes(ctx: Context): Router {
  const router = Router();

  router.get(localized("/rapports"), async (req: Request, res: Response) => {
    const release = await ctx.release();
    try {
      const lang = langOf(req.path);
      const { unknown } = readQuery(req.originalUrl, []);
      const regions = await ctx.door.territories({ level: "region" }, { ...PUBLIC_VIEWER, lang });
      const months = monthsUntil(release.manifest.until, 12);
      const html = renderPage(ctx, req, {
        title: t(lang, "reports.title"),
        lede: t(lang, "reports.lede"),
        release: releaseStatus(release),
        unknown,
        body: (
          <ReportsPage
            regions={regions}
            months={months.map((value) => ({ value, label: formatMonth(lang, value) }))}
          />
        ),
      });
      res.type("html").send(html);
    } finally {
      release.release();
    }
  });

  router.get("/rapports/monthly.pdf", async (req: Request, res: Response) => {
    const { values } = readQuery(req.originalUrl, ["territoire", "code", "mois", "langue"]);
    const lang = values.get("langue") ?? "fr";
    if (!isLang(lang)) throw badLang(lang);
    const release = await ctx.release();
    try {
      const territory = values.get("code")?.trim() || values.get("territoire") || "MA";
      const period = values.get("mois") ?? release.manifest.until;
      const report = await monthly.run(
        { door: ctx.door, release, clock: ctx.clock },
        { territory, period, lang, format: "pdf" },
      );
      res.setHeader(
        "Content-Disposition",
        `inline; filename="${reportFile(territory, period, lang, release.manifest.sample)}"`,
      );
      res.setHeader("Cache-Control", "no-cache");
      res.type(report.mediaType).send(Buffer.from(report.bytes));
    } finally {
      release.release();
    }
  });

  return router;
}
