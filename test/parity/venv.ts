import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "#warehouse/home.ts";

const REQUIREMENTS = join(import.meta.dirname, "requirements.txt");

/**
 * Python with MetricFlow in a venv of its own, made on demand below `.cache` from hash-pinned requirements. Null, with
 * the reason told, where it cannot be made: no Python, or no way to its packages.
 */
export function parityPython(tell: (line: string) => void): string | null {
  const hash = createHash("sha256").update(readFileSync(REQUIREMENTS)).digest("hex").slice(0, 12);
  const venv = join(PROJECT_ROOT, ".cache", `parity-${hash}`);
  const python = join(venv, "bin", "python");
  const ready = join(venv, "ready");
  if (existsSync(ready)) return python;
  rmSync(venv, { recursive: true, force: true });
  mkdirSync(venv, { recursive: true });
  const steps: readonly (readonly [string, readonly string[]])[] = [
    ["python3", ["-m", "venv", venv]],
    [
      python,
      [
        "-m",
        "pip",
        "install",
        "--no-input",
        "--disable-pip-version-check",
        "-q",
        "--require-hashes",
        "-r",
        REQUIREMENTS,
      ],
    ],
  ];
  for (const [program, args] of steps) {
    const { status, stderr, error } = spawnSync(program, args, { encoding: "utf8" });
    if (status === 0) continue;
    tell(`parity: ${error?.message ?? stderr.trim().split("\n").at(-1) ?? ""}`);
    return null;
  }
  writeFileSync(ready, "");
  return python;
}
