export { compareFiles, compareReleases, isEqual, type TableParity } from "./parity.ts";
export { ensureSpark, SPARK_KIT } from "./setup.ts";
export { transformOnSpark } from "./transform.ts";
