import { parseHTML } from "linkedom";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { surface } from "../../index.ts";
import { serveFake } from "../../testing/serve.ts";

let served: Awaited<ReturnType<typeof serveFake>>;
beforeAll(async () => {
  served = await serveFake([surface]);
});
afterAll(() => served.close());
const get = async (path: string) => {
  const answer = await fetch(`${served.origin}${path}`);
  return { status: answer.status, document: parseHTML(await answer.text()).document };
};
const words = (node: { textContent: string | null } | null): string =>
  (node?.textContent ?? "").replace(/[\u00a0\u202f\s]+/gu, " ").trim();

describe("a project's page", () => {
  it("sums what several budgets paid once, and keeps the delay to what was timed", async () => {
    const { document } = await get("/fr/tableaux/projets/fiche/PRDTS-01-0001");
    const total = [...document.querySelectorAll("#gid tfoot td")].map(words);
    expect(total.slice(-4)).toEqual(["500 000", "350 000", "250 000", "30,5 jours"]);
    expect(words(document.querySelector("#financeurs tfoot td:last-child"))).toBe("60,0 %");
  });
  it("tells what is to be expected of a project under way, and what came of one that is done", async () => {
    const going = words(
      (await get("/fr/tableaux/projets/fiche/PRDTS-01-0001")).document.querySelector("main"),
    );
    expect(going).toContain("Retard prévisible210 jours entre 180 jours et 260 jours");
    expect(going).toContain("26 janvier 2027 (prévision)");
    expect(going).toContain("Mobilisation du foncier");
    const done = words(
      (await get("/fr/tableaux/projets/fiche/PRDTS-01-0002")).document.querySelector("main"),
    );
    expect(done).toContain("Achevé dans le délai prévu");
    expect(done).toContain("à la mise en service : 90 jours");
    expect(done).not.toContain("Chance de finir à temps");
    expect(done).toContain("Aucun engagement de GID ne porte sur ce projet");
  });
  it("is not there for a number that no project has, nor for what is none", async () => {
    for (const id of ["PRDTS-99-9999", "..%2F..%2Fetc", "%22%3E%3Cscript%3E"])
      expect((await get(`/fr/tableaux/projets/fiche/${id}`)).status).toBe(404);
  });
  it("is one click from its province's list", async () => {
    const { document } = await get("/fr/tableaux/projets/01.511");
    const link = document.querySelector("#projets tbody a");
    expect(link?.getAttribute("href")).toBe("/fr/tableaux/projets/fiche/PRDTS-01-0001");
  });
});
