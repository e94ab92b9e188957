import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "#warehouse/home.ts";

/** Where the built browser files live; `bayan start` swaps the folder by rename. */
export const WEB_DIR = join(PROJECT_ROOT, "dist/web");

interface ManifestEntry {
  readonly file: string;
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}
type Manifest = Readonly<Record<string, ManifestEntry>>;

let cached: { readonly stamp: number; readonly manifest: Manifest } | null = null;

const isManifest = (value: unknown): value is Manifest =>
  typeof value === "object" &&
  value !== null &&
  Object.values(value).every((entry) => typeof entry?.file === "string");

/** The manifest of the last build, or null before the first one. */
function manifest(): Manifest | null {
  const file = join(WEB_DIR, ".vite/manifest.json");
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return null;
  if (cached?.stamp !== stat.mtimeMs) {
    const read: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (!isManifest(read)) throw new Error(`browser manifest: ${file} is not one`);
    cached = { stamp: stat.mtimeMs, manifest: read };
  }
  return cached.manifest;
}

/** Changes with each build of the browser's files: pages drawn before it name files that are gone. */
export function assetsStamp(): number {
  manifest();
  return cached?.stamp ?? 0;
}

/** The hashed address of a source file: `asset("geoportal/client/map.ts")` → `/assets/map-3f2a.js`. */
export function asset(name: string): string {
  const found = manifest();
  // Before the first build there is nothing to point at: pages still read well as plain HTML.
  if (found === null) return `/assets/${name}`;
  const entry = found[name];
  if (entry === undefined) throw new Error(`asset: ${name} is not in the browser build`);
  return `/assets/${entry.file}`;
}

/** Whether the build holds a source file: an entry of another room may not exist yet. */
export const hasAsset = (name: string): boolean => manifest()?.[name] !== undefined;

/** The style sheets that a script entry brings, its imports' first. */
export function assetStyles(name: string): string[] {
  const found = manifest();
  const sheets = new Set<string>();
  const visit = (key: string): void => {
    const entry = found?.[key];
    for (const item of entry?.imports ?? []) visit(item);
    for (const sheet of entry?.css ?? []) sheets.add(`/assets/${sheet}`);
  };
  visit(name);
  return [...sheets];
}

/** Scripts that an entry asks for as soon as it runs: named in the page, they come with it and not after it. */
export function assetFollowers(name: string): string[] {
  const found = manifest();
  const files = new Set<string>();
  const visit = (key: string): void => {
    const entry = found?.[key];
    // Scripts may import each other; the entry itself is in the page.
    if (entry === undefined || key === name || files.has(`/assets/${entry.file}`)) return;
    files.add(`/assets/${entry.file}`);
    for (const item of entry.imports ?? []) visit(item);
  };
  for (const key of found?.[name]?.dynamicImports ?? []) visit(key);
  return [...files];
}

/** The hashed address of a font file whose name ends so, or null before a build. */
export function fontAsset(stem: string): string | null {
  const found = manifest();
  const key = Object.keys(found ?? {}).find((name) => name.endsWith(`${stem}.woff2`));
  const entry = key === undefined ? undefined : found?.[key];
  return entry === undefined ? null : `/assets/${entry.file}`;
}
