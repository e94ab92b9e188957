import type { Rows } from "../export.ts";
import { FIRST_YEAR } from "../targets.ts";
import type { Workspace } from "../workspace.ts";
import { actRows, makeActs } from "./acts.ts";
import { budgetRows, makeCredits, startBudgets } from "./budget.ts";
import { makeChain } from "./chain.ts";
import { loanRows, makeLoans } from "./debt.ts";
import { expenditureRows, makeExpenditureRows, startPayments } from "./exports.ts";
import { groupementRows, makeGroupements } from "./groupements.ts";

/** GID-CT, a year at a time: what a year needs is made, written, and let go. */
export async function* gidRows(work: Workspace): AsyncGenerator<Rows> {
  await startBudgets(work);
  await makeActs(work);
  await makeGroupements(work);
  yield* groupementRows(work);
  await makeLoans(work);
  await startPayments(work);
  for (let year = FIRST_YEAR; year <= work.calendar.lastYear; year += 1) {
    await makeChain(work, year);
    await makeCredits(work, year);
    await makeExpenditureRows(work, year);
    yield budgetRows(work, year);
    yield* actRows(work, year);
    yield loanRows(work, year);
    yield* expenditureRows(work, year);
  }
  await work.run(
    "DROP VIEW paiement_row; DROP VIEW mandat_row; DROP VIEW engagement_row; DROP TABLE mandat; DROP TABLE engagement; DROP TABLE paid_later; DROP TABLE paid_before; DROP TABLE credit; DROP TABLE vote",
  );
}
