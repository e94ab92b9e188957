import { createHash } from "node:crypto";
import { isolateNumbers } from "#dashboards/lib/bidi.ts";
import { shortId } from "#dashboards/lib/release.ts";
import { unitName } from "#dashboards/lib/territory.ts";
import type { TerritoryItem } from "#warehouse/door/types.ts";
import type { Lang, Text } from "#warehouse/text.ts";
import type { AlertsGiven } from "../definition/alerts.ts";
import type { Answers } from "../definition/answers.ts";
import { type Period, sayPeriod, saySpan } from "../definition/period.ts";
import type { Definition, Level } from "../definition/schema.ts";
import { alertsPart } from "./alerts.ts";
import { chartPart } from "./charts.ts";
import { cardOf } from "./names.ts";
import { sentencesOf } from "./sentences.ts";
import { tablePart } from "./tables.ts";
import type { Document, Kpi, Part } from "./types.ts";
import { cellOf, columnName, firstOf, formatOfValue, type Metrics, pickValue } from "./values.ts";
import { PUBLISHER, WATERMARK, word } from "./words.ts";

/** The names that a release gives: of metrics, of the codes of dimensions, of units of the territory. */
export interface Names {
  readonly metrics: Metrics;
  /** Dimension → code → name. */
  readonly values: ReadonlyMap<
    string,
    { readonly label: Text; readonly values: Readonly<Record<string, Text>> }
  >;
  readonly units: ReadonlyMap<string, Pick<TerritoryItem, "code" | "name_fr" | "name_ar" | "name_en">>;
}
/** What is known of a report beyond its answers. */
export interface Issue {
  readonly release: string;
  readonly sample: boolean;
  readonly publicUrl: string | null;
  /** Whose eyes it is for, where that is not everyone. */
  readonly restricted?: Text;
  /** Export tables that are late, as people call them. */
  readonly late?: readonly string[];
  /** The number of this revision, 1 for a first re-issue, and the release of the report that it replaces. */
  readonly revision?: { readonly number: number; readonly replaces: string; readonly kpis: KeyFigures };
}
/** The key figures of a report as numbers, kept with it so that a revision can say what changed. */
export type KeyFigures = readonly (string | number | null)[];

export interface Input {
  readonly definition: Definition;
  readonly period: Period;
  readonly territory: Pick<TerritoryItem, "code" | "name_fr" | "name_ar" | "name_en"> & {
    readonly level: Level;
  };
  readonly answers: Answers;
  /** The ledger of alerts, in a report made for one reader: alerts are not public. */
  readonly alerts?: AlertsGiven | null;
  readonly names: Names;
  readonly issue: Issue;
}
/** What the parts of a document are made with. */
export interface Making extends Input {
  readonly lang: Lang;
  /** Numbers in Arabic text keep their order inside isolates; other scripts need none. */
  said(text: string): string;
  on(levels: readonly Level[] | undefined): boolean;
}

/** sha256 of the answers: what two reports with the same figures share, whatever their language and release. */
export function dataHash({ definition, period, territory, answers, alerts }: Input): string {
  // In the definition's order: answers come in another one when all territories are asked at once.
  const rows = Object.keys(definition.asks).map((ask) => [
    ask,
    answers[ask]?.map(({ row, why }) => [row, why]) ?? null,
  ]);
  const ledger = alerts === undefined || alerts === null ? [] : [[alerts.upTo, alerts.lists]];
  return createHash("sha256")
    .update(JSON.stringify([definition.name, period.text, territory.code, rows, ...ledger]))
    .digest("hex");
}

export const keyFigures = ({ definition, answers }: Input): KeyFigures =>
  definition.kpis.map(({ value }) => {
    const found = pickValue(value, firstOf(answers)).value;
    return typeof found === "boolean" ? null : found;
  });

/** Makes a report out of its answers, in one language: everything is in words here, nothing is drawn yet. */
export function buildDocument(input: Input, lang: Lang): Document {
  const { definition, period, territory, issue } = input;
  const making: Making = {
    ...input,
    lang,
    said: (text) => (lang === "ar" ? isolateNumbers(text) : text),
    on: (levels) => levels === undefined || levels.includes(territory.level),
  };
  const { said } = making;
  const [from, to] = saySpan(lang, period);
  const path = `/${lang}${definition.page}${territory.level === "nation" ? "" : `/${territory.code}`}`;
  const release = shortId(issue.release);
  const figures = kpis(making);
  // An owner's part tells of exports, which no release holds as they came.
  const ledger = Object.values(definition.asks).some((ask) => "health" in ask);
  const sections = definition.sections
    .filter((section) => making.on(section.levels))
    .map((section) => ({
      title: section.title[lang],
      parts: section.blocks.flatMap((block, at) =>
        partOf(making, block, `${definition.sections.indexOf(section)}-${at}`),
      ),
    }))
    .filter((section) => section.parts.length > 0);
  return {
    lang,
    name: definition.name,
    title: definition.title[lang],
    kicker: definition.kicker[lang],
    place: unitName(lang, territory),
    placeOther: lang === "ar" ? territory.name_fr : territory.name_ar,
    code: territory.code,
    period: said(
      period.every === "month" || period.every === "week"
        ? sayPeriod(lang, period)
        : `${sayPeriod(lang, period)} · ${word(lang, "from", { from, to })}`,
    ),
    periodShort: said(sayPeriod(lang, period)),
    publisher: PUBLISHER[lang],
    release: issue.release,
    sample: issue.sample,
    watermark: WATERMARK[lang],
    restricted:
      issue.restricted === undefined ? "" : said(word(lang, "restricted", { who: issue.restricted[lang] })),
    notices: notices(making).map(said),
    sentences: sentencesOf(making).map(said),
    kpis: figures,
    sections,
    method: [
      ...definition.method.map((text) => said(text[lang])),
      word(lang, ledger ? "exportsLedger" : "question"),
    ],
    cards: cardsOf([
      ...figures,
      ...sections.flatMap(({ parts }) =>
        parts.flatMap((part) => (part.kind === "table" ? part.columns : [])),
      ),
    ]),
    link: `${issue.publicUrl ?? ""}${path}`,
    words: {
      ...Object.fromEntries(
        (
          [
            "contents",
            "summary",
            "method",
            "release",
            "page",
            "of",
            "hash",
            "live",
            "cards",
            "sample",
            "total",
            "name",
          ] as const
        ).map((key) => [key, word(lang, key)]),
      ),
      source: said(
        word(lang, ledger ? "sourceExports" : "source", { release, period: sayPeriod(lang, period) }),
      ),
    },
    hash: dataHash(input),
  };
}

/** Each card once, under the first name that it is told by, where the site's own address is known. */
function cardsOf(told: readonly Document["cards"][number][]): Document["cards"] {
  const found = new Map<string, string>();
  for (const { label, card } of told) if (card.startsWith("http") && !found.has(card)) found.set(card, label);
  return [...found].map(([card, label]) => ({ label, card }));
}

function partOf(making: Making, block: Definition["sections"][number]["blocks"][number], id: string): Part[] {
  if (!making.on(block.levels)) return [];
  if ("text" in block) return [{ kind: "text", text: making.said(block.text[making.lang]) }];
  const part =
    "alerts" in block
      ? alertsPart(making, block, id)
      : "table" in block
        ? tablePart(making, block, id)
        : chartPart(making, block, id);
  return part === null ? [] : [part];
}

const labelOf = ({ definition, names, lang }: Making, at: number): string => {
  const kpi = definition.kpis[at];
  if (kpi === undefined) return "";
  return kpi.label?.[lang] ?? names.metrics.get(columnName(kpi.value))?.label[lang] ?? columnName(kpi.value);
};

function kpis(making: Making): Kpi[] {
  const { definition, names, answers, lang, said } = making;
  const pick = firstOf(answers);
  return definition.kpis.map(({ value, before }, at) => {
    const format = formatOfValue(definition, names.metrics, value, true);
    const cell = cellOf(lang, pickValue(value, pick), format);
    const past = before === undefined ? null : cellOf(lang, pickValue(before, pick), format);
    return {
      label: labelOf(making, at),
      card: cardOf(making, columnName(value)),
      cell: { ...cell, text: said(cell.text) },
      note: past === null || past.value === null ? "" : said(word(lang, "before", { value: past.text })),
    };
  });
}

function notices(making: Making): string[] {
  const { issue, lang, definition, names } = making;
  const late = issue.late ?? [];
  const said =
    late.length === 0 ? [] : [word(lang, "late", { tables: late.join(lang === "ar" ? "، " : ", ") })];
  const { revision } = issue;
  if (revision === undefined) return said;
  const now = keyFigures(making);
  const changes = definition.kpis.flatMap(({ value }, at) => {
    const [before, after] = [revision.kpis[at] ?? null, now[at] ?? null];
    if (String(before) === String(after)) return [];
    const format = formatOfValue(definition, names.metrics, value, false);
    const text = (each: string | number | null) =>
      cellOf(lang, { value: each, why: "no_data", column: columnName(value) }, format).text;
    return [word(lang, "changed", { label: labelOf(making, at), before: text(before), after: text(after) })];
  });
  return [
    ...said,
    word(lang, "revision", { number: String(revision.number), release: shortId(revision.replaces) }),
    ...(changes.length === 0 ? [word(lang, "changedRows")] : changes),
  ];
}
