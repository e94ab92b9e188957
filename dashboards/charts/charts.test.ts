import { describe, expect, it } from "vitest";
import type { Lang } from "#warehouse/text.ts";
import { barChart } from "./bars.ts";
import { dotChart } from "./dots.ts";
import { lineChart } from "./lines.ts";
import { type ChartContext, niceTicks } from "./plot.ts";
import { sparkline } from "./sparkline.ts";

const context = (lang: Lang, sample = true): ChartContext => ({
  lang,
  sample,
  figure: "essai",
  description: "description",
});
const bars = (lang: Lang, sample = true) =>
  barChart(context(lang, sample), {
    bars: [
      { key: "a", name: "Tanger", value: 4, text: "40,0\u00a0%", target: 8, targetText: "8" },
      { key: "b", name: "Fès", value: 2, text: "20,0\u00a0%", target: 9, targetText: "9", focus: true },
      { key: "c", name: "Oujda", value: null, text: "n.d." },
    ],
    tick: String,
    targetName: "crédits",
  });
const lines = (lang: Lang) =>
  lineChart(context(lang), {
    periods: ["janv.", "févr.", "mars"],
    series: [
      { name: "2026", values: [1, 3, null], texts: ["1", "3", "n.d."], role: "focus" },
      { name: "2025", values: [1, 2, 4], texts: ["1", "2", "4"], role: "context" },
    ],
    tick: String,
  });
const dots = (lang: Lang) =>
  dotChart(context(lang), {
    dots: [{ key: "a", name: "Tanger", value: 80, text: "80,0", low: 70, high: 90 }],
    max: 100,
    tick: String,
  });

const all = { bars, lines, dots };

describe.each(Object.entries(all))("%s", (name, draw) => {
  it.each(["fr", "ar"] as const)("is drawn as before: %s", (lang) => {
    const { wide, narrow } = draw(lang);
    expect(wide).toMatchSnapshot(`${name} ${lang} wide`);
    expect(narrow).toMatchSnapshot(`${name} ${lang} narrow`);
  });
  it("is the same twice", () => expect(draw("ar")).toEqual(draw("ar")));
  it("holds no style, no script, no colour of its own", () => {
    for (const svg of Object.values(draw("fr"))) {
      expect(svg).not.toMatch(/style|<script|[^&]#[0-9a-f]{3,6}\b/u);
      expect(svg).toContain('role="img"');
    }
  });
  it("bears the sample's mark", () => expect(draw("en").wide).toContain("EXEMPLE · مثال · SAMPLE"));
});

describe("bars", () => {
  it("lose the mark with the sample", () => expect(bars("fr", false).wide).not.toContain("SAMPLE"));
  it("start at zero: on the left in French, on the right in Arabic", () => {
    const x = (svg: string): number[] =>
      [...svg.matchAll(/<rect [^>]*x="([\d.]+)"/gu)].map((match) => Number(match[1]));
    const [fr, ar] = [x(bars("fr").wide), x(bars("ar").wide)];
    expect(new Set(fr).size).toBe(1);
    expect(new Set(ar).size).toBe(2);
  });
  it("draw nothing where there is no value, and say why", () => {
    expect([...bars("fr").wide.matchAll(/<rect /gu)]).toHaveLength(2);
    expect(bars("fr").wide).toContain("n.d.");
  });
});

describe("ticks", () => {
  it.each([
    [0.63, [0, 0.2, 0.4, 0.6, 0.8]],
    [12.4, [0, 2.5, 5, 7.5, 10, 12.5]],
    [100, [0, 20, 40, 60, 80, 100]],
  ])("up to %s", (max, expected) => expect(niceTicks(max)).toEqual(expected));
  it("exist for nothing at all", () => expect(niceTicks(0)).toEqual([0, 1]));
});

describe("sparkline", () => {
  it("leaves a gap where there is no value", () =>
    expect(sparkline([1, null, 2, 3]).match(/M/gu)).toHaveLength(2));
  it("is nothing with less than two values", () => expect(sparkline([1, null])).toBe(""));
});
