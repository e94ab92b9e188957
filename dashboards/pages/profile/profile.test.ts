import { describe, expect, it } from "vitest";
import type { MetricInfo } from "#warehouse/door/types.ts";
import { FAKE_TERRITORY } from "../../testing/fake-territory.ts";
import { meant } from "./compare.ts";
import { type ProfileFigure, type ProfileSection, standing } from "./data.ts";

const communes = FAKE_TERRITORY.filter((unit) => unit.level === "commune");

describe("the place that a reader means", () => {
  it.each(["Tanger", "tanger", "طنجة", "01.511.01.0"])("is Tanger by %s", (q) =>
    expect(meant(communes, q)?.code).toBe("01.511.01.0"),
  );
  it("is none where nothing is like it", () => {
    expect(meant(communes, "zzz")).toBeNull();
    expect(meant(communes, " ")).toBeNull();
  });
});

function figure(name: string, unit: string, rank: number, value: number, count = 41): ProfileFigure {
  const metric: MetricInfo = {
    ...{ name, unit, direction: 1, publish: true, formula: "", version: "", additive: false },
    ...{ dimensions: [], grains: [], label: { fr: name, ar: name, en: name } },
    description: { fr: name, ar: name, en: name },
  };
  return {
    ...{ metric, subject: "budget", values: new Map([["x", value]]), median: 0.5, rank, count },
    asked: {
      spec: { metrics: [name] },
      answer: {
        ...{ release: "r", sample: true, lineage: "", definitions: [], columns: [], rows: [], nulls: [] },
        scope: { published: true, territory: null },
      },
    },
  };
}
const sections = (...figures: ProfileFigure[]): readonly ProfileSection[] => [{ group: "finances", figures }];
const names = (figures: readonly ProfileFigure[]): string[] => figures.map((one) => one.metric.name);

describe("where a place stands out", () => {
  it("is its best and its worst rates, the clearest first", () => {
    const { strong, watch, enough } = standing(
      sections(
        figure("second", "ratio", 5, 0.8),
        figure("first", "ratio", 1, 0.9),
        figure("middle", "ratio", 20, 0.52),
        figure("last", "days", 41, 0.1),
      ),
    );
    expect([names(strong), names(watch), enough]).toEqual([["first", "second"], ["last"], true]);
  });
  it("is never an amount, nor the first among equals", () =>
    expect(
      standing(sections(figure("amount", "MAD", 1, 9), figure("equal", "ratio", 1, 0.5))).strong,
    ).toEqual([]));
  it("is not told among a few", () =>
    expect(standing(sections(figure("few", "ratio", 1, 0.9, 6)))).toMatchObject({
      strong: [],
      enough: false,
    }));
});
