import { type Request, type Response, Router } from "express";
import { BayanError } from "#warehouse/errors.ts";
import type { Context } from "#warehouse/surface.ts";
import type { Listed } from "../../catalogue.ts";
import { nameOf, WHOLE } from "../../derive/forms.ts";
import { fileUrl, open } from "../../files.ts";
import { type Library, withLibrary } from "../../library.ts";
import { LICENCES, licenceUrl } from "../../licences.ts";
import { PUBLISHER } from "../../publisher.ts";
import { TableError } from "../../query/compile.ts";
import type { Condition, TableQuery } from "../../query/types.ts";
import { searchDatasets } from "../../search.ts";
import { csvOf } from "../tabular/routes.ts";
import { parseOrder, parseSelect, parseWhere } from "./odsql.ts";

const TYPE = {
  string: "text",
  integer: "int",
  decimal: "double",
  number: "double",
  date: "date",
  boolean: "boolean",
} as const;
const ROOT = "/api/explore/v2.1/catalog";
const MOST_EXPORT = 250_000;

/** An address's query as the one question on a dataset's rows. */
export function questionOf({ entry }: Listed, given: URLSearchParams, most: number | null): TableQuery {
  const of: Condition[] = given.getAll("where").filter(Boolean).map(parseWhere);
  const refined = (name: "refine" | "exclude") =>
    given.getAll(name).map((each): Condition => {
      const found = /^(\w+):"?(.*?)"?$/s.exec(each);
      if (found === null) throw new TableError(`${name} ${each}`);
      const equal: Condition = { kind: "compare", column: found[1] ?? "", op: "=", value: found[2] ?? "" };
      return name === "refine" ? equal : { kind: "not", of: equal };
    });
  of.push(...refined("refine"), ...refined("exclude"));
  const all = entry.fields.map(({ name }) => name);
  const grouped = given.get("group_by");
  const groups = grouped === null ? [] : parseSelect(grouped, all);
  const select = parseSelect(given.get("select") ?? (groups.length > 0 ? "count(*)" : "*"), all);
  const asked = given.get("limit");
  const number = (name: string, fallback: number, low: number) => {
    const value = given.get(name);
    if (value === null || value === "") return fallback;
    if (!/^-?\d{1,9}$/.test(value) || Number(value) < low) throw new TableError(`${name} ${value}`);
    return Number(value);
  };
  const limit = number("limit", most === null ? -1 : 10, -1);
  const offset = number("offset", 0, 0);
  const cap = groups.length > 0 ? 20_000 : (most ?? Number.POSITIVE_INFINITY);
  if (most !== null && limit > cap) throw new TableError(`limit ${asked} > ${cap}`);
  if (most !== null && offset + Math.max(limit, 0) > (groups.length > 0 ? 20_000 : 10_000))
    throw new TableError("offset + limit");
  const order = given.get("order_by");
  return {
    ...{ entry, part: null, distinct: false, offset },
    select: [...groups.filter((each) => !select.some(({ as }) => as === each.as)), ...select],
    where: of.length === 0 ? null : { kind: "all", of },
    groupBy:
      groups.length > 0 ? groups.map((each) => (each.kind === "column" ? each.column : each.as)) : null,
    order: order === null || order === "" ? [] : parseOrder(order),
    limit: limit < 0 ? (most ?? null) : limit,
  };
}

function described({ base, shelf }: Library, item: Listed): Record<string, unknown> {
  const { dataset, entry } = item;
  const modified = shelf.edition(entry.slug, entry.version)?.published_at ?? null;
  return {
    dataset_id: entry.slug,
    dataset_uid: `da_${entry.slug}`,
    has_records: true,
    data_visible: true,
    attachments: [],
    features: entry.point === null ? ["analyze"] : ["analyze", "geo"],
    fields: entry.fields.map(({ name, type, label, unit }) => ({
      name,
      type: TYPE[type],
      label: label.fr,
      description: label.en,
      annotations: unit === undefined ? {} : { unit },
    })),
    metas: {
      default: {
        title: `${entry.sample ? "[Exemple] " : ""}${dataset.title.fr}`,
        description: dataset.description.fr,
        keyword: dataset.keywords.fr,
        theme: [dataset.theme],
        license: LICENCES[dataset.licence].title.fr,
        license_url: licenceUrl(base, dataset.licence),
        language: "fr",
        publisher: PUBLISHER.name.fr,
        records_count: entry.rows,
        modified,
        data_processed: modified,
        metadata_processed: modified,
      },
    },
  };
}

/** Opendatasoft's Explore API v2.1: the catalogue, records, exports and facets, by a part of ODSQL. */
export function exploreRoutes(ctx: Context): Router {
  const router = Router();
  const get = (
    path: string,
    answer: (library: Library, given: URLSearchParams, req: Request, res: Response) => Promise<void> | void,
  ) =>
    router.get(`${ROOT}${path}`, async (req, res) => {
      open(res);
      res.set("Cache-Control", "public, max-age=60");
      const given = new URLSearchParams(req.originalUrl.split("?")[1] ?? "");
      try {
        await withLibrary(ctx, async (library) => answer(library, given, req, res));
      } catch (error) {
        if (!(error instanceof BayanError) || error.status >= 500) throw error;
        res.status(error.status).json({
          message: error.in("en"),
          error_code: error.status === 404 ? "NotFound" : "InvalidRESTParameterError",
        });
      }
    });
  const itemOf = (library: Library, req: Request) => library.find(String(req.params.id));

  get("/datasets", (library, given, _req, res) => {
    const words = /^"?(.*?)"?$/s.exec(given.get("where") ?? "")?.[1] ?? "";
    const found =
      words === ""
        ? library.listed
        : searchDatasets(library.listed, words.replace(/^search\(|\)$/g, "").replaceAll('"', ""));
    const bound = (name: string, fallback: number, most: number) =>
      Math.min(most, Math.max(0, Number(given.get(name) ?? fallback) || 0));
    const [offset, limit] = [
      bound("offset", 0, 10_000),
      given.get("limit") === "-1" ? 100 : bound("limit", 10, 100),
    ];
    res.json({
      total_count: found.length,
      results: found.slice(offset, offset + limit).map((item) => described(library, item)),
    });
  });
  get("/facets", (library, _given, _req, res) => {
    const counts = new Map<string, number>();
    for (const { dataset } of library.listed) counts.set(dataset.theme, (counts.get(dataset.theme) ?? 0) + 1);
    const facets = [...counts].map(([name, count]) => ({ name, count, state: "displayed", value: name }));
    res.json({ links: [], facets: [{ name: "theme", facets }] });
  });
  get(
    "/datasets/:id",
    (library, _given, req, res) => void res.json(described(library, itemOf(library, req))),
  );
  get("/datasets/:id/attachments", (library, _given, req, res) => {
    const { attachments } = described(library, itemOf(library, req));
    res.json({ links: [], attachments });
  });
  get("/datasets/:id/records", async (library, given, req, res) => {
    const query = questionOf(itemOf(library, req), given, 100);
    const { rows } = await library.engine.rows(query);
    res.json({ total_count: await library.engine.count(query), results: rows });
  });
  get("/datasets/:id/records/:record", async (library, _given, req, res) => {
    const item = itemOf(library, req);
    const where: Condition = { kind: "compare", column: "_id", op: "=", value: String(req.params.record) };
    const query: TableQuery = {
      entry: item.entry,
      part: null,
      select: null,
      where,
      groupBy: null,
      distinct: false,
      order: [],
      limit: 1,
      offset: 0,
    };
    const [row] = (await library.engine.rows(query)).rows;
    if (row === undefined) res.status(404).json({ message: "Unknown record", error_code: "NotFound" });
    else res.json(row);
  });
  get("/datasets/:id/facets", async (library, given, req, res) => {
    const item = itemOf(library, req);
    const wanted = given.getAll("facet").map((each) => /^facet\(name="(\w+)"/.exec(each)?.[1] ?? each);
    const names =
      wanted.length > 0
        ? wanted
        : item.entry.fields
            .filter(
              ({ type, name }) => type === "string" && /type|status|region|level|sector|part$/.test(name),
            )
            .map(({ name }) => name);
    const base = questionOf(
      item,
      new URLSearchParams([...given].filter(([name]) => ["where", "refine", "exclude"].includes(name))),
      null,
    );
    const facets = await Promise.all(
      names.slice(0, 12).map(async (name) => {
        const query: TableQuery = {
          ...base,
          select: [
            { kind: "column", column: name, as: name },
            { kind: "aggregate", fn: "count", column: null, as: "count" },
          ],
          groupBy: [name],
          order: [{ by: "count", dir: "desc" }],
          limit: 100,
        };
        const { rows } = await library.engine.rows(query);
        return {
          name,
          facets: rows
            .filter((row) => row[name] !== null)
            .map((row) => ({
              name: String(row[name]),
              value: String(row[name]),
              count: row.count,
              state: "displayed",
            })),
        };
      }),
    );
    res.json({ links: [], facets });
  });
  get("/datasets/:id/exports", (library, _given, req, res) => {
    const { entry } = itemOf(library, req);
    const formats = ["csv", "json", "jsonl", "parquet", "xlsx", ...(entry.point === null ? [] : ["geojson"])];
    res.json({
      links: formats.map((rel) => ({
        rel,
        href: `${ctx.publicUrl}${ROOT}/datasets/${entry.slug}/exports/${rel}`,
      })),
    });
  });
  get("/datasets/:id/exports/:format", async (library, given, req, res) => {
    const item = itemOf(library, req);
    const format = String(req.params.format);
    const { entry } = item;
    const plain = ![...given.keys()].some((name) =>
      ["select", "where", "group_by", "order_by", "refine", "exclude", "limit", "offset"].includes(name),
    );
    const form = ({ parquet: "parquet", xlsx: "xlsx", geojson: "geojson" } as const)[format];
    if (form !== undefined) {
      if (!plain) throw new TableError(`${format} of a selection: use csv, json or jsonl`);
      res.redirect(302, fileUrl(entry.slug, entry.version, nameOf(entry, null, WHOLE, form)));
      return;
    }
    const query = questionOf(item, given, null);
    const table = await library.engine.rows({
      ...query,
      limit: Math.min(query.limit ?? MOST_EXPORT + 1, MOST_EXPORT + 1),
    });
    if (table.rows.length > MOST_EXPORT) {
      res.redirect(
        302,
        fileUrl(
          entry.slug,
          entry.version,
          nameOf(entry, null, WHOLE, format === "csv" ? "csv" : format === "json" ? "json" : "ndjson"),
        ),
      );
      return;
    }
    if (format === "json") res.json(table.rows);
    else if (format === "jsonl")
      res.type("application/x-ndjson").send(table.rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
    else if (format === "csv") {
      const mark = given.get("with_bom") === "false" ? "" : "\ufeff";
      res.type("text/csv; charset=utf-8").send(`${mark}${csvOf(table, given.get("delimiter") ?? ";")}`);
    } else throw new TableError(`format ${format}`);
  });
  return router;
}
