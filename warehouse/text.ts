/** The three languages of every surface. French is the reference, Arabic its equal, English third. */
export const LANGS = ["fr", "ar", "en"] as const;
export type Lang = (typeof LANGS)[number];
/** One thing said in the three languages. */
export type Text = Readonly<Record<Lang, string>>;

export const say = (fr: string, ar: string, en: string): Text => ({ fr, ar, en });

/** Of a thing that has a name: a file, a table, a metric. */
export const sayOf = (name: string, fr: string, ar: string, en: string): Text => ({
  fr: `${name} : ${fr}`,
  ar: `${name}: ${ar}`,
  en: `${name}: ${en}`,
});

/** What comes from elsewhere, in its own words. */
export const asIs = (words: string): Text => say(words, words, words);

export const isLang = (value: unknown): value is Lang =>
  typeof value === "string" && (LANGS as readonly string[]).includes(value);
