import { workerData } from "node:worker_threads";
import { runShare, type Share } from "./drawn.ts";

runShare(workerData as Share);
