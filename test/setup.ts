import { globSync, rmSync } from "node:fs";
import { join } from "node:path";
import { browserIsFresh, buildBrowser } from "#dashboards/lib/build.ts";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { ensurePython } from "#warehouse/python.ts";

/**
 * Runs once before the tests, and sets up what a fresh clone lacks: the Python side, which holds the territory's
 * data too, and the browser's files. The fixture home builds itself on first use; what a run before left of a failed or
 * killed build goes.
 */
export default async function setup(): Promise<void> {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 24) throw new Error(`node: ${process.versions.node}: run through npm, which brings Node 24`);
  for (const left of globSync(".cache/fixture/*.{lock,failed}", { cwd: PROJECT_ROOT }))
    rmSync(join(PROJECT_ROOT, left), { recursive: true, force: true });
  await ensurePython(PROJECT_ROOT);
  if (!browserIsFresh()) await buildBrowser();
}
