import { FIRST_YEAR } from "../targets.ts";
import type { Workspace } from "../workspace.ts";
import { ACTS, NEW_DELAYS_FROM } from "./acts.ts";

/** Makes `act_of`, the acts as a table, and `dossier`, every file with its whole life; what is seen of it depends on the day. */
export async function makeFiles(work: Workspace): Promise<void> {
  await work.run(
    `CREATE TABLE act_of AS SELECT CAST(no AS INTEGER) AS no, category, domain, favourable::DOUBLE AS favourable, suspended::DOUBLE AS suspended, spread::DOUBLE AS spread, CAST(area AS DOUBLE) AS area, ceiling::DOUBLE AS ceiling, fee::DOUBLE AS fee, CAST(legal_new AS INTEGER) AS legal_new
     FROM (VALUES ${ACTS.map((act, index) => `(${index + 1}, '${act.category}', '${act.domain}', ${act.favourable}, ${act.suspended}, ${act.spread}, ${act.area ?? "NULL"}, ${act.ceiling}, ${act.fee}, ${act.legal[1] ?? "NULL"})`).join(", ")}) AS t(no, category, domain, favourable, suspended, spread, area, ceiling, fee, legal_new)`,
  );
  await work.run(
    `CREATE TABLE act_year AS SELECT CAST(act AS INTEGER) AS act, CAST(year AS INTEGER) AS year, CAST(files AS INTEGER) AS files, days::DOUBLE AS days
     FROM (VALUES ${yearly(work.calendar.lastYear).join(", ")}) AS t(act, year, files, days)`,
  );
  // Shares are whole numbers and cut at cumulated bounds: every file of the nation goes to exactly one counter.
  await work.run(`
    CREATE TABLE dossier_cell AS
    WITH weighted AS (
      SELECT counter.no, counter.k, act_of.no AS act, act_of.domain, act_year.year, act_year.files, act_year.days,
        CAST(round((CASE WHEN domain = 'URB' THEN weight_urb ELSE weight_eco END) * exp(0.2 * z(key2(counter.k, act_of.category), 1) + 0.12 * z(key3(counter.k, act_of.category, year), 1))
          * CASE WHEN year(since) = year THEN (367 - dayofyear(since)) / 366 ELSE 1 END) AS BIGINT) + 1 AS weight
      FROM counter, act_of, act_year
      WHERE act_year.act = act_of.no AND year(counter.since) <= act_year.year
    ), cut AS (
      SELECT *, CAST(sum(weight) OVER (PARTITION BY act, year ORDER BY no) AS DOUBLE) AS upto, CAST(sum(weight) OVER (PARTITION BY act, year) AS DOUBLE) AS total
      FROM weighted
    )
    SELECT no, act, year, days, key3(k, act, year) AS k,
      CAST(round(files * (upto / total)) - round(files * ((upto - weight) / total)) AS INTEGER) AS n
    FROM cut`);
  await work.run(`
    CREATE TABLE drawn AS
    WITH part AS (
      SELECT *, CAST(unnest(range(n)) AS INTEGER) AS i FROM dossier_cell WHERE n > 0
    ), keyed AS (
      SELECT no, act, year, days, i, key3(k, i, 'file') AS k, CAST(floor(1000 * (i + u(k, 1)) / n) AS INTEGER) AS bucket FROM part
    )
    SELECT keyed.no, keyed.act, keyed.year, keyed.days, i, keyed.k, counter.since, season.day,
      act_of.spread, counter.slowness,
      exp(act_of.spread * z(keyed.k, 2)) * counter.slowness AS pace, u(keyed.k, 3) AS fate
    FROM keyed JOIN counter ON counter.no = keyed.no JOIN act_of ON act_of.no = keyed.act
    JOIN season ON season.id = CASE WHEN keyed.year = 2024 THEN 'permits-2024' ELSE 'permits' END AND season.bucket = keyed.bucket`);
  await work.run(`
    CREATE TABLE act_pace AS
    SELECT act, year, any_value(days) * 1000 * count(*) / CAST(sum(CAST(least(pace, 40) * 1000 AS BIGINT)) AS DOUBLE) AS factor
    FROM drawn WHERE fate > 0.05 GROUP BY act, year`);
  await makeLives(work);
  await work.run("DROP TABLE drawn; DROP TABLE dossier_cell; DROP TABLE act_pace; DROP TABLE act_year");
}

/** Fates: withdrawn below 0.022, never decided up to 0.034. */
const WITHDRAWN = 0.022;
const FORGOTTEN = 0.034;

async function makeLives(work: Workspace): Promise<void> {
  await work.run(`
    CREATE TABLE dossier AS
    SELECT *, period_of(deposited_on) AS p1, period_of(decided_on) AS p2, period_of(delivered_on) AS p3, period_of(withdrawn_on) AS p4
    FROM (WITH begun AS (
      SELECT drawn.*, act_of.category, act_of.domain, act_of.area, act_of.ceiling, act_of.fee, act_of.legal_new, act_of.favourable AS likely, act_of.suspended AS stopping,
        greatest(make_date(drawn.year, 1, 1) + drawn.day, drawn.since) AS deposited_on,
        CASE WHEN u(drawn.k, 4) < 0.72 THEN 0 WHEN u(drawn.k, 4) < 0.985 THEN 1 + CAST(floor(11 * u(drawn.k, 5)) AS INTEGER) END AS incomplete,
        CAST(round(least(900, least(drawn.pace, 40) * act_pace.factor)) AS INTEGER) AS clock
      FROM drawn JOIN act_of ON act_of.no = drawn.act JOIN act_pace USING (act, year)
    ), timed AS (
      SELECT *, deposited_on + incomplete AS completed_on,
        CASE WHEN u(k, 6) < stopping THEN CAST(4 + floor(26 * u(k, 7)) AS INTEGER) ELSE 0 END AS stopped
      FROM begun
    ), decided AS (
      SELECT *, completed_on + clock + stopped AS due_on,
        -- Law 55-19: silence past the limit is agreement.
        domain = 'URB' AND completed_on >= DATE '${NEW_DELAYS_FROM}' AND clock > legal_new + 25 AND u(k, 8) < 0.12 AND fate >= ${FORGOTTEN} AS silent
      FROM timed
    ), dated AS (
      SELECT *, CASE WHEN silent THEN completed_on + stopped + legal_new + 1 WHEN fate >= ${FORGOTTEN} THEN due_on END AS decided_on,
        CASE WHEN fate < ${WITHDRAWN} THEN coalesce(completed_on, deposited_on + 10) + CAST(floor(40 * u(k, 9)) AS INTEGER) END AS withdrawn_on,
        CASE WHEN stopped > 0 THEN completed_on + CAST(floor((clock + 1) * (0.2 + 0.6 * u(k, 10))) AS INTEGER) END AS stopped_on
      FROM decided
    )
    SELECT dated.no, dated.act, dated.year, i, dated.k, category, domain, deposited_on, completed_on, decided_on, withdrawn_on, silent, fate,
      CASE WHEN decided_on IS NOT NULL THEN least(stopped_on, decided_on - stopped) ELSE stopped_on END AS stopped_on, stopped,
      CASE WHEN silent THEN 'SILENCE' WHEN u(dated.k, 11) < likely THEN 'FAVORABLE' ELSE 'DEFAVORABLE' END AS decision,
      CASE WHEN silent OR u(dated.k, 11) < likely THEN decided_on + CAST(1 + floor(12 * u(dated.k, 12) * u(dated.k, 12)) AS INTEGER) END AS delivered_on,
      area * exp(0.55 * z(dated.k, 13)) AS area,
      CASE WHEN ceiling > 0 THEN area * exp(0.55 * z(dated.k, 13)) * ceiling * counter.tax_rate * exp(0.08 * z(dated.k, 14)) ELSE fee * (0.8 + 0.4 * u(dated.k, 14)) END AS tax,
      u(dated.k, 15) < least(0.985, counter.digital + 0.035 * (dated.year - 2022)) AS e_signed,
      u(dated.k, 16) < least(0.985, counter.digital + 0.035 * (dated.year - 2022)) AS e_paid,
      counter.ecosystem + 0.012 * (dated.year - 2022) AS in_time, counter.code, counter.tag, counter.lon, counter.lat
    FROM dated JOIN counter ON counter.no = dated.no
    WHERE deposited_on <= until_day())`);
}

function yearly(lastYear: number): string[] {
  const years = Array.from({ length: lastYear - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index);
  return ACTS.flatMap((act, index) =>
    years.map((year) => {
      const at = Math.min(year, 2026) - FIRST_YEAR;
      return `(${index + 1}, ${year}, ${act.files[at]}, ${act.days[at]})`;
    }),
  );
}
