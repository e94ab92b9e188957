import { expect, it } from "vitest";
import { systemClock } from "#warehouse/clock.ts";
import { openReleases } from "#warehouse/release/index.ts";
import { loadSettings } from "#warehouse/settings.ts";
import { fixtureHome } from "../fixture/home.ts";
import { parityPython } from "../fixture/python.ts";
import { compared } from "./compare.ts";

it("MetricFlow gives the same rows for a dozen questions", { timeout: 600_000 }, async (context) => {
  const made = await parityPython();
  if ("missing" in made) return context.skip(made.missing);
  const home = await fixtureHome();
  const { settings } = loadSettings({ env: { BAYAN_HOME: home.root }, cwd: home.root });
  const releases = openReleases(home, settings, { clock: systemClock });
  try {
    const results = await compared(releases, made.python, 12);
    expect(results).toHaveLength(12);
    expect(results.filter(({ differences }) => differences.length > 0)).toEqual([]);
    // A metric of a system that sent nothing for the period has no rows on either side; most have some.
    expect(results.filter(({ rows }) => rows > 0).length).toBeGreaterThanOrEqual(9);
  } finally {
    releases.close();
  }
});
