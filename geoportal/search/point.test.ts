import { beforeAll, describe, expect, it } from "vitest";
import { type Layers, layersOf } from "#geoportal/layers/load.ts";
import { LEVELS } from "#geoportal/layers/unit.ts";
import { mapRelease } from "#geoportal/testing/release.ts";
import { pointOf, unitAt } from "./point.ts";

describe("coordinates as people write them", () => {
  const rabat = (text: string) => pointOf(text)?.map((part) => Math.round(part * 100) / 100);
  it.each([
    "34.02, -6.83",
    "34.02 -6.83",
    "34,02 ; −6,83",
    "34,02 -6,83",
    "-6.83, 34.02",
    "34.02N 6.83W",
    "6.83 O, 34.02 N",
    "34°01'12\"N 6°49'48\"O",
    "34°01′12″N, 6°49′48″W",
  ])("reads %s", (text) => expect(rabat(text)).toEqual([-6.83, 34.02]));
  it.each(["", "Rabat", "34.02", "MAN-01-0002", "01.511.01.0", "1,2,3", "34.02 nord"])(
    "leaves %s to names",
    (text) => expect(pointOf(text)).toBeNull(),
  );
});

describe("where a point lies", () => {
  let layers: Layers;
  beforeAll(async () => {
    layers = layersOf(await mapRelease());
  });

  it("finds each unit at its own label, and nothing at sea", () => {
    for (const level of LEVELS)
      for (const unit of layers[level].units)
        expect(unitAt(layers[level], [unit.properties.x, unit.properties.y])?.properties.code).toBe(
          unit.properties.code,
        );
    expect(unitAt(layers.region, [-12, 33])).toBeNull();
  });
});
