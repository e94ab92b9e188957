import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { Home } from "./home.ts";
import { pythonPaths } from "./python.ts";
import type { DbtReach } from "./raw/index.ts";
import { bytesOf, type Settings } from "./settings.ts";

/** An engine beside DuckDB: its target in profiles.yml, and the program that runs dbt's command line on it. */
export interface DbtEngine {
  readonly target: string;
  readonly python: string;
  /** Before dbt's own arguments. */
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** dbt's target folder: a manifest speaks the SQL of its engine. */
  readonly folder: string;
}
export interface DbtRequest {
  readonly root: string;
  readonly home: Home;
  readonly settings: Pick<Settings, "threads" | "buildMemory" | "tempMax">;
  /** The DuckDB file to build in. */
  readonly database: string;
  /** `test` runs the models' unit tests, which `build` leaves out: their data is made up, and tells nothing of today's. */
  readonly command: "build" | "run" | "parse" | "seed" | "test";
  /** dbt selectors; all nodes when empty. */
  readonly select?: readonly string[];
  /** Fiscal years to replace in the models kept by year; none: whole tables. */
  readonly years?: readonly number[];
  /** Whether the manifests in `target` are of these very models: they are not written again. */
  readonly manifestStands?: boolean;
  /** Variables of the project in place of those of dbt_project.yml. */
  readonly vars?: Readonly<Record<string, string>>;
  readonly onProgress?: (done: number, total: number, node: string) => void;
  /** Called when its process has been started: it keeps one core busy until its first node. */
  readonly onStarted?: (() => void) | undefined;
  /** DuckDB, when absent. */
  readonly engine?: DbtEngine;
  /** Where raw files are not below the home: how DuckDB inside dbt gets to them. */
  readonly reach?: DbtReach | null;
  /** Kinds of nodes that `build` leaves out, beside unit tests. */
  readonly without?: readonly string[];
}

/** What went wrong in one node, with the file to look at, relative to the project's root. */
export interface DbtFault {
  readonly node: string;
  readonly file: string | null;
  readonly status: "error" | "fail" | "warn" | "skipped";
  readonly message: string;
  readonly failures: number | null;
}
export interface DbtResult {
  readonly ok: boolean;
  readonly total: number;
  readonly faults: readonly DbtFault[];
  /** Folder with manifest.json and semantic_manifest.json. */
  readonly target: string;
}

/** dbt's own command line: it ends when its standard input closes, and tells of its progress what is counted here. */
const ENTRY = join("warehouse", "dbt", "entry.py");

/** Where dbt keeps what it has read of the models, and tells what it did. */
export const targetDir = (home: Home): string => join(home.build, "target");

const eventSchema = z.object({
  info: z.object({ name: z.string(), level: z.string(), msg: z.string() }),
  data: z.looseObject({
    node_count: z.number().optional(),
    exc: z.string().optional(),
    node_info: z.looseObject({ unique_id: z.string(), node_status: z.string() }).optional(),
  }),
});
const FINISHED = new Set([
  "LogModelResult",
  "LogTestResult",
  "LogSeedResult",
  "LogSnapshotResult",
  "SkippingDetails",
  "LogUnitTestResult",
  "LogNodeResult",
]);

/** Reads dbt's `--log-format json` lines: progress as it comes, and errors raised outside any node. */
export function dbtEvents(onProgress: DbtRequest["onProgress"]): {
  line(text: string): void;
  readonly total: number;
  readonly errors: readonly string[];
} {
  let total = 0;
  let done = 0;
  const errors: string[] = [];
  return {
    line(text) {
      const event = parseEvent(text);
      if (event === null) {
        if (text.trim() !== "") errors.push(text.trim());
        return;
      }
      const { info, data } = event;
      if (info.name === "ConcurrencyLine") total = data.node_count ?? 0;
      if (FINISHED.has(info.name)) {
        done += 1;
        onProgress?.(done, Math.max(total, done), shortName(data.node_info?.unique_id ?? ""));
      }
      if (info.level === "error" && data.node_info === undefined) errors.push(data.exc ?? info.msg);
    },
    get total() {
      return total;
    },
    errors,
  };
}

/**
 * Runs dbt's command line on the project and waits for it. Never throws for a failing node: `faults` tells.
 * The parse is kept below `<home>/build/target`, so that the next run reads only what changed.
 */
export async function runDbt(request: DbtRequest): Promise<DbtResult> {
  const { root, home, engine } = request;
  const named = engine?.target ?? request.reach?.target;
  const target = engine?.folder ?? targetDir(home);
  const temp = join(home.tmp, "dbt");
  for (const folder of [target, temp, home.logs]) mkdirSync(folder, { recursive: true });
  rmSync(join(target, "run_results.json"), { force: true });
  const args = [
    ...["--log-format", "json", "--log-level-file", "none", request.command],
    ...["--project-dir", root, "--profiles-dir", join(root, "warehouse", "dbt"), "--target-path", target],
    ...(named === undefined ? [] : ["--target", named]),
    ...(request.command === "build"
      ? ["--exclude-resource-types", "unit_test", ...(request.without ?? [])]
      : []),
    ...(request.command === "test" ? ["--resource-type", "unit_test"] : []),
    ...(request.select !== undefined && request.select.length > 0 ? ["--select", ...request.select] : []),
    ...(request.vars === undefined ? [] : ["--vars", JSON.stringify(request.vars)]),
  ];
  const events = dbtEvents(request.onProgress);
  const running = spawned(
    engine?.python ?? pythonPaths(root).python,
    [...(engine?.args ?? [join(root, ENTRY)]), ...args],
    { ...environment(request, temp), ...(engine ?? request.reach)?.environment },
    home.build,
    events.line,
  );
  request.onStarted?.();
  const { code, stderr } = await running;
  const faults = resultFaults(target, root);
  const ok = code === 0;
  if (!ok && !faults.some(({ status }) => status === "error" || status === "fail")) {
    const message = events.errors.join("\n") || stderr.trim() || `dbt: exit code ${code}`;
    faults.unshift({ node: "dbt", file: fileIn(message), status: "error", message, failures: null });
  }
  return { ok, total: events.total, faults, target };
}

function environment(request: DbtRequest, temp: string): NodeJS.ProcessEnv {
  const { settings } = request;
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    BAYAN_BUILD_DB: request.database,
    BAYAN_BUILD_YEARS: (request.years ?? []).join(","),
    ...(request.manifestStands === true ? { BAYAN_MANIFEST_STANDS: "1" } : {}),
    // Python itself, dbt's manifest and Arrow buffers take the rest of the build's budget.
    BAYAN_BUILD_MEMORY: `${Math.floor((bytesOf(settings.buildMemory) * 0.75) / 2 ** 20)}MiB`,
    BAYAN_BUILD_THREADS: String(settings.threads),
    // Half of a node's time is dbt's own, on one core: more nodes than cores keep the engine busy meanwhile.
    BAYAN_BUILD_LANES: String(2 * settings.threads),
    BAYAN_BUILD_TEMP: join(temp, "duckdb"),
    BAYAN_BUILD_TEMP_MAX: `${Math.floor(bytesOf(settings.tempMax) / 2 ** 20)}MiB`,
    DO_NOT_TRACK: "1",
    PYTHONUTF8: "1",
    PYTHONDONTWRITEBYTECODE: process.env.PYTHONDONTWRITEBYTECODE,
    TMPDIR: temp,
    LC_ALL: "C.UTF-8",
    TZ: "UTC",
  };
}

function spawned(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  cwd: string,
  onLine: (line: string) => void,
): Promise<{ code: number; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, cwd, stdio: ["pipe", "pipe", "pipe"] });
    const lines = createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY });
    const read = new Promise((done) => lines.once("close", done));
    let stderr = "";
    lines.on("line", onLine);
    child.stderr.on("data", (chunk: Buffer) => {
      stderr = (stderr + chunk.toString("utf8")).slice(-20_000);
    });
    child.stdin.on("error", () => child.kill());
    child.once("error", reject);
    child.once("close", (code) => void read.then(() => resolve({ code: code ?? 1, stderr })));
  });
}

function parseEvent(text: string): z.infer<typeof eventSchema> | null {
  if (!text.startsWith("{")) return null;
  try {
    const parsed = eventSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const runResults = z.object({
  results: z.array(
    z.looseObject({
      unique_id: z.string(),
      status: z.string(),
      message: z.string().nullable(),
      failures: z.number().nullable(),
    }),
  ),
});
const nodeFiles = z.object({
  nodes: z.record(z.string(), z.looseObject({ original_file_path: z.string() })),
  unit_tests: z.record(z.string(), z.looseObject({ original_file_path: z.string() })).optional(),
});

function resultFaults(target: string, root: string): DbtFault[] {
  const results = readJson(join(target, "run_results.json"), runResults);
  if (results === null) return [];
  const bad = results.results.filter(({ status }) => !["success", "pass", "no-op"].includes(status));
  if (bad.length === 0) return [];
  const manifest = readJson(join(target, "manifest.json"), nodeFiles);
  return bad.map((result) => {
    const node = manifest?.nodes[result.unique_id] ?? manifest?.unit_tests?.[result.unique_id];
    return {
      node: shortName(result.unique_id),
      file: node === undefined ? null : relative(root, join(root, node.original_file_path)),
      status: statusOf(result.status),
      message: (result.message ?? "").trim(),
      failures: result.failures,
    };
  });
}

const statusOf = (status: string): DbtFault["status"] =>
  status === "fail" || status === "warn" || status === "skipped" ? status : "error";

/** `test.bayan.unique_x.4f2a` → `unique_x`; `model.bayan.fct_x` → `fct_x`. */
const shortName = (id: string): string => id.split(".")[2] ?? id;

const fileIn = (message: string): string | null =>
  /((?:models|warehouse)\/[^\s:)'"]+\.(?:sql|yml))/.exec(message)?.[1] ?? null;

function readJson<T>(path: string, schema: z.ZodType<T>): T | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  return schema.parse(JSON.parse(text));
}
