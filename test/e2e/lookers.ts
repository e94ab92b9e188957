import type { Browser } from "playwright-core";
import type { Reader, SitePage } from "./every-page.ts";
import { faultsOf, type Look, watch } from "./looked-at.ts";
import type { Site } from "./site.ts";

/** The public and an administrator, each in a window of their own. */
export interface Looker {
  /** What a page's answer is to one of them; redirects are not followed. */
  ask(path: string, reader: Reader): Promise<Response>;
  /** Everything wrong with these pages, seen so. */
  at(pages: readonly SitePage[], look: Look): Promise<string[]>;
}

export async function lookers(browser: Browser, site: Site): Promise<Looker> {
  const cookie = site.signedIn("admin", null);
  const [name = "", value = ""] = cookie.split("=");
  const [everyone, admin] = await Promise.all([
    browser.newContext({ serviceWorkers: "block" }),
    browser.newContext({ serviceWorkers: "block" }),
  ]);
  await admin.addCookies([{ name, value, url: site.url }]);
  return {
    ask: (path, reader) =>
      fetch(`${site.url}${path}`, {
        redirect: "manual",
        headers: { accept: "text/html", ...(reader === "admin" ? { cookie } : {}) },
      }),
    async at(pages, look) {
      const faults: string[] = [];
      for (const [reader, context] of [["public", everyone] as const, ["admin", admin] as const]) {
        const page = await context.newPage();
        const said = watch(page, site.url);
        for (const one of pages)
          if (one.reader === reader && (!one.framed || look.lang === "fr"))
            faults.push(...(await faultsOf(page, site.url, one.path, look)));
        await page.close();
        faults.push(...said);
      }
      return faults;
    },
  };
}
