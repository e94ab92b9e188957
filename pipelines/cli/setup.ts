import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type Home, PROJECT_ROOT } from "#warehouse/home.ts";
import { ensurePython, pythonReady } from "#warehouse/python.ts";
import type { Cli } from "./cli.ts";

/** Packages of requirements.txt, for the progress bar: pip says one line for each. */
const PACKAGES = 60;

/** Makes the Python side when it is missing or out of date. */
export async function setUpPython(cli: Cli): Promise<void> {
  if (pythonReady(PROJECT_ROOT)) return;
  const stage = cli.progress.stage("python");
  let done = 0;
  await ensurePython(PROJECT_ROOT, (line) => {
    const name = /^(?:Collecting|Downloading) ([A-Za-z0-9_.-]+)/.exec(line)?.[1];
    if (line.startsWith("Collecting")) done += 1;
    stage.update(Math.min(done, PACKAGES - 1), PACKAGES, name ?? "");
  });
  stage.end();
}

/** Builds the browser's files when their sources changed. */
export async function setUpBrowser(cli: Cli): Promise<void> {
  const { browserIsFresh, buildBrowser } = await import("#dashboards/lib/build.ts");
  if (browserIsFresh()) return;
  const stage = cli.progress.stage("browser");
  await buildBrowser();
  stage.end();
}

/** Whether no export lies in the inbox. */
export function inboxEmpty(home: Home): boolean {
  if (!existsSync(home.inbox)) return true;
  return !readdirSync(home.inbox, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .some((entry) => readdirSync(join(home.inbox, entry.name)).some((name) => !name.startsWith(".")));
}
