import { readdirSync, readFileSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import { PROJECT_ROOT } from "#warehouse/home.ts";

export const ROOMS = [
  "pipelines",
  "models",
  "warehouse",
  "dashboards",
  "geoportal",
  "opendata",
  "reports",
  "api",
  "test",
] as const;
export type Room = (typeof ROOMS)[number];

export interface SourceFile {
  /** From the project's root, with `/`. */
  readonly path: string;
  readonly room: Room;
  readonly text: string;
  readonly lines: number;
}

/** Every TypeScript file of the rooms, generated ones left out. */
export function sourceFiles(extensions: readonly string[] = [".ts", ".tsx"]): SourceFile[] {
  const found: SourceFile[] = [];
  for (const room of ROOMS) {
    for (const entry of readdirSync(join(PROJECT_ROOT, room), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !extensions.some((end) => entry.name.endsWith(end))) continue;
      if (entry.name.includes(".generated.")) continue;
      const path = relative(PROJECT_ROOT, join(entry.parentPath, entry.name)).split(sep).join("/");
      const text = readFileSync(join(PROJECT_ROOT, path), "utf8");
      if (/^[#/]+ ?generated\b/i.test(text)) continue;
      found.push({ path, room, text, lines: text.trimEnd().split("\n").length });
    }
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** What a file imports of the project's own, as paths from its root. */
export function importsOf(path: string, text: string): string[] {
  const found: string[] = [];
  for (const match of text.matchAll(/(?:from\s+|import\s*\(\s*|import\s+)["']([^"']+)["']/g)) {
    const specifier = match[1] ?? "";
    if (specifier.startsWith("#")) found.push(specifier.slice(1));
    else if (specifier.startsWith(".")) found.push(posix.join(posix.dirname(path), specifier));
  }
  return found;
}
