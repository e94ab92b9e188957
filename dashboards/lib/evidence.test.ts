import { expect, it } from "vitest";
import { EVIDENT, evidenceHref } from "./evidence.ts";

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
