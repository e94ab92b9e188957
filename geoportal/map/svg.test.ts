import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { describe, expect, it } from "vitest";
import { registerTsx } from "#warehouse/tsx.ts";
import type { Figures } from "./figures.ts";
import type { Drawing } from "./shapes.ts";

registerTsx();
const { Choropleth } = await import("./svg.tsx");

const square = (code: string, x: number) => ({ code, d: `M${x} 100l200 0 0 200-200 0z`, x: x + 100, y: 200 });
const drawing: Drawing = {
  ...{ width: 1440, height: 1360, around: "M0 0l40 0 0 40z", bounds: [-17, 20, -1, 36] },
  shapes: ["01", "02", "03", "04"].map((code, at) => square(code, 100 + 210 * at)),
  project: (x, y) => [x, y],
};
const figures: Pick<Figures, "byCode" | "breaks" | "most"> = {
  byCode: new Map([
    ["01", { value: 0.9, reason: null }],
    ["02", { value: 0.2, reason: null }],
    ["03", { value: null, reason: "suppressed" }],
  ]),
  breaks: [0.3, 0.6],
  most: 0.9,
};
const NAMES = {
  fr: new Map([["01", "Tanger-Tétouan"]]),
  ar: new Map([["01", "طنجة - تطوان"]]),
};
const drawn = (lang: "fr" | "ar", mark: "area" | "circle") =>
  renderToString(
    h(Choropleth, {
      ...{ id: "essai", lang, drawing, figures, mark, palette: "eau", title: "Titre", sample: true },
      ...{ selected: "02", labels: NAMES[lang], link: (code: string) => `/${lang}/carte?code=${code}` },
      nameOf: (code: string) => `unité ${code}`,
    }),
  );

/** The map that the server draws, held by golden files as the charts are. */
describe.each(["area", "circle"] as const)("a still map by %s", (mark) => {
  it.each(["fr", "ar"] as const)("is drawn as before: %s", (lang) => {
    expect(drawn(lang, mark)).toMatchSnapshot();
    expect(drawn(lang, mark)).toBe(drawn(lang, mark));
  });
  it("is never mirrored, marks the sample, and holds no style and no colour of its own", () => {
    const svg = drawn("ar", mark);
    expect(svg).toContain('direction="ltr"');
    expect(svg).toContain("EXEMPLE · مثال · SAMPLE");
    expect(svg).not.toMatch(/style=|<script|[^&]#[0-9a-f]{3,6}\b/u);
  });
});
