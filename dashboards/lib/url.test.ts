import { describe, expect, it } from "vitest";
import { foldName } from "./search.ts";
import { inLang, intParam, langOf, queryString, readQuery, safeReturn } from "./url.ts";

describe("addresses", () => {
  it("keep path and query when the language changes", () =>
    expect(inLang("/fr/tableaux/budget/01?annee=2025", "ar")).toBe("/ar/tableaux/budget/01?annee=2025"));
  it("keep the front page's slash", () => expect(inLang("/fr/", "en")).toBe("/en/"));
  it("read the language first in the path", () =>
    expect(["/ar/x", "/x", "/arx"].map(langOf)).toEqual(["ar", "fr", "fr"]));
  it("leave out defaults and empties, in order", () =>
    expect(queryString({ annee: 2025, conseil: "", tri: "nom", page: 1 }, { page: 1 })).toBe(
      "?annee=2025&tri=nom",
    ));
  it("tell unknown keys", () => expect(readQuery("/x?annee=2025&foo=1", ["annee"]).unknown).toEqual(["foo"]));
  it("keep numbers in bounds", () =>
    expect([intParam("5000", 1, 1, 99), intParam("-1", 7, 1, 99), intParam("x", 7, 1, 99)]).toEqual([
      99, 7, 7,
    ]));
  it.each(["//evil.test", "/\\evil.test", "https://evil.test", "javascript:x", "/a b", undefined])(
    "never go back to another site: %s",
    (given) => expect(safeReturn(given)).toBe("/"),
  );
  it("go back to a page of ours", () => expect(safeReturn("/ar/x?a=1")).toBe("/ar/x?a=1"));
});

describe("names as they are searched", () => {
  it.each([
    ["Béni Mellal", "beni mellal"],
    ["Al Hoceima", "hoceima"],
    ["الحسيمة", "حسيمه"],
    ["أكادير", "اكادير"],
    ["Tanger-Assilah", "tanger assilah"],
  ])("%s", (name, folded) => expect(foldName(name)).toBe(folded));
});
