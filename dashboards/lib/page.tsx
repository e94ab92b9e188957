import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";
import { signedInOf, viewerOf } from "#warehouse/door/viewer.ts";
import type { Context } from "#warehouse/surface.ts";
import "./messages/index.ts";
import { AccountMenu, ViewingAs } from "./account-menu.tsx";
import { asset, assetFollowers, assetStyles, fontAsset, hasAsset } from "./assets.ts";
import { addMessages, t } from "./i18n.ts";
import { Breadcrumb, type Crumb, Notice } from "./parts.tsx";
import type { ReleaseStatus } from "./release.ts";
import { Footer, Header, SampleBanner, StatusLine } from "./shell.tsx";
import { AddressContext, LangContext, rich, T } from "./text.tsx";
import { themeOf } from "./theme.ts";
import { href, inLang, langOf, type PageRequest } from "./url.ts";

export interface PageOptions {
  /** The one h1 and, with the site's name, the document's title. Plain text; isolates are understood. */
  readonly title: string;
  /** What stands in the h1 where it is more than the title. */
  readonly heading?: ComponentChildren;
  /** One sentence under the h1. */
  readonly lede?: ComponentChildren;
  readonly body: ComponentChildren;
  /** Every figure of the page is real, though the release holds the sample too: its banner says so. */
  readonly real?: boolean;
  /** For search engines and previews. */
  readonly description?: string;
  /** The release the figures come from; null on pages without figures. */
  readonly release: ReleaseStatus | null;
  /** Between the front page and this one; the page itself is added from `crumb` or `title`. */
  readonly breadcrumb?: readonly Crumb[];
  readonly crumb?: string;
  /** Why totals are partial, formatted. */
  readonly partial?: string;
  /** Query keys that the page does not know: said in a notice, otherwise ignored. */
  readonly unknown?: readonly string[];
  /** More entries of the browser build than the shell's own: `geoportal/client/map.ts`. */
  readonly scripts?: readonly string[];
  /** `full` takes the whole width (map), `front` has no breadcrumb. */
  readonly layout?: "page" | "full" | "front";
}

const SHELL_SCRIPT = "dashboards/client/main.ts";

/** What `renderPage` needs of a context. */
export type PageContext = Pick<Context, "nav" | "messages" | "publicUrl">;

/**
 * A whole HTML document in the language of the request's path: banner, header, breadcrumb, h1, status line,
 * body, footer. It reads without JavaScript and holds no inline script and no `style=`.
 */
export function renderPage(ctx: PageContext, req: PageRequest, options: PageOptions): string {
  addMessages(ctx.messages);
  const lang = langOf(req.path);
  const theme = themeOf(req);
  const path = req.path.replace(/^\/(?:fr|ar|en)(?=\/|$)/u, "") || "/";
  const signedIn = signedInOf(req.res);
  const { release, layout = "page" } = options;
  const scripts = [SHELL_SCRIPT, ...(options.scripts ?? [])];
  const styles = [...new Set(scripts.filter(hasAsset).flatMap(assetStyles))];
  const font = fontAsset(
    lang === "ar" ? "ibm-plex-sans-arabic-arabic-400-normal" : "ibm-plex-sans-latin-400-normal",
  );
  const site = t(lang, "shell.site");
  const plain = options.title.replace(/[\u2066-\u2069]/gu, "");
  const crumbs: Crumb[] = [
    { label: t(lang, "shell.home"), href: href(lang, "/") },
    ...(options.breadcrumb ?? []),
    { label: options.crumb ?? plain },
  ];
  const html = renderToString(
    <html lang={lang} dir={lang === "ar" ? "rtl" : "ltr"} data-theme={theme === "auto" ? undefined : theme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{layout === "front" ? `${site} · ${plain}` : `${plain} · ${site}`}</title>
        {options.description !== undefined && <meta name="description" content={options.description} />}
        <meta name="color-scheme" content={theme === "auto" ? "light dark" : theme} />
        {release?.sample === true && <meta name="robots" content="noindex" />}
        <link rel="icon" type="image/svg+xml" href={asset("dashboards/client/icon.svg")} />
        {font !== null && (
          <link rel="preload" as="font" type="font/woff2" href={font} crossorigin="anonymous" />
        )}
        {styles.map((sheet) => (
          <link key={sheet} rel="stylesheet" href={sheet} />
        ))}
        {(["fr", "ar", "en"] as const).map((other) => (
          <link
            key={other}
            rel="alternate"
            hreflang={other}
            href={`${ctx.publicUrl}${inLang(req.originalUrl, other)}`}
          />
        ))}
        {scripts
          .filter(hasAsset)
          .flatMap((name) =>
            assetFollowers(name).map((file) => <link key={file} rel="modulepreload" href={file} />),
          )}
        {scripts.filter(hasAsset).map((name) => (
          <script key={name} type="module" src={asset(name)} />
        ))}
      </head>
      <body
        class={`layout-${layout}`}
        data-eyes={viewerOf(req.res, lang).territory === null ? undefined : "public"}
        data-ahead={signedIn === null ? "" : undefined}
      >
        <LangContext.Provider value={lang}>
          <a class="skip-link" href="#contenu">
            <T k="shell.skip" />
          </a>
          {release?.sample === true && <SampleBanner real={options.real === true} />}
          <p class="offline" data-offline="" role="status" hidden>
            <T k="shell.offline" />
          </p>
          <Header
            nav={ctx.nav}
            path={path}
            originalUrl={req.originalUrl}
            theme={theme}
            search={layout !== "front"}
            account={<AccountMenu signedIn={signedIn} originalUrl={req.originalUrl} />}
          />
          {signedIn?.viewingAs === true && <ViewingAs viewer={viewerOf(req.res, lang)} />}
          <main id="contenu" tabIndex={-1}>
            {layout !== "front" && <Breadcrumb items={crumbs} />}
            <div class="page-head">
              <h1>{options.heading ?? rich(options.title)}</h1>
              {options.lede !== undefined && <p class="lede">{options.lede}</p>}
              {release !== null && <StatusLine release={release} partial={options.partial} />}
            </div>
            {options.unknown !== undefined && options.unknown.length > 0 && (
              <Notice tone="info">
                <T k="filter.unknown" names={options.unknown.slice(0, 5).join(", ").slice(0, 120)} />
              </Notice>
            )}
            <AddressContext.Provider value={signedIn === null ? req.originalUrl : null}>
              {options.body}
            </AddressContext.Provider>
          </main>
          <Footer nav={ctx.nav} />
        </LangContext.Provider>
      </body>
    </html>,
  );
  return `<!doctype html>\n${html}`;
}
