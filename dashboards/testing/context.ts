import { pino } from "pino";
import { scratchFolder } from "#test/fixture/scratch.ts";
import { fixedClock } from "#warehouse/clock.ts";
import type { Door } from "#warehouse/door/types.ts";
import { homeAt } from "#warehouse/home.ts";
import type { ReleaseHandle } from "#warehouse/release/types.ts";
import { loadSettings } from "#warehouse/settings.ts";
import { noAudit } from "#warehouse/state/audit.ts";
import type { Context, Surface } from "#warehouse/surface.ts";
import type { Lang } from "#warehouse/text.ts";
import { fakeDoor } from "./fake-door.ts";

/** A release that exists only as its manifest: pages that ask the door need no more. */
export const fakeRelease: ReleaseHandle = {
  id: "2026-10-fa4ede11c0ff",
  dir: "/nowhere",
  manifest: { id: "2026-10-fa4ede11c0ff", sample: true, until: "2026-10", tables: [], files: [] },
  build: {
    id: "2026-10-fa4ede11c0ff",
    built_at: "2026-11-02T04:00:00Z",
    state: "public",
    inputs: [],
    models_sha256: "",
    code_sha256: "",
    scale: null,
    timings: {},
    files: [],
    tables: [],
    public_sha256: "",
    database_sha256: "",
  },
  connect: () => Promise.reject(new Error("the fake release has no database")),
  release: () => undefined,
};

/** A context around the fake door, with the menu and messages of the given surfaces. */
export function fakeContext(surfaces: readonly Surface[], door: Door = fakeDoor): Context {
  const root = scratchFolder("pages");
  const join2 = (lang: Lang) => Object.assign({}, ...surfaces.map((surface) => surface.messages[lang]));
  return {
    settings: loadSettings({ env: { BAYAN_HOME: root }, cwd: root }).settings,
    home: homeAt(root),
    clock: fixedClock("2026-11-21T09:00:00Z"),
    log: pino({ level: "silent" }),
    door,
    release: async () => fakeRelease,
    audit: noAudit,
    publicUrl: "http://bayan.test",
    nav: surfaces.flatMap((surface) => surface.nav).sort((a, b) => a.order - b.order),
    messages: { fr: join2("fr"), ar: join2("ar"), en: join2("en") },
  };
}
