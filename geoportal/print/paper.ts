import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import type { Lang } from "#warehouse/text.ts";

const ROLE = /--([a-z0-9-]+):\s*light-dark\((#[0-9a-f]{6}),/gu;
let known: ReadonlyMap<string, string> | null = null;

/** The light theme's colours by role, from the one file that says them: paper has no theme. */
export function paperColors(): ReadonlyMap<string, string> {
  known ??= new Map(
    [...readFileSync(join(PROJECT_ROOT, "dashboards", "styles", "tokens.css"), "utf8").matchAll(ROLE)].map(
      ([, role = "", color = ""]) => [role, color],
    ),
  );
  return known;
}

/**
 * A drawing fit for the typesetter: colours instead of roles, fonts that the document embeds, no bidi controls (they
 * would be drawn), Arabic in the form that comes out of a PDF in order.
 */
export function paperSvg(svg: string, lang: Lang): string {
  const colors = paperColors();
  const font = lang === "ar" ? "Amiri, IBM Plex Sans" : "IBM Plex Sans, Amiri";
  return svg
    .replace(/var\(--([a-z0-9-]+)\)/gu, (_, role: string) => {
      const color = colors.get(role);
      if (color === undefined) throw new Error(`map colour: ${role}: no value for paper`);
      return color;
    })
    .replace(/[\u2066-\u2069]/gu, "")
    .replace(/font-family="[^"]*"/gu, "")
    .replace("<svg ", `<svg xmlns="http://www.w3.org/2000/svg" font-family="${font}" `);
}
