import { formatDate } from "#dashboards/lib/dates.ts";
import { formatDays, formatNull, formatNumber, formatPercent, toNumber } from "#dashboards/lib/format.ts";
import { formatAmount, formatMoneyShort } from "#dashboards/lib/money.ts";
import type { Cell as DoorCell, MetricInfo, NullReason } from "#warehouse/door/types.ts";
import type { Lang } from "#warehouse/text.ts";
import type { Answers, Given } from "../definition/answers.ts";
import type { Definition, FormatName, Value } from "../definition/schema.ts";
import type { Cell } from "./types.ts";

/** A value with what it is: `unit` chooses how it is printed. */
export interface Found {
  readonly value: DoorCell;
  readonly why: NullReason;
  readonly column: string;
}
export type Metrics = ReadonlyMap<string, MetricInfo>;

const FORMS: Readonly<Record<FormatName, (lang: Lang, value: string | number) => string>> = {
  money: formatMoneyShort,
  amount: (lang, value) => formatAmount(lang, value),
  percent: (lang, value) => formatPercent(lang, value),
  count: (lang, value) => formatNumber(lang, value),
  days: formatDays,
  index: (lang, value) => formatNumber(lang, value, { digits: 2 }),
  score: (lang, value) => formatNumber(lang, value, { digits: 1 }),
  text: (_, value) => String(value),
  date: (lang, value) => formatDate(lang, String(value)),
};

const baseOf = (column: string): string => column.replace(/__(?:prev|delta)$/u, "");

/** How a column is printed: the definition's word, else its unit's; money short in words, whole in tables. */
export function formatOf(
  definition: Definition,
  metrics: Metrics,
  column: string,
  short: boolean,
): FormatName {
  const base = baseOf(column);
  const own = definition.formats[base];
  if (own !== undefined) return own;
  const unit = metrics.get(base)?.unit;
  if (unit === "MAD") return short ? "money" : "amount";
  if (unit === "ratio") return "percent";
  if (unit === "days") return "days";
  if (unit === "points") return "score";
  if (unit !== undefined) return "count";
  return OTHER_COLUMNS[base] ?? "count";
}
/** Columns of rankings and of sources, which are no metrics. */
const OTHER_COLUMNS: Readonly<Record<string, FormatName>> = {
  score: "score",
  score_low: "score",
  score_high: "score",
  last_export: "date",
  last_period: "text",
  tier: "text",
  system: "text",
  table: "text",
};

/** One figure printed; what is missing is told by its reason, never as 0. */
export function cellOf(lang: Lang, found: Found, format: FormatName): Cell {
  const { value } = found;
  if (value === null || typeof value === "boolean")
    return { text: formatNull(lang, found.why), value: null, format };
  return { text: FORMS[format](lang, value), value, format };
}

const HUNDRED = 100n;
/** Decimal text as whole centimes, so that a ratio of money loses nothing. */
function centimes(value: DoorCell): bigint | null {
  const found = /^(-?)(\d+)(?:\.(\d{1,2}))?$/u.exec(String(value ?? ""));
  if (found === null) return null;
  const size = BigInt(found[2] ?? "0") * HUNDRED + BigInt((found[3] ?? "").padEnd(2, "0") || "0");
  return found[1] === "-" ? -size : size;
}

/** `part ÷ whole`, 0–1 to twelve places; null with its reason where the whole is zero or unknown. */
export function ratioOf(part: Found, whole: Found): Found {
  const column = "ratio";
  if (part.value === null || whole.value === null)
    return { value: null, why: part.value === null ? part.why : whole.why, column };
  const [above, below] = [centimes(part.value), centimes(whole.value)];
  if (above !== null && below !== null) {
    if (below === 0n) return { value: null, why: "zero_denominator", column };
    return { value: Number((above * 10n ** 12n) / below) / 1e12, why: "no_data", column };
  }
  const [top, under] = [toNumber(String(part.value)), toNumber(String(whole.value))];
  if (top === null || under === null) return { value: null, why: "no_data", column };
  return under === 0
    ? { value: null, why: "zero_denominator", column }
    : { value: top / under, why: "no_data", column };
}

const missing = (column: string): Found => ({ value: null, why: "no_data", column });
export const columnOf = (given: Given | undefined, column: string): Found =>
  given === undefined
    ? missing(column)
    : { value: given.row[column] ?? null, why: given.why[column] ?? "no_data", column };

/** How a value picks its row out of an answer: the first, or the one that joins a table's row. */
export type Pick = (ask: string) => Given | undefined;
export const firstOf =
  (answers: Answers): Pick =>
  (ask) =>
    answers[ask]?.[0];

export function pickValue(value: Value, pick: Pick): Found {
  if (typeof value !== "string")
    return ratioOf(pickValue(value.ratio[0], pick), pickValue(value.ratio[1], pick));
  const dot = value.indexOf(".");
  return columnOf(pick(value.slice(0, dot)), value.slice(dot + 1));
}

/** The column a value is read from; a ratio has its own. */
export const columnName = (value: Value): string =>
  typeof value === "string" ? value.slice(value.indexOf(".") + 1) : "ratio";

export function formatOfValue(
  definition: Definition,
  metrics: Metrics,
  value: Value,
  short: boolean,
): FormatName {
  return typeof value === "string" ? formatOf(definition, metrics, columnName(value), short) : "percent";
}

/** The number of a cell, for drawing and comparing. */
export const numberOf = (found: Found): number | null =>
  typeof found.value === "boolean" ? null : toNumber(found.value);
