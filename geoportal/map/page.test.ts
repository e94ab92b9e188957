import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { FAKE_METRICS } from "#dashboards/testing/fake-metrics.ts";
import { surface } from "#geoportal/index.ts";
import { mapContext } from "#geoportal/testing/context.ts";
import { servedMap } from "#geoportal/testing/pages.ts";
import type { Viewer } from "#warehouse/door/types.ts";
import { regionsSvg } from "./regions.tsx";
import { homeOf } from "./view.ts";

describe("the map page, without script", () => {
  const { open } = servedMap();
  const number = (text: string) => Number(text.replace(/[^\d]/gu, ""));

  it("draws the regions, the last whole year, and counts each of them once in the legend", async () => {
    const { document, texts, one } = await open("/fr/carte");
    expect(one("h1")).toBe("Taux d’exécution, Maroc");
    expect(one(".lede")).toBe("Taux d’exécution par région, en 2025.");
    expect(document.querySelectorAll(".choropleth a path")).toHaveLength(12);
    const counts = texts(".map-legend .legend-count").map(number);
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(12);
    expect(document.querySelectorAll("#map-table tbody tr")).toHaveLength(12);
    expect(document.documentElement.outerHTML).toContain("EXEMPLE · مثال · SAMPLE");
  });

  it("colours each unit by the class that its row of the table says", async () => {
    const { document } = await open("/fr/carte?niveau=province&dans=01");
    const fills = [...document.querySelectorAll(".choropleth a")].map((link) => [
      link.getAttribute("aria-label")?.split(/\s:\s/u)[0],
      link.querySelector("path")?.getAttribute("fill"),
    ]);
    const rows = [...document.querySelectorAll("#map-table tbody tr")].map((row) => [
      row.querySelector("th")?.textContent?.trim(),
      row.querySelector(".swatch rect")?.getAttribute("fill"),
    ]);
    expect(fills).toHaveLength(8);
    const texture = (fill: string | null | undefined) => (fill?.startsWith("url(") ? "var(--nodata)" : fill);
    expect(new Map(fills.map(([name, fill]) => [name, texture(fill)]))).toEqual(
      new Map(rows.map(([name, fill]) => [name, fill])),
    );
  });

  it("sorts both ways, keeps unknown last, and turns pages", async () => {
    const values = async (query: string) => {
      const { texts } = await open(`/fr/carte?niveau=province${query}`);
      return texts("#map-table tbody td.n .num").map((text) =>
        Number(text.replace(",", ".").replace(/[^\d.]/gu, "")),
      );
    };
    const falling = await values("");
    expect(falling).toEqual(falling.toSorted((a, b) => b - a));
    const rising = await values("&ordre=asc");
    expect(rising).toEqual(rising.toSorted((a, b) => a - b));
    const { texts } = await open("/fr/carte?niveau=province&page=2");
    expect(texts("#map-table tbody tr")).toHaveLength(25);
    expect(texts("#map-table tbody td.n").at(-1)).toMatch(/n\.d\.|secret/);
  });

  it("tells what it knows of the unit chosen, and where to go on", async () => {
    const { document, one, texts } = await open("/fr/carte?niveau=province&code=01.511");
    expect(one("#map-chosen-name")).toMatch(/Tanger-Assilah\s+طنجة-أصيلة/);
    const links = [...document.querySelectorAll("#map-side .map-links a")].map((link) =>
      link.getAttribute("href"),
    );
    expect(links).toEqual([
      "/fr/carte/territoire/01.511?annee=2025",
      "/fr/tableaux/budget/01.511",
      "/fr/carte?niveau=commune&annee=2025&dans=01.511",
    ]);
    expect(texts("tr.is-selected th")).toEqual(["Tanger-Assilah"]);
  });

  it("says that commune boundaries are indicative, wherever they are drawn, and draws 1,503 as a few paths", async () => {
    const country = await open("/fr/carte?niveau=commune");
    expect(country.one(".map-indicative")).toContain("Limites indicatives");
    expect(country.document.querySelectorAll(".choropleth path").length).toBeLessThan(10);
    const province = await open("/ar/carte?niveau=commune&dans=01.511");
    expect(province.one(".map-indicative")).toContain("حدود إرشادية");
    expect(province.document.querySelectorAll(".choropleth a path")).toHaveLength(12);
    expect((await open("/en/carte?niveau=province")).texts(".map-indicative")).toEqual([]);
  });

  it("shows amounts as circles, rates as colours, delays in the other palette", async () => {
    const amounts = await open("/fr/carte?mesure=ordered_mad");
    expect(amounts.document.querySelectorAll(".choropleth circle[r]").length).toBeGreaterThan(8);
    const [delay] = Object.entries(FAKE_METRICS).find(([, { direction }]) => direction === -1) ?? [];
    const delays = await open(`/fr/carte?mesure=${delay}&signe=aire`);
    expect(delays.document.querySelector(".choropleth a path")?.getAttribute("fill")).toMatch(/argile|url/);
  });

  it("draws circles whose areas follow the amounts, and says what their sizes mean", async () => {
    const { document, texts } = await open("/fr/carte?mesure=ordered_mad");
    const radii = [...document.querySelectorAll(".choropleth circle[r]")].flatMap((circle) =>
      circle.closest("pattern") !== null ? [] : [Number(circle.getAttribute("r"))],
    );
    const amounts = texts("#map-table tbody td.n .num");
    expect(radii).toEqual(radii.toSorted((a, b) => b - a));
    expect(radii.length).toBeGreaterThanOrEqual(amounts.length - 2);
    expect(texts(".map-circles svg text")).toHaveLength(3);
  });

  it("draws any rate as circles and any amount as areas, by the reader's own bounds", async () => {
    const rate = await open("/fr/carte?signe=cercle");
    expect(rate.document.querySelector("#map")?.getAttribute("data-mark")).toBe("circle");
    const own = await open("/fr/carte?methode=manuel&bornes=60+80");
    expect(JSON.parse(own.document.querySelector("#map")?.getAttribute("data-breaks") ?? "")).toEqual([
      0.6, 0.8,
    ]);
    expect(own.texts(".map-legend th[scope=row]").slice(0, 3)).toEqual([
      "80\u00a0% et plus",
      "de 60\u00a0% à moins de 80\u00a0%",
      "moins de 60\u00a0%",
    ]);
    for (const methode of ["egal", "jenks", "ecart"]) {
      const { texts } = await open(`/ar/carte?niveau=commune&methode=${methode}&classes=4`);
      const counts = texts(".map-legend .legend-count").map(number);
      expect(counts.reduce((sum, n) => sum + n, 0)).toBe(1503);
    }
  });

  it("gives the browser the very question that the server asked", async () => {
    const { document } = await open("/fr/carte?niveau=province&dans=06&annee=2024");
    expect(JSON.parse(document.querySelector("#map")?.getAttribute("data-spec") ?? "")).toEqual({
      metrics: ["execution_rate"],
      groupBy: ["province"],
      where: [
        { dimension: "region", op: "=", value: "06" },
        { dimension: "year", op: "=", value: 2024 },
      ],
    });
  });

  it("names a place that does not exist as none, and odd values fall back", async () => {
    const { one } = await open("/fr/carte?niveau=province&dans=77&mesure=lune&code=99.999");
    expect(one("h1")).toBe("Taux d’exécution, Maroc");
  });
});

describe("the map one lands on", () => {
  const viewer = (role: Viewer["role"], territory: string | null): Viewer => ({
    role,
    territory,
    user: null,
    lang: "fr",
  });
  it("is one's own territory", () => {
    expect(homeOf(viewer("public", null))).toEqual({ level: "region", within: null });
    expect(homeOf(viewer("wali", "01"))).toEqual({ level: "province", within: "01" });
    expect(homeOf(viewer("province", "01.511"))).toEqual({ level: "commune", within: "01.511" });
    expect(homeOf(viewer("commune", "01.511.01.0"))).toEqual({ level: "commune", within: "01.511" });
  });
});

describe("the still map for other rooms", () => {
  it("draws regions from a release and values alone", async () => {
    const release = await (await mapContext([surface])).release();
    const values = new Map([
      ["01", 0.5],
      ["06", 0.9],
      ["12", null],
    ] as const);
    const svg = regionsSvg({
      release,
      lang: "ar",
      id: "accueil",
      title: "خريطة",
      values,
      unit: "ratio",
      sample: true,
    });
    const { document } = parseHTML(svg);
    expect(document.querySelectorAll("g > path")).toHaveLength(12);
    expect(svg).toContain("الدار البيضاء-سطات");
    expect(svg).not.toContain("style=");
  });
});
