import { IntlMessageFormat } from "intl-messageformat";
import { formatPercent, formatPoints } from "#dashboards/lib/format.ts";
import { unitName } from "#dashboards/lib/territory.ts";
import type { Lang } from "#warehouse/text.ts";
import type { Sentence } from "../definition/schema.ts";
import type { Making } from "./build.ts";
import { rowName } from "./names.ts";
import { dimensionsIn } from "./tables.ts";
import { cellOf, columnOf, firstOf, formatOf, formatOfValue, numberOf, pickValue } from "./values.ts";

const compiled = new Map<string, IntlMessageFormat>();
function message(lang: Lang, text: string): IntlMessageFormat {
  const key = `${lang} ${text}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const made = new IntlMessageFormat(text, lang === "ar" ? "ar-u-nu-latn" : lang);
  compiled.set(key, made);
  return made;
}

/** The sentences whose figures are all known: one that lacks a figure is left out, never half said. */
export function sentencesOf(making: Making): string[] {
  return making.definition.sentences
    .filter((sentence) => making.on(sentence.levels))
    .flatMap((sentence) => {
      const values = valuesOf(making, sentence);
      return values === null ? [] : [String(message(making.lang, sentence.say[making.lang]).format(values))];
    });
}

function valuesOf(making: Making, sentence: Sentence): Record<string, string | number> | null {
  const { definition, names, answers, lang, territory } = making;
  const pick = firstOf(answers);
  const values: Record<string, string | number> = { place: unitName(lang, territory) };
  for (const [name, given] of Object.entries(sentence.values)) {
    const value = typeof given === "object" && "value" in given ? given.value : given;
    const format =
      typeof given === "object" && "format" in given
        ? given.format
        : formatOfValue(definition, names.metrics, value, true);
    const found = pickValue(value, pick);
    if (found.value === null) return null;
    values[name] = cellOf(lang, found, format).text;
    // A plural needs the number itself.
    values[`${name}Number`] = numberOf(found) ?? 0;
  }
  if (sentence.change !== undefined) {
    const { now, before, flat } = sentence.change;
    const [after, past] = [numberOf(pickValue(now, pick)), numberOf(pickValue(before, pick))];
    if (after === null || past === null) return null;
    const format = formatOfValue(definition, names.metrics, now, true);
    // Rates move by points; everything else by a share of what it was.
    const points = format === "percent";
    if (!points && past === 0) return null;
    const moved = points ? after - past : (after - past) / Math.abs(past);
    values.direction = Math.abs(moved) < flat ? "flat" : moved > 0 ? "up" : "down";
    values.change = points
      ? formatPoints(lang, Math.abs(moved), { sign: false })
      : formatPercent(lang, Math.abs(moved));
    values.before = cellOf(lang, pickValue(before, pick), format).text;
  }
  if (sentence.top !== undefined && !addExtremes(making, sentence.top, values)) return null;
  return values;
}

/** Names the first and the last row by a column: `best`, `bestValue`, `worst`, `worstValue`. */
function addExtremes(
  making: Making,
  top: NonNullable<Sentence["top"]>,
  values: Record<string, string | number>,
): boolean {
  const { definition, names, answers, lang } = making;
  const dimensions = dimensionsIn(making, top.ask);
  const rows = (answers[top.ask] ?? [])
    .filter(({ row }) => dimensions.every((dimension) => row[dimension] !== null))
    .map((given) => ({ given, found: columnOf(given, top.column) }))
    .flatMap(({ given, found }) => {
      const number = numberOf(found);
      return number === null ? [] : [{ given, found, number }];
    })
    .sort((a, b) => (top.dir === "desc" ? b.number - a.number : a.number - b.number));
  const [best] = rows;
  const worst = rows.at(-1);
  if (best === undefined || worst === undefined || rows.length < 2 || best.number === worst.number)
    return false;
  const format = formatOf(definition, names.metrics, top.column, true);
  values.best = rowName(making, best.given.row, dimensions);
  values.bestValue = cellOf(lang, best.found, format).text;
  values.worst = rowName(making, worst.given.row, dimensions);
  values.worstValue = cellOf(lang, worst.found, format).text;
  return true;
}
