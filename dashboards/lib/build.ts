import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { WEB_DIR } from "./assets.ts";

const SOURCES = [
  "vite.config.ts",
  "package-lock.json",
  "dashboards/{client,styles}/**/*.{ts,tsx,css,svg}",
  "dashboards/fonts/*.ttf",
  "geoportal/client/**/*.{ts,tsx,css,svg}",
];
const STAMP = ".vite/sources.sha256";

/** Hash of every file the browser build reads (packages by the lock file). */
export function browserSourcesHash(): string {
  const hash = createHash("sha256");
  for (const file of globSync(SOURCES, { cwd: PROJECT_ROOT }).sort()) {
    hash.update(`${file}\0`).update(readFileSync(join(PROJECT_ROOT, file)));
  }
  return hash.digest("hex");
}

/** Whether `outDir` holds a build of the sources as they are now. */
export function browserIsFresh(outDir: string = WEB_DIR): boolean {
  const stamp = join(outDir, STAMP);
  return existsSync(stamp) && readFileSync(stamp, "utf8") === browserSourcesHash();
}

/**
 * Builds the browser's files beside `outDir` and swaps them in by rename, so that a running server never
 * serves half a build. Files of the build before go away with it: their pages reload with the new names.
 */
export async function buildBrowser({ outDir = WEB_DIR }: { outDir?: string } = {}): Promise<void> {
  const hash = browserSourcesHash();
  const next = `${outDir}.next-${process.pid}`;
  const old = `${outDir}.old-${process.pid}`;
  const { build } = await import("vite");
  await mkdir(dirname(outDir), { recursive: true });
  try {
    await build({
      configFile: join(PROJECT_ROOT, "vite.config.ts"),
      logLevel: "warn",
      build: { outDir: next },
    });
    await writeFile(join(next, STAMP), hash);
    if (existsSync(outDir)) await rename(outDir, old);
    await rename(next, outDir);
  } finally {
    await rm(next, { recursive: true, force: true });
    await rm(old, { recursive: true, force: true });
  }
}
