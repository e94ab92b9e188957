import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "#warehouse/errors.ts";
import { EXIT } from "../cli.ts";
import type { CommandSpec } from "../main.ts";

const LEVELS = ["region", "province", "commune"] as const;
const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

/** `bayan geo import FILE`: an official file of boundaries instead of the packaged ones. */
export const geo: CommandSpec = {
  name: "geo",
  arguments: ["<action>", "<file>"],
  options: [
    ["--level <level>", "option.geo_level"],
    ["--key <field>", "option.geo_key"],
    ["--crs <number>", "option.geo_crs"],
    ["--valid-from <date>", "option.geo_from"],
    ["--source <text>", "option.geo_source"],
    ["--licence <text>", "option.geo_licence"],
    ["--dry-run", "option.geo_dry"],
  ],
  async run(cli, [action = "", given = ""], options) {
    const level = LEVELS.find((one) => one === (text(options.level) ?? "commune"));
    const validFrom = text(options.validFrom) ?? cli.clock.now().toISOString().slice(0, 10);
    const crs = text(options.crs);
    const file = resolve(given);
    if (
      action !== "import" ||
      level === undefined ||
      !/^\d{4}-\d{2}-\d{2}$/u.test(validFrom) ||
      !existsSync(file)
    )
      throw new UsageError("geo_usage", {
        fr: "écrire : bayan geo import FICHIER --level region|province|commune [--valid-from 2026-01-01]",
        ar: "الصيغة: ‎bayan geo import FILE --level region|province|commune [--valid-from 2026-01-01]‎",
        en: "write: bayan geo import FILE --level region|province|commune [--valid-from 2026-01-01]",
      });
    const { boundaries } = await import("#geoportal/index.ts");
    const report = await boundaries.importBoundaries(cli.home.root, {
      ...{ file, level, key: text(options.key), crs: crs === null ? null : Number(crs), validFrom },
      source: text(options.source) ?? given,
      licence: text(options.licence) ?? "–",
      dry: options.dryRun === true,
    });
    cli.answer(report);
    for (const { kind, code, at, detail } of report.faults) {
      const { stops, text: words } = boundaries.FAULTS[kind];
      const place = at === null ? "" : `  (${at[1]}, ${at[0]})`;
      cli.print(
        `${stops ? "✗" : "!"} ${code ?? ""}  ${words[cli.lang]}${detail === "" ? "" : `: ${detail}`}${place}`,
      );
    }
    const key = report.accepted ? (options.dryRun === true ? "geo_would" : "geo_done") : "geo_refused";
    cli.print(cli.say(key, { count: report.units, day: validFrom, faults: report.faults.length }));
    return report.accepted ? EXIT.done : EXIT.failed;
  },
};
