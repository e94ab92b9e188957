import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { type Mutant, mutantsOf } from "./mutants.ts";
import { tell } from "./told.ts";

/** R21: so many changes to each area, drawn over the whole of it. */
const MUTANTS = Number(process.env.BAYAN_MUTANTS ?? 6);
const LEAST = 0.85;
/** A change after which the tests do not end is noticed. */
const SECONDS = 180;

/** What must be held by its tests: modules, each with those of `npm test` that are its own. */
const HELD: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  checks: {
    "pipelines/engine/sql/refuse.ts": ["pipelines/engine/sql/refuse.test.ts"],
    "pipelines/engine/sql/values.ts": ["pipelines/engine/sql/values.test.ts"],
    "pipelines/engine/sql/lenient.ts": ["pipelines/engine/sql/values.test.ts"],
    "pipelines/engine/sql/pattern.ts": ["pipelines/engine/sql/sql.test.ts"],
    "pipelines/engine/sql/stage.ts": [
      ...["pipelines/engine/sql/stage.test.ts", "pipelines/engine/sql/refuse.test.ts"],
      "pipelines/engine/sql/values.test.ts",
    ],
  },
  disclosure: {
    "opendata/disclosure/protect.ts": ["opendata/disclosure/choice.test.ts"],
    "opendata/disclosure/guard.ts": ["opendata/disclosure/guard.test.ts"],
    "opendata/disclosure/rules.ts": ["opendata/disclosure/rules.test.ts"],
    "opendata/disclosure/audit.ts": ["opendata/disclosure/audit.test.ts"],
    "opendata/disclosure/table.ts": ["opendata/disclosure/table.test.ts"],
    "opendata/disclosure/grid.ts": ["opendata/disclosure/choice.test.ts"],
  },
  index: {
    "warehouse/compute/rokhas/scores.ts": [
      ...["warehouse/compute/rokhas/scores.test.ts", "warehouse/compute/rokhas/delays.test.ts"],
    ],
    "warehouse/compute/rokhas/priors.ts": ["warehouse/compute/rokhas/priors.test.ts"],
    "warehouse/compute/rokhas/cells.ts": ["warehouse/compute/rokhas/cells.test.ts"],
    "warehouse/compute/rokhas/rank.ts": ["warehouse/compute/rokhas/rank.test.ts"],
  },
  scope: {
    "warehouse/door/policy.ts": ["warehouse/door/scope.test.ts", "warehouse/door/compile.test.ts"],
    "warehouse/door/viewer.ts": ["warehouse/door/viewer.test.ts"],
    "warehouse/door/branch.ts": ["warehouse/door/scope.test.ts", "warehouse/door/compile.test.ts"],
  },
};

const work = mkdtempSync(join(tmpdir(), "bayan-mutants-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** Whether the tests pass with a file changed so; the file itself stays as it is (see vitest.night.config.ts). */
function passes(file: string, tests: readonly string[], mutant: Mutant | null): Promise<boolean> {
  const told = join(work, "mutant.json");
  writeFileSync(told, JSON.stringify({ file: join(PROJECT_ROOT, file), ...mutant }));
  const args = [
    ...["run", "--config", "vitest.night.config.ts", "--bail=1", "--testTimeout=60000", "--maxWorkers=1"],
    ...tests,
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(PROJECT_ROOT, "node_modules/vitest/vitest.mjs"), ...args], {
      cwd: PROJECT_ROOT,
      env: { ...process.env, ...(mutant === null ? {} : { BAYAN_MUTANT: told }) },
      stdio: "ignore",
      detached: true,
    });
    // With its workers: one that is caught in a loop outlives the process that started it.
    const late = setTimeout(() => {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    }, SECONDS * 1000);
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(late);
      resolve(code === 0);
    });
  });
}

it.each(Object.entries(HELD))("%s: changes are noticed", { timeout: 7_200_000 }, async (name, modules) => {
  const all = Object.entries(modules).flatMap(([file, tests]) =>
    mutantsOf(readFileSync(join(PROJECT_ROOT, file), "utf8")).map((mutant) => ({ file, tests, mutant })),
  );
  const drawn = all.filter((_, index) => (index * MUTANTS) % all.length < MUTANTS);
  for (const [file, tests] of Object.entries(modules))
    if (drawn.some((each) => each.file === file)) expect(await passes(file, tests, null), file).toBe(true);
  const alive: string[] = [];
  for (const { file, tests, mutant } of drawn)
    if (await passes(file, tests, mutant)) alive.push(`${basename(file)} ${mutant.what}`);
  const score = 1 - alive.length / drawn.length;
  tell(
    `${name} ${Math.round(100 * score)} % of ${drawn.length} of ${all.length}${alive.length > 0 ? ` (not noticed: ${alive.join(" · ")})` : ""}`,
  );
  // Of six changes one alone is more than the share that may go unnoticed.
  expect(alive.length, alive.join("\n")).toBeLessThanOrEqual(Math.ceil((1 - LEAST) * drawn.length));
});
