import type { Listed } from "../../catalogue.ts";
import { LICENCES, licenceUrl } from "../../licences.ts";
import { PUBLISHER } from "../../publisher.ts";
import { fold, searchDatasets } from "../../search.ts";
import { resourceIndex, resourcesOf, uuidOf } from "../ids.ts";
import { datastoreSearch, fieldOf, tableOf } from "./datastore.ts";
import {
  type Catalogue,
  dataset,
  group,
  ORGANISATION,
  organisation,
  resource,
  THEMES,
  tagOf,
} from "./entities.ts";
import { invalid, notFound } from "./errors.ts";
import type { Params } from "./params.ts";
import { packageSearch } from "./search.ts";

export type Action = (library: Catalogue, params: Params, address: string) => unknown;

function find(library: Catalogue, params: Params): Listed {
  const id = params.text("id") ?? params.required("name_or_id");
  const found = library.listed.find(({ entry }) => entry.slug === id || uuidOf("package", entry.slug) === id);
  if (found === undefined) throw notFound(id);
  return found;
}

const page = <T>(list: readonly T[], params: Params, most = 1000): readonly T[] => {
  const offset = params.whole("offset", 0, 1e9);
  return list.slice(offset, offset + params.whole("limit", most, most));
};
const slugs = (library: Catalogue) => library.listed.map(({ entry }) => entry.slug).sort();
const themesOf = (library: Catalogue) =>
  [...new Set(library.listed.map(({ dataset: each }) => each.theme))].sort();
const tagsOf = (library: Catalogue) =>
  [...new Set(library.listed.flatMap(({ dataset: each }) => each.keywords.fr))].sort();
const resourceAt = (library: Catalogue, id: string) => {
  const found = resourceIndex(library.listed).get(id);
  if (found === undefined) throw notFound(`Resource was not found: ${id}`);
  return resource(
    library,
    found,
    resourcesOf(found.item).findIndex((each) => each.id === id),
  );
};

/** The read actions of CKAN 2.11. None writes, and none takes SQL. */
export const ACTIONS: Readonly<Record<string, Action>> = {
  status_show: ({ base }) => ({
    ckan_version: "2.11.0",
    site_title: PUBLISHER.catalogue.fr,
    site_description: PUBLISHER.about.fr,
    site_url: base,
    error_emails_to: null,
    locale_default: "fr",
    extensions: ["datastore", "dcat"],
  }),
  site_read: () => true,
  help_show: (_library, params) => {
    const name = params.required("name");
    if (!(name in ACTIONS)) throw notFound(`Action name not known: ${name}`);
    return `${name}: see https://docs.ckan.org/en/2.11/api/`;
  },
  package_list: (library, params) => page(slugs(library), params),
  package_show: (library, params) => dataset(library, find(library, params)),
  package_search: packageSearch,
  package_autocomplete: (library, params) =>
    searchDatasets(library.listed, params.required("q"))
      .slice(0, params.whole("limit", 10, 100))
      .map(({ dataset: each }) => ({
        name: each.slug,
        title: each.title.fr,
        match_field: "title",
        match_displayed: each.title.fr,
      })),
  current_package_list_with_resources: (library, params) =>
    page(library.listed, params).map((item) => dataset(library, item)),
  resource_show: (library, params) => resourceAt(library, params.required("id")),
  resource_search: (library, params) => {
    const asked = params.list("query");
    if (asked.length === 0) throw invalid("query", "Missing value");
    const terms = asked.map((each) => {
      const at = each.indexOf(":");
      if (at < 0) throw invalid("query", "Must be <field>:<value>");
      return [each.slice(0, at), fold(each.slice(at + 1))] as const;
    });
    const found = library.listed
      .flatMap((item) => resourcesOf(item).map((each, position) => resource(library, each, position)))
      .filter((each) => terms.every(([field, value]) => fold(String(each[field] ?? "")).includes(value)));
    return { count: found.length, results: page(found, params) };
  },
  resource_view_list: (library, params) => {
    resourceAt(library, params.required("id"));
    return [];
  },
  organization_list: (library, params) =>
    params.flag("all_fields", false) ? [organisation(library)] : [ORGANISATION],
  organization_show: (library, params) => {
    const id = params.required("id");
    if (id !== ORGANISATION && id !== uuidOf("organization", ORGANISATION)) throw notFound(id);
    const packages = params.flag("include_datasets", false)
      ? library.listed.map((item) => dataset(library, item))
      : [];
    return { ...organisation(library), packages, users: [], extras: [], tags: [], groups: [] };
  },
  group_list: (library, params) =>
    params.flag("all_fields", false)
      ? page(themesOf(library), params).map((code) => group(library, code))
      : page(themesOf(library), params).map((code) => code.toLowerCase()),
  group_show: (library, params) => {
    const id = params.required("id");
    const code = themesOf(library).find(
      (each) => each.toLowerCase() === id || uuidOf("group", each.toLowerCase()) === id,
    );
    if (code === undefined || THEMES[code] === undefined) throw notFound(id);
    const members = library.listed.filter(({ dataset: each }) => each.theme === code);
    const packages = params.flag("include_datasets", false)
      ? members.map((item) => dataset(library, item))
      : [];
    return { ...group(library, code), packages, users: [], extras: [], tags: [], groups: [] };
  },
  tag_list: (library, params) => {
    const q = fold(params.text("query") ?? "");
    const found = tagsOf(library).filter((name) => fold(name).includes(q));
    return params.flag("all_fields", false) ? found.map(tagOf) : found;
  },
  tag_show: (library, params) => {
    const id = params.required("id");
    const name = tagsOf(library).find((each) => each === id || uuidOf("tag", each) === id);
    if (name === undefined) throw notFound(id);
    const packages = params.flag("include_datasets", false)
      ? library.listed
          .filter(({ dataset: each }) => each.keywords.fr.includes(name))
          .map((item) => dataset(library, item))
      : [];
    return { ...tagOf(name), packages };
  },
  license_list: ({ base }) =>
    Object.values(LICENCES).map(({ id, title }) => ({
      id,
      title: title.fr,
      url: licenceUrl(base, id as keyof typeof LICENCES),
      status: "active",
      od_conformance: id === "loi-31-13" ? "not reviewed" : "approved",
      osd_conformance: "not reviewed",
      domain_data: true,
      domain_content: true,
      domain_software: false,
      family: "",
      maintainer: "",
      is_generic: false,
    })),
  vocabulary_list: () => [],
  format_autocomplete: (_library, params) =>
    ["CSV", "GeoJSON", "JSON", "Parquet"].filter((name) =>
      name.toLowerCase().includes(params.required("q").toLowerCase()),
    ),
  datastore_search: datastoreSearch,
  datastore_info: async (library, params) => {
    const found = tableOf(library, params.required("id"));
    const { entry } = found.item;
    return {
      meta: {
        id: found.id,
        count: found.rows,
        size: found.bytes,
        db_size: found.bytes,
        idx_size: 0,
        aliases: [],
        table_type: "BASE TABLE",
      },
      fields: entry.fields.map((field) => ({
        ...fieldOf(field),
        schema: {
          native_type: fieldOf(field).type,
          notnull: entry.key.includes(field.name),
          index_name: null,
          is_index: false,
          uniquekey: false,
        },
      })),
    };
  },
};
