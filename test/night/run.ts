import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { TARGETS, type Target } from "./targets.ts";

/**
 * The whole campaign, or the targets that are named: `npm run test:night -- [--short] [R5 R6 …]`. One line each: held or
 * missed, with its figure. Fails when one is missed.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { short: { type: "boolean", default: false } },
});
const unknown = positionals.filter((id) => TARGETS.every((target) => target.id !== id));
if (unknown.length > 0)
  throw new Error(`night: ${unknown.join(", ")}: known are ${TARGETS.map(({ id }) => id).join(", ")}`);

const resultsSchema = z.object({
  numTotalTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});
type Results = z.infer<typeof resultsSchema>;

const whole = new Intl.NumberFormat("en");
let missed = 0;
for (const target of TARGETS.filter(({ id }) => positionals.length === 0 || positionals.includes(id))) {
  const { held, line } = await tried(target);
  if (!held) missed += 1;
  process.stdout.write(`${target.id.padEnd(6)} ${held ? "held  " : "MISSED"} ${line}\n`);
}
process.exitCode = missed > 0 ? 1 : 0;

async function tried(target: Target): Promise<{ held: boolean; line: string }> {
  const work = mkdtempSync(join(tmpdir(), "bayan-night-"));
  const [results, figures] = [join(work, "results.json"), join(work, "figures.txt")];
  const since = performance.now();
  const counts = (target.counts ?? []).map((each) => ({
    ...each,
    n: values.short ? each.short : each.whole,
  }));
  const printed = await vitest(target.files, results, {
    ...target.env,
    ...Object.fromEntries(counts.map(({ env, n }) => [env, String(n)])),
    BAYAN_NIGHT_FIGURES: figures,
  });
  const found = existsSync(results) ? resultsSchema.parse(JSON.parse(readFileSync(results, "utf8"))) : null;
  const told = existsSync(figures) ? readFileSync(figures, "utf8").trim().split("\n") : [];
  rmSync(work, { recursive: true, force: true });
  const held = found?.success === true && found.numTotalTests > found.numPendingTests;
  const parts = [
    target.what,
    ...counts.map(({ n, whole: of, of: what }) =>
      n === of ? `${whole.format(n)} ${what}` : `short: ${whole.format(n)} of ${whole.format(of)} ${what}`,
    ),
    ...told,
    ...(found === null ? [printed] : outcome(found)),
    ...(target.apart === undefined ? [] : [`not tried: ${target.apart}`]),
    `${((performance.now() - since) / 1000).toFixed(0)} s`,
  ];
  return { held, line: parts.join("; ") };
}

/** How many tests passed, and the first words of each that did not. */
function outcome({ numTotalTests, numFailedTests, numPendingTests, testResults }: Results): string[] {
  const passed = numTotalTests - numFailedTests - numPendingTests;
  const failed = testResults.flatMap(({ name, message, assertionResults }) => [
    ...(assertionResults.length === 0 ? [`${name.slice(PROJECT_ROOT.length + 1)}: ${message ?? ""}`] : []),
    ...assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName, failureMessages }) => `${fullName}: ${firstWords(failureMessages?.[0] ?? "")}`),
  ]);
  const skipped = testResults.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => status !== "failed" && status !== "passed")
      .map(({ fullName }) => `skipped: ${fullName}`),
  );
  return [`${passed} of ${numTotalTests} tests passed`, ...failed, ...skipped];
}

/** A failure's message without the places of the code, which may be a command's whole answer. */
function firstWords(message: string): string {
  const [words = ""] = message.split(/\n\s+at /);
  return words.replaceAll(/\s+/g, " ").slice(0, 1000);
}

/** Runs test files to their end; what was printed last, for when there are no results to read. */
function vitest(
  files: readonly string[],
  results: string,
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const args = [
    ...["run", "--config", "vitest.night.config.ts", "--reporter=json", `--outputFile=${results}`],
    ...files,
  ];
  return new Promise((resolve, reject) => {
    const tool = join(PROJECT_ROOT, "node_modules/vitest/vitest.mjs");
    const child = spawn(process.execPath, [tool, ...args], {
      cwd: PROJECT_ROOT,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let last = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        last = `${last}${chunk}`.slice(-500);
      });
    child.on("error", reject);
    child.on("close", () => resolve(last.trim().replaceAll("\n", " ")));
  });
}
