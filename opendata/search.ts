import MiniSearch from "minisearch";
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

/** Words that readers use for one another; each list in folded form. */
const SYNONYMS: readonly (readonly string[])[] = [
  ["depenses", "spending", "expenditure", "نفقات", "مصاريف"],
  ["recettes", "revenus", "revenue", "receipts", "مداخيل", "موارد"],
  ["taxe", "impot", "tax", "رسم", "ضريبه", "جبايات"],
  ["permis", "autorisation", "permit", "licence", "رخصه", "رخص"],
  ["reclamation", "plainte", "complaint", "شكايه", "شكايات"],
  ["commune", "municipalite", "municipality", "جماعه", "جماعات"],
  ["dette", "emprunt", "debt", "loan", "دين", "قروض"],
  ["fournisseur", "paiement", "payment", "supplier", "اداء", "ممون"],
  ["population", "habitants", "recensement", "census", "سكان", "احصاء"],
  ["arrieres", "impayes", "arrears", "rar", "متاخرات"],
];
const ALIKE = new Map(SYNONYMS.flatMap((list) => list.map((word) => [word, list] as const)));

const tokens = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

const indexes = new WeakMap<readonly Listed[], MiniSearch>();

function indexOf(listed: readonly Listed[]): MiniSearch {
  const known = indexes.get(listed);
  if (known !== undefined) return known;
  const index = new MiniSearch({
    fields: ["title", "keywords", "description", "columns"],
    tokenize: tokens,
    processTerm: (word) => word.replace(/^ال(?=.{3})/u, ""),
    searchOptions: {
      boost: { title: 4, keywords: 3 },
      prefix: (word) => word.length > 2,
      combineWith: "AND",
    },
  });
  index.addAll(
    listed.map(({ dataset }, id) => ({
      id,
      title: [dataset.slug.replaceAll("-", " "), ...LANGS.map((lang) => dataset.title[lang])].join(" "),
      keywords: LANGS.flatMap((lang) => dataset.keywords[lang]).join(" "),
      description: LANGS.map((lang) => dataset.description[lang]).join(" "),
      columns: dataset.columns.join(" ").replaceAll("_", " "),
    })),
  );
  indexes.set(listed, index);
  return index;
}

/**
 * Datasets in which every word of the question stands, in any language, best first; accents, the article, plurals
 * by their beginning, synonyms, and a slip of the hand in longer words are forgiven. The catalogue's order for "".
 */
export function searchDatasets(listed: readonly Listed[], question: string): readonly Listed[] {
  const words = tokens(question).slice(0, 12);
  if (words.length === 0) return listed;
  const index = indexOf(listed);
  const query = {
    combineWith: "AND" as const,
    queries: words.map((word) => ({ combineWith: "OR" as const, queries: [...(ALIKE.get(word) ?? [word])] })),
  };
  const exact = index.search(query);
  const found =
    exact.length > 0
      ? exact
      : index.search(query, { fuzzy: (word: string) => (word.length > 4 ? 0.25 : false) });
  return found.flatMap(({ id }) => listed[Number(id)] ?? []);
}
