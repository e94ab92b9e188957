import { z } from "zod";
import { optional, pageDoc } from "#dashboards/lib/contract.ts";
import type { RouteDoc } from "#warehouse/surface.ts";
import type { Text } from "#warehouse/text.ts";
import { interfaces } from "./api/contract.ts";
import { MEDIA } from "./derive/forms.ts";
import { RDF_FORMS } from "./meta/rdf.ts";

const SLUG = z.string().min(1).describe("Name of a dataset");
const NAME = z.string().min(1).max(120).describe("Name of a file");
const VERSION = z.string().min(1).max(40).describe("Version of the dataset");
const RELEASE = z.string().min(1).max(40).describe("Id of a release");

const text = (fr: string, ar: string, en: string): Text => ({ fr, ar, en });
const address = (
  id: string,
  path: string,
  summary: Text,
  type: string | null,
  more: Partial<RouteDoc> = {},
): RouteDoc => ({
  ...{ id, path, summary, errors: [404] },
  responses: type === null ? {} : { [type]: null },
  ...more,
});

const PAGES: readonly RouteDoc[] = [
  pageDoc("datasets", "/donnees", text("Données ouvertes", "البيانات المفتوحة", "Open data"), {
    q: optional("Words to look for"),
    theme: optional("Code of a theme"),
  }),
  pageDoc(
    "dataset",
    "/donnees/:slug",
    text("Un jeu de données", "مجموعة بيانات", "One dataset"),
    {
      partie: optional("File of the preview"),
      q: optional("Words anywhere in the text of a row"),
      colonne: optional("Column to look in"),
      valeur: optional("What that column contains"),
      tri: optional("Column to sort by"),
      sens: optional("asc or desc"),
      page: optional("Page of the preview, from 1"),
    },
    { parts: { slug: SLUG } },
  ),
  pageDoc(
    "licence",
    "/donnees/licence",
    text("Conditions de réutilisation", "شروط إعادة الاستعمال", "Terms of reuse"),
  ),
  pageDoc("withheld", "/donnees/masque", text("Ce qui est masqué", "ما هو محجوب", "What is withheld")),
  pageDoc(
    "catalogueQuality",
    "/donnees/qualite",
    text("Qualité du catalogue", "جودة الفهرس", "Quality of the catalogue"),
  ),
  pageDoc(
    "reuses",
    "/donnees/reutilisations",
    text("Réutilisations", "استعمالات المعطيات", "What others made with the data"),
  ),
  pageDoc("dataRequest", "/donnees/demande", text("Demander une donnée", "طلب معطيات", "Ask for data")),
];

const FILES: readonly RouteDoc[] = [
  address(
    "latestFile",
    "/dataset/:slug/latest/:name",
    text("Dernier fichier", "آخر ملف", "Latest file"),
    null,
    {
      ...{ parts: { slug: SLUG, name: NAME }, also: [302] },
    },
  ),
  address("file", "/dataset/:slug/v/:version/:name", text("Un fichier", "ملف", "One file"), null, {
    parts: { slug: SLUG, version: VERSION, name: NAME },
    responses: Object.fromEntries(Object.values(MEDIA).map((type) => [type, null])),
    also: [206],
  }),
  address(
    "datasetAddress",
    "/dataset/:slug",
    text("Adresse durable d'un jeu", "العنوان الدائم لمجموعة", "Lasting address of a dataset"),
    null,
    {
      ...{ parts: { slug: SLUG }, also: [303] },
    },
  ),
  address(
    "editions",
    "/dataset/:slug/versions.json",
    text("Versions d'un jeu", "نسخ مجموعة", "Versions of a dataset"),
    "application/json",
    {
      parts: { slug: SLUG },
    },
  ),
  address(
    "datasetDiff",
    "/dataset/:slug/diff/:change",
    text("Différences entre deux versions", "الفروق بين نسختين", "Differences between two versions"),
    "application/json",
    {
      parts: { slug: SLUG, change: z.string().max(60).describe("Two versions: `a..b.json`") },
    },
  ),
];

const DOCUMENTS: readonly (readonly [name: string, id: string, type: string])[] = [
  ["index.json", "editionIndex", "application/json"],
  ["datapackage.json", "dataPackage", "application/json"],
  ["croissant.json", "croissant", "application/ld+json"],
  ["provenance.jsonld", "provenance", "application/ld+json"],
  ["ro-crate-metadata.json", "roCrate", "application/ld+json"],
];
const ABOUT = DOCUMENTS.flatMap(([name, id, type]) => [
  address(
    id,
    `/dataset/:slug/${name}`,
    text(`${name} du jeu`, `${name} للمجموعة`, `${name} of a dataset`),
    type,
    { parts: { slug: SLUG } },
  ),
  address(
    `${id}Of`,
    `/dataset/:slug/v/:version/${name}`,
    text(`${name} d'une version`, `${name} لنسخة`, `${name} of a version`),
    type,
    {
      parts: { slug: SLUG, version: VERSION },
    },
  ),
]);

const RDF = Object.entries(RDF_FORMS).flatMap(([form, type]) => [
  address(
    `catalogue_${form}`,
    `/catalog.${form}`,
    text("Catalogue DCAT-AP", "فهرس DCAT-AP", "DCAT-AP catalogue"),
    type,
  ),
  address(
    `dataset_${form}`,
    `/dataset/:slug.${form}`,
    text("Un jeu en DCAT-AP", "مجموعة بصيغة DCAT-AP", "One dataset in DCAT-AP"),
    type,
    {
      parts: { slug: SLUG },
    },
  ),
]);

const release = (id: string, name: string, type: string, summary: Text): RouteDoc =>
  address(id, `/releases/:id/${name}`, summary, type, { parts: { id: RELEASE } });
const TRUST: readonly RouteDoc[] = [
  address(
    "releaseLog",
    "/releases/log.jsonl",
    text("Journal des publications", "سجل النشر", "Log of publications"),
    "application/x-ndjson",
  ),
  address(
    "releaseKey",
    "/releases/key.pem",
    text("Clé publique", "المفتاح العمومي", "Public key"),
    "application/x-pem-file",
  ),
  release(
    "releaseManifest",
    "manifest.json",
    "application/json",
    text("Manifeste d'une livraison", "بيان إصدار", "Manifest of a release"),
  ),
  release(
    "releaseEntry",
    "entry.json",
    "application/json",
    text("Entrée signée du journal", "قيد موقع من السجل", "Signed entry of the log"),
  ),
  release(
    "releaseSignature",
    "entry.sig",
    "application/octet-stream",
    text("Signature Ed25519", "توقيع Ed25519", "Ed25519 signature"),
  ),
];

/** Every address of the catalogue, for the OpenAPI document. */
export const contract: readonly RouteDoc[] = [
  ...PAGES,
  ...FILES,
  ...ABOUT,
  ...RDF,
  ...TRUST,
  address(
    "catalogue",
    "/catalog",
    text("Catalogue, selon Accept", "الفهرس حسب Accept", "Catalogue, as Accept asks"),
    "text/turtle",
  ),
  address("mqa", "/quality/mqa.json", text("Note MQA", "نقطة MQA", "MQA score"), "application/json"),
  address(
    "dqv",
    "/quality/mqa.ttl",
    text("Note MQA en DQV", "نقطة MQA بصيغة DQV", "MQA score as DQV"),
    "text/turtle",
  ),
  address("sitemap", "/sitemap.xml", text("Plan du site", "خريطة الموقع", "Sitemap"), "application/xml"),
  address(
    "feed",
    "/feed.xml",
    text("Nouveautés (RSS)", "الجديد (RSS)", "What is new (RSS)"),
    "application/rss+xml",
  ),
  ...interfaces,
];
