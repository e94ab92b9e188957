import type { Text } from "#warehouse/text.ts";
import type { Listed } from "../../catalogue.ts";
import { MEDIA } from "../../derive/forms.ts";
import { fileUrl } from "../../files.ts";
import type { Library } from "../../library.ts";
import { LICENCES, licenceUrl } from "../../licences.ts";
import { PUBLISHER } from "../../publisher.ts";
import { type Resource, resourcesOf, uuidOf } from "../ids.ts";

export const ORGANISATION = "collectivites-territoriales";
export const THEMES: Readonly<Record<string, Text>> = {
  GOVE: {
    fr: "Gouvernement et secteur public",
    ar: "الحكومة والقطاع العام",
    en: "Government and public sector",
  },
  REGI: { fr: "Régions et villes", ar: "الجهات والمدن", en: "Regions and cities" },
  ECON: { fr: "Économie et finances", ar: "الاقتصاد والمالية", en: "Economy and finance" },
  SOCI: { fr: "Population et société", ar: "السكان والمجتمع", en: "Population and society" },
  TRAN: { fr: "Transports", ar: "النقل", en: "Transport" },
};

type Json = Readonly<Record<string, unknown>>;
export type Catalogue = Pick<Library, "base" | "listed" | "shelf" | "engine">;

/** CKAN writes instants without a zone; they are UTC. */
const instant = (text: string | undefined): string | null =>
  text === undefined ? null : `${text.slice(0, 19)}.000000`;

export function tagOf(name: string): Json {
  return { id: uuidOf("tag", name), name, display_name: name, state: "active", vocabulary_id: null };
}

export function organisation(library: Catalogue): Json {
  return {
    id: uuidOf("organization", ORGANISATION),
    name: ORGANISATION,
    title: PUBLISHER.name.fr,
    display_name: PUBLISHER.name.fr,
    description: PUBLISHER.about.fr,
    type: "organization",
    is_organization: true,
    state: "active",
    approval_status: "approved",
    image_url: "",
    image_display_url: "",
    created: instant(library.shelf.log[0]?.published_at),
    package_count: library.listed.length,
    num_followers: 0,
  };
}

export function group(library: Catalogue, code: string): Json {
  const name = code.toLowerCase();
  return {
    id: uuidOf("group", name),
    name,
    title: THEMES[code]?.fr ?? code,
    display_name: THEMES[code]?.fr ?? code,
    description: THEMES[code]?.en ?? code,
    type: "group",
    is_organization: false,
    state: "active",
    approval_status: "approved",
    image_url: "",
    image_display_url: "",
    package_count: library.listed.filter(({ dataset }) => dataset.theme === code).length,
    num_followers: 0,
  };
}

export function resource(library: Catalogue, found: Resource, position: number): Json {
  const { base, shelf } = library;
  const { dataset, entry } = found.item;
  const at = instant(shelf.edition(entry.slug, entry.version)?.published_at);
  return {
    id: found.id,
    package_id: uuidOf("package", entry.slug),
    name: found.title,
    description: dataset.description.fr,
    url: `${base}${fileUrl(entry.slug, entry.version, found.name)}`,
    url_type: null,
    format:
      found.form === "geojson" ? "GeoJSON" : found.form === "parquet" ? "Parquet" : found.form.toUpperCase(),
    mimetype: MEDIA[found.form],
    mimetype_inner: null,
    size: found.bytes,
    // With its algorithm: clients read a bare value as MD5.
    hash: found.sha256 === null ? "" : `sha256:${found.sha256}`,
    created: instant(shelf.editions(entry.slug)[0]?.published_at),
    last_modified: at,
    metadata_modified: at,
    cache_last_updated: null,
    cache_url: null,
    datastore_active: found.form === "csv",
    position,
    resource_type: null,
    state: "active",
  };
}

export function dataset(library: Catalogue, item: Listed): Json {
  const { base, shelf } = library;
  const { dataset: given, entry } = item;
  const editions = shelf.editions(entry.slug);
  const modified = shelf.edition(entry.slug, entry.version)?.published_at;
  const licence = LICENCES[given.licence];
  const resources = resourcesOf(item);
  const mark = entry.sample ? "[Exemple] " : "";
  const org = organisation(library);
  return {
    id: uuidOf("package", entry.slug),
    name: entry.slug,
    title: `${mark}${given.title.fr}`,
    notes: `${given.description.fr}\n\n${given.limits.fr}`,
    title_translated: given.title,
    notes_translated: given.description,
    url: `${base}/fr/donnees/${entry.slug}`,
    version: entry.version,
    type: "dataset",
    state: "active",
    private: false,
    isopen: true,
    author: PUBLISHER.name.fr,
    author_email: "",
    maintainer: PUBLISHER.name.fr,
    maintainer_email: "",
    creator_user_id: null,
    license_id: licence.id,
    license_title: licence.title.fr,
    license_url: licenceUrl(base, given.licence),
    owner_org: org.id,
    organization: org,
    groups: [group(library, given.theme)],
    tags: [...new Set(given.keywords.fr)].map(tagOf),
    num_tags: new Set(given.keywords.fr).size,
    num_resources: resources.length,
    resources: resources.map((each, position) => resource(library, each, position)),
    extras: [
      { key: "temporal_start", value: entry.from },
      { key: "temporal_end", value: entry.to },
      { key: "frequency", value: given.frequency },
      { key: "legal_basis", value: given.law.fr },
      { key: "sample", value: String(entry.sample) },
    ],
    metadata_created: instant(editions[0]?.published_at),
    metadata_modified: instant(modified),
    relationships_as_object: [],
    relationships_as_subject: [],
  };
}
