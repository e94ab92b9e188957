import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Run } from "./door.ts";
import { faults } from "./faults.ts";
import { nearest } from "./names.ts";
import type { Opened } from "./opened.ts";
import { type Scope, scopeOf, unitsOf } from "./policy.ts";
import { allOf, cast, column, type Expr, type SqlType, value } from "./sql/ast.ts";
import { cellAt } from "./table.ts";
import type { Cell, MartRows, MartSpec, Row, Scalar, Viewer } from "./types.ts";

const modelsSchema = z.object({
  nodes: z.record(
    z.string(),
    z.looseObject({
      name: z.string(),
      resource_type: z.string().default("model"),
      config: z.looseObject({ meta: z.record(z.string(), z.unknown()).nullish() }).nullish(),
      columns: z.record(
        z.string(),
        z.looseObject({
          name: z.string(),
          data_type: z.string().nullish(),
          meta: z.record(z.string(), z.unknown()).nullish(),
        }),
      ),
    }),
  ),
});

interface Mart {
  readonly name: string;
  readonly key: readonly string[];
  readonly columns: ReadonlyMap<string, { readonly type: SqlType; readonly published: boolean }>;
  readonly territory: string | null;
}

/** Columns that say whose a row is, the surest first. */
const TERRITORY_COLUMNS = ["collectivity_code", "unit_code", "commune_code"];
const known = new WeakMap<object, ReadonlyMap<string, Mart>>();

/**
 * Rows of a mart under the viewer's policy: the public reads published columns; an account with a territory reads
 * all columns of its own rows, and of a mart that names no council only what is published. Ordered by the mart's key.
 */
export async function rows(
  at: Opened,
  run: Run,
  spec: MartSpec,
  viewer: Viewer,
  max: number,
): Promise<MartRows> {
  const mart = martOf(at, spec.mart);
  const scope = scopeOf(viewer);
  const allowed = visible(mart, scope);
  const need = (name: string): { readonly type: SqlType } => {
    const found = allowed.has(name) ? mart.columns.get(name) : undefined;
    if (found === undefined) throw faults.unknownDimension(name, nearest(name, allowed));
    return found;
  };
  const asked = spec.columns ?? [...allowed];
  if (asked.length === 0) throw faults.unknownDimension(spec.mart, null);
  const own = (name: string): Expr => column("m", name);
  const order = [
    ...(spec.order ?? []).map(({ by, dir }) => {
      need(by);
      return { expr: own(by), dir };
    }),
    ...mart.key
      .filter((name) => mart.columns.has(name))
      .map((name) => ({ expr: own(name), dir: "asc" as const })),
  ];
  const table = await run(at, {
    kind: "select",
    columns: asked.map((name) => ({ expr: cast(own(name), need(name).type), as: name })),
    from: { kind: "table", name: mart.name, as: "m" },
    where: allOf([
      ...(spec.where ?? []).map((one): Expr => {
        const { type } = need(one.column);
        const values = Array.isArray(one.value) ? (one.value as readonly Scalar[]) : [one.value as Scalar];
        return {
          kind: "in",
          expr: cast(own(one.column), comparable(type)),
          among: values.map((item) => value(item, comparable(type))),
        };
      }),
      scope.territory !== null && mart.territory !== null
        ? { kind: "in", expr: own(mart.territory), among: unitsOf(scope.territory, at.asOf) }
        : null,
    ]),
    orderBy: order,
    limit: spec.limit === undefined ? max + 1 : Math.min(spec.limit, max + 1),
  });
  if (table.rows > max) throw faults.tooManyRows(max);
  return {
    release: at.handle.id,
    sample: at.handle.manifest.sample,
    rows: Array.from({ length: table.rows }, (_, row): Row => {
      const cells: Record<string, Cell> = {};
      for (const one of table.columns) cells[one.name] = cellAt(one, row);
      return cells;
    }),
  };
}

function visible(mart: Mart, scope: Scope): ReadonlySet<string> {
  const all = !scope.published && (scope.territory === null || mart.territory !== null);
  return new Set([...mart.columns].flatMap(([name, one]) => (all || one.published ? [name] : [])));
}

const comparable = (type: SqlType): SqlType =>
  type === "BIGINT" || type === "DOUBLE" || type === "BOOLEAN" || type === "DATE" ? type : "VARCHAR";

function martOf(at: Opened, name: string): Mart {
  let marts = known.get(at.catalog);
  if (marts === undefined) {
    marts = readMarts(join(at.handle.dir, "models.json"));
    known.set(at.catalog, marts);
  }
  const mart = marts.get(name);
  if (mart === undefined) throw faults.unknownDimension(name, nearest(name, marts.keys()));
  return mart;
}

function readMarts(path: string): ReadonlyMap<string, Mart> {
  const { nodes } = modelsSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  const marts = new Map<string, Mart>();
  for (const node of Object.values(nodes)) {
    const meta = node.config?.meta ?? {};
    if (node.resource_type !== "model" || meta.release !== true) continue;
    const columns = new Map(
      Object.values(node.columns).map((one) => [
        one.name,
        { type: typeOf(one.data_type ?? "varchar"), published: one.meta?.publish === true },
      ]),
    );
    marts.set(node.name, {
      name: node.name,
      key: Array.isArray(meta.key) ? meta.key.filter((item): item is string => typeof item === "string") : [],
      columns,
      territory: TERRITORY_COLUMNS.find((item) => columns.has(item)) ?? null,
    });
  }
  return marts;
}

/** What the contract's type travels as. */
function typeOf(given: string): SqlType {
  const type = given.toUpperCase().replace(/\s/g, "");
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(type);
  // Narrow decimals widen to the one width that answers are read in: the digits stay as they are.
  if (decimal !== null) return `DECIMAL(${Math.max(18, Number(decimal[1]))},${Number(decimal[2])})`;
  if (["INTEGER", "INT", "BIGINT", "SMALLINT"].includes(type)) return "BIGINT";
  if (type === "DOUBLE" || type === "BOOLEAN" || type === "DATE") return type;
  return "VARCHAR";
}
