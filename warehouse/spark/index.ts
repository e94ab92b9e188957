export { compareFiles, compareMarts, compareReleases, isEqual, type TableParity } from "./parity.ts";
export { ensureSpark, setUpSpark } from "./setup.ts";
export { modelsOnSpark, transformOnSpark } from "./transform.ts";
