import { existsSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { fixtureHome } from "./fixture/home.ts";
import { importsOf } from "./house/tree.ts";

const FIXTURE = "test/fixture/home.ts";

/** Tests that need no built home run while it is being built; those that do come after them, and wait for it. */
export default class FixtureLast extends BaseSequencer {
  override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(specifications);
    const known = new Map<string, boolean>([[FIXTURE, true]]);
    const later = sorted.filter(({ moduleId }) =>
      reaches(relative(PROJECT_ROOT, moduleId).split(sep).join("/"), known),
    );
    // Should it fail, each test that asks for it says why.
    if (later.length > 0) fixtureHome().catch(() => "told by the tests");
    return [...sorted.filter((one) => !later.includes(one)), ...later];
  }
}

/** Whether a file imports the built home, or something that does. */
function reaches(path: string, known: Map<string, boolean>): boolean {
  const found = known.get(path);
  if (found !== undefined) return found;
  known.set(path, false);
  const file = join(PROJECT_ROOT, path);
  const does =
    /\.tsx?$/.test(path) &&
    existsSync(file) &&
    importsOf(path, readFileSync(file, "utf8")).some((each) => reaches(each, known));
  known.set(path, does);
  return does;
}
