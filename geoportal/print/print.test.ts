import { extractText, getDocumentProxy } from "unpdf";
import { describe, expect, it } from "vitest";
import { layersOf } from "#geoportal/layers/load.ts";
import { drawingOf } from "#geoportal/map/shapes.ts";
import { servedMap } from "#geoportal/testing/pages.ts";
import { mapRelease } from "#geoportal/testing/release.ts";
import { paperColors, paperSvg } from "./paper.ts";
import { scaleOf } from "./scale.ts";

describe("a map on paper", () => {
  const { get } = servedMap();

  const print = async (path: string) => {
    const response = await get(`${path}`);
    expect(response.status, path).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/pdf");
    const bytes = Buffer.from(await response.arrayBuffer());
    const document = await getDocumentProxy(new Uint8Array(bytes));
    const { text, totalPages } = await extractText(document, { mergePages: true });
    const [left = 0, bottom = 0, right = 0, top = 0] = (await document.getPage(1)).view;
    return {
      bytes,
      name: response.headers.get("content-disposition") ?? "",
      text: text.replace(/\s+/gu, " "),
      pages: totalPages,
      size: [right - left, top - bottom].map(Math.round),
      tagged: (await document.getMarkInfo())?.Marked === true,
    };
  };

  it("carries title, classes, scale, north, source, release, credits and both languages", async () => {
    const { text, pages, size, tagged, name } = await print(
      "/fr/carte/impression.pdf?niveau=province&dans=01",
    );
    for (const word of [
      "Taux d’exécution, Tanger-Tétouan-Al Hoceima",
      "طنجة",
      "Échelle 1 :",
      "km",
      "Livraison 2026-10-fa4ede",
      "OpenStreetMap, ODbL",
      "HCP, RGPH 2024",
      "Données d’exemple",
      "Tanger-Assilah",
    ])
      expect(text).toContain(word);
    expect([pages, size, tagged]).toEqual([2, [595, 842], true]);
    expect(name).toContain("-fr-exemple.pdf");
    expect(text).not.toContain("Établi avec des droits");
  });

  it("prints on A3, in Arabic, and the same bytes each time", async () => {
    const path = "/ar/carte/impression.pdf?niveau=commune&dans=01.511&format=a3&signe=cercle";
    const [one, two] = [await print(path), await print(path)];
    expect(one.size).toEqual([842, 1191]);
    for (const word of ["حدود", "إرشادية", "أصيلة"]) expect(one.text).toContain(word);
    expect(one.bytes.equals(two.bytes)).toBe(true);
  });

  it("makes an atlas: a page for each commune of a province, then all of them in a table", async () => {
    const { text, pages } = await print("/fr/carte/atlas.pdf?dans=01.511");
    expect(pages).toBe(13);
    expect(text).toMatch(/\d+er? sur 1\d communes de Tanger-Assilah|secret|n\.d\./u);
    expect((await get(`/fr/carte/atlas.pdf?dans=01`)).status).not.toBe(200);
  });

  it("knows the scale of what it draws", async () => {
    const drawing = drawingOf(layersOf(await mapRelease()).region, null, 1440, 1360);
    const { ratio, bar } = scaleOf(drawing, 182);
    // The country is some 1,520 km from west to east at its middle, on the drawing's part of 182 mm.
    expect(ratio).toBeGreaterThan(8e6);
    expect(ratio).toBeLessThan(16e6);
    expect((bar.km * 1e6) / bar.mm / ratio).toBeCloseTo(1, 1);
    expect(bar.mm).toBeLessThanOrEqual(50);
  });

  it("has a colour for every role of the theme, and throws on one that is none", () => {
    for (const role of ["eau-1", "eau-5", "argile-3", "div-7", "nodata", "accent", "cat-5"])
      expect(paperColors().get(role)).toMatch(/^#[0-9a-f]{6}$/u);
    expect(() => paperSvg('<svg fill="var(--lune)"/>', "fr")).toThrow("lune");
  });
});
