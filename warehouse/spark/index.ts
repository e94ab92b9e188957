export { compareFiles, compareReleases, isEqual, type TableParity } from "./parity.ts";
export { ensureSpark, setUpSpark } from "./setup.ts";
export { transformOnSpark } from "./transform.ts";
