/**
 * Reports drawn for a person to look at:
 *   node reports/testing/look.ts HOME OUT [name [territory [period]]]
 * Without a name: every report, of the nation or of a region where there is none, as PDF, HTML and XLSX in fr and ar.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PUBLIC_VIEWER } from "#warehouse/door/types.ts";
import { homeAt } from "#warehouse/home.ts";
import { loadDefinitions } from "../definition/load.ts";
import { latestPeriod } from "../definition/period.ts";
import { coveredPeriod, inputOf, render } from "../make.ts";
import { openHome } from "./open.ts";

const [root = "var", out = "look", name, territory, asked] = process.argv.slice(2);
const { door, release, close } = await openHome(homeAt(root));
mkdirSync(out, { recursive: true });
const { until, sample } = release.manifest;
for (const definition of loadDefinitions().filter((each) => name === undefined || each.name === name)) {
  const code = territory ?? (definition.levels.includes("nation") ? "MA" : "06");
  const period = coveredPeriod(definition, asked ?? latestPeriod(definition.every, until), until);
  const request = { territory: code, period, viewer: PUBLIC_VIEWER };
  const input = await inputOf(door, definition, request, { release: release.id, sample, publicUrl: null });
  for (const lang of ["fr", "ar"] as const) {
    for (const format of ["pdf", "html", "xlsx"] as const) {
      const { bytes, pages } = await render(input, lang, format);
      const file = join(out, `${definition.name}-${code}-${lang}.${format}`);
      writeFileSync(file, bytes);
      process.stdout.write(`${file} ${bytes.length} bytes${pages === null ? "" : `, ${pages} pages`}\n`);
    }
  }
}
close();
