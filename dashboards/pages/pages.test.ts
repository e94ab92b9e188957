import { parseHTML } from "linkedom";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LANGS } from "#warehouse/text.ts";
import { surface } from "../index.ts";
import { PAGES } from "../testing/pages.ts";
import { serveFake } from "../testing/serve.ts";

let served: Awaited<ReturnType<typeof serveFake>>;
beforeAll(async () => {
  served = await serveFake([surface]);
});
afterAll(() => served.close());
const get = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${served.origin}${path}`, { redirect: "manual", headers });
  const html = await answer.text();
  return { answer, html, document: parseHTML(html).document };
};

describe.each(LANGS)("pages in %s", (lang) => {
  it.each(PAGES)("%s", async (path) => {
    const { answer, html, document } = await get(`/${lang}${path}`);
    expect(answer.status).toBe(path === "/rien" ? 404 : 200);
    expect(html).not.toMatch(/\sstyle=/u);
    expect(html).not.toMatch(/<style/u);
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/u);
    expect(html).not.toMatch(/\son\w+=/u);
    expect(html).not.toMatch(/undefined|NaN|\[object/u);
    expect(html.match(/<h1/gu)).toHaveLength(1);
    expect(document.documentElement.getAttribute("lang")).toBe(lang);
    expect(document.documentElement.getAttribute("dir")).toBe(lang === "ar" ? "rtl" : "ltr");
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.getAttribute("id"));
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    for (const named of document.querySelectorAll("[aria-labelledby]")) {
      for (const id of (named.getAttribute("aria-labelledby") ?? "").split(" ")) expect(ids).toContain(id);
    }
    if (path !== "/rien") expect(document.querySelector(".sample-banner")).not.toBeNull();
  });
});

describe("figures", () => {
  it("say the same in their drawing and in their table", async () => {
    const { document } = await get("/fr/tableaux/budget?annee=2025");
    const figure = document.querySelector("#chapitres");
    const drawn = [...(figure?.querySelectorAll(".chart-wide text") ?? [])].map(
      (text) => text.textContent ?? "",
    );
    const rows = [...(figure?.querySelectorAll(".twin tbody tr") ?? [])];
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows) {
      const name = row.querySelector("th")?.textContent ?? "";
      const rate = [...row.querySelectorAll("td")].at(-1)?.textContent ?? "";
      expect(drawn).toContain(rate);
      expect(drawn.some((text) => text === name)).toBe(true);
    }
  });
  it("add up: the rows of a level make its total, the higher council among them", async () => {
    const { document } = await get("/fr/tableaux/budget/01?annee=2025");
    const number = (text: string | null | undefined): number => Number((text ?? "").replace(/\D/gu, ""));
    const rows = [...document.querySelectorAll("#territoires tbody tr")].map((row) =>
      number(row.querySelector("td")?.textContent),
    );
    const total = number(document.querySelector("#territoires tfoot td")?.textContent);
    expect(Math.abs(rows.reduce((sum, value) => sum + value, 0) - total)).toBeLessThanOrEqual(rows.length);
    expect(document.querySelector("#territoires .row-note th")?.textContent).toBe("Conseil régional");
  });
  it("link to the same question as a file", async () => {
    const { document } = await get("/fr/tableaux/budget/01?annee=2025");
    const link = document.querySelector('#territoires a[href^="/api/v1/query"]')?.getAttribute("href") ?? "";
    const spec: unknown = JSON.parse(new URL(link, served.origin).searchParams.get("spec") ?? "");
    expect(spec).toMatchObject({
      groupBy: ["province"],
      where: [
        { dimension: "region", op: "=", value: "01" },
        { dimension: "year", op: "=", value: 2025 },
      ],
    });
  });
});

describe("state", () => {
  it("sorts by the column that the address names", async () => {
    const { document } = await get("/fr/tableaux/budget?tri=nom");
    const names = [...document.querySelectorAll("#territoires tbody th")].map(
      (cell) => cell.textContent ?? "",
    );
    expect(names).toEqual(names.toSorted(new Intl.Collator("fr").compare));
    expect(document.querySelector('#territoires th[aria-sort="ascending"]')?.textContent).toContain("Région");
  });
  it("ignores what it does not know, and says so", async () => {
    const { html } = await get("/fr/tableaux/budget?foo=<script>alert(1)</script>");
    expect(html).toContain("Ce filtre n’existe pas");
    expect(html).not.toContain("<script>alert");
  });
  it("says which years there are where the one asked is missing", async () => {
    const { document } = await get("/fr/tableaux/budget/01?annee=2019");
    expect(document.querySelector(".empty")?.textContent).toContain("2026");
  });
  it("is kept by the language switch", async () => {
    const { document } = await get("/fr/tableaux/budget/01?annee=2024");
    expect(document.querySelector('.languages a[lang="ar"]')?.getAttribute("href")).toBe(
      "/ar/tableaux/budget/01?annee=2024",
    );
  });
  it("knows no territory that does not exist", async () =>
    expect((await get("/fr/tableaux/budget/99")).answer.status).toBe(404));
});

describe("theme", () => {
  it("is written by the server from the cookie", async () => {
    const { document } = await get("/fr/methode", { cookie: "bayan_theme=dark" });
    expect(document.documentElement.getAttribute("data-theme")).toBe("dark");
  });
  it("is chosen by a link that comes back", async () => {
    const { answer } = await get("/fr/apparence?theme=dark&retour=%2Ffr%2Fmethode");
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/fr/methode"]);
    expect(answer.headers.get("set-cookie")).toContain("bayan_theme=dark");
  });
});

describe("search", () => {
  it.each(["tanger", "TANGER", "طنجة", "طنجه", "01.511.01.0"])("finds Tanger by %s", async (q) => {
    const { document } = await get(`/fr/recherche?q=${encodeURIComponent(q)}`);
    expect([...document.querySelectorAll(".result-name")].map((link) => link.textContent)).toContain(
      "Tanger",
    );
  });
});
