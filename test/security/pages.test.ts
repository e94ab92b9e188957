import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AccountRole } from "#warehouse/state/index.ts";
import { openSite, type Site } from "../e2e/site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** A page without what the frame says of who is signed in, and without what it offers the public alone: to show a figure elsewhere. */
async function page(path: string, cookie: string | null) {
  const headers = { accept: "text/html", ...(cookie === null ? {} : { cookie }) };
  const response = await fetch(site.url + path, { headers, redirect: "manual" });
  const html = (await response.text())
    .replace(/<a class="sign-in".*?<\/a>/s, "")
    .replace(
      /<details class="menu" data-menu><summary[^>]*title="[^"]*"[^>]*><svg[^>]*>(?:(?!<\/summary>).)*<\/summary><ul><li class="menu-title">.*?<\/details>/s,
      "",
    )
    .replaceAll(' data-eyes="public"', "")
    .replace(" data-ahead", "")
    .replaceAll(/<a href="[^"]*\/integrer\?[^"]*"[^>]*>.*?<\/a>/gs, "");
  return { status: response.status, html, caching: response.headers.get("cache-control") };
}

const PATHS = [
  "/fr/",
  "/fr/tableaux/budget",
  "/ar/tableaux/budget/03.231",
  "/fr/tableaux/recettes/07.351.01.0",
  "/fr/tableaux/rokhas",
  "/fr/tableaux/projets",
  "/fr/tableaux/reclamations/06.141",
  "/fr/recherche?q=agdal",
  "/fr/carte?niveau=region",
];

describe.each([
  ["commune", "01.511.01.0"],
  ["province", "03.231"],
  ["province", "06.141.01.00"],
  ["wali", "06"],
] as const satisfies readonly (readonly [AccountRole, string])[])("a %s of %s", (role, territory) => {
  it("reads of the whole country what everyone reads, under the country’s name, and no cache keeps it", async () => {
    const cookie = site.signedIn(role, territory);
    for (const path of PATHS) {
      const [own, everyone] = [await page(path, cookie), await page(path, null)];
      expect(own.status, path).toBe(200);
      expect(own.html === everyone.html, path).toBe(true);
      expect(own.caching, path).toBe("private, no-store");
    }
  });
});

it("a page that the public may keep never holds a name", async () => {
  const cookie = site.signedIn("national", null, "Nom Secret");
  for (const path of PATHS) {
    expect((await page(path, cookie)).status).toBe(200);
    const { html } = await page(path, null);
    expect(html).not.toContain("Nom Secret");
  }
});
