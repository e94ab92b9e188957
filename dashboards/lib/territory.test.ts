import { expect, it } from "vitest";
import type { TerritoryItem } from "#warehouse/door/types.ts";
import { besides, within } from "./territory.ts";

const unit = (
  code: string,
  level: TerritoryItem["level"],
  region: string | null,
  province: string | null,
): TerritoryItem => ({
  ...{
    code,
    level,
    name_fr: code,
    name_ar: code,
    name_en: code,
    kind: level,
    parent: null,
    region,
    province,
  },
  ...{ collectivity_type: null, segment: null, population: null, population_2014: null, households: null },
});

it("asks the same of units that lie beside each other, and tells whose row is whose", () => {
  const [one, two] = [unit("01", "region", "01", null), unit("02", "region", "02", null)];
  expect(besides(one)).toEqual({ key: "region", where: [] });
  expect(besides(two)).toEqual(besides(one));
  const fes = unit("03.231", "province", "03", "03.231");
  expect(besides(fes)).toEqual({
    key: "province",
    where: [{ dimension: "region", op: "=", value: "03" }],
  });
  expect(besides(unit("03.231.01.0", "commune", "03", "03.231"))).toEqual({
    key: "commune",
    where: [{ dimension: "province", op: "=", value: "03.231" }],
  });
});

it("asks of a unit alone where it has no such company", () => {
  for (const alone of [
    unit("MA", "nation", null, null),
    unit("06.141.01.03", "arrondissement", "06", "06.141"),
  ])
    expect(besides(alone)).toEqual({ key: null, where: within(alone) });
});
