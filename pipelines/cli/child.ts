import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { BayanError } from "#warehouse/errors.ts";
import { type Cli, EXIT } from "./cli.ts";
import { isProgressMessage, relay } from "./progress.ts";

const running = new Set<ChildProcess>();

/** Ends what runs on our behalf: a run can be cut short anywhere, and the next one takes up from there. */
export function stopChildren(): void {
  for (const child of running) child.kill();
}

/**
 * Runs another command of ours in a process of its own, its progress drawn here: building must neither hold up
 * the server's answers nor leave its memory behind. Gives what the command answers with `--json`.
 */
export async function runChild(cli: Cli, args: readonly string[]): Promise<unknown> {
  const child = fork(join(import.meta.dirname, "bayan.ts"), [...args, "--json"], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: { ...process.env, BAYAN_HOME: cli.home.root, BAYAN_LANG: cli.lang },
  });
  const draw = relay(cli.progress);
  child.on("message", (message) => {
    if (isProgressMessage(message)) draw(message);
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
  throw failed(cli, args[0] ?? "", code, stderr.trim());
}

function failed(cli: Cli, command: string, code: number, stderr: string): BayanError {
  // Log lines may stand before the message.
  const mark = `${cli.say("error")} `;
  const at = stderr.lastIndexOf(mark);
  const reason = at < 0 ? stderr : stderr.slice(at + mark.length);
  const text = reason === "" ? cli.say("child_failed", { command, code }) : reason;
  return new BayanError("child_failed", { fr: text, ar: text, en: text });
}
