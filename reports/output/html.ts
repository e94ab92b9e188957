import { createHash } from "node:crypto";
import { splitIsolates } from "#dashboards/lib/bidi.ts";
import type { ChartPart, Document, Part, TablePart } from "../document/types.ts";
import { STYLE } from "./style.ts";

/** What the content policy of a served report must allow: its own style sheet, by its hash, and nothing else. */
export const HTML_POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const plain = (text: string): string =>
  text.replace(/&/gu, "&amp;").replace(/</gu, "&lt;").replace(/>/gu, "&gt;").replace(/"/gu, "&quot;");
/** Text with its isolates as `<bdi>`, which browsers and copying both keep. */
const rich = (text: string): string =>
  splitIsolates(text)
    .map((run, at) => (at % 2 === 1 ? `<bdi dir="ltr">${plain(run)}</bdi>` : plain(run)))
    .join("");
const bare = (text: string): string => plain(text.replace(/[\u2066-\u2069]/gu, ""));
const number = (text: string): string => `<bdi>${bare(text)}</bdi>`;

/** What a figure is leads to the card that defines it, where the site's own address is known. */
const carded = (card: string, label: string): string =>
  card.startsWith("http") ? `<a href="${plain(card)}">${rich(label)}</a>` : rich(label);

function table(part: TablePart, words: Document["words"]): string {
  const columns = part.columns.map(
    ({ label, numeric, card }) => `<th scope="col"${numeric ? ' class="n"' : ""}>${carded(card, label)}</th>`,
  );
  const rows = part.rows.map((row) => {
    if (row.kind === "group")
      return `<tr class="group"><th scope="rowgroup" colspan="${part.columns.length}">${rich(row.label)}</th></tr>`;
    const cells = row.cells.map(
      (cell, at) =>
        `<td${part.columns[at + 1]?.numeric === false ? "" : ' class="n"'}>${number(cell.text)}</td>`,
    );
    return `<tr${row.kind === "total" ? ' class="total"' : ""}><th scope="row">${rich(row.label)}</th>${cells.join("")}</tr>`;
  });
  const body =
    part.rows.length === 0
      ? `<p>${rich(part.empty)}</p>`
      : `<div class="scroll"><table><caption>${rich(part.title)}</caption><thead><tr>${columns.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
  return `<section id="${part.id}"><h3>${rich(part.title)}</h3>${part.note === "" ? "" : `<p class="muted">${rich(part.note)}</p>`}${body}<p class="muted">${rich(words.source ?? "")}</p></section>`;
}

function chart(part: ChartPart, words: Document["words"]): string {
  const legend = part.legend.map(
    ({ name, stroke, dash }) =>
      `<span><svg width="28" height="8" aria-hidden="true"><line x1="0" x2="28" y1="4" y2="4" stroke="${plain(stroke)}" stroke-width="2"${dash === "solid" ? "" : ' stroke-dasharray="6 3"'}/></svg> ${number(name)}</span>`,
  );
  return `<figure id="${part.id}"><h3 id="${part.id}-title">${rich(part.title)}</h3><p class="muted">${rich(part.subtitle)} ${legend.join(" ")}</p>${part.svg}<figcaption class="muted">${rich(words.source ?? "")}</figcaption></figure>`;
}

const partHtml = (part: Part, words: Document["words"]): string =>
  part.kind === "table"
    ? table(part, words)
    : part.kind === "chart"
      ? chart(part, words)
      : `<p>${rich(part.text)}</p>`;

/** The report as one page that needs nothing else: style and drawings are inside, and there is no script. */
export function htmlOf(document: Document): Uint8Array {
  const { words, lang } = document;
  const title = `${document.title} — ${document.place} — ${document.periodShort}`;
  const kpis = document.kpis.map(
    ({ label, card, cell, note }) =>
      `<div><dt>${carded(card, label)}</dt><dd><strong>${rich(cell.text)}</strong> <span class="muted">${rich(note)}</span></dd></div>`,
  );
  const contents = document.sections.map(
    ({ title: name }, at) => `<li><a href="#s${at}">${rich(name)}</a></li>`,
  );
  const sections = document.sections.map(
    (section, at) =>
      `<section id="s${at}"><h2>${rich(section.title)}</h2>${section.parts.map((part) => partHtml(part, words)).join("")}</section>`,
  );
  const boxes = [
    ...(document.sample ? [`<p class="sample">${rich(words.sample ?? "")}</p>`] : []),
    ...(document.restricted === "" ? [] : [`<p class="sample">${rich(document.restricted)}</p>`]),
    ...document.notices.map((notice) => `<p class="notice">${rich(notice)}</p>`),
  ];
  const link = document.link.startsWith("http")
    ? `<a href="${plain(document.link)}">${number(document.link)}</a>`
    : number(document.link);
  const html = `<!doctype html>
<html lang="${lang}" dir="${lang === "ar" ? "rtl" : "ltr"}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${bare(title)}</title><style>${STYLE}</style></head>
<body${document.sample ? ' class="is-sample"' : ""}><main><header><p class="muted">${rich(document.kicker)}</p><h1>${rich(document.title)}</h1><p class="place">${rich(document.place)} <span class="muted">${plain(document.placeOther)}</span></p><p>${rich(document.period)} · ${rich(words.release ?? "")} ${number(document.release)}</p>${boxes.join("")}</header>
<section><h2>${rich(words.summary ?? "")}</h2>${document.sentences.map((text) => `<p>${rich(text)}</p>`).join("")}<dl class="kpis">${kpis.join("")}</dl></section>
<nav><h2>${rich(words.contents ?? "")}</h2><ol>${contents.join("")}</ol></nav>
${sections.join("\n")}
<footer><h2>${rich(words.method ?? "")}</h2><ul>${document.method.map((text) => `<li>${rich(text)}</li>`).join("")}</ul><p>${rich(words.live ?? "")} : ${link}</p><p class="muted">${rich(words.hash ?? "")} : <code>${document.hash}</code></p></footer></main></body></html>
`;
  return new TextEncoder().encode(html);
}
