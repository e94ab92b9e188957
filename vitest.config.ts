import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    include: [
      "{pipelines,warehouse,models,dashboards,geoportal,opendata,reports,api,test}/**/*.test.{ts,tsx}",
    ],
    exclude: ["**/*.night.test.ts", "**/node_modules/**"],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 600_000,
    globalSetup: ["./test/setup.ts"],
    reporters: ["default", "./test/reporter.ts"],
  },
});
