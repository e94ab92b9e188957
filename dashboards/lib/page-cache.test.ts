import { expect, it } from "vitest";
import { PageCache } from "./page-cache.ts";

it("forgets what was asked for longest ago, and never holds more than its capacity", () => {
  const cache = new PageCache(10);
  cache.set("a", "aaaa");
  cache.set("b", "bbbb");
  expect(cache.get("a")).toBe("aaaa");
  cache.set("c", "cccc");
  expect([cache.get("a"), cache.get("b"), cache.get("c"), cache.size]).toEqual([
    "aaaa",
    undefined,
    "cccc",
    8,
  ]);
});

it("replaces a page without counting it twice, and keeps none that is too large", () => {
  const cache = new PageCache(5);
  cache.set("a", "aaaa");
  cache.set("a", "bb");
  expect([cache.get("a"), cache.size]).toEqual(["bb", 2]);
  cache.set("z", "zzzzzz");
  expect([cache.get("z"), cache.size]).toEqual([undefined, 0]);
});
