import { join, resolve } from "node:path";
import type { Home } from "#warehouse/home.ts";
import type { Context } from "#warehouse/surface.ts";
import { type Archive, openArchive } from "./archive.ts";

const archives = new WeakMap<Home, Archive>();

/** Where the files of reports lie. */
export const reportsRoot = (home: Home): string => resolve(join(home.root, "reports"));

/** The archive of a served installation, opened once. */
export function archiveOf(ctx: Pick<Context, "home" | "clock">): Archive {
  const known = archives.get(ctx.home);
  if (known !== undefined) return known;
  const opened = openArchive(ctx.home, ctx.clock);
  archives.set(ctx.home, opened);
  return opened;
}
