import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig } from "vite";

const root = import.meta.dirname;

/** Browser entries by name; a room's entry that is not there yet is left out. */
const entries = Object.fromEntries(
  Object.entries({
    main: "dashboards/client/main.ts",
    cross: "dashboards/client/cross.ts",
    worker: "dashboards/client/worker.ts",
    map: "geoportal/client/map.ts",
  })
    .map(([name, file]) => [name, resolve(root, file)] as const)
    .filter(([, file]) => existsSync(file)),
);

export default defineConfig({
  root,
  base: "/assets/",
  publicDir: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "dist/web",
    emptyOutDir: true,
    assetsDir: "",
    // A data: address in CSS or script would need a wider content policy.
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: { polyfill: false },
    target: ["chrome123", "firefox120", "safari17.5"],
    cssCodeSplit: true,
    reportCompressedSize: false,
    rolldownOptions: { input: entries },
  },
});
