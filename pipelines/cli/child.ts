import { type ChildProcess, fork } from "node:child_process";
import { flushCompileCache } from "node:module";
import { join } from "node:path";
import { BayanError } from "#warehouse/errors.ts";
import { jobCut } from "#warehouse/state/index.ts";
import type { Text } from "#warehouse/text.ts";
import { type Cli, EXIT } from "./cli.ts";
import { isProgressMessage, relay } from "./progress.ts";
import { saidIn } from "./usage.ts";

/** What a child tells its parent of the fault that it ends with: its code opens the runbook at the right page. */
export interface FaultMessage {
  readonly kind: "fault";
  readonly code: string;
  readonly text: Text;
}

function isFaultMessage(value: unknown): value is FaultMessage {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "fault";
}

/** Told to a parent that started us; nobody else listens. */
export function tellFault(error: BayanError): void {
  const message: FaultMessage = { kind: "fault", code: error.code, text: error.text };
  process.send?.(message);
}

const running = new Set<ChildProcess>();
const cut = new WeakSet<ChildProcess>();

/** Ends what runs on our behalf: a run can be cut short anywhere, and the next one takes up from there. */
export function stopChildren(): void {
  for (const child of running) {
    cut.add(child);
    child.kill();
  }
}

/**
 * Runs another command of ours in a process of its own, its progress drawn here: building must neither hold up
 * the server's answers nor leave its memory behind. Gives what the command answers with `--json`; its fault is
 * thrown here as it was there.
 */
export async function runChild(cli: Cli, args: readonly string[]): Promise<unknown> {
  // What this process has compiled so far, the child finds compiled.
  flushCompileCache();
  const child = fork(join(import.meta.dirname, "bayan.ts"), [...args, "--json"], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: { ...process.env, BAYAN_HOME: cli.home.root, BAYAN_LANG: cli.lang },
  });
  const draw = relay(cli.progress);
  let fault: FaultMessage | null = null;
  child.on("message", (message) => {
    if (isProgressMessage(message)) draw(message);
    if (isFaultMessage(message)) fault = message;
  });
  let [stdout, stderr] = ["", ""];
  child.stdout?.on("data", (chunk: Buffer) => {
    stdout += chunk.toString("utf8");
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr = (stderr + chunk.toString("utf8")).slice(-20_000);
  });
  running.add(child);
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exit) => resolve(exit ?? 1));
  }).finally(() => running.delete(child));
  if (code === EXIT.done || code === EXIT.quarantine) return JSON.parse(stdout);
  if (cut.has(child)) throw jobCut();
  throw failed(args[0] ?? "", code, fault, stderr.trim());
}

function failed(command: string, code: number, fault: FaultMessage | null, stderr: string): BayanError {
  if (fault !== null) return new BayanError(fault.code, fault.text);
  // Nobody foresaw it: the trace is the only witness.
  const { fr, ar, en } = saidIn("child_failed", { command, code });
  const text = (words: string): string => `${words}\n${stderr}`.trim();
  return new BayanError("child_failed", { fr: text(fr), ar: text(ar), en: text(en) });
}
