import type { Rows } from "../export.ts";
import type { Workspace } from "../workspace.ts";
import { makeCounters } from "./counters.ts";
import { eventRows, makeEvents } from "./events.ts";
import { catalogueRows, fileRows, makeCatalogue } from "./exports.ts";
import { makeFiles } from "./files.ts";
import { makePlan } from "./plan.ts";

/** Rokhas: every file with its life, and what each period's export shows of it. */
export async function* rokhasRows(work: Workspace): AsyncGenerator<Rows> {
  await makePlan(work);
  await makeCounters(work);
  await makeFiles(work);
  await makeCatalogue(work);
  yield catalogueRows(work);
  yield* fileRows(work);
  await makeEvents(work);
  yield* eventRows(work);
  for (const table of ["dossier", "event", "catalogue", "counter", "plan", "act_of"])
    await work.run(`DROP TABLE ${table}`);
}
