import { IntlMessageFormat } from "intl-messageformat";
import type { Messages } from "#warehouse/surface.ts";
import { LANGS, type Lang } from "#warehouse/text.ts";
import { isolateNumbers } from "./bidi.ts";

/** Values put into a message. Numbers only choose plural forms; what is shown comes formatted, as text. */
export type Params = Readonly<Record<string, string | number>>;

const catalogue: Record<Lang, Map<string, string>> = { fr: new Map(), ar: new Map(), en: new Map() };
const compiled: Record<Lang, Map<string, IntlMessageFormat>> = {
  fr: new Map(),
  ar: new Map(),
  en: new Map(),
};
const seen = new WeakSet<object>();

/**
 * Joins a room's messages to the one catalogue. The same object may be given again; another text for a key
 * that exists is a mistake of two rooms and throws.
 */
export function addMessages(messages: Readonly<Record<Lang, Messages>>): void {
  if (seen.has(messages)) return;
  for (const lang of LANGS) {
    for (const [key, text] of Object.entries(messages[lang])) {
      const known = catalogue[lang].get(key);
      if (known !== undefined && known !== text) throw new Error(`message key used twice: ${lang} ${key}`);
      catalogue[lang].set(key, text);
    }
  }
  seen.add(messages);
}

/** The keys known in a language, for the parity test. */
export const messageKeys = (lang: Lang): string[] => [...catalogue[lang].keys()].sort();

export const hasMessage = (key: string): boolean => catalogue.fr.has(key);

/**
 * The text of `key` in `lang`. In Arabic every number among the values is isolated (U+2066…U+2069), so that
 * signs and groups keep their order; `<Text>` turns these marks into `<bdi>`. In French the
 * space before : ; ? ! does not break.
 */
export function t(lang: Lang, key: string, params: Params = {}): string {
  let message = compiled[lang].get(key);
  if (message === undefined) {
    const text = catalogue[lang].get(key);
    if (text === undefined) throw new Error(`message missing: ${lang} ${key}`);
    message = new IntlMessageFormat(text, lang);
    compiled[lang].set(key, message);
  }
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(params)) {
    values[name] = typeof value === "string" && lang === "ar" ? isolateNumbers(value) : value;
  }
  const formatted = String(message.format(values));
  return lang === "fr" ? formatted.replace(/ (?=[:;?!»%])|(?<=«) /gu, "\u00a0") : formatted;
}
