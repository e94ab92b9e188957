import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { type Mutant, mutantsOf } from "./mutants.ts";
import { tell } from "./told.ts";

/** R21: so many changes to each module, drawn over the whole of it. */
const MUTANTS = Number(process.env.BAYAN_MUTANTS ?? 6);
const LEAST = 0.85;

/** What must be held by its tests: a module, and the tests that are its own. */
const HELD = [
  ["checks", "pipelines/engine/sql/refuse.ts", ["pipelines/engine/cases.test.ts"]],
  ["disclosure", "opendata/disclosure/protect.ts", ["opendata/disclosure/protect.test.ts"]],
  ["index", "warehouse/compute/rokhas/scores.ts", ["warehouse/compute/rokhas/rokhas.test.ts"]],
  ["scope", "warehouse/door/policy.ts", ["warehouse/door/scope.test.ts", "warehouse/door/compile.test.ts"]],
] as const;

const work = mkdtempSync(join(tmpdir(), "bayan-mutants-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** Whether the tests pass with a file changed so; the file itself stays as it is (see vitest.night.config.ts). */
function passes(file: string, tests: readonly string[], mutant: Mutant | null): Promise<boolean> {
  const told = join(work, "mutant.json");
  writeFileSync(told, JSON.stringify({ file: join(PROJECT_ROOT, file), ...mutant }));
  const args = ["run", "--config", "vitest.night.config.ts", "--bail=1", "--testTimeout=60000", ...tests];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(PROJECT_ROOT, "node_modules/vitest/vitest.mjs"), ...args], {
      cwd: PROJECT_ROOT,
      env: { ...process.env, ...(mutant === null ? {} : { BAYAN_MUTANT: told }) },
      stdio: "ignore",
    });
    child.on("error", reject);
    child.on("close", (code) => resolve(code === 0));
  });
}

it.each(HELD)("%s: changes of %s are noticed", { timeout: 7_200_000 }, async (name, file, tests) => {
  expect(await passes(file, tests, null)).toBe(true);
  const all = mutantsOf(readFileSync(join(PROJECT_ROOT, file), "utf8"));
  const drawn = all.filter((_, index) => (index * MUTANTS) % all.length < MUTANTS);
  const alive: string[] = [];
  for (const mutant of drawn) if (await passes(file, tests, mutant)) alive.push(mutant.what);
  const score = 1 - alive.length / drawn.length;
  tell(
    `${name} ${Math.round(100 * score)} % of ${drawn.length}${alive.length > 0 ? ` (not noticed: ${alive.join(" · ")})` : ""}`,
  );
  expect(score, alive.join("\n")).toBeGreaterThanOrEqual(LEAST);
});
