import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { serveHome } from "../e2e/server.ts";
import { fixtureHome } from "../fixture/home.ts";

/**
 * An outside judge of the contract: `npm run judge:contract [-- --examples 40 --only metrics]`. Schemathesis reads
 * `/openapi.json` of a server over the tests' home and sends what it allows and what it forbids to every route. Its
 * Python environment is its own, made on first use.
 */
const VENV = join(PROJECT_ROOT, ".cache/judges-api");
const ST = join(VENV, "bin/st");

function ensureVenv(): void {
  if (existsSync(ST)) return;
  mkdirSync(join(PROJECT_ROOT, ".cache"), { recursive: true });
  const needed = join(PROJECT_ROOT, "test/judges/contract.txt");
  const steps: readonly (readonly [string, readonly string[]])[] = [
    ["python3", ["-m", "venv", VENV]],
    [join(VENV, "bin/python"), ["-m", "pip", "install", "-q", "-r", needed]],
  ];
  for (const [command, args] of steps) {
    if (spawnSync(command, args, { stdio: "inherit" }).status !== 0)
      throw new Error("judge: the Python environment could not be made");
  }
}

const { values } = parseArgs({
  options: {
    examples: { type: "string", default: "25" },
    only: { type: "string" },
    base: { type: "string" },
    seed: { type: "string", default: "1" },
  },
});

ensureVenv();
const served =
  values.base === undefined
    ? await serveHome((await fixtureHome()).root, { BAYAN_LOG_LEVEL: "error" })
    : null;
try {
  const base = values.base ?? served?.url ?? "";
  const args = [
    "--config-file",
    join(PROJECT_ROOT, "test/judges/contract.toml"),
    "run",
    `${base}/openapi.json`,
    "--url",
    base,
    "--checks",
    "all",
    // Names of metrics and places are the release's, not the contract's: a well-formed question may cite none of them.
    // Public answers need no sign-in: that wrong credentials are refused is tried in api/access.
    "--exclude-checks",
    "positive_data_acceptance,ignored_auth",
    // A protocol of its own, tried with its own client in api/mcp.
    "--exclude-path",
    "/mcp",
    "--max-examples",
    values.examples,
    "--seed",
    values.seed,
    "--phases",
    "examples,coverage,fuzzing",
    "--generation-deterministic",
    "--suppress-health-check",
    "all",
    "--request-timeout",
    "20",
    ...(values.only === undefined ? [] : ["--include-operation-id-regex", values.only]),
  ];
  const code = await new Promise<number>((resolve) => {
    spawn(ST, args, { stdio: "inherit", env: { ...process.env, SCHEMATHESIS_HOOKS: "" } }).on(
      "close",
      (status) => resolve(status ?? 1),
    );
  });
  process.exitCode = code;
} finally {
  await served?.stop();
}
