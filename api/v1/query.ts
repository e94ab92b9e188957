import { z } from "zod";
import { parseSpec, querySchema } from "#warehouse/door/index.ts";
import { FORMATS, type Format } from "#warehouse/door/types.ts";
import { HttpError } from "../http/problem.ts";
import { type ApiCall, badParameter, defineRoute, type Reply } from "./route.ts";
import { answer } from "./schemas.ts";

const TYPES: Readonly<Record<Format, string>> = {
  json: "application/json",
  csv: "text/csv",
  arrow: "application/vnd.apache.arrow.stream",
};
const RESPONSES = {
  "application/json": answer,
  "text/csv": null,
  "application/vnd.apache.arrow.stream": null,
};
const format = z.enum(FORMATS).optional().describe("Instead of the Accept header");

export const postQuery = defineRoute({
  method: "post",
  path: "/api/v1/query",
  id: "query",
  summary: { fr: "Poser une question", ar: "طرح سؤال", en: "Ask a question" },
  query: z.object({ format }),
  body: querySchema,
  responses: RESPONSES,
  errors: [400, 406, 413, 415, 503],
  handle: (call) => {
    const given = call.req.get("content-type");
    if (given !== undefined && call.req.is(["application/json", "application/*+json"]) === false) {
      throw new HttpError(415, "unsupported_media_type", {
        fr: "La question s’envoie en application/json",
        ar: "يُرسل السؤال بصيغة application/json",
        en: "Send the query as application/json",
      });
    }
    return answered(call, call.body);
  },
});

/** The same question as an address, for links and downloads. */
export const getQuery = defineRoute({
  method: "get",
  path: "/api/v1/query",
  id: "queryByLink",
  summary: { fr: "Poser une question par un lien", ar: "طرح سؤال عبر رابط", en: "Ask a question by a link" },
  query: z.object({
    spec: z.string().max(20_000).optional().describe("The question, QuerySpec, as JSON text"),
    q: z.string().max(20_000).optional().describe("Short for spec"),
    format,
  }),
  responses: RESPONSES,
  errors: [400, 406, 413, 503],
  handle: (call) => {
    const text = call.query.spec ?? call.query.q;
    if (text === undefined) throw badParameter("spec", "JSON");
    return answered(call, parsed(text, call.query.spec === undefined ? "q" : "spec"));
  },
});

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) throw badParameter(name, "JSON");
    throw cause;
  }
}

async function answered(call: ApiCall<{ format?: Format | undefined }>, given: unknown): Promise<Reply> {
  const spec = parseSpec(given);
  const chosen = call.query.format ?? negotiated(call);
  const body = await call.ctx.door.stream(spec, call.viewer, chosen);
  const headers: Record<string, string> = {
    Link: spec.metrics
      .map((name) => `</api/v1/lineage?metric=${encodeURIComponent(name)}>; rel="describedby"`)
      .slice(0, 5)
      .join(", "),
  };
  if (chosen !== "json")
    headers["Content-Disposition"] = `attachment; filename="${await fileName(call, spec.metrics, chosen)}"`;
  return { type: chosen === "csv" ? "text/csv; charset=utf-8" : TYPES[chosen], body, headers };
}

function negotiated(call: ApiCall<unknown>): Format {
  const accepted = call.req.accepts(Object.values(TYPES));
  const found = FORMATS.find((one) => TYPES[one] === accepted);
  if (found !== undefined) return found;
  throw new HttpError(406, "not_acceptable", {
    fr: `Formats possibles : ${Object.values(TYPES).join(", ")}`,
    ar: `الصيغ الممكنة: ${Object.values(TYPES).join("، ")}`,
    en: `Possible formats: ${Object.values(TYPES).join(", ")}`,
  });
}

/** `bayan-ordered_mad-sample.csv`: a file of the sample says so in its name too. */
async function fileName(call: ApiCall<unknown>, metrics: readonly string[], chosen: Format): Promise<string> {
  const release = await call.ctx.release();
  try {
    const parts = ["bayan", metrics[0] ?? "query", ...(release.manifest.sample ? ["sample"] : [])];
    return `${parts.join("-").replaceAll(/[^A-Za-z0-9_-]/g, "")}.${chosen === "arrow" ? "arrows" : "csv"}`;
  } finally {
    release.release();
  }
}
