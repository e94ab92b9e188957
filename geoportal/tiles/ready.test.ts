import { beforeAll, describe, expect, it, vi } from "vitest";
import { layersOf } from "#geoportal/layers/load.ts";
import { mapRelease } from "#geoportal/testing/release.ts";
import type { ReleaseHandle } from "#warehouse/release/types.ts";
import * as lines from "./lines.ts";
import { firstTiles, prepareTiles } from "./ready.ts";

describe("tiles with figures before anyone asks for one", () => {
  let handle: ReleaseHandle;
  beforeAll(async () => {
    handle = await mapRelease();
  });

  it("are those that a map of the country begins with", async () => {
    const { commune, region } = layersOf(handle);
    const named = firstTiles(commune).map(({ z, x, y }) => `${z}/${x}/${y}`);
    expect(named.toSorted()).toEqual(["4/7/6", "4/7/7", "5/14/13", "5/14/14", "5/15/12", "5/15/13"]);
    expect(firstTiles({ ...region, units: [] })).toEqual([]);
  });

  it("are prepared from the release served, which is let go", async () => {
    const release = vi.fn();
    const prepared = vi.spyOn(lines, "prepareLines");
    await prepareTiles({ release: () => Promise.resolve({ ...handle, release }) });
    expect(prepared.mock.calls.map(([{ units }, tiles]) => [units.length, tiles.length > 0])).toEqual([
      [12, true],
      [75, true],
      [1503, true],
    ]);
    expect(release).toHaveBeenCalledTimes(1);
  });
});
