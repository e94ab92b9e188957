/** Where a release can be cut short, in order. Tests kill the process at each of them. */
export const FAULT_POINTS = [
  "build:raw:after",
  "build:dbt:after",
  "build:copy:before",
  "build:copy:after",
  "build:documents:after",
  "build:steps:before",
  "build:steps:each",
  "build:steps:after",
  "build:objects:each",
  "build:objects:after",
  "build:manifest:before",
  "build:manifest:after",
  "build:verify:after",
  "publish:fsync:after",
  "publish:rename:before",
  "publish:rename:after",
  "publish:current:before",
  "publish:current:written",
  "publish:current:after",
  "publish:ledger:after",
  "gc:release:before",
  "gc:release:renamed",
  "gc:objects:before",
] as const;
export type FaultPoint = (typeof FAULT_POINTS)[number];

/** Under NODE_ENV=test, and only there, dies as `kill -9` would at the point named by BAYAN_FAULT. */
export function fault(point: FaultPoint): void {
  if (process.env.NODE_ENV === "test" && process.env.BAYAN_FAULT === point)
    process.kill(process.pid, "SIGKILL");
}
