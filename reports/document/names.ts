import { formatPeriod } from "#dashboards/lib/dates.ts";
import { unitName } from "#dashboards/lib/territory.ts";
import type { Row } from "#warehouse/door/types.ts";
import type { Making } from "./build.ts";
import { isWord, word } from "./words.ts";

const UNITS = new Set(["region", "province", "commune", "collectivity"]);
const TIMES = new Set(["year", "quarter", "month"]);

/** What a row's code of a dimension is called: the definition's own word first, then the models'. */
export function nameOf(making: Making, dimension: string, code: unknown): string {
  const { definition, names, lang } = making;
  if (TIMES.has(dimension)) return formatPeriod(lang, String(code ?? ""));
  if (code === null || code === undefined) return word(lang, "council");
  const text = String(code);
  if (UNITS.has(dimension)) {
    const unit = names.units.get(text);
    return unit === undefined ? text : unitName(lang, unit);
  }
  return (
    definition.names[dimension]?.[text]?.[lang] ?? names.values.get(dimension)?.values[text]?.[lang] ?? text
  );
}

/** A whole row's name, its dimensions joined. */
export function rowName(making: Making, row: Row, dimensions: readonly string[]): string {
  const { lang } = making;
  if (dimensions.length === 0) {
    const own = lang === "ar" ? row.name_ar : row.name_fr;
    return String(own ?? [row.system, row.table].filter((part) => part !== undefined).join(" · "));
  }
  return dimensions.map((dimension) => nameOf(making, dimension, row[dimension])).join(" · ");
}

const baseOf = (column: string): string => column.replace(/__(?:prev|delta)$/u, "");

/** Address of the card of the indicator library that defines a column; empty for one that is no metric. */
export function cardOf({ names, lang, issue }: Making, column: string): string {
  const base = baseOf(column);
  return names.metrics.has(base) ? `${issue.publicUrl ?? ""}/${lang}/indicateurs/${base}` : "";
}

/** A column's heading: the metric's label, the frame's word, or the dimension's. */
export function columnLabel(making: Making, column: string): string {
  const { names, lang } = making;
  const base = baseOf(column);
  const metric = names.metrics.get(base)?.label[lang];
  if (metric !== undefined) return metric;
  if (isWord(base)) return word(lang, base);
  return names.values.get(base)?.label[lang] ?? base;
}
