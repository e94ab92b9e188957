import type { Listed } from "../catalogue.ts";
import { MEDIA } from "../derive/forms.ts";
import { printedAt, printedOf } from "../documents.ts";
import { fileUrl } from "../files.ts";
import type { Library } from "../library.ts";
import { LICENCES, licenceUrl } from "../licences.ts";
import { PUBLISHER } from "../publisher.ts";
import type { CatalogueFile, LicenceKey } from "../types.ts";
import { Graph, plain, ref, tagged, term, typed, wkt, wordsOf } from "./rdf.ts";

const EU = "http://publications.europa.eu/resource/authority";
const IANA = "http://www.iana.org/assignments/media-types";
const LANGUAGE = { fr: "FRA", ar: "ARA", en: "ENG" } as const;
/** Marks a title where the data is the sample: a harvester shows the title and little else. */
const MARK = { fr: "[Exemple] ", ar: "[مثال] ", en: "[Sample] " };
const BOX = "POLYGON((-17.2 20.7,-0.9 20.7,-0.9 36.0,-17.2 36.0,-17.2 20.7))";

/** What a file of an edition looks like as a distribution. The whole of a split dataset is one too. */
export interface Distribution {
  readonly name: string;
  readonly title: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly rows: number;
  readonly part: string | null;
}

/**
 * Distributions of a dataset: the whole as CSV, and each year's CSV. Other forms of the same files (Parquet, JSON,
 * XLSX…) are served by the data services, whose descriptions name them: no vocabulary of open formats knows them all.
 */
export function distributionsOf({ dataset, entry }: Listed): readonly Distribution[] {
  const csv = entry.files.filter(({ format }) => format === "csv");
  const title = (file: Pick<CatalogueFile, "part">) =>
    `${dataset.title.fr}${file.part === null ? "" : ` — ${file.part}`}`;
  const parts = csv.map((file) => ({ ...file, title: title(file) }));
  if (entry.splitBy === null) return parts;
  const name = `${entry.slug}${entry.sample ? "-exemple" : ""}.csv`;
  return [{ name, title: title({ part: null }), ...entry.whole, rows: entry.rows, part: null }, ...parts];
}

/** The catalogue, or part of it, as DCAT-AP 3. Addresses are absolute: the graph is made when it is asked. */
export function dcat(
  library: Pick<Library, "base" | "licence" | "listed" | "shelf" | "release">,
  listed: readonly Listed[],
): Graph {
  const { base, release, shelf } = library;
  const graph = new Graph();
  const publisher = `${base}/#publisher`;
  const contact = `${base}/#contact`;
  const morocco = `${EU}/country/MAR`;
  concepts(graph);
  graph.say(publisher, ["foaf:Agent"], {
    "foaf:name": tagged(PUBLISHER.name),
    "dct:type": ref("http://purl.org/adms/publishertype/NationalAuthority"),
  });
  graph.say(contact, ["vcard:Kind", "vcard:Organization"], {
    "vcard:fn": tagged(PUBLISHER.name),
    "vcard:hasURL": ref(`${base}/fr/donnees/demande`),
  });
  graph.say(morocco, ["dct:Location"], {
    "skos:prefLabel": tagged({ fr: "Maroc", ar: "المغرب", en: "Morocco" }),
    "dcat:bbox": wkt(BOX),
    "dcat:centroid": wkt("POINT(-6.3 31.9)"),
  });
  const first = shelf.log[0]?.published_at;
  const last = shelf.log.at(-1)?.published_at;
  graph.say(`${base}/catalog`, ["dcat:Catalog"], {
    "dct:title": tagged(PUBLISHER.catalogue, release.manifest.sample ? MARK : undefined),
    "dct:description": tagged(PUBLISHER.about),
    "dct:publisher": ref(publisher),
    "dcat:contactPoint": ref(contact),
    "dct:license": ref(licence(graph, base, library.licence)),
    "dct:language": Object.values(LANGUAGE).map((code) => ref(`${EU}/language/${code}`)),
    "dct:spatial": ref(morocco),
    "dcat:themeTaxonomy": ref(`${EU}/data-theme`),
    "foaf:homepage": ref(`${base}/`),
    "dct:issued": first === undefined ? null : typed(first, "dateTime"),
    "dct:modified": last === undefined ? null : typed(last, "dateTime"),
    "dcat:dataset": listed.map(({ dataset }) => ref(`${base}/dataset/${dataset.slug}`)),
    "dcat:service": SERVICES.map(({ path }) => ref(`${base}${path}`)),
  });
  graph.say(`${base}/`, ["foaf:Document"], {});
  for (const each of listed) sayDataset(graph, library, each, publisher, contact);
  const themes = [...new Set(listed.map(({ dataset }) => dataset.theme))];
  for (const service of SERVICES) {
    graph.say(`${base}${service.path}`, ["dcat:DataService"], {
      "dct:title": tagged(service.title),
      "dct:description": tagged(service.title),
      "dcat:endpointURL": ref(`${base}${service.path}`),
      "dcat:endpointDescription": ref(`${base}/openapi.json`),
      "dct:publisher": ref(publisher),
      "dcat:contactPoint": ref(contact),
      "dcat:keyword": plain("API"),
      "dcat:theme": themes.map((theme) => ref(`${EU}/data-theme/${theme}`)),
      "dct:license": ref(licence(graph, base, library.licence)),
      "dct:accessRights": ref(`${EU}/access-right/PUBLIC`),
      "dct:conformsTo": ref(service.standard),
      "dcat:servesDataset": listed.map(({ dataset }) => ref(`${base}/dataset/${dataset.slug}`)),
    });
    graph.say(service.standard, ["dct:Standard"], {});
  }
  graph.say(`${base}/openapi.json`, ["rdfs:Resource"], {});
  return graph;
}

const SERVICES = [
  {
    path: "/api/3/action/",
    standard: "https://docs.ckan.org/en/2.11/api/",
    title: { fr: "API CKAN (Action API)", ar: "واجهة CKAN البرمجية", en: "CKAN Action API" },
  },
  {
    path: "/api/resources/",
    standard: "https://www.data.gouv.fr/dataservices/api-tabulaire-data-gouv-fr-beta",
    title: { fr: "API tabulaire", ar: "واجهة الجداول البرمجية", en: "Tabular API" },
  },
  {
    path: "/api/explore/v2.1/",
    standard: "https://help.opendatasoft.com/apis/ods-explore-v2/",
    title: { fr: "API Explore v2.1", ar: "واجهة Explore v2.1 البرمجية", en: "Explore API v2.1" },
  },
] as const;

/** A licence is said once, with its type; gives its address. */
function licence(graph: Graph, base: string, key: LicenceKey): string {
  const { authority, title, url } = LICENCES[key];
  const address = authority ?? url ?? licenceUrl(base, key);
  return graph.say(address, ["dct:LicenseDocument"], {
    "dct:title": tagged(title),
    "dct:type": ref("http://purl.org/adms/licencetype/Attribution"),
  });
}

function sayDataset(
  graph: Graph,
  library: Pick<Library, "base" | "shelf">,
  item: Listed,
  publisher: string,
  contact: string,
): void {
  const { base, shelf } = library;
  const { dataset, entry } = item;
  const subject = `${base}/dataset/${dataset.slug}`;
  const page = `${base}/fr/donnees/${dataset.slug}`;
  const documents = printedOf(dataset).map((report) => `${base}${printedAt(report, "fr")}`);
  const editions = shelf.editions(dataset.slug);
  const at = editions.findIndex(({ version }) => version === entry.version);
  const issued = editions[0]?.published_at;
  const modified = editions[at]?.published_at;
  const period = graph.say(`${subject}#period`, ["dct:PeriodOfTime"], {
    "dcat:startDate": typed(entry.from, "date"),
    "dcat:endDate": typed(entry.to, "date"),
  });
  const rights = graph.say(`${base}/donnees/licence#droits`, ["dct:RightsStatement"], {
    "rdfs:label": tagged(LICENCES["loi-31-13"].terms),
  });
  const provenance = graph.say(
    `${subject}/v/${entry.version}/provenance.jsonld`,
    ["dct:ProvenanceStatement", "prov:Entity"],
    {
      "rdfs:label": tagged({
        fr: "De l'export reçu au fichier publié",
        ar: "من الإيداع المستلم إلى الملف المنشور",
        en: "From the export received to the file published",
      }),
    },
  );
  const licensed = licence(graph, base, dataset.licence);
  const distributions = distributionsOf(item).map((file) => {
    const url = `${base}${fileUrl(dataset.slug, entry.version, file.name)}`;
    const checksum = graph.say(`${url}#sha256`, ["spdx:Checksum"], {
      "spdx:algorithm": term("spdx:checksumAlgorithm_sha256"),
      "spdx:checksumValue": typed(file.sha256, "hexBinary"),
    });
    return graph.say(`${url}#distribution`, ["dcat:Distribution"], {
      "dct:title": plain(file.title),
      "dct:description": tagged(dataset.description),
      "dcat:accessURL": ref(page),
      "dcat:downloadURL": ref(url),
      "dct:format": ref(`${EU}/file-type/CSV`),
      "dcat:mediaType": ref(`${IANA}/${MEDIA.csv}`),
      "dct:license": ref(licensed),
      "dct:rights": ref(rights),
      "dcatap:availability": ref(`${EU}/planned-availability/STABLE`),
      "dcat:byteSize": typed(file.bytes, "nonNegativeInteger"),
      "spdx:checksum": ref(checksum),
      "dct:language": ref(`${EU}/language/FRA`),
      "dct:issued": issued === undefined ? null : typed(issued, "dateTime"),
      "dct:modified": modified === undefined ? null : typed(modified, "dateTime"),
    });
  });
  const before = editions[at - 1];
  graph.say(subject, ["dcat:Dataset"], {
    "dct:title": tagged(dataset.title, entry.sample ? MARK : undefined),
    "dct:description": tagged(dataset.description),
    "dct:identifier": plain(dataset.slug),
    "dct:publisher": ref(publisher),
    "dct:creator": ref(publisher),
    "dcat:contactPoint": ref(contact),
    "dcat:keyword": wordsOf(dataset.keywords),
    "dcat:theme": ref(`${EU}/data-theme/${dataset.theme}`),
    "dct:spatial": ref(`${EU}/country/MAR`),
    "dct:temporal": ref(period),
    "dct:accessRights": ref(`${EU}/access-right/PUBLIC`),
    "dct:accrualPeriodicity": ref(`${EU}/frequency/${dataset.frequency}`),
    "dct:language": Object.values(LANGUAGE).map((code) => ref(`${EU}/language/${code}`)),
    "dcat:version": plain(entry.version),
    "adms:versionNotes": tagged(dataset.limits),
    "dct:provenance": ref(provenance),
    "dcat:landingPage": ref(page),
    "foaf:page": [page, ...documents].map(ref),
    "dct:issued": issued === undefined ? null : typed(issued, "dateTime"),
    "dct:modified": modified === undefined ? null : typed(modified, "dateTime"),
    "dcat:distribution": distributions.map(ref),
    "adms:identifier": ref(`${subject}#identifier`),
    "prov:wasRevisionOf": before === undefined ? null : ref(`${subject}/v/${before.version}/index.json`),
  });
  graph.say(`${subject}#identifier`, ["adms:Identifier"], { "skos:notation": typed(dataset.slug, "token") });
  for (const document of [page, ...documents]) graph.say(document, ["foaf:Document"], {});
}

/** What each concept used is: a catalogue that tells it needs no network to be checked. */
function concepts(graph: Graph): void {
  const concept = (address: string, label: string, ...classes: `${"dct" | "skos"}:${string}`[]) =>
    graph.say(address, ["skos:Concept", ...classes], {
      "skos:prefLabel": tagged({ fr: label, ar: label, en: label }),
    });
  for (const code of Object.values(LANGUAGE)) concept(`${EU}/language/${code}`, code, "dct:LinguisticSystem");
  for (const code of ["GOVE", "REGI", "ECON", "SOCI", "TRAN", "JUST", "ENVI"]) {
    concept(`${EU}/data-theme/${code}`, code);
    graph.say(`${EU}/data-theme/${code}`, [], { "skos:inScheme": ref(`${EU}/data-theme`) });
  }
  graph.say(`${EU}/data-theme`, ["skos:ConceptScheme"], { "dct:title": plain("Data theme") });
  for (const code of ["ANNUAL", "MONTHLY", "QUARTERLY", "IRREG", "DAILY"])
    concept(`${EU}/frequency/${code}`, code, "dct:Frequency");
  concept(`${EU}/file-type/CSV`, "CSV", "dct:MediaTypeOrExtent");
  concept(`${IANA}/${MEDIA.csv}`, MEDIA.csv, "dct:MediaType");
  concept(`${EU}/access-right/PUBLIC`, "public", "dct:RightsStatement");
  concept(`${EU}/planned-availability/STABLE`, "stable");
  concept("http://purl.org/adms/publishertype/NationalAuthority", "National authority");
  concept("http://purl.org/adms/licencetype/Attribution", "Attribution");
}
