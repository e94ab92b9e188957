import { describe, expect, it } from "vitest";
import { mapHref, readState } from "./state.ts";

const HOME = { level: "region", within: null } as const;
const read = (query: string, home: Parameters<typeof readState>[1] = HOME) =>
  readState(`/fr/carte${query}`, home).state;

describe("the address of a map", () => {
  it("starts with the regions, or where the reader governs", () => {
    expect(read("")).toMatchObject({
      niveau: "region",
      dans: null,
      code: null,
      mesure: "execution_rate",
      annee: null,
    });
    expect(read("", { level: "province", within: "01" })).toMatchObject({ niveau: "province", dans: "01" });
    expect(read("?niveau=region", { level: "province", within: "01" })).toMatchObject({
      niveau: "region",
      dans: null,
    });
  });

  it("takes a code above the level as the place to draw", () => {
    expect(read("?niveau=province&code=01")).toMatchObject({ niveau: "province", dans: "01", code: null });
    expect(read("?niveau=commune&code=01.511")).toMatchObject({
      niveau: "commune",
      dans: "01.511",
      code: null,
    });
    expect(read("?niveau=province&code=01.511")).toMatchObject({
      niveau: "province",
      dans: null,
      code: "01.511",
    });
    expect(read("?niveau=province&dans=01&code=01.511")).toMatchObject({ dans: "01", code: "01.511" });
  });

  it("finds the level from a code alone, and draws finer than the territory chosen", () => {
    expect(read("?code=01.511.01.0")).toMatchObject({ niveau: "commune", code: "01.511.01.0" });
    expect(read("?dans=01")).toMatchObject({ niveau: "province", dans: "01" });
    expect(read("?niveau=region&dans=01.511")).toMatchObject({ niveau: "commune", dans: "01.511" });
  });

  it("falls back on odd values, and names unknown keys", () => {
    expect(read("?niveau=lune&annee=MMXXV&code=';--&page=-1&ordre=x")).toMatchObject({
      niveau: "region",
      annee: null,
      code: null,
      page: 1,
      ordre: "desc",
    });
    expect(readState("/fr/carte?niveau=region&zoom=3", HOME).unknown).toEqual(["zoom"]);
  });

  it("reads how the map is drawn, and leaves what makes no sense", () => {
    expect(read("?methode=manuel&bornes=70+60,5&signe=cercle&projets=oui")).toMatchObject({
      methode: "manuel",
      bornes: [60.5, 70],
      signe: "cercle",
      couches: ["projets"],
    });
    expect(read("?methode=manuel&classes=9&permis=non")).toMatchObject({
      methode: "quantile",
      classes: 5,
      couches: [],
    });
    const drawn = read("?niveau=province&methode=jenks&classes=4&projets=oui&permis=oui");
    expect(readState(mapHref("fr", drawn), HOME).state).toEqual(drawn);
  });

  it("writes what it reads, defaults left out", () => {
    const state = read("?niveau=province&mesure=recovery_rate&annee=2025&dans=01&code=01.511&tri=nom&page=2");
    expect(mapHref("ar", state)).toBe(
      "/ar/carte?niveau=province&mesure=recovery_rate&annee=2025&dans=01&code=01.511&tri=nom&page=2",
    );
    expect(mapHref("fr", read(""))).toBe("/fr/carte?niveau=region");
    expect(readState(mapHref("fr", state), HOME).state).toEqual(state);
  });
});
