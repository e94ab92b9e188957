import type { Geometry } from "geojson";
import { CREDITS, HCP_CREDIT, type LayerCredit } from "#geoportal/layers/credits.ts";
import type { Layers } from "#geoportal/layers/load.ts";
import { LAYER_OF, LEVELS, type Level } from "#geoportal/layers/unit.ts";
import { hexagonsOf, hexagonYear, outlineOf } from "#geoportal/overlays/hexagons.ts";
import { allProjects } from "#geoportal/overlays/projects.ts";
import type { Door } from "#warehouse/door/types.ts";
import type { Text } from "#warehouse/text.ts";
import { CRS84, SYSTEMS } from "./crs.ts";
import { type Box, boxOf } from "./geometry.ts";

export const GEOJSON = "application/geo+json";
export const MVT = "application/vnd.mapbox-vector-tile";
export const SCHEMA = "application/schema+json";

export const TITLES: Readonly<Record<Level, Text>> = {
  region: { fr: "Régions", ar: "الجهات", en: "Regions" },
  province: { fr: "Préfectures et provinces", ar: "العمالات والأقاليم", en: "Prefectures and provinces" },
  commune: {
    fr: "Communes (limites indicatives)",
    ar: "الجماعات (حدود إرشادية)",
    en: "Communes (indicative boundaries)",
  },
};

export interface Link {
  readonly href: string;
  readonly rel: string;
  readonly type: string;
  readonly title?: string;
  readonly templated?: true;
}
export interface Item {
  readonly type: "Feature";
  readonly id: string;
  readonly geometry: Geometry;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What can be asked of a property in a filter. */
type Queryable = "string" | "number" | "boolean";
/** A collection of features: all of them published, so the same for every reader. */
export interface Collection {
  readonly id: string;
  readonly title: Text;
  readonly description: string;
  readonly attribution: string;
  readonly license: string;
  readonly precision: string;
  readonly queryables: Readonly<Record<string, Queryable>>;
  /** The level whose tiles it has; null for none. */
  readonly level: Level | null;
  items(source: Source): Promise<readonly Item[]>;
}
/** What collections are read from. */
export interface Source {
  readonly door: Door;
  readonly layers: Layers;
  readonly release: { readonly id: string; readonly until: string };
}

const units = new WeakMap<Layers, Map<Level, readonly Item[]>>();
function itemsOf(layers: Layers, level: Level): readonly Item[] {
  const known = units.get(layers) ?? new Map<Level, readonly Item[]>();
  units.set(layers, known);
  const found =
    known.get(level) ??
    layers[level].units.map(
      (unit): Item => ({
        type: "Feature",
        id: unit.properties.code,
        geometry: unit.geometry,
        properties: { ...unit.properties },
      }),
    );
  known.set(level, found);
  return found;
}

const credited = ({ credit, licence, precision }: LayerCredit) => ({
  description: `${credit.fr}. ${HCP_CREDIT.fr}.`,
  attribution: credit.fr,
  license: licence,
  precision,
});
const boundaries = (level: Level): Collection => {
  return {
    id: LAYER_OF[level],
    title: TITLES[level],
    ...credited(CREDITS[LAYER_OF[level]]),
    queryables: {
      code: "string",
      name_fr: "string",
      name_ar: "string",
      region: "string",
      province: "string",
    },
    level,
    items: ({ layers }) => Promise.resolve(itemsOf(layers, level)),
  };
};

const OWN = { attribution: "Bayan", license: "ODbL-1.0", level: null };
const PROJECTS: Collection = {
  ...OWN,
  id: "projects",
  title: { fr: "Projets des programmes", ar: "مشاريع البرامج", en: "Programme projects" },
  description:
    "Projets qui ont un emplacement, au dernier mois de la livraison. Un statut et un budget par projet.",
  precision: "place",
  queryables: {
    ...{ project_id: "string", title: "string", programme: "string", sector: "string", status: "string" },
    ...{
      region: "string",
      province: "string",
      commune: "string",
      budget_mad: "number",
      physical_ratio: "number",
    },
    ...{ spi: "number", cpi: "number", troubled: "boolean" },
  },
  items: async ({ door, release }) =>
    (await allProjects(door, release.id, release.until)).flatMap((one): Item[] =>
      one.at === null
        ? []
        : [
            {
              type: "Feature",
              id: one.id,
              geometry: { type: "Point", coordinates: [...one.at] },
              properties: {
                ...{ project_id: one.id, title: one.title, programme: one.programme, sector: one.sector },
                ...{ status: one.status, region: one.region, province: one.province, commune: one.commune },
                // Money travels as decimal text.
                ...{ budget_mad: one.budget, physical_ratio: one.progress, spi: one.spi, cpi: one.cpi },
                troubled: one.troubled,
              },
            },
          ],
    ),
};
const PERMITS: Collection = {
  ...OWN,
  id: "permits",
  title: {
    fr: "Autorisations d’urbanisme par hexagones",
    ar: "رخص التعمير حسب سداسيات",
    en: "Building permits by hexagons",
  },
  description:
    "Dossiers déposés pendant la dernière année entière, par hexagones de 11 km : arrondis à 5, masqués sous 10.",
  precision: "hexagon",
  queryables: {
    hexagon: "string",
    region: "string",
    province: "string",
    files: "number",
    on_time_rate: "number",
  },
  items: async ({ door, release }) =>
    ((await hexagonsOf(door, release, hexagonYear(release, null))) ?? []).map(
      (one): Item => ({
        type: "Feature",
        id: one.id,
        geometry: outlineOf(one),
        properties: {
          ...{ hexagon: one.id, region: one.region, province: one.province },
          ...{ files: one.files, on_time_rate: one.onTime },
        },
      }),
    ),
};

export const COLLECTIONS: readonly Collection[] = [...LEVELS.map(boundaries), PROJECTS, PERMITS];
export const collectionOf = (id: string | undefined): Collection | null =>
  COLLECTIONS.find((collection) => collection.id === id) ?? null;

const extents = new WeakMap<readonly Item[], Box>();
/** The box around a collection's features; that of the regions where it has none. */
function extentOf(items: readonly Item[], fallback: readonly Item[]): Box {
  const list = items.length > 0 ? items : fallback;
  const known =
    extents.get(list) ??
    list.reduce<Box>(
      (box, { geometry }) => ("coordinates" in geometry ? boxOf(geometry.coordinates, box) : box),
      [180, 90, -180, -90],
    );
  extents.set(list, known);
  return known;
}

/** What OGC API Features says of one collection. */
export async function describe(base: string, collection: Collection, source: Source) {
  const { id, title, level } = collection;
  // Boundaries that were imported have another credit than the packaged ones.
  const own = level === null ? null : source.layers[level].credit;
  const { description, attribution, precision, license } = own === null ? collection : credited(own);
  const at = `${base}/ogc/collections/${id}`;
  const links: Link[] = [
    { href: at, rel: "self", type: "application/json" },
    { href: `${at}/items`, rel: "items", type: GEOJSON, title: title.en },
    { href: `${at}/queryables`, rel: "http://www.opengis.net/def/rel/ogc/1.0/queryables", type: SCHEMA },
    ...(level === null
      ? []
      : [
          {
            href: `${at}/tiles`,
            rel: "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector",
            type: "application/json",
          },
        ]),
  ];
  const box = extentOf(await collection.items(source), itemsOf(source.layers, "region"));
  return {
    ...{ id, title: title.fr, description, attribution, precision, license },
    itemType: "feature",
    crs: SYSTEMS.map(({ uri }) => uri),
    storageCrs: CRS84,
    extent: { spatial: { bbox: [box], crs: CRS84 } },
    links,
  };
}

/** Which properties a filter may name, as JSON Schema. */
export function queryables(base: string, { id, title, queryables: names }: Collection) {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `${base}/ogc/collections/${id}/queryables`,
    type: "object",
    title: title.fr,
    properties: {
      geometry: { "x-ogc-role": "primary-geometry", format: "geometry-any" },
      ...Object.fromEntries(Object.entries(names).map(([name, type]) => [name, { type, title: name }])),
    },
    additionalProperties: false,
  };
}
