import { BayanError } from "#warehouse/errors.ts";
import { SearchBox } from "./forms.tsx";
import { t } from "./i18n.ts";
import { type PageContext, renderPage } from "./page.tsx";
import { Code, T } from "./text.tsx";
import { href, langOf, type PageRequest } from "./url.ts";

/** The same page for what does not exist and for what the reader may not see. */
export function notFoundPage(ctx: PageContext, req: PageRequest): string {
  const lang = langOf(req.path);
  return renderPage(ctx, req, {
    title: t(lang, "error.missing.title"),
    lede: t(lang, "error.missing.text"),
    release: null,
    body: (
      <div class="narrow stack">
        <SearchBox id="missing-search" big />
        <p>
          <a href={href(lang, "/")}>{t(lang, "error.home")}</a>
        </p>
      </div>
    ),
  });
}

/** What failed, what still works, what to do, and the reference to quote. */
export function errorPage(
  ctx: PageContext,
  req: PageRequest,
  fault: { readonly error: unknown; readonly status: number; readonly reference?: string | null },
): string {
  const lang = langOf(req.path);
  const known = fault.error instanceof BayanError && fault.status < 500 ? fault.error.in(lang) : null;
  return renderPage(ctx, req, {
    title: t(lang, fault.status < 500 ? "error.request.title" : "error.server.title"),
    lede: known ?? t(lang, fault.status < 500 ? "error.request.text" : "error.server.text"),
    release: null,
    body: (
      <div class="narrow stack">
        <p>
          <a class="button" href={req.originalUrl}>
            {t(lang, "error.retry")}
          </a>
        </p>
        <p>
          <a href={href(lang, "/")}>{t(lang, "error.home")}</a>
        </p>
        {fault.reference && (
          <p class="muted small">
            <T k="error.reference" /> <Code>{fault.reference}</Code>
          </p>
        )}
      </div>
    ),
  });
}
