import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { fixtureHome } from "#test/fixture/home.ts";
import { runDbt } from "#warehouse/dbt.ts";
import { homeAt, PROJECT_ROOT } from "#warehouse/home.ts";

const root = mkdtempSync(join(tmpdir(), "bayan-models-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it("every formula of the models gives what was worked out by hand", { timeout: 180_000 }, async () => {
  const fixture = await fixtureHome();
  const home = homeAt(root);
  const database = join(home.build, "work.duckdb");
  // dbt reads the types of a test's given rows from the tables themselves.
  cpSync(join(fixture.build, "work.duckdb"), database);
  cpSync(join(fixture.build, "target"), join(home.build, "target"), { recursive: true });
  const settings = { threads: 2, buildMemory: "2GiB", tempMax: "4GiB" };
  const done: string[] = [];
  const result = await runDbt({
    ...{ root: PROJECT_ROOT, home, settings, database, command: "test" },
    onProgress: (_done, _total, node) => done.push(node),
  });
  expect(result.faults).toEqual([]);
  const manifest: unknown = JSON.parse(readFileSync(join(result.target, "manifest.json"), "utf8"));
  const known = Object.keys((manifest as { unit_tests: Record<string, unknown> }).unit_tests);
  expect(known.length).toBeGreaterThan(10);
  expect(done).toHaveLength(known.length);
});
