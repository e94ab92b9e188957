import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { assetStyles } from "../lib/assets.ts";
import { addMessages, t } from "../lib/i18n.ts";
import type { PageContext, PageOptions } from "../lib/page.tsx";
import { SampleBanner } from "../lib/shell.tsx";
import { LangContext, rich } from "../lib/text.tsx";
import { langOf, type PageRequest } from "../lib/url.ts";

const STYLES = "dashboards/client/main.ts";
const CLOSE = "</figure>";

/** One figure out of a drawn body, null where it has none of that name. Figures never stand in one another. */
export function figureIn(html: string, id: string): string | null {
  const from = html.search(new RegExp(`<figure [^>]*id="${id}"`, "u"));
  const to = from < 0 ? -1 : html.indexOf(CLOSE, from);
  return to < 0 ? null : html.slice(from, to + CLOSE.length);
}

/**
 * The document that another site frames: the figure with the sample's mark, its source and a way to its page. No script:
 * the table twin opens by itself. Links open the site's own page. Null where the page has no such figure.
 */
export function renderFrame(
  ctx: PageContext,
  req: PageRequest,
  { title, body, release, real }: PageOptions,
  id: string,
): string | null {
  addMessages(ctx.messages);
  const lang = langOf(req.path);
  const inside = (child: unknown): VNode => (
    <LangContext.Provider value={lang}>{child as VNode}</LangContext.Provider>
  );
  const figure = figureIn(renderToString(inside(body)), id);
  if (figure === null) return null;
  const html = renderToString(
    <html lang={lang} dir={lang === "ar" ? "rtl" : "ltr"}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title.replace(/[\u2066-\u2069]/gu, "")} · ${t(lang, "shell.site")}`}</title>
        <base href={req.originalUrl} target="_top" />
        {assetStyles(STYLES).map((sheet) => (
          <link key={sheet} rel="stylesheet" href={sheet} />
        ))}
      </head>
      <body class="layout-embed">
        {inside(
          <main>
            {release?.sample === true && <SampleBanner real={real === true} />}
            <h1 class="embed-title">
              <a href={`${req.originalUrl}#${id}`}>
                {t(lang, "shell.site")} · {rich(title)}
              </a>
            </h1>
            <div dangerouslySetInnerHTML={{ __html: figure }} />
          </main>,
        )}
      </body>
    </html>,
  );
  return `<!doctype html>\n${html}`;
}
