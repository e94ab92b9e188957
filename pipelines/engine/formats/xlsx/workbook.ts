import type { Readable } from "node:stream";
import { SaxesParser, type SaxesTagPlain } from "saxes";
import { type Limits, Refused } from "../job.ts";
import { type Archive, openZip } from "../unwrap.ts";
import { isDateFormat } from "./dates.ts";

export interface Workbook {
  /** In the order of their tabs, hidden ones left out. */
  readonly sheets: readonly { readonly name: string; readonly path: string }[];
  readonly epoch: 1900 | 1904;
  readonly strings: readonly string[];
  /** By a cell's style: whether its number is shown as a date. */
  readonly dateStyles: readonly boolean[];
  open(path: string): Promise<Readable>;
  close(): void;
}

/** Opens a workbook: its parts but the sheets, which are read as they are asked for. */
export async function openWorkbook(source: string, limits: Limits): Promise<Workbook> {
  const archive = await openZip(source, { ...limits, archiveBytes: limits.workbookBytes });
  try {
    const part = (path: string) => readPart(archive, path, limits);
    const links = await linksOf(await part("xl/_rels/workbook.xml.rels"));
    const { sheets, epoch } = await tabsOf(await part("xl/workbook.xml"), links);
    return {
      sheets,
      epoch,
      strings: await stringsOf(await part("xl/sharedStrings.xml")),
      dateStyles: await stylesOf(await part("xl/styles.xml")),
      async open(path) {
        const stream = await part(path);
        if (stream === null) throw new Refused("unreadable_file");
        return stream;
      },
      close: archive.close,
    };
  } catch (error) {
    archive.close();
    throw error;
  }
}

async function readPart(archive: Archive, path: string, limits: Limits): Promise<Readable | null> {
  const entry = archive.entries.find(({ fileName }) => fileName === path);
  return entry === undefined ? null : archive.read(entry, limits.workbookBytes);
}

export interface Handlers {
  open(name: string, attributes: SaxesTagPlain["attributes"]): void;
  close?(name: string): void;
  text?(text: string): void;
  /** True once the rest is of no interest. */
  done?(): boolean;
}

/** Reads XML as it comes; one with a document type is refused, since entities are declared there. */
export async function parseXml(stream: Readable | null, handlers: Handlers): Promise<void> {
  if (stream === null) return;
  const parser = new SaxesParser({ xmlns: false, position: false });
  const local = (name: string): string => name.slice(name.indexOf(":") + 1);
  parser.on("doctype", () => {
    throw new Refused("archive_unsafe", "DOCTYPE");
  });
  parser.on("error", () => {
    throw new Refused("unreadable_file", "XML");
  });
  parser.on("opentag", (tag) => handlers.open(local(tag.name), tag.attributes));
  parser.on("closetag", (tag) => handlers.close?.(local(tag.name)));
  if (handlers.text !== undefined) parser.on("text", (text) => handlers.text?.(text));
  stream.setEncoding("utf8");
  for await (const chunk of stream) {
    parser.write(String(chunk));
    if (handlers.done?.() === true) return;
  }
  parser.close();
}

async function linksOf(stream: Readable | null): Promise<Map<string, string>> {
  const links = new Map<string, string>();
  await parseXml(stream, {
    open(name, { Id: id, Target: target }) {
      if (name !== "Relationship" || id === undefined || target === undefined) return;
      links.set(id, target.startsWith("/") ? target.slice(1) : `xl/${target}`);
    },
  });
  return links;
}

async function tabsOf(stream: Readable | null, links: ReadonlyMap<string, string>) {
  const sheets: { name: string; path: string }[] = [];
  let epoch: Workbook["epoch"] = 1900;
  await parseXml(stream, {
    open(tag, attributes) {
      if (tag === "workbookPr" && /^(?:1|true)$/.test(attributes.date1904 ?? "")) epoch = 1904;
      const path = links.get(attributes["r:id"] ?? "");
      if (tag === "sheet" && path !== undefined && !/^(?:hidden|veryHidden)$/.test(attributes.state ?? ""))
        sheets.push({ name: attributes.name ?? "", path });
    },
  });
  if (sheets.length === 0) throw new Refused("sheet_absent");
  return { sheets, epoch };
}

async function stringsOf(stream: Readable | null): Promise<string[]> {
  const strings: string[] = [];
  let text = "";
  let taken = false;
  let phonetic = false;
  await parseXml(stream, {
    open(name) {
      if (name === "si") text = "";
      if (name === "rPh") phonetic = true;
      taken = name === "t" && !phonetic;
    },
    close(name) {
      if (name === "rPh") phonetic = false;
      if (name === "si") strings.push(text);
      taken = false;
    },
    text(piece) {
      if (taken) text += piece;
    },
  });
  return strings;
}

async function stylesOf(stream: Readable | null): Promise<boolean[]> {
  const custom = new Map<number, string>();
  const styles: boolean[] = [];
  let cells = false;
  await parseXml(stream, {
    open(name, attributes) {
      if (name === "numFmt") custom.set(Number(attributes.numFmtId), attributes.formatCode ?? "");
      if (name === "cellXfs") cells = true;
      if (name === "xf" && cells) {
        const id = Number(attributes.numFmtId ?? 0);
        styles.push(isDateFormat(id, custom.get(id)));
      }
    },
    close(name) {
      if (name === "cellXfs") cells = false;
    },
  });
  return styles;
}
