import { readdirSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { buildTerritory } from "../../territory/index.ts";

/** The reference tables below `folder`, made from the census package of the project's Python environment. */
export async function referenceTables(folder: string): Promise<string> {
  const lib = join(PROJECT_ROOT, ".venv", "lib");
  const python = readdirSync(lib).find((name) => name.startsWith("python3."));
  if (python === undefined) throw new Error(`python: ${lib}: no environment; run \`npm run bayan doctor\``);
  const rawDir = join(folder, "raw");
  await buildTerritory({ sitePackages: join(lib, python, "site-packages"), rawDir });
  return join(rawDir, "ref");
}
