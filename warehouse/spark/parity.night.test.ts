import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { bayan, fixtureHome } from "#test/fixture/home.ts";
import { tell } from "#test/night/told.ts";
import { BayanError } from "../errors.ts";
import { PROJECT_ROOT } from "../home.ts";
import { isEqual, type TableParity } from "./parity.ts";
import { ensureSpark } from "./setup.ts";

/** Why Spark cannot run here, or null: no Java, or no way to its packages. */
async function missing(): Promise<string | null> {
  try {
    await ensureSpark(PROJECT_ROOT, { remote: null });
    return null;
  } catch (error) {
    if (error instanceof BayanError) return error.code;
    throw error;
  }
}
const reason = await missing();
const root = mkdtempSync(join(tmpdir(), "bayan-parity-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("Spark and DuckDB", () => {
  it.skipIf(reason !== null)(
    `give the same marts, row by row${reason === null ? "" : ` (skipped: ${reason})`}`,
    async () => {
      const fixture = await fixtureHome();
      // Files of raw and landing are only read, so that a second name is enough.
      for (const folder of ["landing", "raw", "keys", "releases", "objects", "inbox"])
        spawnSync("cp", ["-al", join(fixture.root, folder), root]);
      for (const file of ["state.sqlite", "current"]) spawnSync("cp", ["-a", join(fixture.root, file), root]);
      for (const folder of ["tmp", "locks", "logs"]) mkdirSync(join(root, folder));
      // A small build ends before the second compiler has paid for itself.
      const env = { BAYAN_HOME: root, JDK_JAVA_OPTIONS: "-XX:TieredStopAtLevel=1" };
      const built = async (...more: readonly string[]): Promise<string> => {
        const { code, stdout, stderr } = await bayan(["build", "--json", ...more], env);
        expect(code, stderr).toBe(0);
        return JSON.parse(stdout).release;
      };
      const [one, other] = [await built(), await built("--target", "spark")];
      expect(other).not.toBe(one);
      const { code, stdout } = await bayan(["parity", one, other, "--json"], env);
      const { tables }: { tables: TableParity[] } = JSON.parse(stdout);
      expect(tables.filter((table) => !isEqual(table))).toEqual([]);
      expect(tables.length).toBeGreaterThan(70);
      expect(code).toBe(0);
      const rows = tables.reduce((sum, table) => sum + (table.rows[0] ?? 0), 0);
      tell(`${tables.length} tables, ${rows} rows, 0 differ`);
    },
  );
});
