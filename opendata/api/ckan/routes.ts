import { type Request, type Response, Router } from "express";
import { BayanError } from "#warehouse/errors.ts";
import type { Context } from "#warehouse/surface.ts";
import { open } from "../../files.ts";
import { withLibrary } from "../../library.ts";
import { ACTIONS } from "./actions.ts";
import { CkanError } from "./errors.ts";
import { paramsOf } from "./params.ts";

const TYPE = "application/json;charset=utf-8";

/** CKAN's Action API at `/api/action/` and `/api/3/action/`, GET and POST, with its envelope and its errors. */
export function ckanRoutes(ctx: Context): Router {
  const router = Router();
  const answer = async (req: Request, res: Response): Promise<void> => {
    open(res);
    const name = String(req.params.action ?? "");
    const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
    const send = (status: number, body: unknown, callback: string | null = null) => {
      const text = JSON.stringify(body);
      const wrapped =
        callback !== null && status === 200 && req.method === "GET" && /^[\w.]{1,64}$/.test(callback);
      res.set("Cache-Control", "public, max-age=60");
      res.status(status);
      if (wrapped) res.type("application/javascript").send(`${callback}(${text});`);
      else res.type(TYPE).send(text);
    };
    if (action === undefined) return send(400, `Bad request - Action name not known: ${name}`);
    const help = `${ctx.publicUrl}/api/3/action/help_show?name=${name}`;
    try {
      const params = await paramsOf(req);
      const address = req.originalUrl.replace(/([?&])offset=\d+&?/u, "$1");
      const result = await withLibrary(ctx, async (library) => action(library, params, address));
      send(200, { help, success: true, result }, params.text("callback"));
    } catch (error) {
      const refused =
        error instanceof CkanError
          ? error
          : error instanceof BayanError && error.status < 500
            ? new CkanError("Validation Error", 409, error.in("en"))
            : null;
      if (refused === null) throw error;
      const { type, message, fields, status } = refused;
      send(status, {
        help,
        success: false,
        error: { __type: type, ...(message === "" ? {} : { message }), ...fields },
      });
    }
  };
  for (const path of ["/api/action/:action", "/api/3/action/:action"]) {
    router.get(path, answer);
    router.post(path, answer);
    router.options(path, (_req, res) => {
      open(res);
      res.set({
        "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
        "Access-Control-Allow-Headers": "Content-Type, Authorization, X-CKAN-API-Key",
      });
      res.status(204).end();
    });
  }
  router.get(["/api/3", "/api/3/"], (_req, res) => {
    open(res);
    res.json({ version: 3 });
  });
  return router;
}
