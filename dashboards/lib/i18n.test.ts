import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { LANGS } from "#warehouse/text.ts";
import { isolateNumbers, LRI, PDI, splitIsolates } from "./bidi.ts";
import { t } from "./i18n.ts";
import { messages } from "./messages/index.ts";

const iso = (text: string): string => `${LRI}${text}${PDI}`;

describe("messages", () => {
  it("have the same keys in every language", () => {
    const keys = LANGS.map((lang) => Object.keys(messages[lang]).sort());
    expect(keys[1]).toEqual(keys[0]);
    expect(keys[2]).toEqual(keys[0]);
  });
  it.each(LANGS)("can be read as ICU messages: %s", (lang) => {
    for (const text of Object.values(messages[lang]))
      expect(() => new IntlMessageFormat(text, lang)).not.toThrow();
  });
  it.each(LANGS)("ask for the same values as the French ones do, or fewer: %s", (lang) => {
    const names = (text: string): Set<string> =>
      new Set([...text.matchAll(/\{(\w+)/gu)].map((match) => match[1] ?? ""));
    for (const [key, text] of Object.entries(messages[lang])) {
      const known = new Set([...names(messages.fr[key] ?? ""), ...names(messages.en[key] ?? "")]);
      for (const name of names(text))
        expect([key, known.has(name) || /^(?:\d+|n)$/u.test(name)]).toEqual([key, true]);
    }
  });
  it("leave numbers to the formatter, and quote with ’", () => {
    for (const lang of LANGS) {
      for (const [key, text] of Object.entries(messages[lang])) {
        expect([key, /#|\{\w+, (?:number|date)/u.test(text)]).toEqual([key, false]);
        // An ASCII apostrophe before a brace would hide the value.
        expect([key, text.includes("'")]).toEqual([key, false]);
      }
    }
  });
  it("throw on a key that nobody wrote", () =>
    expect(() => t("fr", "no.such.key")).toThrow("message missing"));
  it("keep the French signs with their word", () =>
    expect(t("fr", "budget.title", { name: "Fès", year: "2025" })).toBe(
      "Exécution du budget\u00a0: Fès, 2025",
    ));
  it("choose Arabic plural forms", () => {
    expect(t("ar", "search.results", { count: 2, n: "2", q: "x" })).toContain("مجالان");
    expect(t("ar", "search.results", { count: 5, n: "5", q: "x" })).toContain("مجالات");
  });
});

describe("isolates", () => {
  it.each([
    ["−12,5 %".replace(" ", "\u00a0").replace("−", "\u2212"), iso("\u221212,5\u00a0%")],
    ["من 2021 إلى 2024", `من ${iso("2021")} إلى ${iso("2024")}`],
    ["12,4 مليون درهم", `${iso("12,4")} مليون درهم`],
    ["1\u202f234\u202f567", iso("1\u202f234\u202f567")],
    ["01.511.01.0", iso("01.511.01.0")],
    ["fa4ede11.", `${iso("fa4ede11")}.`],
    ["الدار البيضاء", "الدار البيضاء"],
    [iso("5"), iso("5")],
  ])("%s", (text, expected) => expect(isolateNumbers(text)).toBe(expected));
  it("wrap what goes into an Arabic message", () =>
    expect(t("ar", "time.year", { year: "2025" })).toBe(`سنة ${iso("2025")}`));
  it("can be split again", () => expect(splitIsolates(`a${iso("1")}b`)).toEqual(["a", "1", "b"]));
});
