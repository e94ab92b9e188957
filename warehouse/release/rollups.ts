import { buildRollups, type RollupOptions, type Rollups } from "../door/index.ts";
import { IN_LANES } from "../lanes.ts";
import { openBuild, withConnection } from "../open.ts";
import type { Settings } from "../settings.ts";

/**
 * Adds to a release's file the sums that its questions are mostly answered from, and leaves it checkpointed. Those of
 * tables that stand `unchanged` from the release before are taken over, and those of the years that do of others. Gives all.
 */
export async function addRollups(
  database: string,
  semantic: string,
  settings: Pick<Settings, "home" | "threads" | "tempMax" | "buildMemory">,
  stands: Pick<RollupOptions, "standing" | "renewed"> = {},
): Promise<Rollups> {
  const instance = await openBuild(database, settings, IN_LANES);
  try {
    return await withConnection(instance, async (connection) => {
      const others = Array.from({ length: settings.threads - 1 }, () => instance.connect());
      const beside = await Promise.all(others);
      try {
        const rollups = await buildRollups(connection, JSON.parse(semantic), { ...stands, beside });
        await connection.run("CHECKPOINT");
        return rollups;
      } finally {
        for (const other of beside) other.closeSync();
      }
    });
  } finally {
    instance.closeSync();
  }
}
