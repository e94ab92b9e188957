import { beforeAll, describe, expect, it } from "vitest";
import { unitName } from "#dashboards/lib/territory.ts";
import { type Layers, layersOf } from "#geoportal/layers/load.ts";
import { mapRelease } from "#geoportal/testing/release.ts";
import { LANGS } from "#warehouse/text.ts";
import { LABEL_SIZE, type Name, placeLabels, settings, touches, widthOf } from "./labels.ts";
import { drawingOf } from "./shapes.ts";

/** The map on a screen, and the lower one on paper. */
const FRAMES = [
  { width: 1440, height: 1360 },
  { width: 1440, height: 1180 },
];

describe.each(LANGS)("names on the still map: %s", (lang) => {
  let layers: Layers;
  beforeAll(async () => {
    layers = layersOf(await mapRelease());
  });
  const place = (level: "region" | "province" | "commune", within: string | null, frame = FRAMES[0]) => {
    const drawing = drawingOf(layers[level], within, frame?.width ?? 0, frame?.height ?? 0);
    const names = drawing.shapes.map(({ code, x, y }): Name => {
      const unit = layers[level].byCode.get(code);
      return { code, x, y, text: unit === undefined ? code : unitName(lang, unit.properties) };
    });
    return { names, labels: placeLabels(names, drawing, lang), drawing };
  };

  it.each(FRAMES)("of all regions are whole, apart from each other, and inside $height", (frame) => {
    const { names, labels } = place("region", null, frame);
    expect(labels.map(({ code }) => code)).toEqual(names.map(({ code }) => code));
    const letters = (text: string): string => text.replace(/\s/gu, "");
    for (const [index, label] of labels.entries()) {
      expect(letters(label.lines.join(""))).toBe(letters(names[index]?.text ?? ""));
      const [left, top, right, bottom] = label.box;
      expect(Math.min(left, top, frame.width - right, frame.height - bottom)).toBeGreaterThanOrEqual(0);
      // The letters stand inside what the box keeps free.
      expect(label.y - LABEL_SIZE[lang] * 0.8).toBeGreaterThanOrEqual(top);
      expect(label.y + (label.lines.length - 1) * label.leading + LABEL_SIZE[lang] * 0.3).toBeLessThanOrEqual(
        bottom,
      );
      expect(right - left).toBeGreaterThan(Math.max(...label.lines.map((line) => widthOf(line, lang))));
      for (const other of labels) expect(other !== label && touches(label.box, other.box)).toBe(false);
    }
  });

  it("of the parts of each region and province never touch, and hardly any is left out", () => {
    let [all, out] = [0, 0];
    for (const [level, parents] of [
      ["province", layers.region.units],
      ["commune", layers.province.units],
    ] as const) {
      for (const parent of parents) {
        const { names, labels } = place(level, parent.properties.code);
        // More than a sheet of paper names.
        if (names.length > 40) continue;
        all += names.length;
        out += names.length - labels.length;
        for (const label of labels)
          for (const other of labels) expect(other !== label && touches(label.box, other.box)).toBe(false);
      }
    }
    expect(out / all).toBeLessThan(0.005);
  });

  it("stand in the same places each time", () => {
    expect(place("region", null).labels).toEqual(place("region", null).labels);
  });
});

it("breaks a name after a hyphen or a space alone, the lines as even as they get", () => {
  expect(settings("Rabat-Salé-Kénitra", "fr")).toEqual([
    ["Rabat-Salé-Kénitra"],
    ["Rabat-Salé-", "Kénitra"],
    ["Rabat-", "Salé-", "Kénitra"],
  ]);
  expect(settings("Oriental", "fr")).toEqual([["Oriental"]]);
  expect(settings("كلميم-واد نون", "ar")[1]).toEqual(["كلميم-", "واد نون"]);
});

it("leaves out the name that would stand on another, not both", () => {
  const one = (code: string): Name => ({ code, text: "Ouarzazate-Ville", x: 180, y: 40 });
  const labels = placeLabels([one("a"), one("b"), one("c")], { width: 360, height: 80 }, "fr");
  expect(labels.length).toBeGreaterThan(0);
  expect(labels.length).toBeLessThan(3);
});
