import { readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vitest/config";
import base from "./vitest.config.ts";

/** Names a file that says which place of a source is changed, and how: see test/night/mutation.night.test.ts. */
const told = process.env.BAYAN_MUTANT;

/** That source with that change, while the file itself stays as it is. */
function mutant(): Plugin {
  const change = told === undefined ? null : JSON.parse(readFileSync(told, "utf8"));
  return {
    name: "bayan-mutant",
    enforce: "pre",
    transform: (code, id) =>
      change === null || id !== change.file
        ? null
        : { code: code.slice(0, change.start) + change.text + code.slice(change.end), map: null },
  };
}

/** For the campaign (`npm run test:night`), which names its files: those of each push too, tried more often. */
export default defineConfig({
  ...base,
  plugins: [mutant()],
  test: {
    ...base.test,
    include: [
      "{pipelines,warehouse,models,dashboards,geoportal,opendata,reports,api,test}/**/*.test.{ts,tsx}",
    ],
    exclude: ["**/node_modules/**"],
    // A change must be seen, and not be kept for the tests of another day.
    fsModuleCache: told === undefined,
    testTimeout: 3_600_000,
  },
});
