import { createHash } from "node:crypto";
import { z } from "zod";
import { parseSpec, querySchema } from "#warehouse/door/index.ts";
import { type AnswerHead, FORMATS, type Format, type QuerySpec } from "#warehouse/door/types.ts";
import { HttpError } from "../http/problem.ts";
import { keep } from "./kept.ts";
import { type ApiCall, badParameter, defineRoute, type Reply } from "./route.ts";
import { answer } from "./schemas.ts";

const TYPES: Readonly<Record<Format, string>> = {
  json: "application/json",
  columns: "application/json",
  csv: "text/csv",
  arrow: "application/vnd.apache.arrow.stream",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  parquet: "application/vnd.apache.parquet",
};
/** How a file of each form ends; JSON is shown and not saved. */
const ENDINGS: Readonly<Partial<Record<Format, string>>> = {
  csv: "csv",
  arrow: "arrows",
  xlsx: "xlsx",
  parquet: "parquet",
};
/** Forms that the Accept header may name; JSON by columns has the type of JSON by rows. */
const NAMED = FORMATS.filter((one) => one !== "columns");
const RESPONSES = {
  "application/json": answer,
  "text/csv": null,
  "application/vnd.apache.arrow.stream": null,
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": null,
  "application/vnd.apache.parquet": null,
};
const format = z
  .enum(FORMATS)
  .optional()
  .describe("Instead of the Accept header; columns is JSON by columns");

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
    return answered(
      call,
      readBefore(text) ?? parsed(text, call.query.spec === undefined ? "q" : "spec"),
      text,
    );
  },
});

/** Questions that came by a link, as they were read: pages ask the same ones over and over. */
const links = new Map<string, QuerySpec>();
const LINKS = 500;
const LONG = 2_000;

const readBefore = (text: string): QuerySpec | undefined => links.get(text);

function remember(text: string, spec: QuerySpec): void {
  if (text.length > LONG) return;
  if (links.size >= LINKS) links.delete(links.keys().next().value ?? "");
  links.set(text, spec);
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) throw badParameter(name, "JSON");
    throw cause;
  }
}

async function answered(
  call: ApiCall<{ format?: Format | undefined }>,
  given: unknown,
  link?: string,
): Promise<Reply> {
  const spec = parseSpec(given);
  if (link !== undefined && given !== spec) remember(link, spec);
  const chosen = call.query.format ?? negotiated(call);
  const answer = await call.ctx.door.encode(spec, call.viewer, chosen);
  const type = chosen === "csv" ? "text/csv; charset=utf-8" : TYPES[chosen];
  if (answer.bytes === null) return { type, body: answer.chunks(), headers: headersOf(answer, spec, chosen) };
  if (link !== undefined && call.viewer.role === "public") keep(call.res, answer.release, answer.bytes);
  let headers = made.get(answer.bytes);
  if (headers === undefined) {
    const hash = createHash("sha256").update(answer.bytes).digest("base64url").slice(0, 27);
    headers = {
      ...headersOf(answer, spec, chosen),
      ETag: `W/"${answer.bytes.byteLength.toString(16)}-${hash}"`,
    };
    made.set(answer.bytes, headers);
  }
  return { type, body: answer.bytes, headers };
}

/** The headers of answers that the door keeps: the same bytes have the same. */
const made = new WeakMap<Uint8Array, Readonly<Record<string, string>>>();

function headersOf(answer: AnswerHead, spec: QuerySpec, chosen: Format): Record<string, string> {
  const headers: Record<string, string> = {
    "Bayan-Release": answer.release,
    "Bayan-Sample": String(answer.sample),
    "Bayan-Scope": `${answer.scope.published ? "published" : "all"}; territory=${answer.scope.territory ?? "*"}`,
    "Bayan-Definitions": answer.definitions.map(({ metric, version }) => `${metric}=${version}`).join(", "),
    Link: [
      ...(answer.lineage.length < 4_000 ? [`<${answer.lineage}>; rel="describedby"`] : []),
      ...spec.metrics
        .slice(0, 5)
        .map((name) => `</api/v1/lineage?metric=${encodeURIComponent(name)}>; rel="describedby"`),
    ].join(", "),
  };
  const ending = ENDINGS[chosen];
  if (ending !== undefined) {
    const parts = ["bayan", spec.metrics[0] ?? "query", ...(answer.sample ? ["sample"] : [])];
    const name = parts.join("-").replaceAll(/[^A-Za-z0-9_-]/g, "");
    headers["Content-Disposition"] = `attachment; filename="${name}.${ending}"`;
  }
  return headers;
}

function negotiated(call: ApiCall<unknown>): Format {
  const types = NAMED.map((one) => TYPES[one]);
  const accepted = call.req.accepts(types);
  const found = NAMED.find((one) => TYPES[one] === accepted);
  if (found !== undefined) return found;
  throw new HttpError(406, "not_acceptable", {
    fr: `Formats possibles : ${types.join(", ")}`,
    ar: `الصيغ الممكنة: ${types.join("، ")}`,
    en: `Possible formats: ${types.join(", ")}`,
  });
}
