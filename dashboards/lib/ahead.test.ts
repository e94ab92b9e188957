import { expect, it } from "vitest";
import { isAhead } from "./ahead.ts";

it("lets pages of figures be fetched ahead, and no file, form or person's own page", () => {
  for (const path of ["/", "/tableaux/budget", "/tableaux/fiche/01.511.01.0", "/indicateurs", "/carte"])
    expect(isAhead(`/ar${path}`), path).toBe(true);
  for (const path of [
    ...["/compte", "/deconnexion", "/guichet/deposer", "/carte/impression.pdf", "/tableaux/a.csv"],
    ...["/tableaux", "/carte/recit", "/integrer/x", "/apparence"],
  ])
    expect(isAhead(`/fr${path}`), path).toBe(false);
  expect(isAhead("/tableaux/budget")).toBe(false);
});
