import { buildRollups } from "../door/index.ts";
import { openBuild, withConnection } from "../open.ts";
import type { Settings } from "../settings.ts";

/**
 * Adds to a release's file the sums that its questions are mostly answered from, and leaves it checkpointed. Those of
 * tables that stand `unchanged` from the release before are taken over.
 */
export async function addRollups(
  database: string,
  semantic: string,
  settings: Pick<Settings, "home" | "threads" | "tempMax" | "buildMemory">,
  unchanged: ReadonlySet<string> = new Set(),
): Promise<void> {
  const instance = await openBuild(database, settings);
  try {
    await withConnection(instance, async (connection) => {
      await buildRollups(connection, JSON.parse(semantic), undefined, unchanged);
      await connection.run("CHECKPOINT");
    });
  } finally {
    instance.closeSync();
  }
}
