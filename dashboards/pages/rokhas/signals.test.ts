import { expect, it } from "vitest";
import { PUBLIC_VIEWER, type Viewer } from "#warehouse/door/types.ts";
import { fakeDoor } from "../../testing/fake-door.ts";
import { signalsOf } from "./signals.tsx";

it("asks for signals as whoever looks, and never for the public", async () => {
  const seen: string[] = [];
  const door = {
    ...fakeDoor,
    rows: async (_spec: unknown, viewer: Viewer) => {
      seen.push(viewer.role);
      return {
        release: "r",
        sample: true,
        rows: [
          { flag: "signed_on_sunday", observed: 9, base: 21, z: 3.8 },
          { flag: "a flag of tomorrow", observed: 9, base: 21, z: 3.8 },
        ],
      };
    },
  };
  expect(await signalsOf(door, PUBLIC_VIEWER, "02.113.01.05")).toEqual([]);
  expect(seen).toEqual([]);
  const governor: Viewer = { role: "province", territory: "02.113", user: "g", lang: "fr" };
  expect(await signalsOf(door, governor, "02.113.01.05")).toEqual([
    { flag: "signed_on_sunday", observed: 9, base: 21, z: 3.8 },
  ]);
  expect(seen).toEqual(["province"]);
});
