import { releaseDir, releaseIds } from "#warehouse/release/index.ts";
import { compareReleases, isEqual } from "#warehouse/spark/index.ts";
import { type Cli, EXIT } from "../cli.ts";
import type { CommandSpec } from "../main.ts";
import { badChoice } from "../usage.ts";

/** Every table of two releases row by row: equal, or how many rows differ and in which columns. */
export const parity: CommandSpec = {
  name: "parity",
  arguments: ["<one>", "<other>"],
  async run(cli, [one = "", other = ""]) {
    const dirs = [dirOf(cli, one), dirOf(cli, other)] as const;
    const results = await compareReleases(dirs, cli.settings);
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
    cli.answer({ one, other, equal: failed === 0, tables: results });
    cli.print(cli.say("parity_told", { equal: results.length - failed, count: results.length }));
    return failed === 0 ? EXIT.done : EXIT.failed;
  },
};

function dirOf(cli: Cli, id: string): string {
  if (releaseIds(cli.home).includes(id)) return releaseDir(cli.home, id);
  throw badChoice("parity", id, releaseIds(cli.home));
}
