import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "#warehouse/home.ts";

/** What a command of `bayan` took, its children with it. */
export interface Ran {
  readonly seconds: number;
  readonly peakGiB: number;
  readonly release: string;
  /** Rows that it loaded. */
  readonly rows: number;
  readonly timings: Readonly<Record<string, number>>;
}

/** Resident memory of a process and all below it, in bytes. */
function treeMemory(root: number): number {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    const status = readStat(Number(name));
    if (status !== null) children.set(status.parent, [...(children.get(status.parent) ?? []), Number(name)]);
  }
  let bytes = 0;
  const queue = [root];
  for (let pid = queue.pop(); pid !== undefined; pid = queue.pop()) {
    bytes += readStat(pid)?.bytes ?? 0;
    queue.push(...(children.get(pid) ?? []));
  }
  return bytes;
}

/** Null for a process that ended between the listing and the look. */
function readStat(pid: number): { parent: number; bytes: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { parent: Number(fields[1]), bytes: Number(fields[21]) * 4096 };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ESRCH") return null;
    throw error;
  }
}

/** Runs `bayan … --json` in a home; exit codes other than 0 and 3 (rows in quarantine) throw. */
export function bayan(
  home: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const since = performance.now();
    const child = spawn(process.execPath, [join(PROJECT_ROOT, "pipelines/cli/bayan.ts"), ...args, "--json"], {
      env: { ...process.env, BAYAN_HOME: home, BAYAN_LANG: "en", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    let peak = 0;
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      stderr = `${stderr}${chunk}`.slice(-4000);
    });
    const watch = setInterval(() => {
      if (child.pid !== undefined) peak = Math.max(peak, treeMemory(child.pid));
    }, 200);
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(watch);
      if (code !== 0 && code !== 3)
        return reject(new Error(`bayan ${args.join(" ")}: exit ${code}\n${stdout}\n${stderr}`));
      const answer = JSON.parse(stdout.slice(stdout.indexOf("{"))) as Partial<Ran> & {
        readonly ingest?: { readonly rows_loaded?: number };
      };
      resolve({
        seconds: (performance.now() - since) / 1000,
        peakGiB: peak / 2 ** 30,
        release: answer.release ?? "",
        rows: answer.ingest?.rows_loaded ?? 0,
        timings: answer.timings ?? {},
      });
    });
  });
}
