import type { Request } from "express";
import { PUBLIC_VIEWER, type Viewer } from "#warehouse/door/types.ts";
import { langOf } from "./lang.ts";

/** Who asks. The one place where a request becomes a viewer: without a session, everybody is the public. */
export function viewerOf(req: Request): Viewer {
  return { ...PUBLIC_VIEWER, lang: langOf(req) };
}
