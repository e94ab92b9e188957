import { buildRollups } from "../door/index.ts";
import { openBuild, withConnection } from "../open.ts";
import type { Settings } from "../settings.ts";
import type { ReleaseTable } from "./project.ts";

/**
 * Adds to a release's file the sums that its questions are mostly answered from, and leaves it checkpointed. Those of
 * tables that stand `unchanged` from the release before are taken over.
 */
export async function addRollups(
  database: string,
  semantic: string,
  settings: Pick<Settings, "home" | "threads" | "tempMax" | "buildMemory">,
  unchanged: ReadonlySet<string> = new Set(),
): Promise<ReleaseTable[]> {
  const instance = await openBuild(database, settings);
  try {
    return await withConnection(instance, async (connection) => {
      const made = await buildRollups(connection, JSON.parse(semantic), undefined, unchanged);
      await connection.run("CHECKPOINT");
      return made.map((table) => ({ ...table, publish: false, byYear: false }));
    });
  } finally {
    instance.closeSync();
  }
}
