/** The three languages of every surface. French is the reference, Arabic its equal, English third. */
export const LANGS = ["fr", "ar", "en"] as const;
export type Lang = (typeof LANGS)[number];
/** One thing said in the three languages. */
export type Text = Readonly<Record<Lang, string>>;

export const isLang = (value: unknown): value is Lang =>
  typeof value === "string" && (LANGS as readonly string[]).includes(value);
