import type { Messages } from "#warehouse/surface.ts";
import type { Lang } from "#warehouse/text.ts";

/** A message in French, Arabic and English, beside each other: none can be missing. */
export type Triple = readonly [fr: string, ar: string, en: string];

/** A catalogue out of messages written side by side. */
export function triples(words: Readonly<Record<string, Triple>>): Record<Lang, Messages> {
  const pick = (at: 0 | 1 | 2): Messages =>
    Object.fromEntries(Object.entries(words).map(([key, triple]) => [key, triple[at]]));
  return { fr: pick(0), ar: pick(1), en: pick(2) };
}
