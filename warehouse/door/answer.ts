import type { Text } from "../text.ts";
import { COMPARED, PEER_LABELS, PLACE_DIMENSIONS, TOTAL, TOTAL_LABEL } from "./builtins.ts";
import type { Catalog } from "./catalog.ts";
import { WHY } from "./compile.ts";
import type { Scope } from "./policy.ts";
import type { Resolved } from "./resolve.ts";
import { type Column, cellAt, isValid, type Table } from "./table.ts";
import {
  type Answer,
  type AnswerColumn,
  type AnswerHead,
  type Cell,
  NULL_REASONS,
  type NullReason,
  type PeerStat,
  type QuerySpec,
  type Row,
} from "./types.ts";

/** An answer before it takes a form: its columns as numbers, and why cells are empty. */
export interface Result extends AnswerHead {
  readonly columns: readonly AnswerColumn[];
  readonly table: Table;
  readonly nulls: Answer["nulls"];
}

/** Names and explains what a statement returned. The hidden columns that say why stay behind. */
export function resultOf(head: AnswerHead, catalog: Catalog, asked: Resolved, table: Table): Result {
  const shown = table.columns.filter((column) => !column.name.startsWith(WHY));
  const why = new Map(
    table.columns
      .filter((column) => column.name.startsWith(WHY))
      .map((column) => [column.name.slice(WHY.length), column]),
  );
  const described = describe(catalog, asked);
  const columns = shown.map((column): AnswerColumn => {
    const found = described.get(column.name);
    if (found === undefined) throw new TypeError(`answer: column ${column.name}`);
    return { name: column.name, type: column.cell, unit: found.unit, label: found.label, kind: found.kind };
  });

  const level = table.columns.find((column) => column.name === TOTAL);
  const summedOver = (row: number, name: string): boolean => {
    const total = level === undefined ? 0 : cellAt(level, row);
    if (typeof total !== "number" || total === 0) return false;
    const place = asked.keys.findIndex((key) => key.name === name);
    return place >= 0 && asked.totals[total - 1]?.includes(place) === false;
  };
  const nulls: { row: number; column: string; reason: NullReason }[] = [];
  for (const column of shown) {
    if (column.nullCount === 0) continue;
    const found = described.get(column.name);
    for (let row = 0; row < table.rows; row += 1) {
      if (isValid(column, row)) continue;
      const reason = summedOver(row, column.name) ? "total" : found?.why(row, why.get(found.metric));
      nulls.push({ row, column: column.name, reason: reason ?? "no_data" });
    }
  }
  nulls.sort((a, b) => a.row - b.row);
  return { ...head, columns, table: { rows: table.rows, columns: shown }, nulls };
}

/** What stands on an answer of this question. */
export function headOf(
  release: { readonly id: string; readonly sample: boolean },
  scope: Scope,
  asked: Resolved,
  spec: QuerySpec,
): AnswerHead {
  return {
    release: release.id,
    sample: release.sample,
    scope: { published: scope.published, territory: scope.territory },
    definitions: asked.metrics.map(({ name, metric }) => ({ metric: name, version: metric.info.version })),
    lineage: `/api/v1/explain?spec=${encodeURIComponent(JSON.stringify(spec))}`,
  };
}

/** The head alone, of whatever carries one. */
export const headIn = ({ release, sample, scope, definitions, lineage }: AnswerHead): AnswerHead => ({
  ...{ release, sample, scope, definitions, lineage },
});

interface Described {
  readonly kind: AnswerColumn["kind"];
  readonly unit: string | null;
  readonly label: Text;
  readonly metric: string;
  why(row: number, hidden: Column | undefined): NullReason;
}

function describe(catalog: Catalog, asked: Resolved): ReadonlyMap<string, Described> {
  const all = new Map<string, Described>();
  for (const key of asked.keys) {
    const reason: NullReason = PLACE_DIMENSIONS.has(key.name) ? "higher_council" : "no_data";
    const label = catalog.dimensions.get(key.name)?.label ?? { fr: key.name, ar: key.name, en: key.name };
    all.set(key.name, { kind: "dimension", unit: null, label, metric: "", why: () => reason });
  }
  if (asked.totals.length > 0)
    all.set(TOTAL, { kind: "dimension", unit: null, label: TOTAL_LABEL, metric: "", why: () => "no_data" });
  for (const { name, metric, defined } of asked.metrics) {
    const { label, unit } = metric.info;
    const own = (row: number, hidden: Column | undefined): NullReason => {
      if (!defined) return "not_defined_at_grain";
      const said = hidden === undefined ? null : cellAt(hidden, row);
      return NULL_REASONS.find((reason) => reason === said) ?? "no_data";
    };
    all.set(name, { kind: "metric", unit, label, metric: name, why: own });
    for (const stat of asked.peers?.stats ?? []) {
      all.set(`${name}__${stat}`, {
        kind: "metric",
        unit: PLACES[stat] ?? unit,
        label: joined(label, PEER_LABELS[stat]),
        metric: name,
        why: () => (defined ? "no_comparison" : "not_defined_at_grain"),
      });
    }
    if (asked.compare === null) continue;
    for (const form of ["prev", "delta"] as const) {
      all.set(`${name}__${form}`, {
        kind: "metric",
        unit,
        label: joined(label, COMPARED[form][asked.compare]),
        metric: name,
        why: () => (defined ? "no_comparison" : "not_defined_at_grain"),
      });
    }
  }
  return all;
}

/** Statistics that have a unit of their own. */
const PLACES: Readonly<Partial<Record<PeerStat, string>>> = {
  count: "units",
  rank: "rank",
  percentile: "ratio",
};

const joined = (a: Text, b: Text): Text => ({
  fr: `${a.fr}, ${b.fr}`,
  ar: `${a.ar}، ${b.ar}`,
  en: `${a.en}, ${b.en}`,
});

/** A row as an object, its decimals as text. */
export function rowAt(table: Table, row: number): Row {
  const cells: Record<string, Cell> = {};
  for (const column of table.columns) cells[column.name] = cellAt(column, row);
  return cells;
}

/** The answer as objects. */
export function answerOf(result: Result): Answer {
  const { columns, table, nulls } = result;
  const rows = Array.from({ length: table.rows }, (_, row) => rowAt(table, row));
  return { ...headIn(result), columns, rows, nulls };
}
