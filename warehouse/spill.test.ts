import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { systemClock } from "./clock.ts";
import { spillFolder } from "./spill.ts";

const root = mkdtempSync(join(tmpdir(), "bayan-spill-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it("is each engine's own, and what the dead left is removed after a day", () => {
  const folder = join(root, "serving");
  expect(spillFolder(folder)).not.toBe(spillFolder(folder));
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  const make = (host: string, pid: number, hours: number): string => {
    const path = join(folder, `duckdb-${host}-${pid}-0000000${hours % 10}`);
    mkdirSync(path);
    const at = systemClock.now().getTime() / 1000 - hours * 3600;
    utimesSync(path, at, at);
    return path;
  };
  const gone = make(hostname(), dead, 25);
  const kept = [
    make(hostname(), dead, 23),
    make(hostname(), process.pid, 26),
    make(`${hostname()}-2`, dead, 27),
  ];
  spillFolder(folder);
  expect(existsSync(gone)).toBe(false);
  expect(kept.map((path) => existsSync(path))).toEqual([true, true, true]);
});
