import { Worker } from "node:worker_threads";
import type { Done, Reply, Shared, Task } from "./task.ts";

/** Workers that take one task each, and the next when they are done. */
export interface Pool {
  run(task: Task): Promise<Done>;
  close(): Promise<void>;
}

interface Waiting {
  readonly task: Task;
  resolve(done: Done): void;
  reject(error: unknown): void;
}

/** Starts `size` workers over what a batch shares. A worker that dies fails its task and all that wait. */
export function openPool(shared: Shared, size: number): Pool {
  const queue: Waiting[] = [];
  const idle: Worker[] = [];
  const busy = new Map<Worker, Waiting>();
  let broken: Error | null = null;
  const next = (): void => {
    for (let worker = idle.pop(); worker !== undefined; worker = idle.pop()) {
      const waiting = queue.shift();
      if (waiting === undefined) {
        idle.push(worker);
        return;
      }
      busy.set(worker, waiting);
      worker.postMessage(waiting.task);
    }
  };
  const workers = Array.from({ length: size }, () => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: shared });
    worker.on("message", (reply: Reply) => {
      const waiting = busy.get(worker);
      busy.delete(worker);
      idle.push(worker);
      next();
      if ("done" in reply) waiting?.resolve(reply.done);
      else waiting?.reject(new Error(reply.error));
    });
    worker.on("error", (error) => {
      broken = error instanceof Error ? error : new Error(String(error));
      for (const waiting of [...busy.values(), ...queue.splice(0)]) waiting.reject(broken);
      busy.clear();
    });
    idle.push(worker);
    return worker;
  });
  return {
    run: (task) =>
      new Promise((resolve, reject) => {
        if (broken !== null) {
          reject(broken);
          return;
        }
        queue.push({ task, resolve, reject });
        next();
      }),
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
