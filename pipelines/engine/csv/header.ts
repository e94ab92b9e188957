import type { Refusal } from "../types.ts";

const BOM = "\uFEFF";

/** The first record of a file, as its fields. `head` must hold all of it. */
export function readHeader(head: Uint8Array, delimiter: string): string[] {
  const content = new TextDecoder("utf-8", { ignoreBOM: true }).decode(head);
  const text = content.startsWith(BOM) ? content.slice(1) : content;
  const fields: string[] = [];
  let field = "";
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quoted) {
      if (char !== '"') field += char;
      else if (text.charAt(at + 1) === '"') {
        field += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"' && field === "") quoted = true;
    else if (char === delimiter) {
      fields.push(field);
      field = "";
    } else if (char === "\n") break;
    else field += char;
  }
  fields.push(field);
  return fields.map((each) => each.replace(/\r$/, ""));
}

/** What parts a header from the one that the contract asks for: nothing, or each fault by its column. */
export function headerRefusals(found: readonly string[], expected: readonly string[]): Refusal[] {
  const at = (code: Refusal["code"], column: string, value?: string): Refusal => ({
    code,
    line: 1,
    column,
    value,
  });
  // A first line that is data may hold a person's: none of it is repeated.
  if (expected.filter((name) => found.includes(name)).length * 2 < expected.length)
    return [{ code: "header_absent", line: 1 }];
  const doubled = found.filter((name, index) => found.indexOf(name) !== index);
  if (doubled.length > 0) return doubled.map((name) => at("header_duplicate", name, name));
  const missing = expected.filter((name) => !found.includes(name));
  const extra = found.filter((name) => !expected.includes(name));
  if (missing.length === 0 && extra.length === 0) {
    const moved = expected.findIndex((name, index) => found[index] !== name);
    return moved < 0 ? [] : [at("header_reordered", expected[moved] ?? "", found[moved] ?? "")];
  }
  if (missing.length === extra.length && found.length === expected.length) {
    const renamed = expected.filter((name, index) => found[index] !== name);
    if (renamed.length === missing.length)
      return renamed.map((name) => at("header_renamed", name, found[expected.indexOf(name)] ?? ""));
  }
  return [
    ...missing.map((name) => at("header_missing", name)),
    ...extra.map((name) => at("header_unexpected", name, name)),
  ];
}
