import { LANGS } from "#warehouse/text.ts";
import type { Listed } from "./catalogue.ts";

/** Folds what readers of two scripts type differently: accents, hamza and alef, ta marbuta, the article. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f\u064b-\u065f\u0640]/gu, "")
    .replace(/[أإآٱ]/gu, "ا")
    .replace(/ة/gu, "ه")
    .replace(/ى/gu, "ي")
    .toLowerCase()
    .replace(/(^|\s)ال/gu, "$1")
    .trim();
}

const haystack = ({ dataset }: Listed): string =>
  fold(
    [
      dataset.slug,
      ...LANGS.flatMap((lang) => [dataset.title[lang], dataset.description[lang], ...dataset.keywords[lang]]),
    ].join(" "),
  );

/** Datasets in which every word of the question stands, in any language, in the catalogue's order. */
export function searchDatasets(listed: readonly Listed[], question: string): readonly Listed[] {
  const words = fold(question).split(/\s+/u).filter(Boolean);
  return words.length === 0
    ? listed
    : listed.filter((item) => words.every((word) => haystack(item).includes(word)));
}
