import type { PageResult, PageView } from "../lib/handler.ts";
import { t } from "../lib/i18n.ts";
import { href } from "../lib/url.ts";

const STEPS: readonly (readonly [key: string, path: string])[] = [
  ["find", "/recherche"],
  ["tabs", "/tableaux/synthese"],
  ["chart", "/tableaux/budget"],
  ["compare", "/tableaux/fiche/06"],
  ["ask", "/explorer"],
  ["check", "/tableaux/sources"],
];

/** The site in one screen, for who comes for the first time. */
export async function tourPage({ lang, release }: PageView): Promise<PageResult> {
  return {
    title: t(lang, "tour.title"),
    lede: t(lang, "tour.lede"),
    body: (
      <>
        <ol class="doors">
          {STEPS.map(([key, path]) => (
            <li key={key} class="card door">
              <a href={href(lang, path)}>{t(lang, `tour.${key}`)}</a>
              <p>{t(lang, `tour.${key}.text`)}</p>
            </li>
          ))}
        </ol>
        {release.sample && <p class="section muted">{t(lang, "tour.sample")}</p>}
      </>
    ),
  };
}
