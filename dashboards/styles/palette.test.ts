import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { narrowSpace } from "../fonts/narrow-space.ts";

const css = readFileSync(join(import.meta.dirname, "tokens.css"), "utf8");
const THEMES = ["light", "dark"] as const;
type Theme = (typeof THEMES)[number];
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/gu)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }],
  ),
);
const hex = (name: string, theme: Theme): string => {
  const found = tokens.get(name);
  if (found === undefined) throw new Error(`token: ${name}`);
  return found[theme];
};

/** WCAG 2: linear channels, relative luminance, contrast. */
function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

describe.each(THEMES)("contrast in %s", (theme) => {
  const between = (front: string, back: string): number => contrast(hex(front, theme), hex(back, theme));
  const TEXT: [string, string][] = [
    ...["text", "muted", "link", "visited", "accent", "axis", "primary"].map((name): [string, string] => [
      name,
      "surface",
    ]),
    ["text", "bg"],
    ["text", "sunken"],
    ["muted", "sunken"],
    ["muted", "bg"],
    ["link", "bg"],
    ["text", "selected"],
    ["on-primary", "primary"],
    ["ok", "ok-bg"],
    ["warn", "warn-bg"],
    ["warn", "bg"],
    ["error", "error-bg"],
    ["info", "info-bg"],
    ["sample", "sample-bg"],
  ];
  it.each(TEXT)("%s reads on %s (4.5)", (front, back) =>
    expect(between(front, back)).toBeGreaterThanOrEqual(4.5),
  );
  it.each(["ctl", "focus", ...Array.from({ length: 8 }, (_, i) => `cat-${i + 1}`)])(
    "%s is seen on a surface (3)",
    (name) => expect(between(name, "surface")).toBeGreaterThanOrEqual(3),
  );
  it("hatches are seen on no data (3)", () =>
    expect(between("nodata-mark", "nodata")).toBeGreaterThanOrEqual(3));
  it("sequences run one way", () => {
    for (const scale of ["eau", "argile"]) {
      const steps = [1, 2, 3, 4, 5].map((step) =>
        contrast(hex(`${scale}-${step}`, theme), hex("surface", theme)),
      );
      expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    }
  });
});

describe("style sheets", () => {
  const sheets = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".css"));
  it.each(sheets)("%s holds logical properties only", (name) => {
    const text = readFileSync(join(import.meta.dirname, name), "utf8").replace(/\/\*[\s\S]*?\*\//gu, "");
    expect(text).not.toMatch(
      /(?:margin|padding|border)-(?:left|right)|(?:^|[\s;{])(?:left|right)\s*:|text-align:\s*(?:left|right)|float:/u,
    );
  });
  it("writes no colour outside the tokens but for print and forced colours", () => {
    for (const name of sheets.filter((sheet) => !["tokens.css", "print.css", "figure.css"].includes(sheet))) {
      expect(readFileSync(join(import.meta.dirname, name), "utf8").replace(/#000/gu, "")).not.toMatch(
        /#[0-9a-f]{3,6}\b/u,
      );
    }
  });
  it("keeps the narrow space's font as its maker gives it", () => {
    expect(new Uint8Array(readFileSync(join(import.meta.dirname, "../fonts/narrow-space.ttf")))).toEqual(
      narrowSpace(),
    );
  });
});
