export { metricsCheck } from "./check.ts";
export { createDoor, type DoorOptions } from "./door.ts";
export { type Issue, issueOf } from "./issues.ts";
export { DOOR_LIMITS, type DoorLimits } from "./limits.ts";
export { buildRollups, type RollupOptions, type Rollups } from "./rollup/build.ts";
export { rollupsCheck } from "./rollup/check.ts";
export { isRollup } from "./rollup/shape.ts";
export { parseSpec, querySchema } from "./spec.ts";
export * from "./types.ts";
