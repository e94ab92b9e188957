import type { ReleaseHandle } from "../release/types.ts";
import { asIs, type Text } from "../text.ts";
import { compile } from "./compile.ts";
import { execute } from "./execute.ts";
import { lastDay, readCatalog } from "./opened.ts";
import { resolve } from "./resolve.ts";
import { PUBLIC_VIEWER, type Viewer } from "./types.ts";

const NATIONAL: Viewer = { ...PUBLIC_VIEWER, role: "national" };

/** What `bayan verify` asks of the door: every metric that a release defines can be computed on it. */
export const metricsCheck = {
  name: "metrics",
  prevents: {
    fr: "un indicateur qu’une page propose et qu’aucune table ne peut donner",
    ar: "مؤشر تعرضه صفحة ولا يعطيه أي جدول",
    en: "a metric that a page offers and no table can answer",
  },
  async run(release: ReleaseHandle): Promise<readonly Text[]> {
    const catalog = await readCatalog(release, () => undefined);
    const found = catalog.faults.map(({ metric, cause }) => asIs(`${metric}: ${cause}`));
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
          found.push(asIs(`${name}: ${cause instanceof Error ? cause.message : String(cause)}`));
        }
      }
    } finally {
      done();
    }
    return found;
  },
};
