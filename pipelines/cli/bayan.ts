#!/usr/bin/env node
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import nodeModule from "node:module";
import { join } from "node:path";

/** An older Node may have been found first on the path; ours comes with `npm ci`. */
const major = Number(process.versions.node.split(".")[0]);
if (major < 24) {
  const own = join(import.meta.dirname, "..", "..", "node_modules", ".bin", "node");
  if (!existsSync(own) || process.env.BAYAN_OWN_NODE !== undefined) {
    console.error(
      `Node ${process.versions.node} : il faut Node 24, que « npm ci » apporte (Node 24 needed: run npm ci)`,
    );
    process.exit(1);
  }
  const again = spawnSync(own, [import.meta.filename, ...process.argv.slice(2)], {
    stdio: "inherit",
    env: { ...process.env, BAYAN_OWN_NODE: "1" },
  });
  process.exit(again.status ?? 1);
}

// A run begins several commands, each in a process of its own that reads the same modules: half a second of each.
nodeModule.enableCompileCache(join(import.meta.dirname, "..", "..", "node_modules", ".cache", "bayan"));

const { registerTsx } = await import("#warehouse/tsx.ts");
registerTsx();
const { main } = await import("./main.ts");
await main(process.argv.slice(2));
