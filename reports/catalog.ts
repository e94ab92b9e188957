import { PUBLIC_VIEWER } from "#warehouse/door/types.ts";
import { UsageError } from "#warehouse/errors.ts";
import type { ReportDefinition } from "#warehouse/surface.ts";
import { loadDefinitions } from "./definition/load.ts";
import { latestPeriod } from "./definition/period.ts";
import type { Definition } from "./definition/schema.ts";
import { coveredPeriod, inputOf, render } from "./make.ts";

/** Every report of this installation, as its file defines it. */
export const DEFINITIONS: readonly Definition[] = loadDefinitions();

/** The definition of that name; throws `unknown_report` with the names there are. */
export function definitionOf(name: string): Definition {
  const found = DEFINITIONS.find((definition) => definition.name === name);
  if (found !== undefined) return found;
  const known = DEFINITIONS.map((definition) => definition.name).join(", ");
  throw new UsageError("unknown_report", {
    fr: `rapport : ${name} ; il y a : ${known}`,
    ar: `التقرير: ${name}؛ التقارير المتوفرة: ${known}`,
    en: `report: ${name}; there are: ${known}`,
  });
}

/** A definition as the surface hands it over: one report, for everyone, in one format. */
export const reportOf = (definition: Definition): ReportDefinition => ({
  name: definition.name,
  title: definition.title,
  async run({ door, release }, request) {
    const { id, manifest } = release;
    // The data's last month stands for "the latest": reports of another rhythm take their own latest period.
    const asked =
      request.period === manifest.until ? latestPeriod(definition.every, manifest.until) : request.period;
    const period = coveredPeriod(definition, asked, manifest.until);
    const viewer = { ...PUBLIC_VIEWER, lang: request.lang };
    const issue = { release: id, sample: manifest.sample, publicUrl: null };
    const input = await inputOf(door, definition, { territory: request.territory, period, viewer }, issue);
    const { bytes, mediaType, pages } = await render(input, request.lang, request.format);
    return { bytes, mediaType, pages };
  },
});
