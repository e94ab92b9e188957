import { spawn } from "node:child_process";
import { copyFileSync, cpSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { bareLoad } from "./load.ts";
import type { BenchContext, Figure } from "./run.ts";

interface Ran {
  readonly seconds: number;
  readonly peakGiB: number;
  readonly release: string;
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

function bayan(
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
      const answer = JSON.parse(stdout.slice(stdout.indexOf("{"))) as Partial<Ran>;
      resolve({
        seconds: (performance.now() - since) / 1000,
        peakGiB: peak / 2 ** 30,
        release: answer.release ?? "",
        timings: answer.timings ?? {},
      });
    });
  });
}

const resultsSchema = z.object({ elapsed_time: z.number() });
const nodesElapsed = (home: string): number =>
  resultsSchema.parse(JSON.parse(readFileSync(join(home, "build/target/run_results.json"), "utf8")))
    .elapsed_time;

const publicHashes = (home: string, id: string): string =>
  readFileSync(join(home, "releases", id, "manifest.public.json"), "utf8");

/** Land → check → load → dbt → verify at a scale, against the bare typed load of the same files. */
export async function bench({ scale, work }: BenchContext): Promise<readonly Figure[]> {
  const home = join(work, "home");
  const held = join(work, "held");
  mkdirSync(held, { recursive: true });
  await bayan(home, ["sample", "--scale", String(scale)]);
  const bare = await bareLoad(join(home, "inbox"), join(work, "bare"));

  // The last monthly file of commitments waits outside until the rest is published.
  const late = globSync(join(home, "inbox/gid/engagement_2026-*.csv*")).sort().slice(-2);
  for (const file of late) {
    copyFileSync(file, join(held, basename(file)));
    rmSync(file);
  }
  const full = await bayan(home, ["run"]);
  const idle = await bayan(home, ["run"]);
  cpSync(held, join(home, "inbox/gid"), { recursive: true });
  const one = await bayan(home, ["run"]);
  // What dbt takes before its first node: it is what it is.
  const dbtStart = Math.max(0, (one.timings.dbt ?? 0) - nodesElapsed(home));
  const incremental = publicHashes(home, one.release);
  const again = await bayan(home, ["run", "--full"]);
  const same = incremental === publicHashes(home, again.release);
  if (!same) throw new Error(`flow: a full rebuild of ${one.release} has other public hashes`);

  // Tables are hashed while the surfaces' steps run: only what these take longer is theirs alone.
  const surfaces = Math.max(0, (full.timings.steps ?? 0) - (full.timings.hash ?? 0));
  const core = full.seconds - surfaces;
  const figure = (
    name: string,
    value: number,
    reference: number,
    bar: number | null,
    unit = "s",
  ): Figure => ({
    name,
    value,
    reference,
    ratio: value / reference,
    bar,
    unit,
  });
  return [
    figure("land, check, load, dbt, verify ÷ bare typed load of all files", core, bare.seconds, 3),
    figure("a run with nothing new, seconds of 12", idle.seconds, 12, 1),
    figure(
      "one new monthly file ÷ (a tenth of the full run + dbt's start)",
      one.seconds,
      full.seconds / 10 + dbtStart,
      1,
    ),
    figure("peak memory of the process tree, GiB of 6", full.peakGiB, 6, 1, "GiB"),
  ];
}
