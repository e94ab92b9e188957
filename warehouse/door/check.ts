import type { ReleaseHandle } from "../release/types.ts";
import { compile } from "./compile.ts";
import { execute } from "./execute.ts";
import { lastDay, readCatalog } from "./opened.ts";
import { resolve } from "./resolve.ts";
import { PUBLIC_VIEWER, type Viewer } from "./types.ts";

const NATIONAL: Viewer = { ...PUBLIC_VIEWER, role: "national" };

/** What `bayan verify` asks of the door: every metric that a release defines can be computed on it. */
export const metricsCheck = {
  name: "metrics",
  prevents: "a metric that a page offers and no table can answer",
  async run(release: ReleaseHandle): Promise<readonly string[]> {
    const catalog = await readCatalog(release, () => undefined);
    const found = catalog.faults.map(({ metric, cause }) => `${metric}: ${cause}`);
    const { connection, done } = await release.connect();
    try {
      for (const name of catalog.metrics.keys()) {
        try {
          const asked = resolve(catalog, { metrics: [name] }, NATIONAL);
          const scope = { published: false, territory: null };
          await execute(
            connection,
            compile(catalog, asked, scope, lastDay(release.manifest.until), 10),
            60_000,
          );
        } catch (cause) {
          found.push(`${name}: ${cause instanceof Error ? cause.message : String(cause)}`);
        }
      }
    } finally {
      done();
    }
    return found;
  },
};
