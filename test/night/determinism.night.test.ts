import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { bayan, fixtureHome, stateFiles } from "../fixture/home.ts";
import { tell } from "./told.ts";

/** R7: so many whole builds of the fixture, each elsewhere in the world than the one before. */
const BUILDS = Number(process.env.BAYAN_WHOLE_BUILDS ?? 2);
const ELSEWHERE = [
  { TZ: "Asia/Kolkata", LANG: "ar_MA.UTF-8", LC_ALL: "ar_MA.UTF-8", BAYAN_THREADS: "1" },
  { TZ: "Africa/Casablanca", LANG: "fr_MA.UTF-8", LC_ALL: "fr_MA.UTF-8", BAYAN_THREADS: "2" },
] as const;

const root = mkdtempSync(join(tmpdir(), "bayan-again-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it.skipIf(BUILDS < 2)("whole builds give one release, hash by hash, wherever they run", async () => {
  const fixture = await fixtureHome();
  for (const folder of [
    "raw",
    "landing",
    "keys",
    "releases",
    "objects",
    "current",
    ...stateFiles(fixture.root),
  ])
    cpSync(join(fixture.root, folder), join(root, folder), { recursive: true });
  mkdirSync(join(root, "tmp"));
  const made: unknown[] = [];
  for (const env of ELSEWHERE) {
    // Made anew in full, a release that differs from the one that stands in any public hash is refused: see demandSame.
    const { code, stdout, stderr } = await bayan(["build", "--full", "--json"], { BAYAN_HOME: root, ...env });
    expect(code, stderr).toBe(0);
    const { release, mode }: { release: string; mode: string } = JSON.parse(stdout);
    expect(mode).toBe("full");
    made.push(release);
    tell(`built in ${env.TZ}, ${env.LANG}, on ${env.BAYAN_THREADS} thread(s)`);
  }
  expect(new Set(made).size).toBe(1);
});
