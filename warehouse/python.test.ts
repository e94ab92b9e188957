import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
    run: async (program, args, _onLine, environment) => {
      const line = [program.split("/").at(-1), ...args].join(" ");
      calls.push(
        [line, ...Object.entries(environment ?? {}).map(([name, value]) => `${name}=${value}`)].join(" "),
      );
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
      distributions: "dbt-core==1.11.16\nnetworkx==3.7\nother==1",
      "python -c ": "",
    });
    await ensurePython(root, undefined, effects);
    expect(effects.calls.some((call) => call.includes("install"))).toBe(false);
    expect(pythonReady(root)).toBe(true);
  });

  it("brings an outdated venv up to date in place", async () => {
    makeVenv();
    const effects = recorded({
      ...{ distributions: "dbt-core==1.10.0", "sys.version_info": "True\n", "python -c ": "" },
      ...{ "uv --version": "uv", "uv pip install": "" },
    });
    await ensurePython(root, undefined, effects);
    expect(effects.calls.filter((call) => call.startsWith("uv pip install"))).toHaveLength(1);
    expect(effects.calls.some((call) => call.includes("-m venv"))).toBe(false);
  });

  it("makes one where there is none, and a change of requirements.txt makes it stale", async () => {
    const effects = recorded({
      "sys.version_info": "True\n",
      "-m venv": "",
      "uv --version": "uv",
      "uv pip": "",
    });
    await ensurePython(root, undefined, effects);
    expect(pythonReady(root)).toBe(true);
    writeFileSync(join(root, "requirements.txt"), "dbt-core==1.11.17\n");
    expect(pythonReady(root)).toBe(false);
  });

  it("gets the uv that the lock pins through pip, and tells it pip's registry", async () => {
    const hashes =
      "    --hash=sha256:01 \\\n    --hash=sha256:02\n    # via -r requirements.in\nzipp==4.1.2\n";
    writeFileSync(join(root, "requirements.txt"), `dbt-core==1.11.16\nuv==0.13.9 \\\n${hashes}`);
    const effects = recorded({
      ...{ "sys.version_info": "True\n", "-m venv": "", "--no-deps": "", "uv pip": "" },
      "config list": "global.index-url='https://registry.example/simple'\n:env:.cert='/etc/ca.crt'\n",
    });
    await ensurePython(root, undefined, effects);
    expect(readFileSync(join(root, ".venv", "uv.txt"), "utf8")).toBe(
      "uv==0.13.9 \\\n    --hash=sha256:01 \\\n    --hash=sha256:02\n",
    );
    const install = effects.calls.find((call) => call.startsWith("uv pip install"));
    expect(install).toContain("--require-hashes");
    expect(install).toContain("UV_DEFAULT_INDEX=https://registry.example/simple SSL_CERT_FILE=/etc/ca.crt");
  });

  it("falls back on pip where uv cannot be had, or fails", async () => {
    const python = { "sys.version_info": "True\n", "-m venv": "", "python -m pip": "" };
    for (const answer of ["no answer", "uv --version"]) {
      rmSync(join(root, ".venv"), { recursive: true, force: true });
      const effects = recorded({ ...python, [answer]: "uv" });
      await ensurePython(root, undefined, effects);
      expect(effects.calls.some((call) => call.startsWith("python -m pip install"))).toBe(true);
    }
  });

  it("says in one line what to do when Python is missing", async () => {
    const error = await ensurePython(root, undefined, recorded({})).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(BayanError);
    expect((error as BayanError).code).toBe("python_missing");
    expect((error as BayanError).text.fr).not.toContain("\n");
  });
});
