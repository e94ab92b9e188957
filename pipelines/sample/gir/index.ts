import type { Rows } from "../export.ts";
import { marketRows } from "../services/markets.ts";
import { FIRST_YEAR } from "../targets.ts";
import type { Workspace } from "../workspace.ts";
import { closeYear, startArrears } from "./arrears.ts";
import { makeReceipts } from "./chain.ts";
import { makeOffices, makeTransfers, officeRows, receiptRows } from "./exports.ts";
import { makeIncome } from "./raised.ts";

/** GIR-CT, a year at a time, so that what stands to be collected follows from what was raised and collected. */
export async function* girRows(work: Workspace): AsyncGenerator<Rows> {
  await makeOffices(work);
  yield officeRows(work);
  await makeIncome(work);
  await startArrears(work);
  for (let year = FIRST_YEAR; year <= work.calendar.lastYear; year += 1) {
    await makeReceipts(work, year);
    await makeTransfers(work, year);
    await closeYear(work, year);
    yield* receiptRows(work, year);
  }
  yield* marketRows(work);
  await work.run("DROP VIEW quittance");
  for (const table of [
    "taken",
    "raked",
    "cell",
    "factor",
    "ordre",
    "versement",
    "outstanding",
    "stock",
    "income",
    "pace_of",
    "office",
  ])
    await work.run(`DROP TABLE ${table}`);
}
