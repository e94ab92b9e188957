import { expect, it } from "vitest";
import { cutConditions, cutState, EVIDENT, evidenceHref, readCut } from "./evidence.ts";

it("leads from a figure to its files, and from what has none to nothing", () => {
  const council = { level: "commune", code: "01.051.01.01" } as const;
  expect(evidenceHref("ar", council, 2025, "ordered_mad")).toBe(
    "/ar/tableaux/pieces/01.051.01.01?annee=2025&mesure=ordered_mad",
  );
  expect(evidenceHref("fr", { level: "nation", code: "MA" }, 2025, "paid_mad")).toBe(
    "/fr/tableaux/pieces?annee=2025&mesure=paid_mad",
  );
  expect(evidenceHref("fr", council, 2025, "permit_files")).toBeNull();
  expect(new Set(EVIDENT).size).toBeGreaterThan(30);
});

it("a cut survives its address, and an address asks for no more than it may", () => {
  const cuts = [
    { own: true },
    { own: true, line: "1130101014" },
    { own: false, part: "1", natures: ["direct", "loan"], management: "ETAT", month: 3 },
  ] as const;
  for (const cut of cuts) {
    const state = Object.entries(cutState(cut)).flatMap(([key, value]) =>
      value === null || value === undefined ? [] : [[key, String(value)] as const],
    );
    expect(readCut(new Map(state))).toMatchObject(cut);
  }
  const wrong = new Map([
    ...[["ligne", "1' or 1=1"] as const, ["partie", "3"] as const, ["nature", "direct;drop,salt"] as const],
    ...[["gestion", "etat"] as const, ["mois", "13x"] as const, ["conseil", "non"] as const],
  ]);
  expect(cutConditions(readCut(wrong))).toEqual([]);
  expect(readCut(wrong)).toMatchObject({ own: false, month: undefined });
});
