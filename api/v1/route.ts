import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Request, RequestHandler, Response } from "express";
import type { z } from "zod";
import { issueOf } from "#warehouse/door/index.ts";
import type { Viewer } from "#warehouse/door/types.ts";
import { signedInOf, viewerOf } from "#warehouse/door/viewer.ts";
import type { Access, AccountRole, TokenScope } from "#warehouse/state/index.ts";
import type { Context } from "#warehouse/surface.ts";
import { asIs, isLang, LANGS, type Text } from "#warehouse/text.ts";
import { demand } from "../access/guards.ts";
import { langOf } from "../http/lang.ts";
import { HttpError } from "../http/problem.ts";

/** One address of the API: Express and the OpenAPI document are both made from it, so that neither can drift. */
export interface ApiRoute<Q extends z.ZodRawShape = z.ZodRawShape> {
  readonly method: "get" | "post";
  /** With Express's `:name` for a part. */
  readonly path: string;
  readonly id: string;
  readonly summary: Text;
  /** Query parameters, each described; any other is refused with its name. */
  readonly query: z.ZodObject<Q>;
  readonly body?: z.ZodType;
  /** What comes back, by media type. */
  readonly responses: Readonly<Record<string, z.ZodType | null>>;
  /** Statuses that it may give beside 200. */
  readonly errors: readonly number[];
  /** Who may ask, where it is not everyone: an account, of these roles if any are named; a token needs the scope. */
  readonly needs?: { readonly roles?: readonly AccountRole[]; readonly scope?: TokenScope };
  handle(call: ApiCall<z.output<z.ZodObject<Q>>>): Promise<Reply>;
}
export interface ApiCall<Q> {
  readonly ctx: Context;
  /** Accounts and the log; null where nobody can sign in. */
  readonly access: Access | null;
  readonly req: Request;
  readonly res: Response;
  readonly viewer: Viewer;
  readonly query: Q;
  /** The body as it came: unknown until someone reads it. */
  readonly body: unknown;
}
export interface Reply {
  readonly type: string;
  /** Parts are written at the reader's pace. */
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array>;
  readonly headers?: Readonly<Record<string, string>>;
}

export const json = (value: unknown): Reply => ({ type: "application/json", body: JSON.stringify(value) });

export const defineRoute = <Q extends z.ZodRawShape>(route: ApiRoute<Q>): ApiRoute<Q> => route;

/** The Express handler of a route: reads its parameters strictly, answers, and says how long the answer keeps. */
export function handlerOf<Q extends z.ZodRawShape>(
  ctx: Context,
  route: ApiRoute<Q>,
  access: Access | null = null,
): RequestHandler {
  return async (req, res) => {
    res.locals.route = route.path;
    if (route.needs !== undefined) demand(res, route.needs);
    const viewer = viewerOf(res, langOf(req));
    const query = readQuery(route, req);
    const reply = await route.handle({ ctx, access, req, res, viewer, query, body: req.body });
    await send(res, reply);
  };
}

function readQuery<Q extends z.ZodRawShape>(route: ApiRoute<Q>, req: Request): z.output<z.ZodObject<Q>> {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(req.query)) {
    if (name === "lang") {
      if (!isLang(value)) throw badParameter(name, LANGS.join(" | "));
      continue;
    }
    if (!(name in route.query.shape)) throw unknownParameter(name);
    if (typeof value !== "string") throw badParameter(name, ONE_VALUE);
    given[name] = value;
  }
  const result = route.query.safeParse(given);
  if (result.success) return result.data;
  const issue = issueOf(route.query, given);
  throw badParameter(issue?.path[0] ?? "", issue?.expected ?? "");
}

const ONE_VALUE: Text = { fr: "une seule valeur", ar: "قيمة واحدة", en: "one value" };

async function send(res: Response, reply: Reply): Promise<void> {
  res.set({
    // A new release may come at any time: keep, but ask.
    "Cache-Control": signedInOf(res) === null ? "public, max-age=0, must-revalidate" : "private, no-store",
    ...reply.headers,
  });
  res.vary("Accept");
  res.status(200).type(reply.type);
  const { body } = reply;
  if (typeof body === "string") res.send(body);
  else if (body instanceof Uint8Array) res.send(Buffer.from(body.buffer, body.byteOffset, body.byteLength));
  else await sendParts(res, body);
}

/** One part after another, each when there is room for it; who leaves half-way is not written to any more. */
async function sendParts(res: Response, parts: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    await pipeline(Readable.from(parts), res);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw cause;
  }
}

export const unknownParameter = (name: string): HttpError => {
  const shown = name.slice(0, 64);
  return new HttpError(
    400,
    "unknown_parameter",
    {
      fr: `Paramètre inconnu : ${shown}`,
      ar: `معلمة غير معروفة: ${shown}`,
      en: `Unknown parameter: ${shown}`,
    },
    shown,
  );
};

export function badParameter(name: string, expected: string | Text): HttpError {
  const said = typeof expected === "string" ? asIs(expected) : expected;
  return new HttpError(
    400,
    "bad_parameter",
    {
      fr: `Valeur refusée pour le paramètre ${name} : ${said.fr}`,
      ar: `قيمة مرفوضة للمعلمة ${name}: ${said.ar}`,
      en: `Value refused for parameter ${name}: ${said.en}`,
    },
    name,
  );
}
