import { z } from "zod";
import { optional, pageDoc } from "#dashboards/lib/contract.ts";
import type { RouteDoc } from "#warehouse/surface.ts";
import type { Text } from "#warehouse/text.ts";
import { ATLAS_PATH, PRINT_PATH } from "./print/state.ts";
import { FIGURE_TILES } from "./tiles/path.ts";

const COLLECTION = z.enum(["regions", "provinces", "communes", "projects", "permits"]).describe("Collection");
const link = z.looseObject({ href: z.string(), rel: z.string() });
const links = z.looseObject({ links: z.array(link) });
const number = (description: string) => z.int().min(0).max(9_999_999).describe(description);

const ogc = (
  id: string,
  path: string,
  summary: Text,
  responses: RouteDoc["responses"] = { "application/json": links },
  more: Partial<RouteDoc> = {},
): RouteDoc => ({
  ...{ id, path, summary, responses },
  ...(path.includes(":id") ? { parts: { id: COLLECTION }, errors: [400, 404] } : {}),
  ...more,
});

const MAP_QUERY: NonNullable<RouteDoc["query"]> = {
  niveau: optional("Units drawn: region, province or commune"),
  mesure: optional("Name of a metric"),
  annee: optional("Year"),
  dans: optional("Code of the unit that the map is narrowed to"),
  code: optional("Code of the unit chosen"),
  tri: optional("Column that sorts the table"),
  ordre: optional("Order of the table: asc or desc"),
  page: optional("Page of the table, from 1"),
  methode: optional("Classes: quantile, egal, jenks, ecart or manuel"),
  classes: optional("Number of classes, 3 to 5"),
  bornes: optional("Own bounds, in the unit that people read, with spaces between"),
  signe: optional("auto, aire or cercle"),
  projets: optional("oui lays programme projects over the map"),
  point: optional("A point to show: longitude,latitude in degrees"),
  permis: optional("oui lays building permits over it, by hexagons"),
};

const points = (
  id: string,
  path: string,
  summary: Text,
  query: NonNullable<RouteDoc["query"]>,
): RouteDoc => ({
  ...{ id, path, summary, query },
  responses: {
    "application/geo+json": z.looseObject({
      type: z.literal("FeatureCollection"),
      features: z.array(z.unknown()),
    }),
  },
});

/** Every address of the map and of the OGC API, for the OpenAPI document. */
export const contract: readonly RouteDoc[] = [
  pageDoc("map", "/carte", { fr: "Carte", ar: "الخريطة", en: "Map" }, MAP_QUERY),
  pageDoc(
    "mapStory",
    "/carte/recit",
    {
      fr: "Un récit en étapes sur la carte",
      ar: "سرد بمراحل على الخريطة",
      en: "A story in steps on the map",
    },
    {
      vue: optional("A view of the map: its query and place, once for each step"),
      dit: optional("What is said of it, in the same order"),
      n: optional("Step that is shown, from 1"),
    },
    { also: [302] },
  ),
  pageDoc(
    "mapProject",
    "/carte/projet/:id",
    { fr: "Fiche d’un projet", ar: "بطاقة مشروع", en: "One project" },
    {},
    { parts: { id: z.string().min(1).max(60).describe("Project's number") } },
  ),
  pageDoc(
    "mapPrint",
    PRINT_PATH,
    { fr: "La carte sur papier", ar: "الخريطة للطباعة", en: "The map on paper" },
    { ...MAP_QUERY, format: optional("a4 or a3") },
    { responses: { "application/pdf": null }, errors: [400, 503] },
  ),
  pageDoc(
    "mapAtlas",
    ATLAS_PATH,
    { fr: "Atlas d’une province", ar: "أطلس إقليم", en: "Atlas of a province" },
    { dans: optional("Code of the province"), mesure: optional("Name of a metric"), annee: optional("Year") },
    { responses: { "application/pdf": null }, errors: [400, 503] },
  ),
  pageDoc(
    "planning",
    "/carte/urbanisme",
    { fr: "Documents d’urbanisme", ar: "وثائق التعمير", en: "Planning documents" },
    { document: optional("Id of a document"), point: optional("Coordinates: what applies there") },
  ),
  pageDoc(
    "planningCheck",
    "/carte/urbanisme/controle",
    {
      fr: "Contrôle d’un document d’urbanisme",
      ar: "مراقبة وثيقة تعمير",
      en: "Check of a planning document",
    },
    {},
    { method: "post" },
  ),
  pageDoc(
    "mapSearch",
    "/carte/recherche",
    { fr: "Recherche sur la carte", ar: "البحث في الخريطة", en: "Search of the map" },
    { q: optional("Name, code, project's number or coordinates"), vers: optional("Where suggestions lead") },
  ),
  pageDoc("mapPlace", "/carte/lieu/:code", {
    fr: "La carte, sur un territoire",
    ar: "الخريطة عند مجال ترابي",
    en: "The map at a unit",
  }),
  pageDoc("mapOwnTerritory", "/carte/territoire", {
    fr: "La page de son territoire",
    ar: "صفحة المجال الترابي الخاص",
    en: "The page of one's own territory",
  }),
  pageDoc(
    "mapTerritory",
    "/carte/territoire/:code",
    { fr: "Tableau de bord d’un territoire", ar: "لوحة قيادة مجال ترابي", en: "A territory at once" },
    {
      mesure: optional("Name of a metric"),
      annee: optional("Year"),
      niveau: optional("Parts drawn: province or commune"),
      avec: optional("Compared with: a year, or another metric"),
    },
  ),
  points(
    "mapProjects",
    "/carte/couches/projets.json",
    {
      fr: "Emplacements des projets",
      ar: "مواقع المشاريع",
      en: "Places of projects",
    },
    { dans: optional("Only those in this unit"), difficulte: optional("oui keeps those in difficulty") },
  ),
  points(
    "mapPermits",
    "/carte/couches/permis.json",
    {
      fr: "Autorisations d’urbanisme par hexagones",
      ar: "رخص التعمير حسب سداسيات",
      en: "Building permits by hexagons",
    },
    { annee: optional("Year of deposit") },
  ),
  {
    ...{ method: "get", id: "mapTiles", path: `${FIGURE_TILES}/:z/:x/:y`, query: MAP_QUERY },
    summary: {
      fr: "Une tuile des unités d’une carte, avec leurs chiffres",
      ar: "مربع من وحدات خريطة مع أرقامها",
      en: "A tile of a map’s units with their figures",
    },
    parts: { z: number("Zoom"), x: number("Column"), y: number("Row") },
    responses: { "application/vnd.mapbox-vector-tile": null },
    ...{ also: [204], errors: [400, 404] },
  },
  {
    ...{ method: "get", id: "mapTileJson", path: `${FIGURE_TILES}.json`, query: MAP_QUERY },
    summary: {
      fr: "Le TileJSON de ces tuiles",
      ar: "وصف TileJSON لهذه المربعات",
      en: "TileJSON of these tiles",
    },
    responses: { "application/json": z.looseObject({ tiles: z.array(z.string()) }) },
    errors: [400, 404],
  },
  ogc("ogc", "/ogc", { fr: "OGC API : entrée", ar: "OGC API: المدخل", en: "OGC API: landing page" }),
  ogc(
    "ogcConformance",
    "/ogc/conformance",
    { fr: "Normes suivies", ar: "المعايير المتبعة", en: "Conformance classes" },
    {
      "application/json": z.looseObject({ conformsTo: z.array(z.string()) }),
    },
  ),
  ogc(
    "ogcApi",
    "/ogc/api",
    { fr: "Contrat OGC", ar: "عقد OGC", en: "Definition of the OGC API" },
    {
      "application/vnd.oai.openapi+json;version=3.0": z.looseObject({ openapi: z.string() }),
    },
  ),
  ogc("ogcCollections", "/ogc/collections", { fr: "Collections", ar: "المجموعات", en: "Collections" }),
  ogc("ogcCollection", "/ogc/collections/:id", { fr: "Une collection", ar: "مجموعة", en: "One collection" }),
  ogc(
    "ogcItems",
    "/ogc/collections/:id/items",
    { fr: "Unités d’une collection", ar: "وحدات مجموعة", en: "Units of a collection" },
    {
      "application/geo+json": z.looseObject({
        type: z.literal("FeatureCollection"),
        features: z.array(z.unknown()),
      }),
    },
    {
      query: {
        limit: z
          .int()
          .min(1)
          .max(9_999_999)
          .optional()
          .describe("Units at most; the server gives 2,000 at most"),
        offset: number("Units to leave out at the start").optional(),
        bbox: z
          .string()
          .regex(/^-?\d{1,3}(\.\d{1,8})?(,-?\d{1,3}(\.\d{1,8})?){3}$/)
          .optional()
          .describe("west,south,east,north in degrees"),
        "bbox-crs": optional("Reference system of bbox"),
        crs: optional("Reference system of the answer"),
        datetime: optional("RFC 3339; these features have no time"),
        filter: optional("CQL2 text"),
        "filter-lang": optional("cql2-text"),
        "filter-crs": optional("Reference system of the filter"),
        region: optional("Region's code"),
        province: optional("Province's code"),
        f: optional("json"),
      },
    },
  ),
  ogc(
    "ogcQueryables",
    "/ogc/collections/:id/queryables",
    { fr: "Propriétés à filtrer", ar: "الخصائص القابلة للتصفية", en: "Properties to filter by" },
    { "application/schema+json": z.looseObject({ properties: z.looseObject({}) }) },
  ),
  ogc(
    "ogcItem",
    "/ogc/collections/:id/items/:code",
    { fr: "Une unité", ar: "وحدة", en: "One unit" },
    { "application/geo+json": z.looseObject({ type: z.literal("Feature"), id: z.string() }) },
    {
      parts: { id: COLLECTION, code: z.string().min(1).max(60).describe("HCP code, or number") },
      query: { crs: optional("Reference system of the answer") },
    },
  ),
  ogc(
    "ogcTilesets",
    "/ogc/collections/:id/tiles",
    { fr: "Jeux de tuiles", ar: "مجموعات المربعات", en: "Tile sets" },
    {
      "application/json": z.looseObject({}),
    },
  ),
  ogc(
    "ogcTileJson",
    "/ogc/collections/:id/tilejson.json",
    { fr: "TileJSON", ar: "TileJSON", en: "TileJSON" },
    {
      "application/json": z.looseObject({}),
    },
  ),
  ogc(
    "ogcTileset",
    "/ogc/collections/:id/tiles/WebMercatorQuad",
    { fr: "Jeu de tuiles", ar: "مجموعة مربعات", en: "Tile set" },
    {
      "application/json": z.looseObject({}),
    },
  ),
  ogc(
    "ogcTile",
    "/ogc/collections/:id/tiles/WebMercatorQuad/:z/:y/:x",
    { fr: "Une tuile", ar: "مربع", en: "One tile" },
    { "application/vnd.mapbox-vector-tile": null },
    {
      parts: { id: COLLECTION, z: number("Zoom"), y: number("Row"), x: number("Column") },
      query: { datetime: z.iso.date().optional().describe("A day: the lines that held in its month") },
      also: [204],
    },
  ),
];
