import type { Lang } from "#warehouse/text.ts";

/** Name of a report's file. The mark of the sample and the number of a revision travel in it. */
export function reportFile(
  name: string,
  request: {
    readonly territory: string;
    readonly period: string;
    readonly lang: Lang;
    readonly format: string;
  },
  sample: boolean,
  revision = 0,
): string {
  const again = revision === 0 ? "" : `-r${revision}`;
  const { territory, period, lang, format } = request;
  return `bayan-${name}-${territory}-${period}-${lang}${again}${sample ? "-exemple" : ""}.${format}`;
}
