import type { Rows } from "../export.ts";
import type { Workspace } from "../workspace.ts";
import { makeMilestones, makeProgress, progressRows, projectRows, snapshotRows } from "./exports.ts";

/** The programmes, over `project`, which GID's engagements refer to and so is made before. */
export async function* prdtsRows(work: Workspace): AsyncGenerator<Rows> {
  await makeMilestones(work);
  yield* projectRows(work);
  await makeProgress(work);
  yield* progressRows(work);
  yield* snapshotRows(work);
  await work.run("DROP TABLE milestone; DROP TABLE progress; DROP TABLE project");
}
