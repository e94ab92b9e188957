import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BayanError } from "./errors.ts";
import { ensurePython, type PythonEffects, pythonReady } from "./python.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "bayan-python-"));
  writeFileSync(join(root, "requirements.in"), "# comment\ndbt-core==1.11.16\n");
  writeFileSync(
    join(root, "requirements.txt"),
    "dbt-core==1.11.16 \\\n    --hash=sha256:00\nnetworkx==3.4.2 ; python_full_version < '3.11' \\\nnetworkx==3.7 ; python_full_version >= '3.12' \\\n",
  );
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const makeVenv = (): void => {
  mkdirSync(join(root, ".venv", "bin"), { recursive: true });
  mkdirSync(join(root, ".venv", "lib", "python3.11", "site-packages"), { recursive: true });
  writeFileSync(join(root, ".venv", "bin", "python"), "");
};

/** Answers by the last words of the command line; anything else is not found. */
function recorded(answers: Record<string, string>): PythonEffects & { calls: string[] } {
  const calls: string[] = [];
  return {
    calls,
    run: async (program, args) => {
      const line = [program.split("/").at(-1), ...args].join(" ");
      calls.push(line);
      if (line.includes("-m venv")) makeVenv();
      const hit = Object.keys(answers).find((key) => line.includes(key));
      return hit === undefined ? { code: 127, output: "not found" } : { code: 0, output: answers[hit] ?? "" };
    },
  };
}

describe("ensurePython", () => {
  it("accepts a venv of the right versions as it stands, and stamps it", async () => {
    makeVenv();
    const effects = recorded({
      "pip --version": "pip",
      distributions: "dbt-core==1.11.16\nnetworkx==3.7\nother==1",
    });
    await ensurePython(root, undefined, effects);
    expect(effects.calls.some((call) => call.includes("install"))).toBe(false);
    expect(pythonReady(root)).toBe(true);
  });

  it("brings an outdated venv up to date in place", async () => {
    makeVenv();
    const effects = recorded({
      "pip --version": "pip",
      distributions: "dbt-core==1.10.0",
      "pip install": "",
    });
    await ensurePython(root, undefined, effects);
    expect(effects.calls.filter((call) => call.includes("pip install --disable"))).toHaveLength(1);
    expect(effects.calls.some((call) => call.includes("-m venv"))).toBe(false);
  });

  it("makes one where there is none, and a change of requirements.txt makes it stale", async () => {
    const effects = recorded({ "sys.version_info": "True\n", "-m venv": "", "pip install": "" });
    await ensurePython(root, undefined, effects);
    expect(pythonReady(root)).toBe(true);
    writeFileSync(join(root, "requirements.txt"), "dbt-core==1.11.17\n");
    expect(pythonReady(root)).toBe(false);
  });

  it("falls back on uv when Python cannot make an environment", async () => {
    const effects = recorded({
      "sys.version_info": "True\n",
      "uv --version": "uv",
      "uv venv": "",
      "uv pip": "",
    });
    await expect(ensurePython(root, undefined, effects)).resolves.toHaveProperty("python");
  });

  it("says in one line what to do when Python is missing", async () => {
    const error = await ensurePython(root, undefined, recorded({})).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(BayanError);
    expect((error as BayanError).code).toBe("python_missing");
    expect((error as BayanError).text.fr).not.toContain("\n");
  });
});
