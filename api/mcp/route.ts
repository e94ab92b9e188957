import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import express, { type RequestHandler, Router } from "express";
import { viewerOf } from "#warehouse/door/viewer.ts";
import type { Context, Surface } from "#warehouse/surface.ts";
import { identityOf } from "../access/identify.ts";
import { langOf } from "../http/lang.ts";
import { HttpError } from "../http/problem.ts";
import { assistantServer } from "./tools.ts";

/** Assistants over HTTP (Model Context Protocol, streamable): one message in, one answer out, nothing kept between. */
export function assistants(ctx: Context, surfaces: readonly Surface[], bodyBytes: number): Router {
  const router = Router();
  const datasets = surfaces.flatMap((surface) => surface.datasets ?? []);
  const own = new URL(ctx.publicUrl).host;
  /** A page open in a browser has no business here: it could be made to speak with its reader's session. */
  const programsOnly: RequestHandler = (req, res, next) => {
    const origin = req.get("origin");
    const foreign = origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== own);
    if (foreign || identityOf(res)?.session != null) {
      throw new HttpError(403, "programs_only", {
        fr: "Cette adresse est faite pour des programmes : envoyez un jeton, sans session ni page d’un autre site",
        ar: "هذا العنوان مخصص للبرامج: أرسل رمزا دون جلسة ولا صفحة من موقع آخر",
        en: "This address is for programs: send a token, without a session or a page of another site",
      });
    }
    next();
  };
  router.post("/mcp", programsOnly, express.json({ limit: bodyBytes }), async (req, res) => {
    const lang = langOf(req);
    const server = assistantServer({ ctx, viewer: viewerOf(res, lang), datasets });
    const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
    res.once("close", () => {
      void transport.close();
      void server.close();
    });
    await server.connect(transport);
    await transport.handleRequest(req, res, req.body);
  });
  router.all("/mcp", (_req, res) => {
    res.set("Allow", "POST");
    throw new HttpError(405, "method_not_allowed", {
      fr: "Méthodes admises ici : POST",
      ar: "الطرق المقبولة هنا: POST",
      en: "Methods allowed here: POST",
    });
  });
  return router;
}
