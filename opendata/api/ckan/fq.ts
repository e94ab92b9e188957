import { badSearch } from "./errors.ts";

/** What a filter looks at in one dataset: each field's values, as text. */
export type Document = Readonly<Record<string, readonly string[]>>;
export type Filter = (document: Document) => boolean;

type Token =
  | { readonly kind: "(" | ")" | "AND" | "OR" | "NOT" }
  | { readonly kind: "term"; readonly field: string | null; readonly value: string; readonly minus: boolean };

const TERM =
  /^([+-]?)(?:([A-Za-z_][\w.]*|\*):)?(\[[^\]]*\]|\{[^}]*\}|"(?:[^"\\]|\\.)*"|\((?:[^()"]|"(?:[^"\\]|\\.)*")*\)|[^\s()]+)/;

function tokens(text: string): Token[] {
  const found: Token[] = [];
  let rest = text.trim();
  while (rest !== "") {
    const word = /^(AND|OR|NOT|&&|\|\|)(?=[\s(]|$)/.exec(rest)?.[1];
    if (word !== undefined) {
      found.push({ kind: word === "&&" ? "AND" : word === "||" ? "OR" : (word as "AND" | "OR" | "NOT") });
      rest = rest.slice(word.length).trimStart();
      continue;
    }
    const sign = /^[+-](?=\()/.exec(rest)?.[0];
    if (sign !== undefined) {
      if (sign === "-") found.push({ kind: "NOT" });
      rest = rest.slice(1);
      continue;
    }
    if (rest.startsWith("(") || rest.startsWith(")")) {
      found.push({ kind: rest.startsWith("(") ? "(" : ")" });
      rest = rest.slice(1).trimStart();
      continue;
    }
    const term = TERM.exec(rest);
    if (term === null) throw badSearch(rest.slice(0, 40));
    found.push({ kind: "term", field: term[2] ?? null, value: term[3] ?? "", minus: term[1] === "-" });
    rest = rest.slice(term[0].length).trimStart();
  }
  return found;
}

/** A Solr filter as harvesters write it: `field:value`, phrases, ranges, groups, AND, OR, NOT, + and -. */
export function parseFq(text: string): Filter {
  const list = tokens(text);
  let at = 0;
  const either = (): Filter => {
    const parts = [both()];
    while (list[at]?.kind === "OR") {
      at += 1;
      parts.push(both());
    }
    return (document) => parts.some((part) => part(document));
  };
  const both = (): Filter => {
    const parts = [one()];
    while (at < list.length && list[at]?.kind !== "OR" && list[at]?.kind !== ")") {
      if (list[at]?.kind === "AND") at += 1;
      parts.push(one());
    }
    return (document) => parts.every((part) => part(document));
  };
  const one = (): Filter => {
    const token = list[at];
    at += 1;
    if (token === undefined) throw badSearch("unexpected end");
    if (token.kind === "NOT") {
      const inner = one();
      return (document) => !inner(document);
    }
    if (token.kind === "(") {
      const inner = either();
      if (list[at]?.kind !== ")") throw badSearch("missing )");
      at += 1;
      return inner;
    }
    if (token.kind !== "term") throw badSearch(`unexpected ${token.kind}`);
    const found = term(token.field, token.value);
    return token.minus ? (document) => !found(document) : found;
  };
  if (list.length === 0) return () => true;
  const filter = either();
  if (at < list.length) throw badSearch("unexpected )");
  return filter;
}

function term(field: string | null, value: string): Filter {
  if (field === "*" || value === "*:*" || (field === null && value === "*")) return () => true;
  const valuesOf = (document: Document) => document[field ?? "text"] ?? [];
  if (field !== null && value.startsWith("(")) {
    const names = value
      .slice(1, -1)
      .split(/\s+(?:OR|AND|,)?\s*/)
      .map((name) => name.trim())
      .filter(Boolean);
    const parts = names.filter((name) => name !== "OR" && name !== "AND").map((name) => term(field, name));
    return / AND /.test(value)
      ? (document) => parts.every((part) => part(document))
      : (document) => parts.some((part) => part(document));
  }
  const range = /^([[{])\s*(\S+)\s+TO\s+(\S+)\s*[\]}]$/.exec(value);
  if (range !== null) {
    const clean = (bound: string) => bound.replaceAll('"', "").replace(/Z$/, "");
    const [low, high] = [clean(range[2] ?? "*"), clean(range[3] ?? "*")];
    return (document) =>
      valuesOf(document).some((each) => (low === "*" || each >= low) && (high === "*" || each <= high));
  }
  const wanted = value.replace(/^"|"$/g, "").replace(/\\(.)/g, "$1").toLowerCase();
  if (wanted === "*" && field !== null) return (document) => valuesOf(document).length > 0;
  if (wanted.endsWith("*")) {
    const stem = wanted.slice(0, -1);
    return (document) => valuesOf(document).some((each) => each.toLowerCase().startsWith(stem));
  }
  const whole = field !== null && field !== "title" && field !== "notes" && field !== "text";
  return (document) =>
    valuesOf(document).some((each) =>
      whole ? each.toLowerCase() === wanted : each.toLowerCase().includes(wanted),
    );
}
