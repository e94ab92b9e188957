import { z } from "zod";
import { optional, pageDoc } from "#dashboards/lib/contract.ts";
import type { RouteDoc } from "#warehouse/surface.ts";
import type { Text } from "#warehouse/text.ts";

const SLUG = z.string().min(1).max(80).describe("Name of a dataset");
const NAME = z.string().min(1).max(120).describe("Name of a file");
const FILE = { "text/csv": null, "application/vnd.apache.parquet": null };

const address = (id: string, path: string, summary: Text, more: Partial<RouteDoc>): RouteDoc => ({
  ...{ id, path, summary, responses: {}, errors: [404] },
  ...more,
});

/** Every address of the catalogue, for the OpenAPI document. */
export const contract: readonly RouteDoc[] = [
  pageDoc(
    "datasets",
    "/donnees",
    { fr: "Données ouvertes", ar: "البيانات المفتوحة", en: "Open data" },
    {
      q: optional("Words to look for"),
    },
  ),
  pageDoc(
    "dataset",
    "/donnees/:slug",
    { fr: "Un jeu de données", ar: "مجموعة بيانات", en: "One dataset" },
    {},
    {
      parts: { slug: SLUG },
    },
  ),
  address("licence", "/donnees/licence", { fr: "Licence", ar: "الرخصة", en: "Licence" }, { also: [302] }),
  address(
    "latestFile",
    "/dataset/:slug/latest/:name",
    { fr: "Dernier fichier", ar: "آخر ملف", en: "Latest file" },
    {
      ...{ parts: { slug: SLUG, name: NAME }, also: [302] },
    },
  ),
  address(
    "file",
    "/dataset/:slug/v/:version/:name",
    { fr: "Un fichier", ar: "ملف", en: "One file" },
    {
      parts: {
        slug: SLUG,
        version: z.string().min(1).max(40).describe("Version of the dataset"),
        name: NAME,
      },
      ...{ responses: FILE, also: [206] },
    },
  ),
  address(
    "catalogue",
    "/catalog.ttl",
    { fr: "Catalogue DCAT-AP", ar: "فهرس DCAT-AP", en: "DCAT-AP catalogue" },
    {
      responses: { "text/turtle": null },
    },
  ),
  address(
    "datasetTurtle",
    "/dataset/:slug.ttl",
    { fr: "Un jeu en DCAT-AP", ar: "مجموعة بصيغة DCAT-AP", en: "One dataset in DCAT-AP" },
    {
      ...{ parts: { slug: SLUG }, responses: { "text/turtle": null } },
    },
  ),
];
