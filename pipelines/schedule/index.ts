export { type Cron, parseCron } from "./cron.ts";
export { type BoundJob, createScheduler, LEASE_MS, type Scheduler } from "./scheduler.ts";
