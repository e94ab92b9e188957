import type { Rows } from "../export.ts";
import { type Period, periodsFrom } from "../periods.ts";
import type { Workspace } from "../workspace.ts";

export interface Volume {
  /** Name of the table that is made. */
  readonly name: string;
  /** SQL of the places that have cases: no, code, tag, k, q, q_answer, population, pull, since. */
  readonly sites: string;
  readonly firstYear: number;
  /** Cases of the whole country in a year; every volume here is ours, unless its system says otherwise. */
  readonly perYear: (year: number) => number;
}

/**
 * Makes a table of cases: each year's number goes to places by pull and, within a place, to the days on which it was on the
 * system. Columns: no, code, tag, q, q_answer, population, year, i, k, day.
 */
export async function makeCases(work: Workspace, { name, sites, firstYear, perYear }: Volume): Promise<void> {
  const years = Array.from(
    { length: Math.max(0, work.calendar.lastYear - firstYear + 1) },
    (_, index) => firstYear + index,
  );
  const volumes = years.length === 0 ? [[0, 0]] : years.map((year) => [year, Math.round(perYear(year))]);
  await work.run(`
    CREATE TABLE ${name} AS
    WITH site AS (${sites}),
    weighted AS (
      SELECT site.*, CAST(volume.year AS INTEGER) AS year, volume.n, greatest(1, CAST(1000 * pull * exp(0.15 * z(key2(k, volume.year), 1)) AS BIGINT)) AS w
      FROM site JOIN (FROM (VALUES ${volumes.map((each) => `(${each.join(", ")})`).join(", ")}) AS t(year, n)) AS volume
        ON volume.year > 0 AND site.since <= make_date(volume.year, 12, 31)
    ), cut AS (
      SELECT *, CAST(sum(w) OVER (PARTITION BY year ORDER BY no) AS DOUBLE) AS upto, CAST(sum(w) OVER (PARTITION BY year) AS DOUBLE) AS total FROM weighted
    ), cell AS (
      SELECT no, code, tag, q, q_answer, population, year, greatest(since, make_date(year, 1, 1)) AS opened_on, key3(k, year, '${name}') AS ck,
        CAST(round(n * (upto / total)) - round(n * ((upto - w) / total)) AS INTEGER) AS cases
      FROM cut
    ), part AS (
      SELECT *, CAST(unnest(range(cases)) AS INTEGER) AS i FROM cell WHERE cases > 0
    ), keyed AS (SELECT *, key2(ck, i) AS k FROM part)
    SELECT no, code, tag, q, q_answer, population, year, i, k,
      opened_on + CAST(floor((make_date(year, 12, 31) - opened_on + 1) * (i + u(k, 1)) / cases) AS INTEGER) AS day
    FROM keyed`);
  await work.run(`DELETE FROM ${name} WHERE day > until_day()`);
}

/** SQL: days that something takes, log-normal about `median`, quicker where answers are. */
export const daysTaken = (median: string | number, spread: number, salt: number): string =>
  `CAST(floor((${median}) * exp(${spread} * z(k, ${salt}) - 0.3 * q_answer)) AS INTEGER)`;

export interface CaseExport {
  readonly system: string;
  readonly table: string;
  readonly firstYear: number;
  readonly from: string;
  /** Columns of the days on which something happens to a case, in their order; the first is never null. */
  readonly steps: readonly [string, ...string[]];
  /** SQL by column of the file, `op` and `updated_at` left out. */
  readonly columns: (at: Moment) => Readonly<Record<string, string>>;
}

export interface Moment {
  /** The instant of a step, within the day after those before it; null while it has not come. */
  at(step: string): string;
  /** The day of a step; null while it has not come. */
  on(step: string): string;
  /** Whether a step has come. */
  came(step: string): string;
}

/** The exports of a table of cases: each period has those to which something happened in it, as they stood at its end. */
export const caseRows = (work: Workspace, of: CaseExport): readonly Rows[] =>
  periodsFrom(work.calendar, of.firstYear).map((period) => caseRowsOf(of, period));

function caseRowsOf({ system, table, from, steps, columns }: CaseExport, period: Period): Rows {
  const end = `DATE '${period.end}'`;
  const came = (step: string) => `coalesce(${step} <= ${end}, false)`;
  const moment: Moment = {
    came,
    on: (step) => `CASE WHEN ${step} <= ${end} THEN ${step} END`,
    at: (step) =>
      `CASE WHEN ${step} <= ${end} THEN at_office(${step}, ${steps.indexOf(step)} * 0.16 + 0.12 * u(k, ${90 + steps.indexOf(step)})) END`,
  };
  const latest = [...steps].reverse().map((step) => `WHEN ${step} <= ${end} THEN ${step}`);
  return {
    system,
    table,
    period,
    from,
    where: `(${steps.map((step) => `coalesce(period_of(${step}) = ${period.number}, false)`).join(" OR ")})`,
    columns: {
      ...columns(moment),
      op: `CASE WHEN period_of(${steps[0]}) = ${period.number} THEN 'I' ELSE 'U' END`,
      updated_at: `at_office(CASE ${latest.join(" ")} END, 1)`,
    },
    order: ["no", "year", "i"],
    key: "k",
  };
}

/** SQL of a number that tells a case apart: `X2025-0042-7`. */
export const caseNo = (letter: string): string => `concat('${letter}', year, '-', tag, '-', i)`;
/** SQL of a person's identifier in the source system: no one's, and the same one comes again. */
export const person = (tag: string, among: number): string =>
  `concat('${tag}', 10000000 + CAST(k % ${among} AS INTEGER))`;
