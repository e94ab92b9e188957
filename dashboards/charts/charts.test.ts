import { describe, expect, it } from "vitest";
import type { Lang } from "#warehouse/text.ts";
import { barChart } from "./bars.ts";
import { dodge, swarmChart } from "./beeswarm.ts";
import { dotChart } from "./dots.ts";
import { heatBreaks, heatChart } from "./heat.ts";
import { lineChart } from "./lines.ts";
import { type ChartContext, niceTicks } from "./plot.ts";
import { sankeyChart } from "./sankey.ts";
import { slopeChart, spread } from "./slope.ts";
import { sparkline } from "./sparkline.ts";
import { treemapChart } from "./treemap.ts";
import { type Step, waterfallChart, waterfallIsCut } from "./waterfall.ts";

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
const intervals = (lang: Lang) =>
  lineChart(context(lang), {
    periods: ["2023", "2024", "2025"],
    series: [
      {
        name: "Tanger",
        values: [62, 70, 71],
        texts: ["62", "70", "71"],
        bands: [{ low: 55, high: 68 }, null, { low: 66, high: 77 }],
        role: "focus",
      },
    ],
    tick: String,
    reference: { value: 60, name: "médiane" },
  });
const curve = (lang: Lang) =>
  lineChart(context(lang), {
    periods: Array.from({ length: 18 }, (_, at) => `m${at + 1}`),
    series: (["context", "focus", "second", "third"] as const).map((role, of) => ({
      name: `ligne ${of + 1}`,
      values: Array.from({ length: 18 }, (_, at) => (of > 1 && at > 12 ? null : (at * at) / (of + 2))),
      texts: Array.from({ length: 18 }, (_, at) => `v${at}`),
      role,
    })),
    tick: String,
  });
const dots = (lang: Lang) =>
  dotChart(context(lang), {
    dots: [{ key: "a", name: "Tanger", value: 80, text: "80,0", low: 70, high: 90 }],
    max: 100,
    tick: String,
  });

const slopes = (lang: Lang) =>
  slopeChart(context(lang), {
    slopes: [
      { key: "e", name: "Électricité", before: 0.916, after: 0.971, texts: ["91,6\u00a0%", "97,1\u00a0%"] },
      {
        key: "w",
        name: "Eau courante",
        before: 0.73,
        after: 0.829,
        texts: ["73,0\u00a0%", "82,9\u00a0%"],
        focus: true,
      },
      { key: "s", name: "Égout", before: 0.9, after: 0.965, texts: ["90,0\u00a0%", "96,5\u00a0%"] },
    ],
    periods: ["2014", "2024"],
    domain: [0, 1],
  });
const swarm = (lang: Lang) =>
  swarmChart(context(lang), {
    peers: [0.2, 0.21, 0.21, 0.5, 0.52, 0.9].map((value, index) => ({
      key: String(index),
      name: `Commune ${index}`,
      value,
      text: `${value * 100}\u00a0%`,
      focus: index === 3,
    })),
    tick: String,
    max: 1,
    median: { value: 0.355, text: "35,5\u00a0%", name: "médiane" },
  });
const heat = (lang: Lang) =>
  heatChart(context(lang), {
    rows: [
      { key: "2025", name: "2025" },
      { key: "2026", name: "2026" },
    ],
    columns: ["jan", "fév", "mars"].map((name) => ({ key: name, name })),
    cells: [
      { row: "2025", column: "jan", value: 12, text: "12" },
      { row: "2025", column: "fév", value: 40, text: "40" },
      { row: "2026", column: "mars", value: null, text: "n.d." },
    ],
    breaks: [10, 20, 30, 40],
    time: true,
    values: true,
    rowNames: 4,
  });
const STEPS: readonly Step[] = [
  { key: "a", name: "2025", value: 100, text: "100", kind: "total" },
  { key: "b", name: "Personnel", value: 12, text: "+12", kind: "change" },
  { key: "c", name: "Routes", value: -4, text: "\u22124", kind: "change" },
  { key: "d", name: "2026", value: 108, text: "108", kind: "total" },
];
const waterfall = (lang: Lang) => waterfallChart(context(lang), { steps: STEPS });
const tree = (lang: Lang) =>
  treemapChart(context(lang), {
    branches: [
      {
        key: "1",
        name: "Fonctionnement",
        leaves: [
          { key: "10", name: "Administration générale", value: 60, text: "60" },
          { key: "20", name: "Affaires sociales", value: 20, text: "20" },
        ],
      },
      {
        key: "2",
        name: "Équipement",
        leaves: [{ key: "30", name: "Affaires techniques", value: 40, text: "40" }],
      },
    ],
  });
const flow = (lang: Lang) =>
  sankeyChart(context(lang), {
    nodes: [
      { key: "tva", name: "Part de TVA", text: "60", side: "in" },
      { key: "taxes", name: "Taxes", text: "40", side: "in" },
      { key: "budget", name: "Budget", text: "100", side: "through" },
      { key: "paie", name: "Personnel", text: "70", side: "out" },
      { key: "routes", name: "Routes", text: "30", side: "out" },
    ],
    links: [
      { source: "tva", target: "budget", value: 60, text: "60" },
      { source: "taxes", target: "budget", value: 40, text: "40" },
      { source: "budget", target: "paie", value: 70, text: "70" },
      { source: "budget", target: "routes", value: 30, text: "30" },
    ],
  });

const all = { bars, lines, intervals, curve, dots, slopes, swarm, heat, waterfall, tree, flow };

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

describe("slopes", () => {
  it("keep labels apart and in order, inside their frame", () => {
    const placed = spread([10, 11, 12, 300], 20, 0, 300);
    expect(placed).toEqual([10, 30, 50, 300]);
    expect(spread([290, 295], 20, 0, 300)).toEqual([280, 300]);
  });
});

describe("swarm", () => {
  it("lets no two dots touch", () => {
    const xs = Array.from({ length: 60 }, (_, index) => (index * 37) % 90);
    const ys = dodge(xs, 4);
    for (let a = 0; a < xs.length; a += 1)
      for (let b = 0; b < a; b += 1)
        expect(Math.hypot((xs[a] ?? 0) - (xs[b] ?? 0), (ys[a] ?? 0) - (ys[b] ?? 0))).toBeGreaterThan(7.99);
  });
});

describe("heat", () => {
  it("cuts five classes of equal counts", () =>
    expect(heatBreaks([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toEqual([3, 5, 7, 9]));
});

describe("waterfall", () => {
  it("begins near the totals where the changes are small, and says so", () => {
    expect(waterfallIsCut(STEPS)).toBe(true);
    expect(waterfallIsCut([{ ...(STEPS[0] as Step), value: 10 }, ...STEPS.slice(1)])).toBe(false);
  });
});

describe("ticks", () => {
  it.each([
    [0.63, [0, 0.2, 0.4, 0.6, 0.8]],
    [12.4, [0, 2.5, 5, 7.5, 10, 12.5]],
    [100, [0, 20, 40, 60, 80, 100]],
  ])("up to %s", (max, expected) => expect(niceTicks(max)).toEqual(expected));
  it("are whole for what is counted", () => {
    expect(niceTicks(1, true)).toEqual([0, 1]);
    expect(niceTicks(3, true)).toEqual([0, 1, 2, 3]);
    expect(niceTicks(12, true)).toEqual([0, 5, 10, 15]);
  });
  it("exist for nothing at all", () => expect(niceTicks(0)).toEqual([0, 1]));
});

describe("sparkline", () => {
  it("leaves a gap where there is no value", () =>
    expect(sparkline([1, null, 2, 3]).match(/M/gu)).toHaveLength(2));
  it("is drawn as before", () => expect(sparkline([1, null, 2, 3])).toMatchSnapshot());
  it("is nothing with less than two values", () => expect(sparkline([1, null])).toBe(""));
});
