import { createReadStream } from "node:fs";

/**
 * Hands over every record of a UTF-8 text as it is written, without its line end, from the header (0) on. Blank lines
 * are no records. The same rules as `StructureScanner`: what counts as one there is one here.
 */
export async function eachRecord(
  path: string,
  delimiter: string,
  take: (record: string, index: number) => void | Promise<void>,
): Promise<void> {
  let pending = "";
  let index = 0;
  const source = createReadStream(path, { encoding: "utf8", highWaterMark: 1 << 20 });
  for await (const chunk of source) {
    pending += String(chunk);
    const cut = lastRecordEnd(pending, delimiter);
    for (const record of cut.records) {
      await take(record, index);
      index += 1;
    }
    pending = cut.rest;
  }
  const last = pending.replace(/\r$/, "");
  if (last !== "") await take(last, index);
}

function lastRecordEnd(text: string, delimiter: string): { records: string[]; rest: string } {
  const records: string[] = [];
  let start = 0;
  let state: "start" | "plain" | "quoted" | "after" = "start";
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (state === "quoted") {
      if (char === '"') state = "after";
    } else if (char === "\n") {
      const record = text.slice(start, text[at - 1] === "\r" && at > start ? at - 1 : at);
      if (record !== "") records.push(record);
      start = at + 1;
      state = "start";
    } else if (char === delimiter) state = "start";
    else if (char === '"' && (state === "start" || state === "after")) state = "quoted";
    else if (!(char === "\r" && state === "after")) state = "plain";
  }
  return { records, rest: text.slice(start) };
}

/** The fields of one record. A quote opens a field only at its start; two of them inside are one. */
export function fieldsOf(record: string, delimiter: string): string[] {
  const fields: string[] = [];
  let field = "";
  let quoted = false;
  let opened = false;
  for (let at = 0; at < record.length; at += 1) {
    const char = record.charAt(at);
    if (quoted) {
      if (char !== '"') field += char;
      else if (record.charAt(at + 1) === '"') {
        field += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"' && field === "" && !opened) {
      quoted = true;
      opened = true;
    } else if (char === delimiter) {
      fields.push(field);
      field = "";
      opened = false;
    } else field += char;
  }
  return [...fields, field];
}

/** A record of these fields. */
export const recordOf = (fields: readonly string[], delimiter: string): string =>
  fields
    .map((field) =>
      field.includes(delimiter) || /["\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field,
    )
    .join(delimiter);
