import { describe, expect, it } from "vitest";
import { servedMap } from "#geoportal/testing/pages.ts";

describe("the page of one territory, without script", () => {
  const { get, open } = servedMap();

  it("maps and ranks a region's provinces side by side, in one order and the same classes", async () => {
    const { document, texts } = await open("/fr/carte/territoire/01");
    expect(texts("h1")[0]).toMatch(/Tanger-Tétouan-Al Hoceima\s+طنجة/u);
    expect(document.querySelectorAll("#map .choropleth a path")).toHaveLength(8);
    const values = texts("#territory-ranking tbody td.n .num").map((text) =>
      Number(text.replace(",", ".").replace(/[^\d.]/gu, "")),
    );
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    const links = [...document.querySelectorAll("#map .choropleth a")].map((link) =>
      link.getAttribute("href"),
    );
    expect(links).toContain("/fr/carte/territoire/01.511");
    expect(
      (await open("/ar/carte/territoire/01?niveau=commune")).document.querySelectorAll(
        "#map .choropleth a path",
      ).length,
    ).toBeGreaterThan(100);
  });

  it("holds two years, or two measures, against each other", async () => {
    const years = await open("/fr/carte/territoire/01?annee=2025&avec=2023");
    expect(years.document.querySelectorAll("#comparaison .choropleth")).toHaveLength(2);
    expect(years.texts("#comparaison thead th")).toEqual(["Territoire", "2025", "2023", "Écart"]);
    const measures = await open("/en/carte/territoire/01?avec=recovery_rate");
    expect(measures.texts("#comparaison thead th")).toHaveLength(3);
    for (const nothing of ["avec=1999", "avec=lune", "avec=2025"])
      expect(
        (await open(`/fr/carte/territoire/01?annee=2025&${nothing}`)).document.querySelector("#comparaison"),
      ).toBeNull();
  });

  it("shows a commune among its neighbours, and alerts to nobody who is not signed in", async () => {
    const { document, texts } = await open("/fr/carte/territoire/01.511.01.0");
    expect(texts("#territory-ranking tr.is-selected th")[0]).toContain("Tanger");
    expect(document.querySelector("#alertes")).toBeNull();
    expect(document.querySelector("#map")?.getAttribute("data-alerts")).toBe("[]");
  });

  it("has no page for what is not on the map, and leads the public to the map", async () => {
    for (const code of ["99", "MA", "01.999"])
      expect((await get(`/fr/carte/territoire/${code}`)).status).toBe(404);
    const own = await get(`/fr/carte/territoire`, { redirect: "manual" });
    expect(own.headers.get("location")).toBe("/fr/carte");
  });
});
