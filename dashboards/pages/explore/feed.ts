import { createHash } from "node:crypto";
import type { RequestHandler } from "express";
import { type Answer, PUBLIC_VIEWER } from "#warehouse/door/types.ts";
import type { Context } from "#warehouse/surface.ts";
import type { Lang } from "#warehouse/text.ts";
import { escaped, node } from "../../charts/svg.ts";
import { ask, keyOf, metricOf, reasonOf } from "../../lib/answers.ts";
import { formatNull } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { printed, unitOf } from "../../lib/metrics.ts";
import { href, langOf } from "../../lib/url.ts";
import { saidText } from "../parts/measures.ts";
import { type ExploreQuestion, questionOf } from "./question.ts";
import { ordered, specOf, writeExplore } from "./state.ts";

/** A question's answer as an Atom feed: readers are told when a release changes it, and nobody keeps their address. */
export const FEED = "/explorer/suivi.atom";

/** Lines of an answer that an entry tells; the page has them all. */
const TOLD = 60;

export const exploreFeed = (ctx: Context): RequestHandler => {
  return async (req, res, next) => {
    const lang = langOf(req.path);
    const viewer = { ...PUBLIC_VIEWER, lang };
    try {
      const handle = await ctx.release();
      try {
        const question = await questionOf(ctx.door, viewer, lang, req.originalUrl);
        const { state, dimensions } = question;
        const { answer } = ordered(await ask(ctx.door, viewer, specOf(state)), state, dimensions);
        const { until } = handle.manifest;
        res.set("Cache-Control", "public, max-age=0, must-revalidate");
        res.type("application/atom+xml").send(feedOf({ lang, base: ctx.publicUrl, until, question, answer }));
      } finally {
        handle.release();
      }
    } catch (cause) {
      next(cause);
    }
  };
};

/** The feed of one question: one entry, named by the figures themselves, so that the same answer is told once. */
export function feedOf(told: {
  readonly lang: Lang;
  readonly base: string;
  /** Last month of the release, `2026-10`: what changes is dated by the data, not by the machine that saw it. */
  readonly until: string;
  readonly question: Pick<ExploreQuestion, "state" | "nameOf" | "labelOf">;
  readonly answer: Answer;
}): string {
  const { lang, base, until, question, answer } = told;
  const [year = 0, month = 1] = until.split("-").map(Number);
  const updated = new Date(Date.UTC(year, month, 0)).toISOString();
  const { state } = question;
  const page = `${base}${href(lang, "/explorer")}${writeExplore(state)}`;
  const name = (text: string): string =>
    `urn:sha256:${createHash("sha256").update(text).digest("hex").slice(0, 40)}`;
  const mark = answer.sample ? `[${t(lang, "shell.sample.name")}] ` : "";
  const title = `${mark}${state.metrics.map((metric) => printed(metric.label[lang])).join(", ")} · ${question.labelOf(state.by)}`;
  const lines = answer.rows.slice(0, TOLD).map((row, index) => {
    const of = [state.by, state.across]
      .filter((dimension) => dimension !== "")
      .map((dimension) => question.nameOf(dimension, keyOf(row, dimension)));
    const figures = state.metrics.flatMap((metric) => {
      if (!(metric.name in row)) return [];
      const value = metricOf(row, metric.name);
      return value === null
        ? formatNull(lang, reasonOf(answer, index, metric.name))
        : saidText(lang, unitOf(metric), value);
    });
    return `${of.join(" · ")} – ${figures.join(" ; ")}`;
  });
  const link = node("link", { rel: "alternate", type: "text/html", href: page });
  const tag = (tagName: string, text: string): string => `<${tagName}>${escaped(text)}</${tagName}>`;
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">`,
    tag("title", title),
    tag("id", name(page)),
    tag("updated", updated),
    `<author>${tag("name", t(lang, "shell.site"))}</author>`,
    link,
    `<entry>${tag("title", title)}${tag("id", name(JSON.stringify([page, answer.rows])))}${tag("updated", updated)}`,
    link,
    `<content type="text">${escaped(lines.join("\n"))}</content></entry>`,
    `</feed>\n`,
  ].join("\n");
}
