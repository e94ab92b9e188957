import { z } from "zod";
import { optional, pageDoc } from "#dashboards/lib/contract.ts";
import type { RouteDoc } from "#warehouse/surface.ts";
import type { Text } from "#warehouse/text.ts";
import { dialects } from "./contract-dialects.ts";

const SLUG = z
  .string()
  .regex(/^[a-z0-9-]{1,80}$/)
  .describe("Name of a dataset");
const NAME = z.string().min(1).max(120).describe("Name of a file");
const VERSION = z.string().min(1).max(40).describe("Version of the dataset");
const RELEASE = z.string().min(1).max(40).describe("Id of a release");
const JSON_ANY = { "application/json": z.unknown() };
const LINKED = { "application/ld+json": z.unknown() };
const RDF = { ttl: "text/turtle", jsonld: "application/ld+json", rdf: "application/rdf+xml" } as const;
const SYNTAXES = ["ttl", "jsonld", "rdf"] as const;

const address = (id: string, path: string, summary: Text, more: Partial<RouteDoc> = {}): RouteDoc => ({
  ...{ id, path, summary, responses: JSON_ANY, errors: [400, 404] },
  ...(path.includes(":slug")
    ? {
        parts: {
          slug: SLUG,
          ...(path.includes(":version") ? { version: VERSION } : {}),
          ...(path.includes(":name") ? { name: NAME } : {}),
        },
      }
    : {}),
  ...more,
});

/** Descriptions of a dataset for programs, of the latest version and of each. */
const DESCRIPTIONS: readonly (readonly [
  file: string,
  id: string,
  what: Text,
  responses: RouteDoc["responses"],
])[] = [
  [
    "index.json",
    "Index",
    { fr: "Fichiers d’un jeu", ar: "ملفات مجموعة", en: "Files of a dataset" },
    JSON_ANY,
  ],
  [
    "datapackage.json",
    "DataPackage",
    { fr: "Data Package d’un jeu", ar: "Data Package لمجموعة", en: "Data Package of a dataset" },
    JSON_ANY,
  ],
  [
    "croissant.json",
    "Croissant",
    { fr: "Croissant d’un jeu", ar: "Croissant لمجموعة", en: "Croissant of a dataset" },
    JSON_ANY,
  ],
  [
    "ro-crate-metadata.json",
    "Crate",
    { fr: "RO-Crate d’un jeu", ar: "RO-Crate لمجموعة", en: "RO-Crate of a dataset" },
    JSON_ANY,
  ],
  [
    "provenance.jsonld",
    "Provenance",
    { fr: "Provenance d’un jeu", ar: "مصدر مجموعة", en: "Provenance of a dataset" },
    LINKED,
  ],
];

/** Every address of the catalogue, for the OpenAPI document. */
export const contract: readonly RouteDoc[] = [
  pageDoc(
    "datasets",
    "/donnees",
    { fr: "Données ouvertes", ar: "البيانات المفتوحة", en: "Open data" },
    { q: optional("Words to look for") },
  ),
  pageDoc(
    "dataset",
    "/donnees/:slug",
    { fr: "Un jeu de données", ar: "مجموعة بيانات", en: "One dataset" },
    {},
    { parts: { slug: SLUG } },
  ),
  pageDoc("dataRequest", "/donnees/demande", {
    fr: "Demander des données",
    ar: "طلب بيانات",
    en: "Ask for data",
  }),
  pageDoc("dataHidden", "/donnees/masque", {
    fr: "Ce qui est masqué",
    ar: "ما هو محجوب",
    en: "What is hidden",
  }),
  pageDoc("dataQuality", "/donnees/qualite", {
    fr: "Qualité du catalogue",
    ar: "جودة الفهرس",
    en: "Quality of the catalogue",
  }),
  pageDoc("licence", "/donnees/licence", { fr: "Licence", ar: "الرخصة", en: "Licence" }),
  address(
    "catalogue",
    "/catalog",
    {
      fr: "Catalogue, dans la forme acceptée",
      ar: "الفهرس بالصيغة المقبولة",
      en: "Catalogue, in the form accepted",
    },
    {
      responses: { "text/turtle": null, ...LINKED, "application/rdf+xml": null },
      also: [302, 303],
    },
  ),
  ...SYNTAXES.map((syntax) =>
    address(
      `catalogue_${syntax}`,
      `/catalog.${syntax}`,
      { fr: "Catalogue DCAT-AP", ar: "فهرس DCAT-AP", en: "DCAT-AP catalogue" },
      {
        route: "/^\\/catalog\\.(ttl|jsonld|rdf)$/",
        query: { page: optional("Page of the catalogue, from 1") },
        responses: { [RDF[syntax]]: null },
      },
    ),
  ),
  address(
    "datasetAny",
    "/dataset/:slug",
    {
      fr: "Un jeu, dans la forme acceptée",
      ar: "مجموعة بالصيغة المقبولة",
      en: "One dataset, in the form accepted",
    },
    {
      responses: { "text/turtle": null, ...LINKED, "application/rdf+xml": null },
      also: [302, 303],
    },
  ),
  ...SYNTAXES.map((syntax) =>
    address(
      `dataset_${syntax}`,
      `/dataset/:slug.${syntax}`,
      { fr: "Un jeu en DCAT-AP", ar: "مجموعة بصيغة DCAT-AP", en: "One dataset in DCAT-AP" },
      {
        route: "/^\\/dataset\\/([a-z0-9-]+)\\.(ttl|jsonld|rdf)$/",
        responses: { [RDF[syntax]]: null },
      },
    ),
  ),
  address(
    "datasetDiff",
    "/dataset/:slug/diff/:from..:to.json",
    {
      fr: "Ce qui change entre deux versions",
      ar: "الفرق بين إصدارين",
      en: "What changes between two versions",
    },
    {
      route: "/^\\/dataset\\/([a-z0-9-]+)\\/diff\\/([0-9a-f]{12})\\.\\.([0-9a-f]{12}|latest)\\.json$/",
      parts: {
        slug: SLUG,
        from: z
          .string()
          .regex(/^[0-9a-f]{12}$/)
          .describe("Version"),
        to: z
          .string()
          .regex(/^[0-9a-f]{12}$/)
          .describe("Later version"),
      },
    },
  ),
  address("datasetVersions", "/dataset/:slug/versions.json", {
    fr: "Versions d’un jeu",
    ar: "إصدارات مجموعة",
    en: "Versions of a dataset",
  }),
  ...DESCRIPTIONS.flatMap(([file, id, summary, responses]) => [
    address(`dataset${id}`, `/dataset/:slug/${file}`, summary, { responses }),
    address(`version${id}`, `/dataset/:slug/v/:version/${file}`, summary, { responses }),
  ]),
  address(
    "latestFile",
    "/dataset/:slug/latest/:name",
    { fr: "Dernier fichier", ar: "آخر ملف", en: "Latest file" },
    { responses: {}, also: [302] },
  ),
  address(
    "file",
    "/dataset/:slug/v/:version/:name",
    { fr: "Un fichier", ar: "ملف", en: "One file" },
    {
      responses: {
        "text/csv": null,
        "application/vnd.apache.parquet": null,
        "application/octet-stream": null,
      },
      also: [206, 302, 304, 416],
    },
  ),
  address(
    "feed",
    "/feed.xml",
    { fr: "Flux des nouveautés", ar: "خلاصة المستجدات", en: "Feed of what is new" },
    { responses: { "application/atom+xml": null } },
  ),
  address(
    "sitemap",
    "/sitemap.xml",
    { fr: "Plan du site", ar: "خريطة الموقع", en: "Site map" },
    { responses: { "application/xml": null } },
  ),
  address("mqaJson", "/quality/mqa.json", {
    fr: "Qualité des métadonnées",
    ar: "جودة البيانات الوصفية",
    en: "Metadata quality",
  }),
  address(
    "mqaTurtle",
    "/quality/mqa.ttl",
    {
      fr: "Qualité des métadonnées, en RDF",
      ar: "جودة البيانات الوصفية بصيغة RDF",
      en: "Metadata quality, in RDF",
    },
    {
      responses: { "text/turtle": null },
    },
  ),
  ...(["entry.json", "entry.sig", "manifest.json"] as const).map((file) =>
    address(
      `release_${file.replace(".", "_")}`,
      `/releases/:id/${file}`,
      { fr: "Preuve d’une version", ar: "إثبات إصدار", en: "Proof of a release" },
      {
        parts: { id: RELEASE },
        responses: file.endsWith(".sig") ? { "application/octet-stream": null } : JSON_ANY,
      },
    ),
  ),
  address(
    "releaseKey",
    "/releases/key.pem",
    { fr: "Clé publique des signatures", ar: "المفتاح العمومي للتوقيعات", en: "Public key of signatures" },
    {
      responses: { "application/x-pem-file": null },
    },
  ),
  address(
    "releaseLog",
    "/releases/log.jsonl",
    { fr: "Journal des versions", ar: "سجل الإصدارات", en: "Log of releases" },
    {
      responses: { "application/x-ndjson": null },
    },
  ),
  ...dialects,
];
