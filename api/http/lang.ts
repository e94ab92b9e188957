import type { Request, RequestHandler } from "express";
import { isLang, LANGS, type Lang } from "#warehouse/text.ts";

/** The caller's language: `?lang=`, else the path's, else what the browser prefers, else French. */
export function langOf(req: Request): Lang {
  const asked = req.query.lang;
  if (isLang(asked)) return asked;
  const first = req.path.split("/")[1];
  if (isLang(first)) return first;
  const preferred = req.acceptsLanguages([...LANGS]);
  return isLang(preferred) ? preferred : "fr";
}

/**
 * Sends a page's address without a language, or with `?lang=`, to the reader's own. `pages` are the addresses of the
 * menus, of which the first step counts: `/tableaux/budget` covers `/tableaux/rokhas`.
 */
export function localize(pages: readonly string[]): RequestHandler {
  const roots = new Set(pages.map((path) => path.split("/")[1] ?? ""));
  return (req, res, next) => {
    if (req.method !== "GET" && req.method !== "HEAD") return next();
    // A file's address (`report.pdf`) has no language, nor has a tile's (`4/7/6`); a code's last group (`01.511.01.0`) is no ending.
    if (/\.(?:pdf|html|xlsx|csv|json|parquet|svg|png|ttl)$|(?:\/\d+){3}$/u.test(req.path)) return next();
    const steps = req.path.split("/").slice(1);
    const first = steps[0] ?? "";
    const localized = isLang(first);
    if (!localized && !(first === "" && steps.length === 1) && !(first !== "" && roots.has(first)))
      return next();
    const chosen = req.query.lang;
    if (localized && !isLang(chosen)) return steps.length === 1 ? redirect(`/${first}/`) : next();

    const lang = isLang(chosen) ? chosen : langOf(req);
    return redirect(
      `/${[lang, ...(localized ? steps.slice(1) : steps)].join("/")}${localized && steps.length === 1 ? "/" : ""}`,
    );

    function redirect(path: string): void {
      const query = new URLSearchParams(req.originalUrl.split("?")[1] ?? "");
      query.delete("lang");
      const rest = query.toString();
      if (!localized) res.vary("Accept-Language");
      // Two leading slashes would name another host.
      res.redirect(302, `${path.replace(/^[/\\]+/, "/")}${rest === "" ? "" : `?${rest}`}`);
    }
  };
}
