// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { tableCsv } from "./copies.ts";
import { startSaved } from "./saved.ts";

const box = `<h1>Explorer</h1><section data-saved="Gardée" data-copied="Copié" data-remove="Retirer" hidden>
  <button type="button" data-keep="">Garder</button><span role="status"></span><ul></ul></section>`;
const titles = (): string[] =>
  [...document.querySelectorAll("[data-saved] a")].map((link) => link.textContent ?? "");

describe("questions kept on the device", () => {
  beforeEach(() => {
    window.localStorage.clear();
    window.history.replaceState(null, "", "/fr/explorer?mesure=staff");
    document.body.innerHTML = box;
    startSaved();
  });
  it("are listed once each, said to be kept, and can be taken away", () => {
    const keep = document.querySelector<HTMLButtonElement>("[data-keep]");
    keep?.click();
    keep?.click();
    expect(titles()).toEqual(["Explorer"]);
    expect(document.querySelector("[role=status]")?.textContent).toBe("Gardée");
    document.querySelector<HTMLButtonElement>("li button")?.click();
    expect(titles()).toEqual([]);
  });
  it("lead to this site alone, whatever stands in the storage", () => {
    window.localStorage.setItem(
      "bayan-questions",
      JSON.stringify([
        { title: "autre", path: "https://example.org/" },
        { title: "script", path: "javascript:alert(1)" },
        { title: "bonne", path: "/fr/explorer?mesure=staff" },
      ]),
    );
    document.body.innerHTML = box;
    startSaved();
    expect(titles()).toEqual(["bonne"]);
  });
  it("are none where the storage holds something else", () => {
    window.localStorage.setItem("bayan-questions", "{");
    document.body.innerHTML = box;
    startSaved();
    expect(titles()).toEqual([]);
  });
});

describe("a table as CSV", () => {
  it("quotes what must be, and no cell is a formula", () => {
    document.body.innerHTML = `<table><tr><th>Nom</th><th>Part, %</th></tr><tr><td>=1+1</td><td>"12" </td></tr></table>`;
    const table = document.querySelector("table");
    expect(table === null ? "" : tableCsv(table)).toBe(`Nom,"Part, %"\r\n'=1+1,"""12"""`);
  });
});
