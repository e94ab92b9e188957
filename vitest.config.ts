import { defineConfig } from "vitest/config";
import FixtureLast from "./test/order.ts";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    include: [
      "{pipelines,warehouse,models,dashboards,geoportal,opendata,reports,api,test}/**/*.test.{ts,tsx}",
    ],
    exclude: ["**/*.night.test.ts", "**/node_modules/**"],
    maxWorkers: 2,
    sequence: { sequencer: FixtureLast },
    testTimeout: 60_000,
    hookTimeout: 600_000,
    globalSetup: ["./test/setup.ts"],
    reporters: ["default", "./test/reporter.ts"],
  },
});
