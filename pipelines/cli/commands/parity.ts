import { PROJECT_ROOT } from "#warehouse/home.ts";
import { releaseDir, releaseIds } from "#warehouse/release/index.ts";
import {
  compareMarts,
  compareReleases,
  isEqual,
  modelsOnSpark,
  type TableParity,
} from "#warehouse/spark/index.ts";
import { type Cli, EXIT } from "../cli.ts";
import { liveSource, territory } from "../engine.ts";
import type { CommandSpec } from "../main.ts";
import { takeBuildLock } from "../pipeline.ts";
import { setUpPython } from "../setup.ts";
import { badChoice } from "../usage.ts";

/**
 * Every table of two releases row by row: equal, or how many rows differ and in which columns. Or the tables of one
 * beside those that Spark makes of some models now, which takes minutes where all of them take a third of an hour.
 */
export const parity: CommandSpec = {
  name: "parity",
  arguments: ["<one>", "[other]"],
  options: [["--on-spark <models>", "option.on_spark"]],
  async run(cli, [one = "", other = ""], options) {
    const dir = dirOf(cli, one);
    const results =
      typeof options.onSpark === "string"
        ? await besideSpark(cli, dir, options.onSpark.split(/[\s,]+/u).filter(Boolean))
        : await compareReleases([dir, dirOf(cli, other)], cli.settings);
    for (const result of results) {
      const { table, rows, alone, differing, columns, types } = result;
      const mark = isEqual(result) ? "=" : "≠";
      const more = isEqual(result)
        ? []
        : [
            `+${alone[0]} −${alone[1]} ≠${differing}`,
            ...types,
            ...Object.entries(columns).map(([name, n]) => `${name} ${n}`),
          ];
      cli.print([mark, table.padEnd(28), rows.map((count) => count ?? "–").join(" / "), ...more].join("  "));
    }
    const failed = results.filter((result) => !isEqual(result)).length;
    cli.answer({ one, other: other || "spark", equal: failed === 0, tables: results });
    cli.print(cli.say("parity_told", { equal: results.length - failed, count: results.length }));
    return failed === 0 ? EXIT.done : EXIT.failed;
  },
};

/** The build lock is held: what Spark makes lies in the home's build folder. */
async function besideSpark(
  cli: Cli,
  dir: string,
  models: readonly string[],
): Promise<readonly TableParity[]> {
  await setUpPython(cli);
  const lock = takeBuildLock(cli);
  try {
    const { home, settings } = cli;
    const source = await liveSource(cli, await territory(cli), null);
    const options = { root: PROJECT_ROOT, home, settings, source, progress: cli.progress };
    return await compareMarts(dir, await modelsOnSpark(options, models), settings);
  } finally {
    lock.release();
  }
}

function dirOf(cli: Cli, id: string): string {
  if (releaseIds(cli.home).includes(id)) return releaseDir(cli.home, id);
  throw badChoice("parity", id, releaseIds(cli.home));
}
