import { Worker } from "node:worker_threads";
import type { Task } from "./thread.ts";

/** Runs a task in a thread of its own to its end; gives what it posted, if anything. */
export function inThread(task: Task): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./thread.ts", import.meta.url), { workerData: task });
    let posted: unknown;
    worker.on("message", (message) => {
      posted = message;
    });
    worker.once("error", reject);
    worker.once("exit", (code) =>
      code === 0 ? resolve(posted) : reject(new Error(`rokhas: thread: exit code ${code}`)),
    );
  });
}
