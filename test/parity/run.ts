import { parseArgs } from "node:util";
import { systemClock } from "#warehouse/clock.ts";
import { homeAt } from "#warehouse/home.ts";
import { openReleases } from "#warehouse/release/index.ts";
import { loadSettings } from "#warehouse/settings.ts";
import { parityPython } from "../fixture/python.ts";
import { compared } from "./compare.ts";

/** `node test/parity/run.ts [--count 60] [--metric complaints]`: asks MetricFlow and the door the same, on the release of `BAYAN_HOME`. */
const { values } = parseArgs({
  options: { count: { type: "string", default: "60" }, metric: { type: "string", default: "" } },
});
const { settings } = loadSettings();
const made = await parityPython();
if ("missing" in made) throw new Error(`parity: ${made.missing}`);
const { python } = made;
const releases = openReleases(homeAt(settings.home), settings, { clock: systemClock });
let different = 0;
for (const { id, rows, differences } of await compared(releases, python, Number(values.count), (name) =>
  name.includes(values.metric),
)) {
  if (differences.length > 0) different += 1;
  process.stdout.write(`${differences.length === 0 ? "same     " : "DIFFERENT"} ${id} (${rows} rows)\n`);
  for (const line of differences) process.stdout.write(`    ${line}\n`);
}
releases.close();
process.exitCode = different > 0 ? 1 : 0;
