import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fixtureHome } from "#test/fixture/home.ts";
import { scratchFolder } from "#test/fixture/scratch.ts";
import { tell } from "#test/night/told.ts";
import { systemClock } from "#warehouse/clock.ts";
import { openState, type State } from "#warehouse/state/index.ts";
import { archiveIn } from "../archive/archive.ts";
import { DEFINITIONS } from "../catalog.ts";
import { parsePeriod, periodBefore } from "../definition/period.ts";
import { openHome } from "../testing/open.ts";
import { makeAll } from "./run.ts";

/** Names, digits and charts of every unit pass through the typesetter: one word of one of them can stop it. */
const LEVELS = (["nation", "region", "province", "commune"] as const).slice(
  0,
  Number(process.env.BAYAN_REPORT_LEVELS ?? 3),
);
let home: Awaited<ReturnType<typeof openHome>>;
let state: State;
const out = scratchFolder("all-reports");
let made = 0;
beforeAll(async () => {
  home = await openHome(await fixtureHome());
  mkdirSync(out, { recursive: true });
  state = openState(join(out, "state.sqlite"));
}, 600_000);
afterAll(() => {
  tell(`${made} reports of ${DEFINITIONS.length} kinds`);
  state.close();
  home.close();
});

test.each(DEFINITIONS.map((each) => [each.name, each] as const))(
  "%s can be made for every territory that is sent one",
  async (_, definition) => {
    const { id, sample, until } = home.release.manifest;
    const [year = 0, month = 1] = until.split("-").map(Number);
    const levels = LEVELS.filter((level) => definition.schedule.levels.includes(level));
    const result = await makeAll(home.door, archiveIn(state, systemClock), {
      definition,
      period: parsePeriod(
        definition.every,
        periodBefore(definition.every, new Date(Date.UTC(year, month, 2))),
      ),
      levels,
      langs: definition.schedule.langs,
      issue: { release: id, sample, publicUrl: null },
      ...{ root: out, workers: 2 },
    });
    made += result.made;
    expect(result.made).toBeGreaterThanOrEqual(levels.length * definition.schedule.langs.length);
    expect(result).toMatchObject({ kept: 0, revised: 0 });
  },
);
