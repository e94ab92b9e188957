import { type Request, type Response, Router } from "express";
import { BayanError } from "#warehouse/errors.ts";
import type { Context } from "#warehouse/surface.ts";
import { fileUrl, open } from "../../files.ts";
import { type Library, withLibrary } from "../../library.ts";
import { schemaField } from "../../meta/packages.ts";
import type { Table } from "../../query/types.ts";
import { type Resource, resourceIndex } from "../ids.ts";
import { questionOf } from "./parse.ts";

const FORMATS = {
  string: "string",
  integer: "int",
  decimal: "float",
  number: "float",
  date: "date",
  boolean: "bool",
} as const;
const OPERATORS = [
  "exact",
  "differs",
  "isnull",
  "isnotnull",
  "contains",
  "notcontains",
  "in",
  "notin",
  "less",
  "greater",
  "strictly_less",
  "strictly_greater",
  "sort",
  "groupby",
  "count",
  "avg",
  "min",
  "max",
  "sum",
];
/** Rows of an export in one answer; whole files have addresses of their own. */
const MOST_EXPORT = 100_000;

/** The tabular API of data.gouv.fr: rows of a resource by typed filters, with its profile and its description. */
export function tabularRoutes(ctx: Context): Router {
  const router = Router({ strict: false });
  const get = (
    path: string,
    answer: (library: Library, found: Resource, req: Request, res: Response) => Promise<void> | void,
  ) =>
    router.get(path, async (req, res) => {
      open(res);
      res.set("Cache-Control", "public, max-age=60");
      try {
        await withLibrary(ctx, async (library) => {
          const found = resourceIndex(library.listed).get(String(req.params.id));
          if (found === undefined || found.form !== "csv")
            return refuse(res, 404, "Resource not found", String(req.params.id));
          await answer(library, found, req, res);
        });
      } catch (error) {
        if (!(error instanceof BayanError) || error.status >= 500) throw error;
        refuse(res, error.status, "Invalid query string", error.in("en"));
      }
    });
  const at = (found: Resource, rest: string) => `${ctx.publicUrl}/api/resources/${found.id}/${rest}`;
  const links = (found: Resource) => ({ profile: at(found, "profile/"), swagger: at(found, "swagger/") });
  const given = (req: Request) => new URLSearchParams(req.originalUrl.split("?")[1] ?? "");

  get("/api/resources/:id", ({ shelf }, found, _req, res) => {
    const { entry } = found.item;
    res.json({
      created_at: shelf.edition(entry.slug, entry.version)?.published_at ?? null,
      url: `${ctx.publicUrl}${fileUrl(entry.slug, entry.version, found.name)}`,
      links: ["profile", "data", "swagger"].map((rel) => ({ href: at(found, `${rel}/`), type: "GET", rel })),
    });
  });
  get("/api/resources/:id/profile", (_library, found, _req, res) => {
    const { entry } = found.item;
    res.json({
      profile: {
        header: entry.fields.map(({ name }) => name),
        columns: Object.fromEntries(
          entry.fields.map(({ name, type }) => [
            name,
            { python_type: FORMATS[type], format: FORMATS[type], score: 1 },
          ]),
        ),
        total_lines: found.rows,
        encoding: "utf-8",
        separator: ",",
        dictionary: entry.fields.map((field) => schemaField(field, entry.key)),
      },
      indexes: null,
    });
  });
  get("/api/resources/:id/data", async ({ engine }, found, req, res) => {
    const asked = given(req);
    const { query, page, size } = questionOf(found.item.entry, found.part, asked);
    const [{ rows }, total] = [await engine.rows(query), await engine.count(query)];
    const to = (number: number) => {
      const next = new URLSearchParams(asked);
      next.set("page", String(number));
      next.set("page_size", String(size));
      return at(found, `data/?${next}`);
    };
    const next = page * size < total ? to(page + 1) : null;
    res.json({
      data: rows,
      links: { ...links(found), next, prev: page > 1 ? to(page - 1) : null },
      meta: { page, page_size: size, total },
    });
  });
  for (const format of ["csv", "json"] as const) {
    get(`/api/resources/:id/data/${format}`, async ({ engine }, found, req, res) => {
      const { query } = questionOf(found.item.entry, found.part, given(req));
      const table = await engine.rows({ ...query, limit: MOST_EXPORT + 1, offset: 0 });
      if (table.rows.length > MOST_EXPORT)
        return refuse(res, 413, "Too many rows", `more than ${MOST_EXPORT}: download the file instead`);
      if (format === "json") return void res.json(table.rows);
      res
        .type("text/csv; charset=utf-8")
        .set("Content-Disposition", `attachment; filename="${found.name}"`)
        .send(csvOf(table));
    });
  }
  get("/api/resources/:id/swagger", (_library, found, _req, res) => {
    const { entry } = found.item;
    const parameters = entry.fields.flatMap(({ name, label }) =>
      OPERATORS.map((op) => ({
        name: `${name}__${op}`,
        in: "query",
        required: false,
        description: label.en,
        schema: { type: "string" },
      })),
    );
    res.json({
      openapi: "3.0.3",
      info: { title: found.title, version: entry.version },
      servers: [{ url: ctx.publicUrl }],
      paths: {
        [`/api/resources/${found.id}/data/`]: {
          get: { parameters, responses: { 200: { description: "Rows" } } },
        },
      },
    });
  });
  router.get("/api/aggregation-exceptions", (_req, res) => {
    open(res);
    res.json([]);
  });
  return router;
}

function refuse(res: Response, status: number, title: string, detail: string): void {
  res.status(status).json({ errors: [{ code: status, title, detail }] });
}

/** Rows of an answer as CSV (RFC 4180); text is safe from formulas, numbers are untouched. */
export function csvOf({ columns, rows }: Table, delimiter = ","): string {
  const cell = (value: unknown): string => {
    if (value === null || value === undefined) return "";
    const text =
      typeof value === "string" && /^\s*[=+\-@\t\r＝＋－＠]/u.test(value) ? `'${value}` : String(value);
    return /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = rows.map((row) => columns.map(({ name }) => cell(row[name])).join(delimiter));
  return `${[columns.map(({ name }) => name).join(delimiter), ...lines].join("\n")}\n`;
}
