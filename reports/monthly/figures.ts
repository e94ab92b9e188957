import type { Answer, Door, Row, TerritoryItem, Viewer } from "#warehouse/door/types.ts";
import { type MonthWindow, monthlySpecs, scopeOf } from "./specs.ts";

/** Centimes, so that sums of decimal strings stay exact. */
type Centimes = bigint;

export interface MonthPoint {
  readonly month: string;
  readonly ordered: number;
  readonly collected: number;
}

export interface ChapterRow {
  readonly part: string;
  readonly chapter: string;
  readonly credit: string;
  readonly committed: string;
  readonly ordered: string;
  readonly paid: string;
  /** Ordered ÷ final credit, 0–1; null without a credit. */
  readonly rate: number | null;
}

export interface Totals {
  readonly committed: string;
  readonly ordered: string;
  readonly paid: string;
  readonly raised: string;
  readonly collected: string;
}

/** Every figure of a monthly report, as the door gave it. Money is decimal text in dirhams. */
export interface MonthlyFigures {
  readonly release: string;
  readonly sample: boolean;
  readonly creditInitial: string;
  readonly creditFinal: string;
  readonly now: Totals;
  readonly before: Totals;
  /** Cumulated from January, one point a month. */
  readonly months: readonly MonthPoint[];
  readonly monthsBefore: readonly MonthPoint[];
  readonly chapters: readonly ChapterRow[];
  readonly executionRate: number | null;
}

const centimes = (value: unknown): Centimes => {
  const text = String(value ?? "0");
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/u.exec(text);
  if (match === null) throw new TypeError(`amount: ${text}`);
  const [, sign = "", whole = "0", part = ""] = match;
  const size = BigInt(whole) * 100n + BigInt(part.padEnd(2, "0") || "0");
  return sign === "-" ? -size : size;
};
const decimal = (value: Centimes): string => {
  const size = value < 0n ? -value : value;
  return `${value < 0n ? "-" : ""}${size / 100n}.${String(size % 100n).padStart(2, "0")}`;
};
const total = (rows: readonly Row[], column: string): Centimes =>
  rows.reduce((sum, row) => sum + centimes(row[column]), 0n);
const ratio = (part: Centimes, whole: Centimes): number | null =>
  whole === 0n ? null : Number((part * 1_000_000n) / whole) / 1_000_000;

const totals = (answer: Answer): Totals => ({
  committed: decimal(total(answer.rows, "committed_mad")),
  ordered: decimal(total(answer.rows, "ordered_mad")),
  paid: decimal(total(answer.rows, "paid_mad")),
  raised: decimal(total(answer.rows, "raised_mad")),
  collected: decimal(total(answer.rows, "collected_mad")),
});

function cumulate(answer: Answer): MonthPoint[] {
  let ordered = 0n;
  let collected = 0n;
  return [...answer.rows]
    .filter((row) => row.month !== null)
    .sort((a, b) => (String(a.month) < String(b.month) ? -1 : 1))
    .map((row) => {
      ordered += centimes(row.ordered_mad);
      collected += centimes(row.collected_mad);
      return {
        month: String(row.month).slice(0, 7),
        ordered: Number(ordered) / 100,
        collected: Number(collected) / 100,
      };
    });
}

function chapterRows(flows: Answer, credits: Answer): ChapterRow[] {
  const key = (row: Row) => `${String(row.part)} ${String(row.chapter)}`;
  const credit = new Map(credits.rows.map((row) => [key(row), centimes(row.credit_final_mad)]));
  const flow = new Map(flows.rows.map((row) => [key(row), row]));
  const keys = [...new Set([...credit.keys(), ...flow.keys()])].sort();
  return keys.map((id) => {
    const [part = "", chapter = ""] = id.split(" ");
    const row = flow.get(id);
    const open = credit.get(id) ?? 0n;
    return {
      part,
      chapter,
      credit: decimal(open),
      committed: decimal(centimes(row?.committed_mad)),
      ordered: decimal(centimes(row?.ordered_mad)),
      paid: decimal(centimes(row?.paid_mad)),
      rate: ratio(centimes(row?.ordered_mad), open),
    };
  });
}

/** Asks the door everything that a monthly report says, as `viewer` may see it. */
export async function monthlyFigures(
  door: Door,
  viewer: Viewer,
  territory: Pick<TerritoryItem, "code" | "level">,
  window: MonthWindow,
): Promise<MonthlyFigures> {
  const specs = monthlySpecs(window, scopeOf(territory));
  const [credits, creditsByChapter, flows, flowsBefore, byChapter] = await Promise.all(
    [specs.credits, specs.creditsByChapter, specs.flows, specs.flowsBefore, specs.byChapter].map((spec) =>
      door.ask(spec, viewer),
    ) as [Promise<Answer>, Promise<Answer>, Promise<Answer>, Promise<Answer>, Promise<Answer>],
  );
  const now = totals(flows);
  const creditFinal = total(credits.rows, "credit_final_mad");
  return {
    release: flows.release,
    sample: flows.sample,
    creditInitial: decimal(total(credits.rows, "credit_initial_mad")),
    creditFinal: decimal(creditFinal),
    now,
    before: totals(flowsBefore),
    months: cumulate(flows),
    monthsBefore: cumulate(flowsBefore),
    chapters: chapterRows(byChapter, creditsByChapter),
    executionRate: ratio(centimes(now.ordered), creditFinal),
  };
}

/** Change from `before` to `now` as a ratio of `before`; null when there was nothing before. */
export const change = (now: string, before: string): number | null =>
  ratio(centimes(now) - centimes(before), centimes(before));
