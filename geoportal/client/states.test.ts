import { expect, it } from "vitest";
import { changedStates, SECRET, statesOf } from "./states.ts";

const values = (of: Readonly<Record<string, number>>, ...secret: string[]) => ({
  byCode: new Map(Object.entries(of)),
  secret: new Set(secret),
});
const AREAS = { mark: "area", breaks: [10, 20], most: 30 } as const;

it("gives each unit its class, a secret one its own, and radii to circles alone", () => {
  const areas = statesOf(values({ a: 5, b: 10, c: 30 }, "d"), AREAS);
  expect([...areas]).toEqual([
    ["a", { k: 0, r: null }],
    ["b", { k: 1, r: null }],
    ["c", { k: 2, r: null }],
    ["d", { k: SECRET, r: null }],
  ]);
  const circles = statesOf(values({ c: 30, e: 7.5 }), { ...AREAS, mark: "circle" });
  expect([circles.get("c")?.r, circles.get("e")?.r]).toEqual([1, 0.5]);
});

it("tells again only the units whose state is another, and those that have none any more", () => {
  const before = statesOf(values({ a: 5, b: 10, c: 30 }, "d"), AREAS);
  const now = statesOf(values({ a: 6, b: 25, e: 1 }, "d"), AREAS);
  expect(changedStates(before, now)).toEqual([
    ["c", { k: null, r: null }],
    ["b", { k: 2, r: null }],
    ["e", { k: 0, r: null }],
  ]);
  expect(changedStates(now, now)).toEqual([]);
  expect(changedStates(new Map(), now)).toHaveLength(4);
});
