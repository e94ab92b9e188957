import type { Lang } from "#warehouse/text.ts";

/** The light theme's values of the roles that charts name (`dashboards/styles`): paper has no theme. */
const PAPER: Readonly<Record<string, string>> = {
  "--cat-1": "#1b36a9",
  "--cat-2": "#d57d46",
  "--cat-3": "#297869",
  "--cat-4": "#8c0040",
  "--context": "#767c85",
  "--grid": "#dfe1e5",
  "--axis": "#5e646c",
  "--accent": "#b2511e",
  "--surface": "#ffffff",
  "--text": "#181f27",
  "--muted": "#515963",
};

/**
 * Words like بجير: where nothing joins the tooth from before, Amiri draws tooth, hook and yeh as one figure, whose letters
 * a drawing in a PDF then cannot tell. A joiner that has no width keeps them joined and apart. No more words than these
 * are given one: أنجرة and انجيل can be told without it, and cannot with it (each word of all names was tried alone).
 */
const apart = (svg: string): string =>
  svg.replace(/(?<![بتثجحخسشصضطظعغفقكلمنهيئ])([بتثيئ])(?=[جحخ]ي)/gu, "$1\u200d");

/**
 * Makes a chart's SVG fit for Typst: roles become colours, and the font is one that the document embeds.
 * Throws on a role that has no value, since a drawing without its colour would pass unseen.
 */
export function forPaper(svg: string, lang: Lang): string {
  const font = lang === "ar" ? "Amiri, Tajawal, IBM Plex Sans" : "IBM Plex Sans, Amiri, Tajawal";
  return apart(svg)
    .replace(/var\((--[a-z0-9-]+)\)/gu, (_, name: string) => {
      const value = PAPER[name];
      if (value === undefined) throw new Error(`chart colour: ${name}: no value for paper`);
      return value;
    })
    .replace(/font-family="[^"]*"/gu, "")
    .replace(/<svg /u, `<svg font-family="${font}" `);
}
