import { describe, expect, it, vi } from "vitest";
import { surface } from "#geoportal/index.ts";
import * as loading from "#geoportal/layers/load.ts";
import { mapContext } from "#geoportal/testing/context.ts";
import { mapRelease } from "#geoportal/testing/release.ts";
import type { ReleaseHandle } from "#warehouse/release/types.ts";
import { firstTiles, keepTilesReady, prepareTiles } from "./ready.ts";

describe("tiles with figures before anyone asks for one", () => {
  it("are those that a map of the country begins with", async () => {
    const { commune, region } = loading.layersOf(await mapRelease());
    const named = firstTiles(commune).map(({ z, x, y }) => `${z}/${x}/${y}`);
    expect(named.toSorted()).toEqual(["4/7/6", "4/7/7", "5/14/13", "5/14/14", "5/15/12", "5/15/13"]);
    expect(firstTiles({ ...region, units: [] })).toEqual([]);
  });

  it("are prepared once for each release, and the release is let go", async () => {
    const handle = await mapRelease();
    const release = vi.fn();
    const ready = (served: ReleaseHandle, known: string | null) =>
      prepareTiles({ release: () => Promise.resolve({ ...served, release }) }, known);
    const layers = vi.spyOn(loading, "layersOf");
    expect(await ready(handle, null)).toBe(handle.id);
    expect(layers).toHaveBeenCalledTimes(1);
    expect(await ready(handle, handle.id)).toBe(handle.id);
    expect(layers).toHaveBeenCalledTimes(1);
    expect(release).toHaveBeenCalledTimes(2);
  });

  it("wait until the first pages are out, and are tried again where there is no release yet", async () => {
    vi.useFakeTimers();
    try {
      const asked = vi.fn(() => Promise.reject(new Error("no release")));
      const debug = vi.fn();
      const { log } = await mapContext([surface]);
      keepTilesReady({ release: asked, log: { ...log, debug } });
      await vi.advanceTimersByTimeAsync(10_000);
      expect(asked).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(10_000);
      expect(asked).toHaveBeenCalledTimes(1);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(asked).toHaveBeenCalledTimes(2);
      expect(debug).toHaveBeenCalledTimes(2);
    } finally {
      vi.useRealTimers();
    }
  });
});
