import { LANGS } from "#warehouse/text.ts";
import type { Library } from "../library.ts";
import { PUBLISHER } from "../publisher.ts";

const xml = (text: string): string =>
  text.replace(
    /[&<>"']/gu,
    (each) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" })[each] ?? each,
  );

/** Every page of the catalogue in its three languages, with the day it last changed. */
export function sitemap({ base, listed, shelf }: Library): string {
  const pages = [
    { path: "donnees", at: shelf.log.at(-1)?.published_at },
    { path: "donnees/licence", at: undefined },
    { path: "donnees/reutilisations", at: undefined },
    ...listed.map(({ entry }) => ({
      path: `donnees/${entry.slug}`,
      at: shelf.edition(entry.slug, entry.version)?.published_at,
    })),
  ];
  const urls = pages.flatMap(({ path, at }) =>
    LANGS.map((lang) => {
      const alternates = LANGS.map(
        (other) =>
          `<xhtml:link rel="alternate" hreflang="${other}" href="${xml(`${base}/${other}/${path}`)}"/>`,
      ).join("");
      return `<url><loc>${xml(`${base}/${lang}/${path}`)}</loc>${at === undefined ? "" : `<lastmod>${at}</lastmod>`}${alternates}</url>`;
    }),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${urls.join("\n")}\n</urlset>\n`;
}

/** RSS 2.0: the hundred latest editions of datasets, newest first. */
export function rss({ base, listed, shelf }: Library): string {
  const items = listed
    .flatMap(({ dataset }) => shelf.editions(dataset.slug).map((edition) => ({ dataset, edition })))
    .sort((a, b) =>
      a.edition.published_at === b.edition.published_at
        ? 0
        : a.edition.published_at < b.edition.published_at
          ? 1
          : -1,
    )
    .slice(0, 100)
    .map(({ dataset, edition }) => {
      const mark = edition.entry.sample ? "[Exemple] " : "";
      return `<item><title>${xml(`${mark}${dataset.title.fr} — ${edition.version}`)}</title><link>${xml(`${base}/fr/donnees/${dataset.slug}`)}</link><guid isPermaLink="false">${dataset.slug}@${edition.version}</guid><pubDate>${new Date(edition.published_at).toUTCString()}</pubDate><description>${xml(dataset.description.fr)}</description></item>`;
    });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>${xml(PUBLISHER.catalogue.fr)}</title><link>${xml(`${base}/fr/donnees`)}</link><description>${xml(PUBLISHER.about.fr)}</description><language>fr</language>\n${items.join("\n")}\n</channel></rss>\n`;
}
