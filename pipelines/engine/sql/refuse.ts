import type { Rule, Table } from "../../sources/contract.ts";
import type { RowFault } from "../faults.ts";
import { ident, list, literal } from "./quote.ts";
import {
  insidePeriod,
  isError,
  periodsOf,
  type StageColumn,
  type StageInput,
  type StagePlan,
} from "./stage.ts";

export const MASK = "•••";
export const VALUE_LENGTH = 80;
/** So many faults in one row say that its columns are shifted: what stands in them may be a person's. */
export const SHIFTED_FROM = 3;

/** Where a table's rows of one batch stand, each with `id`, `f` and `rec` (its number in its file, from 1). */
export type RowsSql = string;

/** Columns of `fault`: every fault found, as temp table. `related` is the record that came first. */
const FAULT_COLUMNS =
  "f INTEGER, rec BIGINT, position INTEGER, column_name VARCHAR, code VARCHAR, value VARCHAR, related BIGINT";
export const faultTableSql = (): string => `CREATE TEMP TABLE fault (${FAULT_COLUMNS})`;

/** One way for a row to fail: `code` is an expression, null where the row passes. */
interface Check {
  readonly column: StageColumn;
  readonly code: string;
}

/**
 * Faults of the staged rows that do not pass: one line per column and rule that refuses. Rules see good values only,
 * so that a value is not blamed twice.
 */
export function rowFaultsSql(plan: StagePlan, inputs: readonly StageInput[], rows: RowsSql): string {
  const { columns, table } = plan;
  const checks: Check[] = [
    ...columns.map((column) => ({ column, code: `code_${column.position}` })),
    ...table.rules.map((rule) => ruleCheck(plan, rule)),
    ...periodCheck(plan, inputs),
  ];
  const texts = columns.map(({ text, plain, position }) => `${plain(`raw[${position}]`)} AS ${text}`);
  const good = columns.map(
    ({ name, position }) => `CASE WHEN code_${position} IS NULL THEN ${name} END AS ${name}`,
  );
  const codes = columns.map((each) => `${codeSql(each, plan.format.sheet)} AS code_${each.position}`);
  const mask = table.columns.some(({ personal }) => personal !== null)
    ? `CASE WHEN faults >= ${SHIFTED_FROM} AND value IS NOT NULL THEN ${literal(MASK)} ELSE value END`
    : "value";
  return `INSERT INTO fault
    WITH read AS (SELECT f, rec, raw, ${columns.map(({ name }) => name).join(", ")}, ${texts.join(", ")} FROM ${rows} WHERE raw IS NOT NULL),
    judged AS (SELECT *, ${codes.join(", ")} FROM read),
    kept AS (SELECT f, rec, raw, ${columns.map(({ position }) => `code_${position}`).join(", ")}, ${good.join(", ")} FROM judged),
    told AS (SELECT f, rec, raw, ${list(checks.map(({ code }) => code))} AS codes FROM kept),
    found AS (
      SELECT f, rec, raw, unnest(codes) AS code, unnest(${list(checks.map(({ column }) => String(column.position)))}) AS position,
        len(codes) - list_count(list_transform(codes, lambda each: CASE WHEN each IS NULL THEN 1 END)) AS faults
      FROM told)
    SELECT f, rec, position, ${names(columns, ({ column }) => literal(column.source))}[position], code,
      left(${mask}, ${VALUE_LENGTH}), NULL
    FROM (SELECT *, CASE WHEN ${names(columns, isPersonal)}[position] AND raw[position] IS NOT NULL
        THEN ${literal(MASK)} ELSE raw[position] END AS value FROM found WHERE code IS NOT NULL)`;
}

const names = (columns: readonly StageColumn[], of: (each: StageColumn) => string): string =>
  list(columns.map(of));
const isPersonal = ({ column }: StageColumn): string => String(column.personal !== null);

function codeSql({ text, name, column, sql }: StageColumn, sheet: boolean): string {
  const absent = column.nullable ? "NULL" : literal("required" satisfies RowFault);
  const error = sheet ? `WHEN ${isError(text)} THEN ${literal("cell_error" satisfies RowFault)} ` : "";
  return `CASE WHEN ${text} IS NULL THEN ${absent} ${error}WHEN ${sql.ok(name)} THEN NULL ELSE ${sql.fault(name)} END`;
}

function ruleCheck(plan: StagePlan, rule: Rule): Check {
  const column = plan.columns.find((each) => each.column.name === rule.column);
  if (column === undefined) throw new RangeError(`rule ${rule.code}: ${rule.column}: no such column`);
  return { column, code: `CASE WHEN (${rule.sql}) IS FALSE THEN ${literal(rule.code)} END` };
}

function periodCheck(plan: StagePlan, inputs: readonly StageInput[]): Check[] {
  const inside = insidePeriod(plan.table, periodsOf(inputs), "f");
  const column = plan.columns.find((each) => each.column.name === plan.table.period.column);
  if (inside === null || column === undefined) return [];
  return [
    {
      column,
      code: `CASE WHEN (${inside}) IS FALSE THEN ${literal("outside_period" satisfies RowFault)} END`,
    },
  ];
}

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
