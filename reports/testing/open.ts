import { systemClock } from "#warehouse/clock.ts";
import { createDoor } from "#warehouse/door/index.ts";
import type { Door } from "#warehouse/door/types.ts";
import type { Home } from "#warehouse/home.ts";
import { openReleases, type ReleaseHandle } from "#warehouse/release/index.ts";
import { loadSettings } from "#warehouse/settings.ts";

/** A home's release with its door, for tests and benches. */
export async function openHome(
  home: Home,
): Promise<{ readonly door: Door; readonly release: ReleaseHandle; close(): void }> {
  const { settings } = loadSettings({ env: { BAYAN_HOME: home.root } });
  const releases = openReleases(home, settings, { clock: systemClock });
  const door = createDoor({ releases, settings: { ...settings, queryTimeoutMs: 60_000 } });
  const release = await releases.current();
  return {
    door,
    release,
    close() {
      release.release();
      releases.close();
    },
  };
}
