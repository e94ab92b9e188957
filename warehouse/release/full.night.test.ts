import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tell } from "#test/night/told.ts";
import { homeAt, PROJECT_ROOT } from "../home.ts";
import { currentId, releaseDir, verifyRelease } from "./index.ts";
import { leftBy, wholeRun } from "./testing/killed.ts";
import { tinySettings } from "./testing/tiny.ts";

/** R5: so many sizes of what is left of a disk, and so many limits of files. */
const SIZES = Number(process.env.BAYAN_FULL_DISKS ?? 12);
const DISK_MIB = 96;

const root = mkdtempSync(join(tmpdir(), "bayan-full-"));
const home = homeAt(root);
const settings = tinySettings(root);
const mount = (...args: readonly string[]) => spawnSync("mount", args, { encoding: "utf8" });
const mounted = mount("-t", "tmpfs", "-o", `size=${DISK_MIB}m`, "bayan-full", root).status === 0;
let served: string;
let version = 1;

beforeAll(async () => {
  served = await wholeRun(root, version);
});
afterAll(() => {
  if (mounted) spawnSync("umount", [root]);
  rmSync(root, { recursive: true, force: true });
});

/** A run in a process of its own under limits of the kernel; what it said on its way out. */
function limited(...limits: readonly string[]) {
  version += 1;
  const script = join(import.meta.dirname, "testing", "killed.ts");
  const args = [...limits, process.execPath, script, root, String(version)];
  return spawnSync("prlimit", args, { encoding: "utf8", timeout: 120_000 });
}

/** What is served is the release before or the one after, whole; and the next run leaves no trace of this one. */
async function holds(what: string): Promise<void> {
  const now = currentId(home) ?? "";
  const checks = await verifyRelease(releaseDir(home, now), settings, []);
  expect([what, checks.filter(({ ok }) => !ok)]).toEqual([what, []]);
  const after = await wholeRun(root, version);
  expect([served, after], what).toContain(now);
  expect([what, leftBy(home)]).toEqual([what, []]);
  served = after;
}

/** Leaves so many bytes of the disk, by a file that fills the rest. */
function leave(bytes: number): void {
  const ballast = join(root, "ballast");
  rmSync(ballast, { force: true });
  const free = Number(
    spawnSync("stat", ["-f", "-c", "%a %S", root], { encoding: "utf8" })
      .stdout.trim()
      .split(" ")
      .reduce((product, part) => product * Number(part), 1),
  );
  spawnSync("fallocate", ["-l", String(Math.max(4096, free - bytes)), ballast]);
}

describe.skipIf(!mounted)("a disk that fills", () => {
  it(`at ${SIZES} sizes leaves the release before or the one after`, { timeout: 3_600_000 }, async () => {
    let failed = 0;
    for (let n = 0; n < SIZES; n += 1) {
      const bytes = Math.round((n * 3 * 2 ** 20) / SIZES);
      leave(bytes);
      const { status, signal } = limited();
      expect([bytes, signal]).toEqual([bytes, null]);
      if (status !== 0) failed += 1;
      rmSync(join(root, "ballast"), { force: true });
      await holds(`${bytes} bytes left`);
    }
    expect(failed).toBeGreaterThan(0);
    tell(`${SIZES} sizes of what is left on a disk (${failed} runs failed on them)`);
  });

  it("is told by path and bytes before the work begins", { timeout: 120_000 }, () => {
    mkdirSync(join(home.inbox, "gid"), { recursive: true });
    writeFileSync(join(home.inbox, "gid", "mandat_2026-01.csv"), "x\n");
    const run = spawnSync(process.execPath, [join(PROJECT_ROOT, "pipelines/cli/bayan.ts"), "run"], {
      env: { ...process.env, BAYAN_HOME: root, BAYAN_LANG: "en" },
      encoding: "utf8",
    });
    const said = `${run.stdout}${run.stderr}`;
    expect(run.status).toBe(1);
    expect(said).toMatch(/disk full: \d+ MiB free below .*, \d+ MiB needed/);
    expect(said).toContain(root);
    rmSync(home.inbox, { recursive: true });
  });
});

it("files that may not grow leave the release before or the one after", { timeout: 3_600_000 }, async () => {
  let failed = 0;
  for (let n = 0; n < SIZES; n += 1) {
    const bytes = 1024 * (1 + Math.round((n * 2048) / SIZES));
    if (limited(`--fsize=${bytes}`).status !== 0) failed += 1;
    await holds(`files of ${bytes} bytes`);
  }
  expect(failed).toBeGreaterThan(0);
  tell(`${SIZES} limits of a file's size (${failed} failed)`);
});

it("too few open files leave the release before or the one after", { timeout: 3_600_000 }, async () => {
  let failed = 0;
  for (let n = 0; n < SIZES; n += 1) {
    const files = 16 + Math.round((n * 32) / SIZES);
    if (limited(`--nofile=${files}`).status !== 0) failed += 1;
    await holds(`${files} open files`);
  }
  expect(failed).toBeGreaterThan(0);
  expect(existsSync(home.releases)).toBe(true);
  tell(`${SIZES} limits of open files (${failed} failed)${mounted ? "" : "; no disk could be mounted here"}`);
});
