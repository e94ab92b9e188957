import type { DimensionInfo, Door, TerritoryItem, Viewer } from "#warehouse/door/types.ts";
import { UsageError } from "#warehouse/errors.ts";
import type { Lang } from "#warehouse/text.ts";
import { answersOf } from "./definition/answers.ts";
import { monthText, type Period, parsePeriod } from "./definition/period.ts";
import { levelOf } from "./definition/questions.ts";
import type { Definition } from "./definition/schema.ts";
import { buildDocument, type Input, type Issue, type Names } from "./document/build.ts";
import type { Document } from "./document/types.ts";
import { pdfOf } from "./output/pdf.ts";

export type Format = "pdf" | "html" | "xlsx";
export interface Made {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly pages: number | null;
}

/** Reads the names that a release gives, once for all its reports. */
export async function namesOf(door: Door, viewer: Viewer): Promise<Names> {
  const [metrics, dimensions, ...units] = await Promise.all([
    door.metrics(viewer),
    door.dimensions(),
    ...(["region", "province", "commune"] as const).map((level) => door.territories({ level }, viewer)),
  ]);
  const values = (dimension: DimensionInfo) =>
    [dimension.name, { label: dimension.label, values: dimension.values ?? {} }] as const;
  return {
    metrics: new Map(metrics.map((metric) => [metric.name, metric])),
    values: new Map(dimensions.map(values)),
    units: new Map(units.flat().map((unit) => [unit.code, unit])),
  };
}

/** The period asked for, if the release covers it; throws `period_not_covered`. */
export function coveredPeriod(definition: Definition, text: string, until: string): Period {
  const period = parsePeriod(definition.every, text);
  if (definition.every !== "week" && monthText(period.last) > until) {
    throw new UsageError("period_not_covered", {
      fr: `période : ${text} ; les données vont jusqu'à ${until}`,
      ar: `الفترة: ${text}؛ تصل المعطيات إلى ${until}`,
      en: `period: ${text}; the data reaches ${until}`,
    });
  }
  return period;
}

/** The unit a report is asked for; throws where there is none, or none that the report is made for. */
export async function unitOf(
  door: Door,
  definition: Definition,
  code: string,
  viewer: Viewer,
): Promise<Input["territory"]> {
  const [unit]: readonly TerritoryItem[] = await door.territories({ code }, viewer);
  const level = unit === undefined ? null : levelOf(unit);
  if (unit === undefined || level === null) {
    throw new UsageError("unknown_territory", {
      fr: `territoire : ${code} ; donnez un code HCP, ou MA pour le pays`,
      ar: `المجال: ${code}؛ اكتب رمز المندوبية السامية للتخطيط أو MA للبلاد`,
      en: `territory: ${code}; give an HCP code, or MA for the nation`,
    });
  }
  if (!definition.levels.includes(level)) {
    const levels = definition.levels.join(", ");
    throw new UsageError("report_level", {
      fr: `territoire : ${code} ; le rapport ${definition.name} n'existe que pour : ${levels}`,
      ar: `المجال: ${code}؛ لا يوجد تقرير ${definition.name} إلا للمستويات: ${levels}`,
      en: `territory: ${code}; the report ${definition.name} is only made for: ${levels}`,
    });
  }
  const { name_fr, name_ar, name_en } = unit;
  return { code: unit.code, name_fr, name_ar, name_en, level };
}

/** Asks everything that one report says: the same input makes it in any language and format. */
export async function inputOf(
  door: Door,
  definition: Definition,
  request: { readonly territory: string; readonly period: Period; readonly viewer: Viewer },
  issue: Issue,
): Promise<Input> {
  const { viewer, period } = request;
  const territory = await unitOf(door, definition, request.territory, viewer);
  const [names, answers] = await Promise.all([
    namesOf(door, viewer),
    answersOf(door, definition, period, territory, viewer),
  ]);
  return { definition, period, territory, answers, names, issue };
}

/** Draws a report in one format. HTML and XLSX writers load when they are asked for. */
export async function render(
  input: Input,
  lang: Lang,
  format: Format,
): Promise<Made & { readonly document: Document }> {
  const document = buildDocument(input, lang);
  if (format === "pdf") {
    const { bytes, pages } = pdfOf(document);
    return { bytes, pages, mediaType: "application/pdf", document };
  }
  if (format === "html") {
    const { htmlOf } = await import("./output/html.ts");
    return { bytes: htmlOf(document), pages: null, mediaType: "text/html; charset=utf-8", document };
  }
  const { xlsxOf } = await import("./output/xlsx.ts");
  const mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  return { bytes: xlsxOf(document), pages: null, mediaType, document };
}
