import { globSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "#warehouse/home.ts";

/** Runs once before the tests. The fixture home builds itself on first use; a lock that a killed run left goes. */
export default function setup(): void {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 24) throw new Error(`node: ${process.versions.node}: run through npm, which brings Node 24`);
  for (const lock of globSync(".cache/fixture/*.lock", { cwd: PROJECT_ROOT })) {
    rmSync(join(PROJECT_ROOT, lock), { recursive: true, force: true });
  }
}
