import type { Rule, Table } from "../../sources/contract.ts";
import type { RowFault } from "../faults.ts";
import { ident, list, literal } from "./quote.ts";
import { insidePeriod, type StageColumn, type StageInput, type StagePlan } from "./stage.ts";

export const MASK = "•••";
export const VALUE_LENGTH = 80;
/** So many faults in one row say that its columns are shifted: what stands in them may be a person's. */
const SHIFTED_FROM = 3;

/** Where a table's rows of one batch stand, each with `id`, `f` and `rec` (its number in its file, from 1). */
export type RowsSql = string;

/** Columns of `fault`: every fault found, as temp table. `related` is the record that came first. */
const FAULT_COLUMNS =
  "f INTEGER, rec BIGINT, position INTEGER, column_name VARCHAR, code VARCHAR, value VARCHAR, related BIGINT";
export const faultTableSql = (): string => `CREATE TEMP TABLE fault (${FAULT_COLUMNS})`;

/**
 * Faults of the staged rows that do not pass: one line per column and rule that refuses. Rules see good values only,
 * so that a value is not blamed twice.
 */
export function rowFaultsSql(plan: StagePlan, inputs: readonly StageInput[], rows: RowsSql): string {
  const texts = plan.columns.map(({ text, position }) => `raw[${position}] AS ${text}`);
  const values = plan.columns.map(
    ({ name, sql }) => `CASE WHEN coalesce(${sql.ok(name)}, false) THEN ${name} END AS ${name}`,
  );
  const codes = plan.columns.map((each) => `${codeSql(each)} AS ${codeName(each)}`);
  const faults = [
    ...plan.columns.map(columnFault),
    ...plan.table.rules.map((rule) => ruleFault(plan, rule)),
    ...periodFault(plan, inputs),
  ];
  const value = plan.table.columns.some(({ personal }) => personal !== null)
    ? `CASE WHEN found.value IS NOT NULL AND faults >= ${SHIFTED_FROM} THEN ${literal(MASK)} ELSE found.value END`
    : "found.value";
  return `INSERT INTO fault
    SELECT f, rec, found.position, found.column_name, found.code, left(${value}, ${VALUE_LENGTH}), NULL
    FROM (SELECT f, rec, len(found) AS faults, unnest(found) AS found
      FROM (SELECT f, rec, list_filter(${list(faults)}, lambda each: each.code IS NOT NULL) AS found
        FROM (SELECT f, rec, ${values.join(", ")}, ${codes.join(", ")}, ${plan.columns.map(({ text }) => text).join(", ")}
          FROM (SELECT f, rec, ${plan.columns.map(({ name }) => name).join(", ")}, ${texts.join(", ")}
            FROM ${rows} WHERE raw IS NOT NULL))))`;
}

const columnFault = (each: StageColumn): string => shown(each, codeName(each));
const codeName = ({ position }: StageColumn): string => `code_${position}`;

function codeSql({ text, name, column, sql }: StageColumn): string {
  const absent = column.nullable ? "NULL" : literal("required" satisfies RowFault);
  return `CASE WHEN ${text} IS NULL THEN ${absent} WHEN coalesce(${sql.ok(name)}, false) THEN NULL ELSE ${sql.fault(name)} END`;
}

function ruleFault(plan: StagePlan, rule: Rule): string {
  const each = plan.columns.find(({ column }) => column.name === rule.column);
  if (each === undefined) throw new RangeError(`rule ${rule.code}: ${rule.column}: no such column`);
  return shown(each, `CASE WHEN (${rule.sql}) IS FALSE THEN ${literal(rule.code)} END`);
}

function periodFault(plan: StagePlan, inputs: readonly StageInput[]): string[] {
  const inside = insidePeriod(plan.table, inputs, "f");
  const each = plan.columns.find(({ column }) => column.name === plan.table.period.column);
  if (inside === null || each === undefined) return [];
  const code: RowFault = "outside_period";
  return [shown(each, `CASE WHEN (${inside}) IS FALSE THEN ${literal(code)} END`)];
}

const shown = ({ column, position, text }: StageColumn, code: string): string =>
  `{position: ${position}, column_name: ${literal(column.source)}, code: ${code}, value: ${
    column.personal === null ? text : `CASE WHEN ${text} IS NOT NULL THEN ${literal(MASK)} END`
  }}`;

/** Keys that come more than once in a file, by their hash; only these are looked at closely. */
export const repeatedKeysSql = (table: Table): string =>
  `CREATE TEMP TABLE repeated AS SELECT ${keyHash(table)} AS h FROM stage WHERE raw IS NULL GROUP BY h HAVING count(*) > 1`;

const keyHash = (table: Table): string => `hash(f, ${table.key.map(ident).join(", ")})`;

/** Good rows whose key an earlier good row of the file has, as temp table `duplicate`. */
export function duplicatesSql(plan: StagePlan, rows: RowsSql): string {
  const { table } = plan;
  const keys = table.key.map(ident).join(", ");
  const same = plan.columns.map(({ name }) => `again.${name} IS NOT DISTINCT FROM first.${name}`);
  return `CREATE TEMP TABLE duplicate AS
    WITH pair AS MATERIALIZED (
      SELECT id, first_id FROM (
        SELECT rowid AS id, first_value(rowid) OVER (PARTITION BY f, ${keys} ORDER BY rowid) AS first_id
        FROM stage SEMI JOIN repeated ON repeated.h = ${keyHash(table)} WHERE raw IS NULL)
      WHERE id <> first_id),
    involved AS MATERIALIZED (
      SELECT id, f, rec, ${plan.columns.map(({ name }) => name).join(", ")}
      FROM ${rows} SEMI JOIN (SELECT id FROM pair UNION SELECT first_id FROM pair) USING (id))
    SELECT again.id, again.f, again.rec, first.rec AS related, ${keyText(plan, "again")} AS value,
      CASE WHEN ${same.join(" AND ")} THEN 'duplicate_row' ELSE 'duplicate_key' END AS code
    FROM pair JOIN involved AS again ON again.id = pair.id JOIN involved AS first ON first.id = pair.first_id`;
}

export function duplicateFaultsSql(table: Table): string {
  const column = table.columns.find(({ name }) => name === table.key[0])?.source ?? "";
  return `INSERT INTO fault SELECT f, rec, 0, ${literal(column)}, code, left(value, ${VALUE_LENGTH}), related FROM duplicate`;
}

function keyText(plan: StagePlan, from: string): string {
  const parts = plan.table.key.map((name) => {
    const column = plan.table.columns.find((each) => each.name === name);
    return column?.personal === null ? `${from}.${ident(name)}::VARCHAR` : literal(MASK);
  });
  return `concat_ws(' · ', ${parts.join(", ")})`;
}
