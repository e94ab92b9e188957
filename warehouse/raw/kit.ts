import { PROJECT_ROOT } from "../home.ts";
import type { Progress } from "../progress.ts";
import { ensurePython, extensionFile, type PythonKit, pythonReady, systemEffects } from "../python.ts";
import { literal } from "../quote.ts";

/** DuckDB's extensions for stores elsewhere, in a venv of their own: 130 MB that a folder needs nothing of. */
const RAW_KIT: PythonKit = {
  folder: ".venv-raw",
  lock: "warehouse/raw/requirements.txt",
  direct: "warehouse/raw/requirements.in",
  minor: 10,
};
export type Extension = "httpfs" | "ducklake" | "postgres_scanner";

let making: Promise<void> | null = null;

/** Makes that venv the first time that it is asked for, from the registry alone; engines that open at once wait for one. */
export async function setUpRaw(progress: Progress): Promise<void> {
  if (pythonReady(PROJECT_ROOT, RAW_KIT)) return;
  making ??= make(progress).finally(() => {
    making = null;
  });
  await making;
}

async function make(progress: Progress): Promise<void> {
  const stage = progress.stage("python");
  const onLine = (line: string) => stage.update(0, 0, line.slice(0, 60));
  await ensurePython(PROJECT_ROOT, onLine, systemEffects, RAW_KIT);
  stage.end();
}

/** The statement that loads an extension out of that venv. */
export const loadSql = (name: Extension): string =>
  `LOAD ${literal(extensionFile(PROJECT_ROOT, name, RAW_KIT))}`;
