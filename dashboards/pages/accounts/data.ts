import { type Cell, type Door, PUBLIC_VIEWER, type Row } from "#warehouse/door/types.ts";
import { BayanError } from "#warehouse/errors.ts";
import { type Cents, cents, zero } from "../../lib/cents.ts";

export interface ReceiptLine {
  readonly line: string;
  readonly part: string;
  readonly forecast: Cents;
  readonly netRaised: Cents;
  /** Null where no statement opens the year. */
  readonly opening: Cents | null;
  readonly total: Cents | null;
  readonly collected: Cents;
  readonly closing: Cents | null;
}
export interface ExpenditureLine {
  readonly line: string;
  readonly part: string;
  readonly budget: string;
  readonly initial: Cents;
  readonly final: Cents;
  readonly committed: Cents;
  readonly ordered: Cents;
  readonly paid: Cents;
  readonly remaining: Cents;
}
export interface FundingLine {
  readonly cas: string;
  readonly kind: string;
  readonly acts: number;
  readonly amounts: readonly Cents[];
  readonly releaseDays: number | null;
}
export interface LoanLine {
  readonly loan: string;
  readonly lender: string;
  readonly rate: number | null;
  readonly opening: Cents;
  readonly drawn: Cents;
  readonly repaid: Cents;
  readonly interest: Cents;
  readonly closing: Cents;
}
export interface ContractLine {
  readonly contract: string;
  readonly line: string;
  readonly since: string;
  readonly committed: Cents;
  readonly ordered: Cents;
  readonly paid: Cents;
}
/** Amounts of a funding line, in the order of the chain. */
export const CHAIN = [
  "notified_mad",
  "taken_mad",
  "committed_mad",
  "ordered_mad",
  "paid_mad",
  "requested_mad",
  "released_mad",
] as const;

export interface Account {
  readonly receipts: readonly ReceiptLine[];
  readonly expenditure: readonly ExpenditureLine[];
  readonly funding: readonly FundingLine[];
  /** Null where the release holds no statement of debt at all. */
  readonly loans: readonly LoanLine[] | null;
  /** The largest first; null where the release holds no contracts at all. */
  readonly contracts: readonly ContractLine[] | null;
}

const text = (cell: Cell | undefined): string => String(cell ?? "");

/** Years of which a council has an account, latest first, and the latest that is closed. */
export async function accountYears(
  door: Door,
  code: string,
): Promise<{ readonly years: readonly number[]; readonly closed: number | null }> {
  const { rows } = await door.rows(
    {
      mart: "fct_finance",
      columns: ["fiscal_year", "closed"],
      where: [{ column: "collectivity_code", value: code }],
    },
    PUBLIC_VIEWER,
  );
  const sorted = rows.toSorted((a, b) => Number(b.fiscal_year) - Number(a.fiscal_year));
  const closed = sorted.find((row) => row.closed === true);
  return {
    years: sorted.map((row) => Number(row.fiscal_year)),
    closed: closed === undefined ? null : Number(closed.fiscal_year),
  };
}

/** A release of before a table was there is read too. */
function unknownYet(error: unknown): null {
  if (error instanceof BayanError && error.code === "unknown_dimension") return null;
  throw error;
}

/** The administrative account of a council and year, line by line, as published. */
export async function accountOf(door: Door, code: string, year: number): Promise<Account> {
  const where = [
    { column: "collectivity_code", value: code },
    { column: "fiscal_year", value: year },
  ];
  const read = async (mart: string): Promise<readonly Row[]> =>
    (await door.rows({ mart, where }, PUBLIC_VIEWER)).rows;
  const [receipts, budget, funding, loans, contracts] = await Promise.all([
    read("fct_receipts_year"),
    read("fct_budget_year"),
    read("fct_funding_chain"),
    read("fct_debt").catch(unknownYet),
    read("fct_contract").catch(unknownYet),
  ]);
  return {
    receipts: receipts.map((row) => ({
      line: text(row.line_code),
      part: text(row.part),
      forecast: zero(row.forecast_mad),
      netRaised: zero(row.net_raised_mad),
      opening: cents(row.opening_outstanding_mad),
      total: cents(row.receivable_mad),
      collected: zero(row.collected_mad),
      closing: cents(row.account_outstanding_mad),
    })),
    expenditure: budget
      .filter((row) => row.direction === "D")
      .map((row) => ({
        line: text(row.line_code),
        part: text(row.part),
        budget: text(row.budget_id),
        initial: zero(row.credit_initial_mad),
        final: zero(row.credit_final_mad),
        committed: zero(row.committed_mad),
        ordered: zero(row.ordered_mad),
        paid: zero(row.paid_mad),
        remaining: zero(row.remaining_mad),
      })),
    funding: funding.map((row) => ({
      cas: text(row.cas_code),
      kind: text(row.kind),
      acts: Number(row.acts),
      amounts: CHAIN.map((name) => zero(row[name])),
      releaseDays: Number(row.releases) === 0 ? null : Number(row.release_days) / Number(row.releases),
    })),
    loans:
      loans?.map((row) => ({
        loan: text(row.loan_no),
        lender: text(row.lender),
        rate: row.interest_rate === null ? null : Number(row.interest_rate),
        opening: zero(row.opening_mad),
        drawn: zero(row.drawn_mad),
        repaid: zero(row.repaid_mad),
        interest: zero(row.interest_mad),
        closing: zero(row.closing_mad),
      })) ?? null,
    contracts:
      contracts
        ?.map((row) => ({
          contract: text(row.contract_no),
          line: text(row.line_code),
          since: text(row.first_committed_on),
          committed: zero(row.committed_mad),
          ordered: zero(row.ordered_mad),
          paid: zero(row.paid_mad),
        }))
        .sort((a, b) => Number(b.committed - a.committed) || (a.contract < b.contract ? -1 : 1)) ?? null,
  };
}
