import { type Door, PUBLIC_VIEWER } from "#warehouse/door/types.ts";
import { type Cents, cents, totals, zero } from "../../lib/cents.ts";
import type { EvidenceCut } from "../../lib/evidence.ts";
import { monthOf } from "../../lib/periods.ts";

export interface BulletinLine {
  readonly line: string;
  readonly month: Cents;
  /** Cumulated since January, this year and to the same month of the year before. */
  readonly now: Cents;
  readonly before: Cents | null;
}
export interface Section {
  readonly name: string;
  readonly lines: readonly BulletinLine[];
}
export interface CheckedTotal {
  readonly aggregate: string;
  readonly published: Cents | null;
  readonly computed: Cents | null;
  readonly gap: number | null;
  readonly agrees: boolean;
}

/** Tables of the bulletin in the order in which it prints them, each with its lines; regions stand by code. */
const ORDER: Readonly<Record<string, readonly string[]>> = {
  trend: [
    ...["ordinary_receipts", "ordinary_expenditure", "ordinary_balance", "equipment_receipts"],
    ...["investment", "principal", "surplus"],
  ],
  receipts_management: ["transfere", "etat", "ct"],
  receipts_nature: ["direct", "indirect", "non_fiscal"],
  receipts_council: ["region", "province", "commune"],
  receipts_region: [],
  ordinary_expenditure: ["personnel", "goods", "interest"],
  investment_council: ["region", "province", "commune"],
  expenditure_region: [],
  debt: ["loan", "interest", "principal"],
  budgets: ["main", "annexed", "special"],
};
/** Tables whose lines do not add up to anything. */
const NO_TOTAL = new Set(["trend", "debt"]);

const RECEIPTS = { metric: "collected_mad", cut: { part: "1" } } as const;
const SPENDING = { metric: "ordered_mad", cut: {} } as const;
const BEHIND: Readonly<Record<string, { readonly metric: string; readonly cut: EvidenceCut }>> = {
  "trend ordinary_receipts": RECEIPTS,
  "trend equipment_receipts": { metric: "collected_mad", cut: { part: "2" } },
  "trend ordinary_expenditure": { metric: "ordered_mad", cut: { part: "1" } },
  "trend investment": { metric: "ordered_mad", cut: { natures: ["investment"] } },
  "trend principal": { metric: "ordered_mad", cut: { natures: ["principal"] } },
  "debt loan": { metric: "collected_mad", cut: { natures: ["loan"] } },
};

/** The figure, and the part of it, that a line of the bulletin says; null for a balance, or a cut that none has. */
export function behindLine(
  section: string,
  line: string,
): { readonly metric: string; readonly cut: EvidenceCut } | null {
  switch (section) {
    case "receipts_management":
      return { ...RECEIPTS, cut: { ...RECEIPTS.cut, management: line.toUpperCase() } };
    case "receipts_nature":
      return { ...RECEIPTS, cut: { ...RECEIPTS.cut, natures: [line] } };
    case "ordinary_expenditure":
      return { ...SPENDING, cut: { natures: [line] } };
    case "receipts_region":
      return RECEIPTS;
    case "expenditure_region":
      return SPENDING;
    case "debt":
      return line === "loan" ? (BEHIND["debt loan"] ?? null) : { ...SPENDING, cut: { natures: [line] } };
    default:
      return BEHIND[`${section} ${line}`] ?? null;
  }
}

/** Years of the bulletin, latest first, and how many months each has. */
export async function bulletinYears(door: Door): Promise<ReadonlyMap<number, number>> {
  const { rows } = await door.rows(
    {
      mart: "fct_bulletin_table",
      columns: ["fiscal_year", "month_no"],
      where: [
        { column: "section", value: "trend" },
        { column: "line", value: "surplus" },
      ],
    },
    PUBLIC_VIEWER,
  );
  const months = new Map<number, number>();
  for (const row of rows.toSorted((a, b) => Number(b.fiscal_year) - Number(a.fiscal_year))) {
    const year = Number(row.fiscal_year);
    months.set(year, Math.max(months.get(year) ?? 0, Number(row.month_no)));
  }
  return months;
}

/** The bulletin's tables at the end of a month. */
export async function bulletinAt(door: Door, year: number, month: number): Promise<readonly Section[]> {
  const { rows } = await door.rows(
    {
      mart: "fct_bulletin_table",
      where: [
        { column: "fiscal_year", value: year },
        { column: "month_no", value: month },
      ],
    },
    PUBLIC_VIEWER,
  );
  return Object.entries(ORDER).flatMap(([name, order]) => {
    const rank = (line: string): number => (order.includes(line) ? order.indexOf(line) : order.length);
    const lines = rows
      .filter((row) => row.section === name)
      .map((row) => ({
        line: String(row.line),
        month: zero(row.month_mad),
        now: zero(row.amount_mad),
        before: cents(row.before_mad),
      }))
      .sort((a, b) => rank(a.line) - rank(b.line) || (a.line < b.line ? -1 : 1));
    return lines.length === 0 ? [] : [{ name, lines }];
  });
}

/** The sum of a table's lines; null where it has none. */
export const totalOf = ({ name, lines }: Section) =>
  NO_TOTAL.has(name) ? null : totals(lines, ["month", "now", "before"]);

/** The change over the year before, as a share of its size; null where that is nothing or unknown. */
export const growthOf = ({ now, before }: Readonly<Record<"now" | "before", Cents | null>>): number | null =>
  now === null || before === null || before === 0n ? null : Number(now - before) / Math.abs(Number(before));

/** What the Treasury printed for the month, beside what this warehouse adds up to. */
export async function checkedTotals(
  door: Door,
  year: number,
  month: number,
): Promise<readonly CheckedTotal[]> {
  const { rows } = await door.rows(
    {
      mart: "fct_bulletin",
      where: [{ column: "month_start", value: `${monthOf(year, month)}-01` }],
    },
    PUBLIC_VIEWER,
  );
  return rows.map((row) => ({
    aggregate: String(row.aggregate),
    published: cents(row.published_mad),
    computed: cents(row.computed_mad),
    gap: row.gap_ratio === null ? null : Number(row.gap_ratio),
    agrees: row.agrees === true,
  }));
}
