import type { Listed } from "../catalogue.ts";
import { fileUrl } from "../files.ts";
import type { Library } from "../library.ts";
import { LICENCES, licenceUrl } from "../licences.ts";
import { PUBLISHER } from "../publisher.ts";
import type { Edition } from "../shelf/shelf.ts";
import type { Field, FieldType } from "../types.ts";
import { distributionsOf } from "./dcat.ts";

/** Type of Table Schema. Codes are strings: nothing here guesses a number out of digits. */
const SCHEMA_TYPE = {
  ...{ string: "string", integer: "integer", decimal: "number" },
  ...{ number: "number", date: "date", boolean: "boolean" },
} as const satisfies Record<FieldType, string>;

/** What a column means in the fiscal vocabulary, where it means anything there. */
const FISCAL: Readonly<Record<string, string>> = {
  fiscal_year: "date:fiscal-year",
  month_start: "date:fiscal-month",
  direction: "direction",
  part: "economic-classification:generic:level1:code",
  chapter: "economic-classification:generic:level2:code",
  article: "economic-classification:generic:level3:code",
  line_code: "budget-line-id",
  collectivity_code: "administrative-classification:generic:level1:code",
  collectivity_name_fr: "administrative-classification:generic:level1:label",
  region_code: "geo-source:target:code",
  credit_initial_mad: "value",
  credit_final_mad: "value",
  committed_mad: "value",
  ordered_mad: "value",
  paid_mad: "value",
  collected_mad: "value",
};

/** A column as Table Schema tells it. */
export function schemaField(field: Field, key: readonly string[]): Record<string, unknown> {
  return {
    name: field.name,
    type: SCHEMA_TYPE[field.type],
    title: field.label.fr,
    description: `${field.label.en} · ${field.label.ar}`,
    ...(field.unit === undefined ? {} : { unit: field.unit }),
    ...(field.type === "date" ? { format: "default" } : {}),
    ...(field.type === "boolean" ? { trueValues: ["true"], falseValues: ["false"] } : {}),
    ...(key.includes(field.name) ? { constraints: { required: true } } : {}),
    ...(FISCAL[field.name] === undefined ? {} : { fiscalType: FISCAL[field.name] }),
  };
}

export function tableSchema(entry: Pick<Edition["entry"], "fields" | "key">): Record<string, unknown> {
  return {
    fields: entry.fields.map((field) => schemaField(field, entry.key)),
    primaryKey: entry.key,
    missingValues: [""],
  };
}

/** Data Package v2: every stored CSV with its hash and schema. */
export function dataPackage(
  library: Pick<Library, "base">,
  { dataset }: Listed,
  edition: Edition,
): Record<string, unknown> {
  const { base } = library;
  const { entry } = edition;
  const licence = LICENCES[dataset.licence];
  return {
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    name: entry.slug,
    id: `${base}/dataset/${entry.slug}/v/${entry.version}/index.json`,
    title: entry.sample ? `[Exemple] ${dataset.title.fr}` : dataset.title.fr,
    description: `${dataset.description.fr}\n\n${dataset.limits.fr}`,
    homepage: `${base}/fr/donnees/${entry.slug}`,
    version: entry.version,
    created: edition.published_at,
    keywords: dataset.keywords.fr,
    licenses: [{ name: licence.id, path: licenceUrl(base, dataset.licence), title: licence.title.fr }],
    contributors: [{ title: PUBLISHER.name.fr, path: `${base}/`, roles: ["publisher"] }],
    sources: entry.marts.map((mart) => ({ title: mart })),
    resources: entry.files
      .filter(({ format }) => format === "csv")
      .map((file) => ({
        name: file.name.replace(/\.csv$/, ""),
        path: `${base}${fileUrl(entry.slug, entry.version, file.name)}`,
        type: "table",
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        dialect: { delimiter: ",", lineTerminator: "\n", quoteChar: '"', doubleQuote: true, header: true },
        bytes: file.bytes,
        hash: `sha256:${file.sha256}`,
        schema: tableSchema(entry),
      })),
  };
}

const CROISSANT_TYPE = {
  ...{ string: "sc:Text", integer: "sc:Integer", decimal: "sc:Float" },
  ...{ number: "sc:Float", date: "sc:Date", boolean: "sc:Boolean" },
} as const satisfies Record<FieldType, string>;

const CROISSANT_CONTEXT = {
  "@language": "en",
  "@vocab": "https://schema.org/",
  citeAs: "cr:citeAs",
  column: "cr:column",
  conformsTo: "dct:conformsTo",
  cr: "http://mlcommons.org/croissant/",
  rai: "http://mlcommons.org/croissant/RAI/",
  data: { "@id": "cr:data", "@type": "@json" },
  dataType: { "@id": "cr:dataType", "@type": "@vocab" },
  dct: "http://purl.org/dc/terms/",
  equivalentProperty: "cr:equivalentProperty",
  examples: { "@id": "cr:examples", "@type": "@json" },
  extract: "cr:extract",
  field: "cr:field",
  fileProperty: "cr:fileProperty",
  fileObject: "cr:fileObject",
  fileSet: "cr:fileSet",
  format: "cr:format",
  includes: "cr:includes",
  isLiveDataset: "cr:isLiveDataset",
  jsonPath: "cr:jsonPath",
  key: "cr:key",
  md5: "cr:md5",
  parentField: "cr:parentField",
  path: "cr:path",
  recordSet: "cr:recordSet",
  references: "cr:references",
  regex: "cr:regex",
  repeated: "cr:repeated",
  replace: "cr:replace",
  samplingRate: "cr:samplingRate",
  sc: "https://schema.org/",
  separator: "cr:separator",
  source: "cr:source",
  subField: "cr:subField",
  transform: "cr:transform",
} as const;

/** Croissant 1.0: each CSV as a file, the latest of them as a record set that can be loaded. */
export function croissant(
  library: Pick<Library, "base">,
  { dataset }: Listed,
  edition: Edition,
  ordinal: number,
): Record<string, unknown> {
  const { base } = library;
  const { entry } = edition;
  const csv = entry.files.filter(({ format }) => format === "csv");
  const latest = csv.at(-1);
  return {
    "@context": CROISSANT_CONTEXT,
    "@type": "sc:Dataset",
    conformsTo: "http://mlcommons.org/croissant/1.0",
    name: entry.slug,
    description: `${dataset.description.en} ${dataset.limits.en}`,
    url: `${base}/en/donnees/${entry.slug}`,
    license: licenceUrl(base, dataset.licence),
    creator: { "@type": "sc:Organization", name: PUBLISHER.name.en, url: `${base}/` },
    publisher: { "@type": "sc:Organization", name: PUBLISHER.name.en, url: `${base}/` },
    datePublished: edition.published_at.slice(0, 10),
    version: `${ordinal}.0.0`,
    keywords: dataset.keywords.en,
    inLanguage: ["fr", "ar"],
    citeAs: `@misc{${entry.slug}, title={${dataset.title.en}}, publisher={${PUBLISHER.name.en}}, version={${entry.version}}}`,
    isLiveDataset: false,
    distribution: csv.map((file) => ({
      "@type": "cr:FileObject",
      "@id": file.name,
      name: file.name,
      contentUrl: `${base}${fileUrl(entry.slug, entry.version, file.name)}`,
      contentSize: `${file.bytes} B`,
      encodingFormat: "text/csv",
      sha256: file.sha256,
    })),
    recordSet:
      latest === undefined
        ? []
        : [
            {
              "@type": "cr:RecordSet",
              "@id": "rows",
              name: "rows",
              key: entry.key.map((name) => ({ "@id": `rows/${name}` })),
              field: entry.fields.map(({ name, type, label }) => ({
                "@type": "cr:Field",
                "@id": `rows/${name}`,
                name,
                description: label.en,
                dataType: CROISSANT_TYPE[type],
                source: { fileObject: { "@id": latest.name }, extract: { column: name } },
              })),
            },
          ],
  };
}

/** schema.org's Dataset, for search engines: what a page says of itself in a script element. */
export function schemaOrg(
  base: string,
  item: Listed,
  lang: "fr" | "ar" | "en",
  published: string | null,
): Record<string, unknown> {
  const { dataset, entry } = item;
  return {
    "@context": "https://schema.org/",
    "@type": "Dataset",
    "@id": `${base}/dataset/${entry.slug}`,
    name: dataset.title[lang],
    description: `${dataset.description[lang]} ${dataset.limits[lang]}`,
    url: `${base}/${lang}/donnees/${entry.slug}`,
    identifier: `${entry.slug}@${entry.version}`,
    version: entry.version,
    keywords: dataset.keywords[lang],
    license: licenceUrl(base, dataset.licence),
    isAccessibleForFree: true,
    inLanguage: ["fr", "ar"],
    ...(published === null ? {} : { dateModified: published }),
    creator: { "@type": "GovernmentOrganization", name: PUBLISHER.name[lang], url: `${base}/` },
    publisher: { "@type": "GovernmentOrganization", name: PUBLISHER.name[lang], url: `${base}/` },
    temporalCoverage: `${entry.from}/${entry.to}`,
    spatialCoverage: {
      "@type": "Country",
      name: lang === "ar" ? "المغرب" : lang === "fr" ? "Maroc" : "Morocco",
    },
    includedInDataCatalog: {
      "@type": "DataCatalog",
      name: PUBLISHER.catalogue[lang],
      url: `${base}/${lang}/donnees`,
    },
    variableMeasured: entry.fields.map(({ name, label, unit }) => ({
      "@type": "PropertyValue",
      name,
      description: label[lang],
      ...(unit === undefined ? {} : { unitText: unit }),
    })),
    distribution: distributionsOf(item).map((file) => ({
      "@type": "DataDownload",
      name: file.title,
      encodingFormat: "text/csv",
      contentUrl: `${base}${fileUrl(entry.slug, entry.version, file.name)}`,
      contentSize: String(file.bytes),
      sha256: file.sha256,
    })),
  };
}
