import type { Lang } from "#warehouse/text.ts";
import { latestPeriod, parsePeriod, previousPeriod, sayPeriod } from "../definition/period.ts";
import type { Definition } from "../definition/schema.ts";

export const LANGUAGE_NAMES = { fr: "Français", ar: "العربية", en: "English" } as const;
export const FORMATS = ["pdf", "html", "xlsx"] as const;

/** The last periods that the data covers, newest first, with their names. */
export function periodsOf(
  definition: Definition,
  until: string,
  lang: Lang,
  count = 12,
): { readonly value: string; readonly label: string }[] {
  const periods: string[] = [];
  for (let text = latestPeriod(definition.every, until); periods.length < count; ) {
    periods.push(text);
    text = previousPeriod(parsePeriod(definition.every, text));
  }
  return periods.map((value) => ({ value, label: sayPeriod(lang, parsePeriod(definition.every, value)) }));
}

/** The address of a report made when it is asked for. */
export const reportUrl = (
  name: string,
  request: {
    readonly territory: string;
    readonly period: string;
    readonly lang: string;
    readonly format: string;
  },
): string =>
  `/rapports/${name}.${request.format}?territoire=${encodeURIComponent(request.territory)}&periode=${request.period}&langue=${request.lang}`;
