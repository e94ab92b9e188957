import { defineConfig } from "vitest/config";
import base from "./vitest.config.ts";

/** What is too long for each push: whole matrices, hundreds of killed processes. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: [
      "{pipelines,warehouse,models,dashboards,geoportal,opendata,reports,api,test}/**/*.night.test.{ts,tsx}",
    ],
    exclude: ["**/node_modules/**"],
    testTimeout: 3_600_000,
  },
});
