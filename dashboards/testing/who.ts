import type { Server } from "node:http";
import express, { type RequestHandler } from "express";
import { listen } from "#test/fixture/listen.ts";
import type { Viewer } from "#warehouse/door/types.ts";
import { setFormWord, setViewer } from "#warehouse/door/viewer.ts";
import type { Context, Surface } from "#warehouse/surface.ts";

/**
 * A surface served to whom the header `x-who` names among `people`, and to the public without it; errors are bare statuses.
 *
 * @param before what api/ does ahead of a surface, where a test needs more than its forms
 */
export async function serveWho(
  surface: Surface,
  ctx: Context,
  people: Readonly<Record<string, Viewer>>,
  before: readonly RequestHandler[] = [],
): Promise<{ server: Server; origin: string }> {
  const app = express();
  app.use(express.urlencoded({ extended: false }), ...before);
  app.use((req, res, next) => {
    const viewer = people[String(req.headers["x-who"])];
    if (viewer !== undefined) {
      const { role, territory } = viewer;
      setViewer(res, viewer, { display: "Qui", role, territory, viewingAs: false });
      setFormWord(res, () => "word");
    }
    next();
  });
  app.use(surface.routes(ctx));
  app.use(((error: { status?: number }, _req, res, _next) => {
    res.status(error.status ?? 500).send("");
  }) satisfies express.ErrorRequestHandler);
  return listen(app);
}
