import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { bayan, fixtureHome, stateFiles } from "#test/fixture/home.ts";
import { BayanError } from "../../errors.ts";
import { PROJECT_ROOT } from "../../home.ts";
import { isEqual, type TableParity } from "../parity.ts";
import { ensureSpark } from "../setup.ts";

/** Why Spark cannot run here, or null: no Java, or no way to its packages. */
export async function sparkMissing(): Promise<string | null> {
  try {
    await ensureSpark(PROJECT_ROOT, { remote: null });
    return null;
  } catch (error) {
    if (error instanceof BayanError) return error.code;
    throw error;
  }
}
/** A test's name, with why it is skipped. */
export const named = (name: string, reason: string | null): string =>
  reason === null ? name : `${name} (skipped: ${reason})`;

/** A copy of the fixture that may be built in, and commands in it. */
export interface SparkHome {
  /** Runs a command that must end well, and reads its answer. */
  answer<T>(...args: readonly string[]): Promise<T>;
  remove(): void;
}

/** Does a piece of work in such a copy, with more settings from the environment. */
export async function inSparkHome<T>(
  work: (home: SparkHome) => Promise<T>,
  settings: Readonly<Record<string, string>> = {},
): Promise<T> {
  const home = await sparkHome(settings);
  try {
    return await work(home);
  } finally {
    home.remove();
  }
}

async function sparkHome(settings: Readonly<Record<string, string>>): Promise<SparkHome> {
  const fixture = await fixtureHome();
  const root = mkdtempSync(join(tmpdir(), "bayan-parity-"));
  // Files of raw and landing are only read, so that a second name is enough.
  for (const folder of ["landing", "raw", "keys", "releases", "objects", "inbox"])
    spawnSync("cp", ["-al", join(fixture.root, folder), root]);
  for (const file of ["current", ...stateFiles(fixture.root)])
    spawnSync("cp", ["-a", join(fixture.root, file), root]);
  for (const folder of ["tmp", "locks", "logs"]) mkdirSync(join(root, folder));
  // A small build ends before the second compiler has paid for itself.
  const env = { BAYAN_HOME: root, JDK_JAVA_OPTIONS: "-XX:TieredStopAtLevel=1", ...settings };
  return {
    async answer(...args) {
      const { code, stdout, stderr } = await bayan([...args, "--json"], env);
      // Tables that differ are told by its answer.
      const isTold = args[0] === "parity" && code === 1 && stdout.startsWith("{");
      expect(isTold ? 0 : code, `bayan ${args.join(" ")}: ${stderr}\n${stdout}`).toBe(0);
      return JSON.parse(stdout);
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Few enough for each push; what stands between them and the raw files is made too. */
const FEW = ["fct_contract", "fct_authorisation", "fct_supplier"];

/** Compares some marts of the release being served with what Spark makes of them, and says so in one line. */
export async function few({ answer }: SparkHome): Promise<string> {
  const { releases } = await answer<{ releases: { id: string; current: boolean }[] }>("releases");
  const current = releases.find((release) => release.current)?.id ?? "";
  const models = FEW.map((name) => `+${name}`).join(",");
  const { tables } = await answer<{ tables: TableParity[] }>("parity", current, "--on-spark", models);
  for (const name of FEW) expect(tables.map(({ table }) => table)).toContain(name);
  return expectEqual(tables);
}

/** What tables hold, said in one line; those that differ fail. */
export function expectEqual(tables: readonly TableParity[]): string {
  expect(tables.filter((table) => !isEqual(table))).toEqual([]);
  const rows = tables.reduce((sum, table) => sum + (table.rows[0] ?? 0), 0);
  return `${tables.length} tables, ${rows} rows, 0 differ`;
}
