import { parentPort, workerData } from "node:worker_threads";
import { runShare, type Share } from "./drawn.ts";
import type { Input } from "./input.ts";
import { sensitivityOf } from "./sensitivity.ts";

/** What a thread is started with: draws to make in shared memory, or the input whose effects it posts. */
export type Task =
  | { readonly kind: "draws"; readonly share: Share }
  | { readonly kind: "effects"; readonly input: Input };

const task = workerData as Task;
if (task.kind === "draws") runShare(task.share);
else parentPort?.postMessage(sensitivityOf(task.input));
