import { parseHTML } from "linkedom";
import { afterAll, beforeAll, expect, it } from "vitest";
import { surface } from "../../index.ts";
import { serveFake } from "../../testing/serve.ts";

let served: Awaited<ReturnType<typeof serveFake>>;
beforeAll(async () => {
  served = await serveFake([surface]);
});
afterAll(() => served.close());

it("prints the largest contracts, counts all of them, and leads to their rows and files", async () => {
  const page = await fetch(`${served.origin}/fr/tableaux/comptes/01?annee=2025`);
  const { document } = parseHTML(await page.text());
  const cells = (row: Element | null | undefined): string[] =>
    [...(row?.querySelectorAll("th, td") ?? [])].map((cell) =>
      (cell.textContent ?? "").trim().replace(/\s/gu, " "),
    );
  const rows = [...document.querySelectorAll("#marches tbody tr")];
  expect(rows).toHaveLength(25);
  expect(cells(rows[0]).slice(3)).toEqual(["30 000,00", "500,00", "250,00"]);
  expect(cells(document.querySelector("#marches tfoot tr")).slice(3)).toEqual([
    ...["465 000,00", "15 000,00", "7 500,00"],
  ]);
  expect(document.querySelector("#marches p")?.textContent).toContain("30 marchés engagés");
  expect(rows[0]?.querySelector("a")?.getAttribute("href")).toBe(
    "/fr/tableaux/pieces/01?annee=2025&mesure=committed_mad&ligne=2230101011",
  );
  const list = [...document.querySelectorAll("#etats a")].map((link) => link.getAttribute("href"));
  expect(list).toContain("/dataset/marches-attribues/latest/marches-attribues-2025-collectivite-01.csv");
});

it("leads from each card to what is behind it", async () => {
  const page = await fetch(`${served.origin}/fr/tableaux/comptes/01?annee=2025`);
  const { document } = parseHTML(await page.text());
  const cards = [...document.querySelectorAll("#resultat .kpi dt")].map((card) =>
    card.querySelector("a")?.getAttribute("href")?.replace("/fr/tableaux/pieces/01?annee=2025&", ""),
  );
  // A result is the difference of two others, each with its own.
  expect(cards).toEqual([
    ...["mesure=collected_mad&conseil=oui", "mesure=ordered_mad&conseil=oui", undefined],
    ...["mesure=outstanding_mad&conseil=oui", "mesure=committed_mad&conseil=oui"],
  ]);
});
