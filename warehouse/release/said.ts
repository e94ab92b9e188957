import type { Text } from "../text.ts";

/** What a check says of something that has a name: a file, a table, a metric. */
export const of = (name: string, fr: string, ar: string, en: string): Text => ({
  fr: `${name} : ${fr}`,
  ar: `${name}: ${ar}`,
  en: `${name}: ${en}`,
});

/** What comes from elsewhere, in its own words. */
export const asIs = (words: string): Text => ({ fr: words, ar: words, en: words });

/** What several checks say of a file or a table. */
export const missing = (name: string): Text => of(name, "absent", "غير موجود", "missing");
export const changed = (name: string): Text => of(name, "contenu modifié", "تغيّر محتواه", "content changed");
export const otherCount = (name: string, found: number, listed: number): Text =>
  of(
    name,
    `${found} lignes, et non ${listed}`,
    `${found} من الأسطر بدل ${listed}`,
    `${found} rows, not ${listed}`,
  );
