import type { Listed } from "../../catalogue.ts";
import { fold, searchDatasets } from "../../search.ts";
import { resourcesOf, uuidOf } from "../ids.ts";
import { type Catalogue, dataset, ORGANISATION, THEMES } from "./entities.ts";
import { badSearch } from "./errors.ts";
import { type Document, parseFq } from "./fq.ts";
import type { Params } from "./params.ts";

const documents = new WeakMap<Listed, Document>();

function documentOf(library: Catalogue, item: Listed): Document {
  const known = documents.get(item);
  if (known !== undefined) return known;
  const { dataset: given, entry } = item;
  const modified = library.shelf.edition(entry.slug, entry.version)?.published_at.slice(0, 19) ?? "";
  const created = library.shelf.editions(entry.slug)[0]?.published_at.slice(0, 19) ?? "";
  const made: Document = {
    id: [uuidOf("package", entry.slug)],
    name: [entry.slug],
    title: Object.values(given.title),
    title_string: [given.title.fr],
    notes: Object.values(given.description),
    text: [
      fold(
        [...Object.values(given.title), ...Object.values(given.description), ...given.keywords.fr].join(" "),
      ),
    ],
    organization: [ORGANISATION],
    owner_org: [uuidOf("organization", ORGANISATION)],
    groups: [given.theme.toLowerCase()],
    tags: given.keywords.fr,
    res_format: [...new Set(resourcesOf(item).map(({ form }) => form.toUpperCase()))],
    license_id: [given.licence],
    metadata_modified: [modified],
    metadata_created: [created],
    dataset_type: ["dataset"],
    type: ["dataset"],
    state: ["active"],
    capacity: ["public"],
  };
  documents.set(item, made);
  return made;
}

const FACETS: Readonly<Record<string, (value: string) => string>> = {
  organization: (value) => value,
  groups: (value) => THEMES[value.toUpperCase()]?.fr ?? value,
  tags: (value) => value,
  res_format: (value) => value,
  license_id: (value) => value,
};

/** `package_search`: words, filters, facets, a total order, a page. */
export function packageSearch(library: Catalogue, params: Params): Readonly<Record<string, unknown>> {
  const q = params.text("q") ?? "*:*";
  const rows = params.whole("rows", 10, 1000);
  const start = params.whole("start", 0, 1e9);
  const sort = params.text("sort") ?? "score desc, metadata_modified desc";
  const filters = [...params.list("fq_list"), params.text("fq") ?? ""]
    .filter((each) => each.trim() !== "")
    .map(parseFq);
  const free = q.trim() === "" || q.trim() === "*:*" || q.trim() === "*";
  // A question may itself be a filter, as Solr allows.
  const asked = !free && /\w:/.test(q) ? parseFq(q) : null;
  const worded = free || asked !== null ? library.listed : searchDatasets(library.listed, q);
  const found = worded.filter((item) => {
    const document = documentOf(library, item);
    return (asked === null || asked(document)) && filters.every((filter) => filter(document));
  });
  const ordered = sorted(library, found, sort);
  const limit = params.whole("facet.limit", 50, 1000);
  const fields = params.flag("facet", true)
    ? params.list("facet.field").filter((name) => name in FACETS)
    : [];
  const facets = Object.fromEntries(fields.map((name) => [name, countsOf(library, found, name, limit)]));
  return {
    count: found.length,
    sort,
    facets: Object.fromEntries(
      Object.entries(facets).map(([name, counts]) => [name, Object.fromEntries(counts)]),
    ),
    search_facets: Object.fromEntries(
      Object.entries(facets).map(([name, counts]) => [
        name,
        {
          title: name,
          items: counts.map(([value, count]) => ({
            name: value,
            display_name: FACETS[name]?.(value) ?? value,
            count,
          })),
        },
      ]),
    ),
    results: ordered.slice(start, start + rows).map((item) => dataset(library, item)),
  };
}

function countsOf(
  library: Catalogue,
  found: readonly Listed[],
  field: string,
  limit: number,
): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const item of found)
    for (const value of documentOf(library, item)[field] ?? [])
      counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, limit < 0 ? undefined : limit);
}

function sorted(library: Catalogue, found: readonly Listed[], sort: string): readonly Listed[] {
  const keys = sort.split(",").map((part) => {
    const [name = "", dir = "asc"] = part.trim().split(/\s+/);
    if (!/^(asc|desc)$/i.test(dir)) throw badSearch(`sort ${part}`);
    return { name: name === "title" ? "title_string" : name, sign: dir.toLowerCase() === "desc" ? -1 : 1 };
  });
  const place = new Map(found.map((item, at) => [item, at]));
  const first = (item: Listed, name: string) => documentOf(library, item)[name]?.[0] ?? "";
  return [...found].sort((a, b) => {
    for (const { name, sign } of keys) {
      if (name === "score" || name === "views_recent") continue;
      const [x, y] = [first(a, name), first(b, name)];
      if (x !== y) return x < y ? -sign : sign;
    }
    return (place.get(a) ?? 0) - (place.get(b) ?? 0);
  });
}
