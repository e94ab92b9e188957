import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { freePort } from "../fixture/port.ts";

export interface Served {
  readonly url: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** `bayan serve` over a home, in a process of its own; resolves when it answers as ready. */
export async function serveHome(home: string, env: Readonly<Record<string, string>> = {}): Promise<Served> {
  const port = await freePort();
  const child = spawn(process.execPath, [join(PROJECT_ROOT, "pipelines/cli/bayan.ts"), "serve"], {
    env: {
      ...process.env,
      BAYAN_HOME: home,
      BAYAN_PORT: String(port),
      BAYAN_LANG: "en",
      BAYAN_PAGES_AHEAD: "false",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      printed = `${printed}${chunk}`.slice(-4000);
    });
  }
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    if (child.exitCode !== null || tries > 300) throw new Error(`serve: did not come up\n${printed}`);
    const ready = await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      (error: unknown) => {
        if (error instanceof TypeError) return false;
        throw error;
      },
    );
    if (ready) break;
    await sleep(200);
  }
  return {
    url,
    process: child,
    async stop() {
      if (child.exitCode !== null) return;
      const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
      child.kill("SIGTERM");
      await ended;
    },
  };
}
