import { describe, expect, it } from "vitest";
import { servedMap } from "#geoportal/testing/pages.ts";
import { FIGURE_TILES } from "#geoportal/tiles/path.ts";

const HERE = "/fr/carte?mesure=population";

describe("the censuses on the map", () => {
  const { get, open } = servedMap();
  const numbers = (texts: readonly string[]) => texts.map((text) => Number(text.replace(/[^\d]/gu, "")));

  it("stand in a group of their own, with the years of a census alone, the last one first", async () => {
    const { document, texts, one } = await open(HERE);
    const group = [...document.querySelectorAll('select[name="mesure"] optgroup')].find(
      (node) => node.getAttribute("label") === "Population et ménages (recensements)",
    );
    expect(group?.querySelector("option[selected]")?.getAttribute("value")).toBe("population");
    expect(texts('select[name="annee"] option')).toEqual(["2024", "2014"]);
    expect(one(".lede")).toBe(
      "Population légale par région, au recensement de 2024. La taille du cercle suit la valeur.",
    );
    expect((await open(`${HERE}&annee=2025`)).one(".lede")).toContain("2024");
    expect((await open(`${HERE}&annee=2014`)).one(".lede")).toContain("au recensement de 2014");
    expect((await open("/ar/carte?mesure=population")).one(".lede")).toMatch(/في إحصاء .?2024/u);
  });

  it.each([
    ["region", "", 12],
    ["province", "", 75],
    ["commune", "&dans=01.511", 12],
  ])("are drawn, classed and listed by %s", async (level, within, units) => {
    const { document, texts } = await open(`${HERE}&niveau=${level}${within}`);
    expect(document.querySelectorAll(".choropleth circle[r]:not(pattern circle)").length).toBe(units);
    const counts = numbers(texts(".map-legend .legend-count"));
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(units);
    const values = numbers(texts("#map-table tbody td.n .num"));
    expect(values.length).toBeGreaterThan(10);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
  });

  it("are told in the legal numbers of both censuses, and as real, with whose they are", async () => {
    const now = await open(HERE);
    // Casablanca-Settat leads; HCP, RGPH 2024 and 2014.
    expect(numbers(now.texts("#map-table tbody td.n .num"))[0]).toBe(7_688_967);
    const then = await open(`${HERE}&annee=2014`);
    expect(numbers(then.texts("#map-table tbody td.n .num"))[0]).toBe(6_861_739);
    expect(now.one(".map-credit")).toContain("Chiffres réels : HCP, recensements généraux (RGPH)");
    expect(now.document.querySelector(".choropleth .watermark")).toBeNull();
    expect(now.document.querySelector("#map")?.getAttribute("data-sample")).toBe("");
    expect((await open("/fr/carte")).one(".map-credit")).not.toContain("Chiffres réels");
    // What is laid over it is the sample's, and marks the map.
    const laid = await open(`${HERE}&permis=oui`);
    expect(laid.document.querySelector(".choropleth .watermark")).not.toBeNull();
    expect(laid.document.querySelector("#map")?.getAttribute("data-sample")).toBe("oui");
  });

  it("lead to the pages of the census, and give their tiles with its credit", async () => {
    const { document } = await open(`${HERE}&niveau=province&code=01.511`);
    expect(document.querySelector('#map-side a[href="/fr/tableaux/equipement/01.511"]')).not.toBeNull();
    const json = await (await get(`${FIGURE_TILES}.json?mesure=population&niveau=region`)).json();
    expect(json.name).toBe("Population légale, 2024");
    expect(json.attribution).toContain("HCP");
  });
});
