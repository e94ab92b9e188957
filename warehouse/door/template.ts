import type { Expr, Written } from "./sql/ast.ts";
import { column } from "./sql/ast.ts";

/** A name that a metric's filter cites: `Dimension('territory__region')` cites region through territory. */
export interface Citation {
  readonly kind: "dimension" | "time" | "entity";
  readonly path: readonly string[];
  readonly grain: string | null;
}
/** SQL written beside a metric, with holes where it cites names. */
export type Template = readonly (string | Citation)[];

const HOLE = /\{\{\s*(Dimension|TimeDimension|Entity)\(\s*'([a-z0-9_]+)'\s*(?:,\s*'([a-z]+)'\s*)?\)\s*\}\}/gi;

/** Cuts a `where_sql_template` at its holes. Throws on any other Jinja. */
export function parseTemplate(text: string): Template {
  const parts: (string | Citation)[] = [];
  let end = 0;
  for (const match of text.matchAll(HOLE)) {
    parts.push(text.slice(end, match.index));
    const kind =
      match[1]?.toLowerCase() === "entity"
        ? "entity"
        : match[1]?.toLowerCase() === "dimension"
          ? "dimension"
          : "time";
    parts.push({ kind, path: (match[2] ?? "").split("__"), grain: match[3] ?? null });
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  for (const part of parts) {
    if (typeof part === "string" && /\{[{%]/.test(part)) throw new TypeError(`metric filter: ${text}`);
  }
  return parts.filter((part) => part !== "");
}

/** The filter's SQL, each hole filled by `resolve`. */
export const fill = (template: Template, resolve: (cited: Citation) => Expr): Written => ({
  kind: "written",
  parts: template.map((part) => (typeof part === "string" ? part : resolve(part))),
});

/** An expression over named inputs: names that stand outside quotes are replaced, all else is kept. */
export function fillNames(expr: string, inputs: ReadonlyMap<string, Expr>): Written {
  const parts: (string | Expr)[] = [];
  for (const match of expr.matchAll(/'(?:[^']|'')*'|[A-Za-z_][A-Za-z0-9_]*|[^A-Za-z_']+/g)) {
    parts.push(inputs.get(match[0]) ?? match[0]);
  }
  return { kind: "written", parts };
}

/** A column's expression in the models: a bare name is quoted, anything longer stands as it was written. */
export function authored(expr: string | null | undefined, fallback: string): Expr {
  const text = expr ?? fallback;
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) && !/^(true|false|null)$/i.test(text)
    ? column(null, text)
    : { kind: "written", parts: [text] };
}
