import { DataFactory, type Quad, Writer } from "n3";
import { LANGS, type Text } from "#warehouse/text.ts";

const { namedNode, literal, quad } = DataFactory;

export const PREFIXES = {
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  dcat: "http://www.w3.org/ns/dcat#",
  dct: "http://purl.org/dc/terms/",
  foaf: "http://xmlns.com/foaf/0.1/",
  vcard: "http://www.w3.org/2006/vcard/ns#",
  spdx: "http://spdx.org/rdf/terms#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  adms: "http://www.w3.org/ns/adms#",
  dcatap: "http://data.europa.eu/r5r/",
  dqv: "http://www.w3.org/ns/dqv#",
  prov: "http://www.w3.org/ns/prov#",
  locn: "http://www.w3.org/ns/locn#",
  geo: "http://www.opengis.net/ont/geosparql#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
} as const;
export type Name = `${keyof typeof PREFIXES}:${string}`;
type Value = ReturnType<typeof namedNode> | ReturnType<typeof literal>;

const full = (name: Name): string => {
  const at = name.indexOf(":");
  const prefix = Object.entries(PREFIXES).find(([key]) => key === name.slice(0, at));
  if (prefix === undefined) throw new Error(`rdf: prefix: ${name}`);
  return prefix[1] + name.slice(at + 1);
};

export const ref = (address: string): Value => namedNode(address);
export const term = (name: Name): Value => namedNode(full(name));
export const plain = (value: string): Value => literal(value);
export const typed = (value: string | number, type: string): Value =>
  literal(String(value), namedNode(PREFIXES.xsd + type));
export const wkt = (shape: string): Value => literal(shape, namedNode(`${PREFIXES.geo}wktLiteral`));
export const tagged = (value: Text, before?: Text): Value[] =>
  LANGS.map((lang) => literal(`${before?.[lang] ?? ""}${value[lang]}`, lang));
export const wordsOf = (words: Readonly<Record<"fr" | "ar" | "en", readonly string[]>>): Value[] =>
  LANGS.flatMap((lang) => words[lang].map((word) => literal(word, lang)));

/** Statements about things that all have an address: no blank node, so every form says the very same. */
export class Graph {
  readonly #quads = new Map<string, Quad>();

  /** Says of `subject` its classes and what each property is; a property without a value is not said. */
  say(
    subject: string,
    classes: readonly Name[],
    properties: Readonly<Partial<Record<Name, Value | readonly Value[] | null>>>,
  ): string {
    const add = (predicate: string, value: Value) => {
      const statement = quad(namedNode(subject), namedNode(predicate), value);
      this.#quads.set(`${subject} ${predicate} ${value.termType} ${value.id}`, statement);
    };
    for (const name of classes) add(full("rdf:type"), term(name));
    for (const [name, given] of Object.entries(properties)) {
      if (given === null || given === undefined) continue;
      for (const value of Array.isArray(given) ? given : [given]) add(full(name as Name), value);
    }
    return subject;
  }

  get quads(): readonly Quad[] {
    return [...this.#quads.values()];
  }
}

export const RDF_FORMS = {
  ttl: "text/turtle",
  jsonld: "application/ld+json",
  rdf: "application/rdf+xml",
} as const;
export type RdfForm = keyof typeof RDF_FORMS;

/** The graph in one of its three forms. */
export async function serialise(graph: Graph, form: RdfForm): Promise<string> {
  if (form === "ttl") return turtle(graph);
  return form === "jsonld" ? jsonld(graph) : rdfxml(graph);
}

function turtle(graph: Graph): Promise<string> {
  const writer = new Writer({ prefixes: PREFIXES });
  for (const each of graph.quads) writer.addQuad(each);
  return new Promise((resolve, reject) => {
    writer.end((error: Error | null, text: string) => (error ? reject(error) : resolve(text)));
  });
}

function grouped(graph: Graph): ReadonlyMap<string, readonly Quad[]> {
  const subjects = new Map<string, Quad[]>();
  for (const each of graph.quads) {
    const list = subjects.get(each.subject.value) ?? [];
    list.push(each);
    subjects.set(each.subject.value, list);
  }
  return subjects;
}

const short = (iri: string): string => {
  const found = Object.entries(PREFIXES).find(([, space]) => iri.startsWith(space));
  return found === undefined ? iri : `${found[0]}:${iri.slice(found[1].length)}`;
};

function jsonld(graph: Graph): string {
  const nodes = [...grouped(graph)].map(([subject, statements]) => {
    const node: Record<string, unknown[] | string> = { "@id": subject };
    for (const { predicate, object } of statements) {
      const key = predicate.value === `${PREFIXES.rdf}type` ? "@type" : short(predicate.value);
      const list = Array.isArray(node[key]) ? node[key] : [];
      if (key === "@type") list.push(short(object.value));
      else if (object.termType === "NamedNode") list.push({ "@id": object.value });
      else if (object.termType === "Literal") {
        const type = object.datatype.value;
        if (object.language !== "") list.push({ "@value": object.value, "@language": object.language });
        else if (type === `${PREFIXES.xsd}string`) list.push({ "@value": object.value });
        else list.push({ "@value": object.value, "@type": short(type) });
      }
      node[key] = list;
    }
    return node;
  });
  return JSON.stringify({ "@context": PREFIXES, "@graph": nodes }, null, 1);
}

const xml = (text: string): string =>
  text.replace(
    /[&<>"]/gu,
    (each) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[each] ?? each,
  );

function rdfxml(graph: Graph): string {
  const spaces = Object.entries(PREFIXES)
    .map(([prefix, space]) => ` xmlns:${prefix}="${space}"`)
    .join("");
  const nodes = [...grouped(graph)].map(([subject, statements]) => {
    const lines = statements.map(({ predicate, object }) => {
      const name = short(predicate.value);
      if (object.termType === "NamedNode") return `  <${name} rdf:resource="${xml(object.value)}"/>`;
      if (object.termType !== "Literal") throw new Error(`rdf: ${object.termType}`);
      const type = object.datatype.value;
      const how =
        object.language !== ""
          ? ` xml:lang="${object.language}"`
          : type === `${PREFIXES.xsd}string`
            ? ""
            : ` rdf:datatype="${xml(type)}"`;
      return `  <${name}${how}>${xml(object.value)}</${name}>`;
    });
    return ` <rdf:Description rdf:about="${xml(subject)}">\n${lines.join("\n")}\n </rdf:Description>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF${spaces}>\n${nodes.join("\n")}\n</rdf:RDF>\n`;
}
