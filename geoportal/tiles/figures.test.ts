import { describe, expect, it } from "vitest";
import { servedMap } from "#geoportal/testing/pages.ts";
import { FIGURE_TILES } from "./path.ts";

/** Most of the country lies in this one. */
const WIDE = "4/7/6";
const SCOPE = "niveau=commune&dans=01";

describe("tiles of a map's units with their figures", () => {
  const { get } = servedMap();
  const tile = async (at: string, query: string) => {
    const answer = await get(`${FIGURE_TILES}/${at}?${query}`);
    return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
  };

  it("hold the units of the map's own scope, their figure, class and what stands in a figure's place", async () => {
    const { answer, bytes } = await tile(WIDE, SCOPE);
    expect(answer.headers.get("content-type")).toBe("application/vnd.mapbox-vector-tile");
    for (const text of [
      "units",
      "01.511.01.0",
      "Tanger",
      "طنجة",
      "value",
      "class",
      "status",
      "ok",
      "suppressed",
    ])
      expect(bytes.includes(text), text).toBe(true);
    for (const text of ["02.", "03.231"]) expect(bytes.includes(text), text).toBe(false);
  });

  it("are the same each time, and empty where none of the units lies", async () => {
    const [one, two] = await Promise.all([tile(WIDE, SCOPE), tile(WIDE, SCOPE)]);
    expect(one.bytes.equals(two.bytes)).toBe(true);
    expect((await tile("4/0/0", SCOPE)).answer.status).toBe(204);
    expect((await tile("8/123/104", "niveau=commune&dans=03")).answer.status).toBe(204);
    for (const odd of ["4/16/0", "11/0/0", "x/0/0"])
      expect((await tile(odd, SCOPE)).answer.status, odd).toBe(404);
  });

  it("leave out units that collapse on a tile's grid", async () => {
    // One of the country's communes is nothing there: filtered wrongly, it ended the process.
    const { answer, bytes } = await tile("5/15/12", "niveau=commune");
    expect(answer.status).toBe(200);
    expect(bytes.includes("01.511.01.0")).toBe(true);
  });

  it("cut nearer ground with more of it, at the same address as the map", async () => {
    const json = await (await get(`${FIGURE_TILES}.json?${SCOPE}&annee=2024`)).json();
    expect(json.tiles[0]).toMatch(/\/carte\/couches\/tuiles\/\{z\}\/\{x\}\/\{y\}\?niveau=commune/u);
    expect(json.tiles[0]).toContain("annee=2024");
    expect(json.tiles[0]).toContain("dans=01");
    const near = await tile("9/247/202", SCOPE);
    expect(near.answer.status).toBe(200);
    expect(near.bytes.includes("01.511.01.0")).toBe(true);
  });
});
