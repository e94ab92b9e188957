import { spawnSync } from "node:child_process";
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { pythonPaths } from "#warehouse/python.ts";
import { fixtureHome, stateFiles } from "../fixture/home.ts";
import { billOfMaterials, npmPackages } from "./sbom.ts";
import { tell } from "./told.ts";

/** Licences under which a public administration may run, change and pass on the whole. */
const ALLOWED = new Set([
  ...[
    "0BSD",
    "Apache-2.0",
    "BlueOak-1.0.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "MIT",
    "MIT-0",
    "MIT/X11",
  ],
  ...["MPL-2.0", "ODbL-1.0", "OFL-1.1", "Unlicense", "Zlib", "PSF-2.0", "CC0-1.0", "Python-2.0"],
]);
/** Without a statement in the lock: what their own files say. */
const SAID_ELSEWHERE = new Map([
  ["ssh2", "MIT"],
  ["cpu-features", "MIT"],
  ["buildcheck", "MIT"],
  // None at all; it comes with the reader of old workbooks' zip, and is no part of what is served.
  ["buffers", null],
]);
/** An expression is allowed where one side of each OR, and each side of an AND, is. */
const allowed = (expression: string): boolean =>
  expression
    .replace(/^\(|\)$/g, "")
    .split(" OR ")
    .some((either) => either.split(" AND ").every((name) => ALLOWED.has(name.trim())));

it("every npm package has a licence of the list", () => {
  const all = npmPackages();
  const wrong = all.filter(({ name, license }) =>
    license === null ? !SAID_ELSEWHERE.has(name) : !allowed(license),
  );
  expect(wrong.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
  const silent = [...SAID_ELSEWHERE].filter(([, said]) => said === null).map(([name]) => name);
  tell(`${all.length} npm packages under allowed licences (${silent.join(", ")} says none)`);
});

it("every Python package that is installed has a licence of the kind", () => {
  const { sitePackages } = pythonPaths(PROJECT_ROOT);
  const files = globSync("*.dist-info/METADATA", { cwd: sitePackages });
  const free = /MIT|BSD|Apache|MPL|Mozilla|PSF|Python Software|ISC|Unlicense|Artistic|Public Domain/i;
  const wrong = files.filter((file) => {
    const [head = ""] = readFileSync(join(sitePackages, file), "utf8").split("\n\n");
    return !head
      .split("\n")
      .some((line) => /^(?:License|License-Expression|Classifier: License)/.test(line) && free.test(line));
  });
  expect(wrong).toEqual([]);
  expect(files.length).toBeGreaterThan(40);
  tell(`${files.length} Python packages likewise`);
});

it("no fault of high severity is known in what is installed", { timeout: 120_000 }, () => {
  const asked = spawnSync("npm", ["audit", "--json", "--package-lock-only", "--omit=dev"], {
    cwd: PROJECT_ROOT,
    encoding: "utf8",
  });
  const answer: { metadata?: { vulnerabilities: Record<string, number> }; message?: string } = JSON.parse(
    asked.stdout === "" ? "{}" : asked.stdout,
  );
  // A registry that keeps no list of faults, or none in reach, tells nothing either way.
  if (answer.metadata === undefined) return tell("no registry here tells known faults (npm audit)");
  const { high = 0, critical = 0, moderate = 0 } = answer.metadata.vulnerabilities;
  tell(`known faults: ${critical} critical, ${high} high, ${moderate} moderate`);
  return expect([critical, high]).toEqual([0, 0]);
});

it("the bill of materials is the same whoever makes it", () => {
  const env = { ...process.env, TZ: "Asia/Kolkata", LC_ALL: "ar_MA.UTF-8" };
  const made = spawnSync(process.execPath, [join(PROJECT_ROOT, "test/night/sbom.ts")], {
    env,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  expect(made.stdout).toBe(billOfMaterials());
  tell(`a CycloneDX bill of ${JSON.parse(made.stdout).components.length} components, reproducible`);
});

const mayUnshare = spawnSync("unshare", ["-rn", "ip", "link", "set", "lo", "up"]).status === 0;
it.skipIf(!mayUnshare)(
  "serves and verifies on a machine without a network",
  { timeout: 300_000 },
  async () => {
    const fixture = await fixtureHome();
    const root = mkdtempSync(join(tmpdir(), "bayan-alone-"));
    for (const folder of ["releases", "objects", "raw"])
      symlinkSync(join(fixture.root, folder), join(root, folder));
    for (const name of ["keys", "current", ...stateFiles(fixture.root)])
      cpSync(join(fixture.root, name), join(root, name), { recursive: true });
    mkdirSync(join(root, "tmp"));
    const script = `ip link set lo up && exec ${process.execPath} ${join(PROJECT_ROOT, "test/night/alone.ts")} ${root}`;
    const run = spawnSync("unshare", ["-rn", "sh", "-c", script], { encoding: "utf8" });
    rmSync(root, { recursive: true, force: true });
    expect(run.status, run.stderr).toBe(0);
    tell("serves, answers and verifies without a network");
  },
);
