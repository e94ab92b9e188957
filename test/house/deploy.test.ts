import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { COMMANDS } from "#pipelines/cli/commands/index.ts";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { loadSettings } from "#warehouse/settings.ts";

const folder = join(PROJECT_ROOT, "docs/deploy");
const units = globSync("*.service", { cwd: folder }).sort();
const textOf = (name: string): string => readFileSync(join(folder, name), "utf8");
const hasSystemd = spawnSync("systemd-analyze", ["--version"]).status === 0;

it.skipIf(!hasSystemd)("systemd finds nothing wrong with the units", () => {
  const here = mkdtempSync(join(tmpdir(), "bayan-units-"));
  // Programs must be there: those of this checkout stand for those of /opt.
  for (const unit of units)
    writeFileSync(join(here, unit), textOf(unit).replaceAll("/opt/bayan", PROJECT_ROOT));
  const run = spawnSync("systemd-analyze", ["verify", ...units.map((unit) => join(here, unit))], {
    encoding: "utf8",
  });
  rmSync(here, { recursive: true });
  expect([run.status, run.stderr]).toEqual([0, ""]);
});

it("units, image and guide name commands and settings that there are", () => {
  const commands = new Set(COMMANDS.map(({ name }) => name));
  const settings = new Set(loadSettings({ env: {} }).rows.map(({ env }) => env));
  const guide = readFileSync(join(PROJECT_ROOT, "docs/production.md"), "utf8");
  const files = [...globSync("*", { cwd: folder }).map((name) => [name, textOf(name)]), ["guide", guide]];
  for (const [name = "", text = ""] of files) {
    for (const [, command = ""] of text.matchAll(/(?:bayan\.ts|npx bayan) ([a-z]+)/g))
      expect(commands, `${name}: ${command}`).toContain(command);
    for (const [, setting = ""] of text.matchAll(/\b(BAYAN_[A-Z_]+)=/g))
      expect(settings, `${name}: ${setting}`).toContain(setting);
  }
});
