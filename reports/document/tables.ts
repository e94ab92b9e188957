import type { Given } from "../definition/answers.ts";
import { dimensionsOf } from "../definition/questions.ts";
import type { FormatName, TableBlock, Value } from "../definition/schema.ts";
import type { Making } from "./build.ts";
import { cardOf, columnLabel, nameOf, rowName } from "./names.ts";
import type { Cell, TablePart } from "./types.ts";
import { cellOf, columnName, firstOf, formatOfValue, numberOf, type Pick, pickValue } from "./values.ts";
import { word } from "./words.ts";

const TIMES = ["year", "quarter", "month"];

/** The dimensions that an answer's rows hold, time last. */
export function dimensionsIn(making: Making, ask: string): readonly string[] {
  const { definition, territory, answers } = making;
  const question = definition.asks[ask];
  if (question === undefined || !("metrics" in question)) return [];
  const by = dimensionsOf(question, territory.level) ?? [];
  const first = answers[ask]?.[0]?.row ?? {};
  return [...by, ...TIMES.filter((time) => time in first && !by.includes(time))];
}

const keyOf = (row: Given["row"], dimensions: readonly string[]): string =>
  dimensions.map((name) => String(row[name] ?? "")).join("\u0000");

/** Rows of the table's answer, and of those joined to it where it has none: a credit without a flow has its line. */
function joined(making: Making, block: TableBlock, dimensions: readonly string[]) {
  const { answers } = making;
  const asks = new Set([block.rows, ...block.columns.flatMap((column) => asksOf(valueIn(column)))]);
  const byKey = new Map<string, Map<string, Given>>();
  for (const ask of asks) {
    for (const given of answers[ask] ?? []) {
      const key = keyOf(given.row, dimensions);
      const found = byKey.get(key) ?? new Map<string, Given>();
      byKey.set(key, found.set(ask, found.get(ask) ?? given));
    }
  }
  const keys = dimensions.length === 0 ? [...byKey.keys()] : [...byKey.keys()].sort();
  return keys.map((key) => byKey.get(key) ?? new Map<string, Given>());
}
type Column = TableBlock["columns"][number];
const valueIn = (column: Column): Value => (typeof column === "string" ? column : column.value);
const asksOf = (value: Value): string[] =>
  (typeof value === "string" ? [value] : value.ratio).map((figure) => figure.slice(0, figure.indexOf(".")));

const COUNTED: ReadonlySet<FormatName> = new Set(["amount", "money", "count"]);

/** A table of answers joined by their dimensions; null where the level has no such rows. */
export function tablePart(making: Making, block: TableBlock, id: string): TablePart | null {
  const { definition, answers, names, lang, said } = making;
  if (answers[block.rows] === null) return null;
  const listed = definition.asks[block.rows];
  const plain = listed !== undefined && !("metrics" in listed);
  const dimensions = dimensionsIn(making, block.rows);
  const columns = block.columns.map((column) => {
    const value = valueIn(column);
    const own = typeof column === "string" ? null : column;
    return {
      value,
      label: own?.label?.[lang] ?? columnLabel(making, columnName(value)),
      format: own?.format ?? formatOfValue(definition, names.metrics, value, false),
    };
  });
  const cells = (pick: Pick): Cell[] =>
    columns.map(({ value, format }) => {
      const found = pickValue(value, pick);
      const cell = cellOf(lang, found, format);
      const named = definition.names[columnName(value)]?.[String(found.value)]?.[lang];
      return { ...cell, text: said(named ?? cell.text) };
    });
  let rows = plain
    ? (answers[block.rows] ?? []).map((given) => new Map([[block.rows, given]]))
    : joined(making, block, dimensions);
  const { keep, order, top } = block;
  const number = (row: ReadonlyMap<string, Given>, value: Value) =>
    numberOf(pickValue(value, (ask) => row.get(ask)));
  if (keep !== undefined) {
    rows = rows.filter((row) => {
      const found = number(row, keep.value);
      return found !== null && (keep.op === "<" ? found < keep.than : found > keep.than);
    });
  }
  if (order !== undefined) {
    const sign = order.dir === "asc" ? 1 : -1;
    const far = Number.POSITIVE_INFINITY;
    rows = [...rows].sort((a, b) => {
      const [left, right] = [number(a, order.by) ?? sign * far, number(b, order.by) ?? sign * far];
      return left === right ? 0 : left < right ? -sign : sign;
    });
  }
  if (top !== undefined) rows = rows.slice(0, top);
  const { group } = block;
  const shown = dimensions.filter((dimension) => dimension !== group);
  const lines: TablePart["rows"][number][] = [];
  let last: unknown;
  for (const row of rows) {
    const [own] = row.values();
    if (own === undefined) continue;
    if (group !== undefined && own.row[group] !== last) {
      last = own.row[group];
      lines.push({ kind: "group", label: said(nameOf(making, group, last)), cells: [] });
    }
    const values = cells((ask) => row.get(ask));
    // The council's own row says something only where it has amounts or counts: a rate alone is not its own.
    const council = shown.some((name) => own.row[name] === null);
    if (council && !values.some(({ value, format }) => value !== null && COUNTED.has(format))) continue;
    lines.push({
      kind: "row",
      label: said(rowName(making, own.row, shown)),
      cells: values,
    });
  }
  const { total } = block;
  if (total !== undefined && lines.length > 0) {
    const whole = firstOf(answers);
    const pick: Pick = (ask) => whole(total[ask] ?? "");
    // A column that the total's answer does not have is left blank: nothing is missing there.
    const asked = columns.map(
      ({ value }) =>
        asksOf(value).every((ask) => pick(ask) !== undefined) &&
        (typeof value !== "string" || columnName(value) in (pick(asksOf(value)[0] ?? "")?.row ?? {})),
    );
    const summed = cells(pick).map((cell, at) => (asked[at] === true ? cell : { ...cell, text: "" }));
    lines.push({ kind: "total", label: word(lang, "total"), cells: summed });
  }
  const money = columns.some(({ format }) => format === "amount");
  return {
    kind: "table",
    id: `table-${id}`,
    title: block.table[lang],
    note: said([money ? word(lang, "unit") : "", block.note?.[lang] ?? ""].filter(Boolean).join(" ")),
    columns: [
      {
        label: shown.map((name) => columnLabel(making, name)).join(" · ") || word(lang, "name"),
        ...{ numeric: false, card: "" },
      },
      ...columns.map(({ value, label, format }) => ({
        label,
        numeric: format !== "text" && format !== "date",
        card: cardOf(making, columnName(value)),
      })),
    ],
    rows: lines,
    empty: block.empty?.[lang] ?? word(lang, "none"),
  };
}
