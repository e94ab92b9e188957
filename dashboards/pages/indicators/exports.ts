import type { RequestHandler } from "express";
import type { Context } from "#warehouse/surface.ts";
import { LANGS, type Text } from "#warehouse/text.ts";
import { type Library, libraryOf } from "./library.ts";
import { domainWord } from "./words.ts";

/** A CSV cell: quoted where it has to be, and never read as a formula by a spreadsheet. */
const cell = (value: string): string => {
  const safe = /^[=+\-@\t\r]/u.test(value) && !/^-?\d+$/u.test(value) ? `'${value}` : value;
  return /[",\n\r]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
const lines = (rows: readonly (readonly string[])[]): string =>
  `${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
const three = (given: Text | null | undefined): string[] => LANGS.map((lang) => given?.[lang] ?? "");
const inThree = (name: string): string[] => LANGS.map((lang) => `${name}_${lang}`);

/** Every indicator, one row each, ordered by its name. */
export const indicatorsCsv = ({ indicators, release, sample }: Library): string =>
  lines([
    [
      ...["name", ...inThree("label"), ...inThree("formula"), "definition_en", "unit", "direction", "grains"],
      ...["target", ...inThree("target_text")],
      ...["dimensions", "additive", "domain", "tables", "sources", "owner", ...inThree("law")],
      ...["version", "release", "sample"],
    ],
    ...indicators
      .toSorted((a, b) => (a.info.name < b.info.name ? -1 : 1))
      .map(({ info, formula, target, definition, domain, tables, sources }) => [
        ...[
          info.name,
          ...three(info.label),
          ...three(formula),
          definition,
          info.unit,
          String(info.direction),
        ],
        ...[
          info.grains.join(" "),
          ...[target === null ? "" : String(target.value), ...three(target?.text)],
          info.dimensions.join(" "),
          String(info.additive),
          domain,
          tables.join(" "),
        ],
        ...[
          sources.map(({ id }) => id).join(" "),
          [...new Set(sources.map(({ owner }) => owner))].join(" ; "),
        ],
        ...[...three(info.law), info.version, release, String(sample)],
      ]),
  ]);

/** Every published column of every table. */
export const dictionaryCsv = ({ tables, release, sample }: Library): string =>
  lines([
    [
      ...["table", "column", "type", "unit", "key", ...inThree("label"), "description_en", "domain"],
      ...["sources", "release", "sample"],
    ],
    ...tables.flatMap((table) =>
      table.columns.map((column) => [
        ...[table.name, column.name, column.type, column.unit ?? "", String(table.key.includes(column.name))],
        ...[...three(column.label), column.description, table.domain, table.sources.join(" ")],
        ...[release, String(sample)],
      ]),
    ),
  ]);

/** A literal of Turtle, escaped as its grammar asks. */
const literal = (value: string, lang?: string): string =>
  `"${value
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")}"${lang === undefined ? "" : `@${lang}`}`;
const spoken = (property: string, given: Text): string[] =>
  LANGS.filter((lang) => given[lang] !== "").map((lang) => `  ${property} ${literal(given[lang], lang)}`);
const subject = (iri: string, type: string, facts: readonly string[]): string =>
  `<${iri}> a ${type} ;\n${facts.join(" ;\n")} .\n`;
const PREFIXES = `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

`;
const TITLE: Text = {
  fr: "Bibliothèque d’indicateurs et dictionnaire de données",
  ar: "مكتبة المؤشرات ومعجم المعطيات",
  en: "Indicator library and data dictionary",
};
const of = (text: (lang: (typeof LANGS)[number]) => string): Text => ({
  fr: text("fr"),
  ar: text("ar"),
  en: text("en"),
});

/** The indicators as a SKOS concept scheme: domains above, indicators below, each with its notation and version. */
export function indicatorsSkos({ indicators, release }: Library, base: string): string {
  const scheme = `${base}/indicateurs`;
  const domains = [...new Set(indicators.map(({ domain }) => domain))].sort();
  return (
    PREFIXES +
    [
      subject(scheme, "skos:ConceptScheme", [
        ...spoken("dct:title", TITLE),
        `  owl:versionInfo ${literal(release)}`,
      ]),
      ...domains.map((domain) =>
        subject(`${scheme}#${domain}`, "skos:Concept", [
          ...spoken(
            "skos:prefLabel",
            of((lang) => domainWord(lang, domain)),
          ),
          `  skos:topConceptOf <${scheme}>`,
        ]),
      ),
      ...indicators
        .toSorted((a, b) => (a.info.name < b.info.name ? -1 : 1))
        .map(({ info, formula, target, definition, domain, sources }) =>
          subject(`${base}/fr/indicateurs/${info.name}`, "skos:Concept", [
            ...spoken("skos:prefLabel", info.label),
            ...spoken("skos:definition", formula),
            ...(definition === "" ? [] : [`  skos:scopeNote ${literal(definition, "en")}`]),
            `  skos:notation ${literal(info.name)}`,
            `  skos:broader <${scheme}#${domain}>`,
            `  skos:inScheme <${scheme}>`,
            ...(target === null ? [] : spoken("skos:note", target.text)),
            ...(info.law === undefined ? [] : spoken("dct:conformsTo", info.law)),
            ...sources.map(({ id }) => `  dct:source ${literal(id)}`),
            `  owl:versionInfo ${literal(info.version)}`,
          ]),
        ),
    ].join("\n")
  );
}

/** The library and the dictionary as a DCAT dataset with its files. */
export function libraryDcat({ release }: Library, base: string): string {
  const file = (path: string, type: string): string =>
    subject(`${base}${path}`, "dcat:Distribution", [
      `  dcat:accessURL <${base}${path}>`,
      `  dcat:downloadURL <${base}${path}>`,
      `  dcat:mediaType <https://www.iana.org/assignments/media-types/${type}>`,
    ]);
  const files = [
    ["/indicateurs.csv", "text/csv"],
    ["/indicateurs.ttl", "text/turtle"],
    ["/dictionnaire.csv", "text/csv"],
  ] as const;
  return (
    PREFIXES +
    [
      subject(`${base}/indicateurs/catalogue`, "dcat:Dataset", [
        ...spoken("dct:title", TITLE),
        `  dcat:version ${literal(release)}`,
        `  dct:language "fr", "ar", "en"`,
        ...files.map(([path]) => `  dcat:distribution <${base}${path}>`),
      ]),
      ...files.map(([path, type]) => file(path, type)),
    ].join("\n")
  );
}

/** `GET /indicateurs.csv` and the others: made from the release being served. */
export function libraryFile(
  ctx: Context,
  type: "text/csv" | "text/turtle",
  make: (library: Library, base: string) => string,
): RequestHandler {
  return async (_req, res) => {
    const release = await ctx.release();
    try {
      const text = make(await libraryOf(ctx.door, release), ctx.publicUrl);
      res
        .set("Cache-Control", "public, max-age=0, must-revalidate")
        .type(`${type}; charset=utf-8`)
        .send(text);
    } finally {
      release.release();
    }
  };
}
