import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { BayanError } from "#warehouse/errors.ts";
import type { Home } from "#warehouse/home.ts";
import { type ColumnType, GROUPEMENT_PATTERN, type Table } from "../sources/contract.ts";
import { ident, literal } from "./sql/quote.ts";
import type { TerritoryType } from "./sql/values.ts";

type Territory = Extract<ColumnType, { kind: "territory" }>;

/**
 * The codes that a territory column may have, as ENUM types of the session: a code that is in none does not cast,
 * and one that does takes two bytes. Groupements are not in the reference: whether one exists is checked when the
 * models are built, since its own export may come later.
 */
export class TerritoryTypes {
  readonly #connection: DuckDBConnection;
  readonly #unitFile: string;
  readonly #made = new Map<string, string>();

  constructor(connection: DuckDBConnection, unitFile: string) {
    this.#connection = connection;
    this.#unitFile = unitFile;
  }

  /** Makes the types that a table needs; the function gives their names. */
  async of(table: Table): Promise<TerritoryType> {
    for (const column of table.columns) {
      const type = column.type.kind === "list" ? column.type.of : column.type;
      if (type.kind === "territory") await this.#make(type);
    }
    return (type) => this.#made.get(keyOf(type)) ?? "VARCHAR";
  }

  async #make(type: Territory): Promise<void> {
    const key = keyOf(type);
    if (this.#made.has(key)) return;
    const name = ident(`territory_${key.replaceAll(",", "_")}`);
    await this.#connection.run(`CREATE TYPE ${name} AS ENUM (${codesSql(type, this.#unitFile)})`);
    this.#made.set(key, name);
  }
}

const keyOf = (type: Territory): string => [...type.levels, type.council ? "council" : "any"].join(",");

function codesSql(type: Territory, unitFile: string): string {
  const levels = type.levels.map(literal).join(", ");
  const council = type.council ? " AND (has_council OR level = 'arrondissement')" : "";
  const units = `SELECT DISTINCT code FROM read_parquet(${literal(unitFile)}) WHERE level IN (${levels})${council}`;
  const groupements = type.levels.includes("groupement")
    ? ` UNION SELECT code FROM (SELECT 'ECI.' || lpad(i::VARCHAR, 3, '0') AS code FROM range(1000) AS numbers (i))
        WHERE regexp_full_match(code, ${literal(GROUPEMENT_PATTERN)})`
    : "";
  return `SELECT code FROM (${units}${groupements}) ORDER BY code`;
}

/** The newest file of `raw.ref__unit`. */
export function unitFileOf(home: Home): string {
  const folder = join(home.raw, "ref", "unit");
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".parquet")) : [];
  const newest = files.sort((a, b) => a.localeCompare(b, "en", { numeric: true })).at(-1);
  if (newest === undefined)
    throw new BayanError("territory_missing", {
      fr: "Le référentiel territorial n'est pas encore construit : lancez « bayan run », qui le construit.",
      ar: "لم يُنشأ المرجع الترابي بعد: شغّل ‎bayan run‎ لإنشائه.",
      en: "The territory reference is not built yet: run “bayan run”, which builds it.",
    });
  return join(folder, newest);
}
