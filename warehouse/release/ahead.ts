import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { runDbt, targetDir } from "../dbt.ts";
import type { Home } from "../home.ts";
import type { Settings } from "../settings.ts";
import { buildFile } from "./transform.ts";

/**
 * Has dbt read the models before there is anything to build them from: a first reading takes one core a quarter of a
 * minute, which the exports need not wait for. Nothing is done where a reading stands, which the build brings up to date. A
 * fault of the models is left for the build to tell. The caller holds the build lock.
 */
export async function readModels(root: string, home: Home, settings: Settings): Promise<void> {
  if (existsSync(join(targetDir(home), "partial_parse.msgpack"))) return;
  mkdirSync(home.build, { recursive: true });
  await runDbt({ root, home, settings, database: buildFile(home), command: "parse" });
}
