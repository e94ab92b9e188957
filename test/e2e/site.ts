import { pino } from "pino";
import { createApp, serve } from "#api/index.ts";
import { joined, loadSurfaces } from "#pipelines/cli/compose.ts";
import { systemClock } from "#warehouse/clock.ts";
import { createDoor } from "#warehouse/door/index.ts";
import { openReleases } from "#warehouse/release/index.ts";
import { loadSettings } from "#warehouse/settings.ts";
import { type AccountRole, openAccess, openState } from "#warehouse/state/index.ts";
import { fixtureHome } from "../fixture/home.ts";

/** The whole site over the standing home, in this process; accounts are in memory, and go with it. */
export interface Site {
  readonly url: string;
  /** An account of this role, and the cookie of its session. */
  signedIn(role: AccountRole, territory: string | null, display?: string): string;
  close(): Promise<void>;
}

export async function openSite(): Promise<Site> {
  const home = await fixtureHome();
  const { settings } = loadSettings({ env: { BAYAN_HOME: home.root }, cwd: home.root });
  const surfaces = await loadSurfaces();
  const state = openState(":memory:");
  const access = openAccess({ home, state, clock: systemClock, settings });
  const releases = openReleases(home, settings);
  const ctx = {
    ...joined(surfaces),
    ...{ settings, home, clock: systemClock, log: pino({ level: "silent" }), audit: access.audit },
    door: createDoor({ releases, settings }),
    release: () => releases.current(),
    publicUrl: "http://127.0.0.1",
  };
  const serving = await serve(createApp(ctx, surfaces, { access }), { host: "127.0.0.1", port: 0 });
  let accounts = 0;
  return {
    url: serving.url,
    signedIn(role, territory, display = "Compte") {
      accounts += 1;
      const { id } = access.accounts.add({ name: `${role}-${accounts}`, display, role, territory });
      return `bayan_session=${access.sessions.create(id)}`;
    },
    async close() {
      await serving.close(100);
      releases.close();
      state.close();
    },
  };
}
