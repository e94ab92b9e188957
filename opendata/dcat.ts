import { DataFactory, Writer } from "n3";
import type { ReleaseHandle } from "#warehouse/release/types.ts";
import { LANGS, type Text } from "#warehouse/text.ts";
import type { Listed } from "./catalogue.ts";
import { PUBLISHER } from "./publisher.ts";
import type { CatalogueFile } from "./types.ts";

const { namedNode, literal, blankNode } = DataFactory;
type Subject = ReturnType<typeof namedNode> | ReturnType<typeof blankNode>;
type Value = Subject | ReturnType<typeof literal>;

const PREFIXES = {
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  dcat: "http://www.w3.org/ns/dcat#",
  dct: "http://purl.org/dc/terms/",
  foaf: "http://xmlns.com/foaf/0.1/",
  vcard: "http://www.w3.org/2006/vcard/ns#",
  spdx: "http://spdx.org/rdf/terms#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  adms: "http://www.w3.org/ns/adms#",
  dcatap: "http://data.europa.eu/r5r/",
  xsd: "http://www.w3.org/2001/XMLSchema#",
} as const;
const EU = "http://publications.europa.eu/resource/authority";
const iri = (prefix: keyof typeof PREFIXES, name: string) => namedNode(PREFIXES[prefix] + name);
const typed = (value: string, type: string) => literal(value, namedNode(PREFIXES.xsd + type));
const LANGUAGE = { fr: "FRA", ar: "ARA", en: "ENG" } as const;

/** Marks a title where the data is the sample: a harvester shows the title and little else. */
const MARK: Text = { fr: "[Exemple] ", ar: "[مثال] ", en: "[Sample] " };

/**
 * The catalogue, or one dataset of it, as DCAT-AP 3 in Turtle. `base` is the site's absolute address without
 * a trailing slash; it is known only when serving, so the file is never part of a release.
 */
export function turtle(
  base: string,
  release: Pick<ReleaseHandle, "manifest">,
  listed: readonly Listed[],
): Promise<string> {
  const writer = new Writer({ prefixes: PREFIXES });
  const add = (subject: Subject, predicate: ReturnType<typeof namedNode>, ...objects: Value[]) => {
    for (const object of objects) writer.addQuad(subject, predicate, object);
  };
  const texts = (value: Text, before?: Text) =>
    LANGS.map((lang) => literal(`${before?.[lang] ?? ""}${value[lang]}`, lang));
  const type = (subject: Subject, object: ReturnType<typeof namedNode>) =>
    add(subject, iri("rdf", "type"), object);

  const catalogue = namedNode(`${base}/catalog`);
  const publisher = namedNode(`${base}/#publisher`);
  const home = namedNode(`${base}/`);
  type(catalogue, iri("dcat", "Catalog"));
  add(
    catalogue,
    iri("dct", "title"),
    ...texts(PUBLISHER.catalogue, release.manifest.sample ? MARK : undefined),
  );
  add(catalogue, iri("dct", "description"), ...texts(PUBLISHER.about));
  add(catalogue, iri("dct", "publisher"), publisher);
  add(catalogue, iri("dct", "license"), namedNode(`${base}/donnees/licence`));
  add(
    catalogue,
    iri("dct", "language"),
    ...LANGS.map((lang) => namedNode(`${EU}/language/${LANGUAGE[lang]}`)),
  );
  add(catalogue, iri("dct", "spatial"), namedNode(`${EU}/country/MAR`));
  add(catalogue, iri("dcat", "themeTaxonomy"), namedNode(`${EU}/data-theme`));
  add(catalogue, iri("foaf", "homepage"), home);
  type(home, iri("foaf", "Document"));
  type(publisher, iri("foaf", "Agent"));
  add(publisher, iri("foaf", "name"), ...texts(PUBLISHER.name));
  add(publisher, iri("dct", "type"), namedNode("http://purl.org/adms/publishertype/NationalAuthority"));
  const licence = namedNode(`${base}/donnees/licence`);
  type(licence, iri("dct", "LicenseDocument"));
  add(licence, iri("dct", "title"), ...texts(PUBLISHER.licence));

  const distribution = (subject: ReturnType<typeof namedNode>, file: CatalogueFile, url: string) => {
    const checksum = blankNode();
    type(subject, iri("dcat", "Distribution"));
    add(subject, iri("dct", "title"), literal(file.name));
    add(subject, iri("dcat", "accessURL"), namedNode(url));
    add(subject, iri("dcat", "downloadURL"), namedNode(url));
    add(subject, iri("dct", "format"), namedNode(`${EU}/file-type/${file.format.toUpperCase()}`));
    add(
      subject,
      iri("dcat", "mediaType"),
      namedNode(`http://www.iana.org/assignments/media-types/${MEDIA[file.format]}`),
    );
    add(subject, iri("dct", "license"), licence);
    add(subject, iri("dcatap", "availability"), namedNode(`${EU}/planned-availability/STABLE`));
    add(subject, iri("dcat", "byteSize"), typed(String(file.bytes), "nonNegativeInteger"));
    add(subject, iri("spdx", "checksum"), checksum);
    type(checksum, iri("spdx", "Checksum"));
    add(checksum, iri("spdx", "algorithm"), iri("spdx", "checksumAlgorithm_sha256"));
    add(checksum, iri("spdx", "checksumValue"), typed(file.sha256, "hexBinary"));
  };

  for (const { dataset, entry } of listed) {
    const subject = namedNode(`${base}/dataset/${dataset.slug}`);
    const contact = blankNode();
    add(catalogue, iri("dcat", "dataset"), subject);
    type(subject, iri("dcat", "Dataset"));
    add(subject, iri("dct", "title"), ...texts(dataset.title, entry.sample ? MARK : undefined));
    add(subject, iri("dct", "description"), ...texts(dataset.description));
    add(subject, iri("dct", "identifier"), literal(dataset.slug));
    add(subject, iri("dct", "publisher"), publisher);
    for (const lang of LANGS) {
      add(subject, iri("dcat", "keyword"), ...dataset.keywords[lang].map((word) => literal(word, lang)));
    }
    add(subject, iri("dcat", "theme"), namedNode(`${EU}/data-theme/${dataset.theme}`));
    add(subject, iri("dct", "spatial"), namedNode(`${EU}/country/MAR`));
    add(subject, iri("dct", "accessRights"), namedNode(`${EU}/access-right/PUBLIC`));
    add(subject, iri("dct", "accrualPeriodicity"), namedNode(`${EU}/frequency/${dataset.frequency}`));
    add(subject, iri("dcat", "version"), literal(entry.version));
    add(subject, iri("dcat", "landingPage"), namedNode(`${base}/donnees/${dataset.slug}`));
    type(namedNode(`${base}/donnees/${dataset.slug}`), iri("foaf", "Document"));
    if (entry.from !== null && entry.to !== null) {
      const temporal = blankNode();
      add(subject, iri("dct", "temporal"), temporal);
      type(temporal, iri("dct", "PeriodOfTime"));
      add(temporal, iri("dcat", "startDate"), typed(`${entry.from}-01-01`, "date"));
      add(temporal, iri("dcat", "endDate"), typed(`${entry.to}-12-31`, "date"));
    }
    add(subject, iri("dcat", "contactPoint"), contact);
    type(contact, iri("vcard", "Organization"));
    add(contact, iri("vcard", "fn"), literal(PUBLISHER.name.fr));
    add(contact, iri("vcard", "hasURL"), namedNode(`${base}/fr/donnees`));
    for (const file of entry.files) {
      const url = `${base}${fileUrl(dataset.slug, entry.version, file.name)}`;
      const node = namedNode(`${url}#distribution`);
      add(subject, iri("dcat", "distribution"), node);
      distribution(node, file, url);
    }
  }
  return new Promise((resolve, reject) => {
    writer.end((error: Error | null, text: string) => (error ? reject(error) : resolve(text)));
  });
}

export const MEDIA = { csv: "text/csv", parquet: "application/vnd.apache.parquet" } as const;

/** Where one version of a file stands for good. */
export const fileUrl = (slug: string, version: string, name: string): string =>
  `/dataset/${slug}/v/${version}/${encodeURIComponent(name)}`;
