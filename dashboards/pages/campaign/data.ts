import { type Cell, type Door, PUBLIC_VIEWER, type TerritoryItem } from "#warehouse/door/types.ts";
import { toNumber } from "../../lib/format.ts";

export const STEPS = ["prepared", "voted", "transmitted", "approved"] as const;
export type Step = (typeof STEPS)[number];

/** A main budget from vote to visa. Days late are null where the step has no date yet. */
export interface CampaignBudget {
  readonly code: string;
  readonly type: "region" | "province" | "commune";
  readonly authority: string;
  readonly step: Step;
  readonly voted: string | null;
  readonly voteDue: string;
  readonly transmitted: string | null;
  readonly transmissionDue: string;
  readonly approved: string | null;
  readonly approvalDue: string | null;
  readonly executoryDue: string;
  readonly voteLate: number | null;
  readonly transmissionLate: number | null;
  readonly approvalLate: number | null;
  readonly approvalDays: number | null;
  readonly inTime: boolean;
  readonly balance: number | null;
  readonly balanced: boolean;
}

const text = (cell: Cell | undefined): string => (cell === null || cell === undefined ? "" : String(cell));
const maybe = (cell: Cell | undefined): string | null =>
  cell === null || cell === undefined ? null : String(cell);
const number = (cell: Cell | undefined): number | null =>
  typeof cell === "boolean" || cell === undefined ? null : toNumber(cell);

/** Main budgets of the councils in a place for one fiscal year, and the years that there are. */
export async function campaignData(
  door: Door,
  unit: TerritoryItem,
  asked: number | null,
): Promise<{
  readonly years: readonly number[];
  readonly year: number | null;
  readonly budgets: readonly CampaignBudget[];
}> {
  const listed = await door.rows(
    {
      mart: "fct_budget_campaign",
      columns: ["fiscal_year"],
      where: [
        { column: "budget_id", value: "PRINCIPAL" },
        { column: "collectivity_code", value: "01" },
      ],
    },
    PUBLIC_VIEWER,
  );
  const years = [...new Set(listed.rows.map((row) => Number(row.fiscal_year)))].sort((a, b) => b - a);
  const year = asked ?? years[0] ?? null;
  if (year === null || !years.includes(year)) return { years, year: null, budgets: [] };
  const [{ rows }, units] = await Promise.all([
    door.rows(
      {
        mart: "fct_budget_campaign",
        where: [
          { column: "budget_id", value: "PRINCIPAL" },
          { column: "fiscal_year", value: year },
        ],
      },
      PUBLIC_VIEWER,
    ),
    unit.level === "nation" ? null : door.territories({}, PUBLIC_VIEWER),
  ]);
  const inside =
    units === null
      ? null
      : new Set(
          units
            .filter((item) => [item.code, item.region, item.province].includes(unit.code))
            .map((item) => item.code),
        );
  const budgets = rows
    .filter((row) => inside === null || inside.has(text(row.collectivity_code)))
    .map(
      (row): CampaignBudget => ({
        code: text(row.collectivity_code),
        type: (["region", "province"] as const).find((type) => type === row.collectivity_type) ?? "commune",
        authority: text(row.authority_code),
        step: STEPS.find((step) => step === row.step) ?? "prepared",
        voted: maybe(row.voted_on),
        voteDue: text(row.vote_due_on),
        transmitted: maybe(row.transmitted_on),
        transmissionDue: text(row.transmission_due_on),
        approved: maybe(row.approved_on),
        approvalDue: maybe(row.approval_due_on),
        executoryDue: text(row.executory_due_on),
        voteLate: number(row.vote_late_days),
        transmissionLate: number(row.transmission_late_days),
        approvalLate: number(row.approval_late_days),
        approvalDays: number(row.approval_days),
        inTime: row.executory_in_time === true,
        balance: number(row.balance_mad),
        balanced: row.balanced === true,
      }),
    );
  return { years, year, budgets };
}

export interface Queue {
  readonly authority: string;
  readonly waiting: number;
  readonly approved: number;
  readonly late: number;
  readonly days: number | null;
}

/** What each wali or governor has before them: budgets that wait, those approved, those late, mean days to visa. */
export function queues(budgets: readonly CampaignBudget[]): readonly Queue[] {
  const by = new Map<string, CampaignBudget[]>();
  for (const budget of budgets) by.set(budget.authority, [...(by.get(budget.authority) ?? []), budget]);
  return [...by]
    .map(([authority, list]): Queue => {
      const days = list.flatMap((one) => one.approvalDays ?? []);
      return {
        authority,
        waiting: list.filter((one) => one.step === "transmitted").length,
        approved: list.filter((one) => one.step === "approved").length,
        late: list.filter((one) => (one.approvalLate ?? 0) > 0).length,
        days: days.length === 0 ? null : days.reduce((sum, one) => sum + one, 0) / days.length,
      };
    })
    .sort((a, b) => b.waiting - a.waiting || b.late - a.late || (a.authority < b.authority ? -1 : 1));
}
