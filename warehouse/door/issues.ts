import { z } from "zod";
import { LANGS, type Text } from "../text.ts";

/** The first thing wrong with a value, in three languages. */
export interface Issue {
  readonly path: readonly string[];
  /** Keys that the schema does not have, when that is what is wrong. */
  readonly unknownKeys: readonly string[];
  readonly expected: Text;
}

const LOCALES = {
  fr: z.locales.fr().localeError,
  ar: z.locales.ar().localeError,
  en: z.locales.en().localeError,
};

/** What a schema holds against a value; null when nothing. */
export function issueOf(schema: z.ZodType, given: unknown): Issue | null {
  const said: Record<string, string> = {};
  let first: z.core.$ZodIssue | undefined;
  for (const lang of LANGS) {
    const result = schema.safeParse(given, { error: LOCALES[lang] });
    if (result.success) return null;
    first = result.error.issues[0];
    said[lang] = (first?.message ?? "").slice(0, 200);
  }
  return {
    path: (first?.path ?? []).map(String),
    unknownKeys: first?.code === "unrecognized_keys" ? first.keys : [],
    expected: { fr: said.fr ?? "", ar: said.ar ?? "", en: said.en ?? "" },
  };
}
