import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isolateNumbers } from "#dashboards/lib/bidi.ts";
import { formatMonth } from "#dashboards/lib/dates.ts";
import { formatPercent } from "#dashboards/lib/format.ts";
import { formatAmount, formatMoneyShort } from "#dashboards/lib/money.ts";
import { PUBLIC_VIEWER, type TerritoryItem } from "#warehouse/door/types.ts";
import { UsageError } from "#warehouse/errors.ts";
import type { ReportDefinition } from "#warehouse/surface.ts";
import type { Lang } from "#warehouse/text.ts";
import { compilePdf } from "../typst/compile.ts";
import { monthlyCharts } from "./charts.ts";
import { change, type MonthlyFigures, monthlyFigures } from "./figures.ts";
import { windowOf } from "./specs.ts";
import { WORDS } from "./words.ts";

const TEMPLATE = readFileSync(join(import.meta.dirname, "monthly.typ"), "utf8");
const WATERMARK: Record<Lang, string> = { fr: "EXEMPLE", ar: "مثال", en: "SAMPLE" };
const PUBLISHER: Record<Lang, string> = {
  fr: "Bayan, collectivités territoriales",
  ar: "بيان، الجماعات الترابية",
  en: "Bayan, territorial collectivities",
};

/** A change under one point is called stable: a sentence must not claim more than its figures show. */
const direction = (ratio: number): "up" | "down" | "stable" =>
  Math.abs(ratio) < 0.01 ? "stable" : ratio > 0 ? "up" : "down";

function sentences(lang: Lang, place: string, figures: MonthlyFigures): string[] {
  const words = WORDS[lang];
  const ordered = formatMoneyShort(lang, figures.now.ordered);
  const first =
    figures.executionRate === null
      ? words.spentNoCredit(place, ordered)
      : words.spent(place, ordered, formatPercent(lang, figures.executionRate));
  const moved = change(figures.now.ordered, figures.before.ordered);
  const gathered = change(figures.now.collected, figures.before.collected);
  const collected = formatMoneyShort(lang, figures.now.collected);
  return [
    moved === null
      ? `${first} ${words.noBefore}`
      : `${first} ${words.moved(direction(moved), formatPercent(lang, moved, { sign: true }))}`,
    ...(gathered === null
      ? []
      : [words.gathered(collected, direction(gathered), formatPercent(lang, Math.abs(gathered)))]),
  ];
}

function kpis(lang: Lang, figures: MonthlyFigures) {
  const words = WORDS[lang];
  const { now, before } = figures;
  const money = (value: string) => formatMoneyShort(lang, value);
  const compared = (value: string) => words.sameTime(money(value));
  return [
    { label: words.kpi.credit, value: money(figures.creditFinal), note: " " },
    { label: words.kpi.committed, value: money(now.committed), note: compared(before.committed) },
    { label: words.kpi.ordered, value: money(now.ordered), note: compared(before.ordered) },
    { label: words.kpi.paid, value: money(now.paid), note: compared(before.paid) },
    { label: words.kpi.rate, value: formatPercent(lang, figures.executionRate), note: " " },
    { label: words.kpi.collected, value: money(now.collected), note: compared(before.collected) },
  ];
}

function parts(lang: Lang, figures: MonthlyFigures) {
  const words = WORDS[lang];
  return ["1", "2"].map((part) => ({
    label: words.part[part] ?? part,
    rows: figures.chapters
      .filter((row) => row.part === part)
      .map((row) => ({
        label: words.chapter[row.chapter] ?? row.chapter,
        values: [
          ...[row.credit, row.committed, row.ordered, row.paid].map((value) => formatAmount(lang, value)),
          formatPercent(lang, row.rate),
        ],
      })),
  }));
}

const unknownPeriod = (period: string) =>
  new UsageError("bad_period", {
    fr: `période : ${period} ; donnez un mois, par exemple 2026-09`,
    ar: `الفترة: ${period}؛ اكتب شهرا مثل 2026-09`,
    en: `period: ${period}; give a month, such as 2026-09`,
  });

const unknownTerritory = (code: string) =>
  new UsageError("unknown_territory", {
    fr: `territoire : ${code} ; donnez un code HCP, ou MA pour le pays`,
    ar: `المجال: ${code}؛ اكتب رمز المندوبية السامية للتخطيط أو MA للبلاد`,
    en: `territory: ${code}; give an HCP code, or MA for the nation`,
  });

const notCovered = (period: string, until: string) =>
  new UsageError("period_not_covered", {
    fr: `période : ${period} ; les données vont jusqu'à ${until}`,
    ar: `الفترة: ${period}؛ تصل المعطيات إلى ${until}`,
    en: `period: ${period}; the data reaches ${until}`,
  });

/** Numbers in Arabic text keep their order inside isolates; the other scripts need none. */
const said = (lang: Lang, text: string): string => (lang === "ar" ? isolateNumbers(text) : text);

/** The data that the template draws, every figure already in words. */
export async function monthlyDocument(
  door: Parameters<typeof monthlyFigures>[0],
  territory: TerritoryItem,
  period: string,
  lang: Lang,
) {
  const window = windowOf(period);
  if (window === null) throw unknownPeriod(period);
  const figures = await monthlyFigures(door, { ...PUBLIC_VIEWER, lang }, territory, window);
  const words = WORDS[lang];
  const place = lang === "ar" ? territory.name_ar : territory.name_fr;
  return {
    lang,
    words: { ...words, period: undefined },
    place,
    placeOther: lang === "ar" ? territory.name_fr : territory.name_ar,
    period: words.period(formatMonth(lang, window.from), formatMonth(lang, window.month)),
    periodShort: formatMonth(lang, window.month),
    publisher: PUBLISHER[lang],
    release: figures.release,
    sample: figures.sample,
    watermark: WATERMARK[lang],
    sentences: sentences(lang, place, figures).map((sentence) => said(lang, sentence)),
    kpis: kpis(lang, figures).map(({ label, value, note }) => ({
      label,
      value: said(lang, value),
      note: said(lang, note),
    })),
    charts: monthlyCharts(lang, figures, window),
    parts: parts(lang, figures),
    total: [
      ...[figures.creditFinal, figures.now.committed, figures.now.ordered, figures.now.paid].map((value) =>
        formatAmount(lang, value),
      ),
      formatPercent(lang, figures.executionRate),
    ],
    hash: createHash("sha256").update(JSON.stringify(figures)).digest("hex"),
  };
}

/** Expenditure and receipts of a territory, from January to the month asked for. */
export const monthly: ReportDefinition = {
  name: "monthly",
  title: {
    fr: "Rapport mensuel des dépenses et des recettes",
    ar: "التقرير الشهري للنفقات والمداخيل",
    en: "Monthly report of expenditure and receipts",
  },
  async run({ door, release }, request) {
    if (request.format !== "pdf") {
      throw new UsageError("bad_format", {
        fr: `format : ${request.format} ; ce rapport existe en pdf`,
        ar: `الصيغة: ${request.format}؛ هذا التقرير متوفر بصيغة pdf`,
        en: `format: ${request.format}; this report comes as pdf`,
      });
    }
    const { until } = release.manifest;
    if (windowOf(request.period) !== null && request.period > until) throw notCovered(request.period, until);
    const viewer = { ...PUBLIC_VIEWER, lang: request.lang };
    const [territory] = await door.territories({ code: request.territory }, viewer);
    if (territory === undefined) throw unknownTerritory(request.territory);
    const document = await monthlyDocument(door, territory, request.period, request.lang);
    const { bytes, pages } = compilePdf(TEMPLATE, { data: JSON.stringify(document) }, "monthly");
    return { bytes, mediaType: "application/pdf", pages };
  },
};
