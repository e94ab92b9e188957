import { join, resolve } from "node:path";
import { type Home, perHome } from "#warehouse/home.ts";
import type { Context } from "#warehouse/surface.ts";
import { type Archive, openArchive } from "./archive.ts";

/** Where the files of reports lie. */
export const reportsRoot = (home: Home): string => resolve(join(home.root, "reports"));

/** The archive of a served installation, opened once. */
export const archiveOf = perHome(
  (ctx: Pick<Context, "home" | "clock">): Archive => openArchive(ctx.home, ctx.clock),
);
