import type { Lang } from "#warehouse/text.ts";

/** Names one after the other, with the comma of the language. */
export const listed = (lang: Lang, names: readonly string[]): string =>
  names.join(lang === "ar" ? "، " : ", ");
