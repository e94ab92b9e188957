import { drawnOn, type Rows } from "../export.ts";
import { type Period, yearPeriod } from "../periods.ts";
import type { Workspace } from "../workspace.ts";

/** Makes `act` (programme and special authorisations, numbered within collectivity and year) and `release_request`. */
export async function makeActs(work: Workspace): Promise<void> {
  await work.run(`
    CREATE TABLE act AS
    WITH invested AS (
      SELECT unit, year, sum(CAST(amount AS BIGINT)) AS amount
      FROM annual JOIN line ON line.no = annual.line AND line.nature = 'investment'
      GROUP BY unit, year
    ), counted AS (
      SELECT invested.*, unit.code AS ct, unit.level, unit.q, key2(unit.k, invested.year) AS k,
        CASE unit.level WHEN 'region' THEN 6 WHEN 'province' THEN 3 WHEN 'commune' THEN CAST(floor(2.2 * u(key2(unit.k, invested.year), 21)) AS INTEGER) ELSE 0 END AS acts
      FROM invested JOIN unit ON unit.no = invested.unit
    ), numbered AS (
      SELECT counted.* EXCLUDE (k), key2(k, rank) AS k, rank FROM counted, (SELECT CAST(range AS INTEGER) AS rank FROM range(1, 7)) WHERE rank <= acts
    )
    SELECT unit, year, rank, ct, level, q, k, acts,
      CASE WHEN u(k, 1) < 0.35 THEN 'AP' ELSE 'AS' END AS kind,
      CAST(round(0.5 * amount / acts * exp(0.5 * z(k, 2)), -3) AS DECIMAL(18,2)) AS amount,
      make_date(year, 1, 15) + CAST(floor(200 * u(k, 3)) AS INTEGER) AS notified,
      'A' || year || '-' || lpad(unit::VARCHAR, 4, '0') || '-' || rank AS act_no
    FROM numbered WHERE amount > 0`);
  await work.run(`
    CREATE TABLE release_request AS
    SELECT act.unit, act.year, act.rank, step, act.act_no, act.ct, key2(act.k, step) AS k,
      CAST(round(act.amount * 0.3, 2) AS DECIMAL(18,2)) AS amount,
      notified + CAST(20 + 45 * step + floor(30 * u(key2(act.k, step), 4)) AS INTEGER) AS asked,
      notified + CAST(25 + 45 * step + floor(30 * u(key2(act.k, step), 4)) + floor(40 * u(key2(act.k, step), 5) * exp(-0.3 * act.q)) AS INTEGER) AS released
    FROM act, (SELECT CAST(range AS INTEGER) AS step FROM range(1, 4))
    WHERE step <= 1 + floor(3 * u(act.k, 6))`);
}

/** The year's authorisations and release requests, as drawn after it. */
export function actRows(work: Workspace, year: number): readonly Rows[] {
  const period: Period = {
    ...yearPeriod(year),
    end: year === work.calendar.lastYear ? work.calendar.lastDay : `${year}-12-31`,
  };
  const seen = (table: string) => `DATE '${drawnOn(table, period)}'`;
  return [
    {
      system: "gid",
      table: "ap_as",
      period,
      from: `(SELECT *, notified + CAST(5 + floor(25 * u(k, 7) * exp(-0.3 * q)) AS INTEGER) AS taken FROM act WHERE year = ${year} AND notified <= until_day())`,
      columns: {
        act_no: "act_no",
        kind: "kind",
        ct_code: "ct",
        exercice: "year",
        project_id: "NULL",
        cas_code: "CASE WHEN level = 'region' THEN 'CAS-FSIR' ELSE 'CAS-PCTTVA' END",
        montant: "amount",
        date_notif: "notified",
        prise_en_charge_date: `CASE WHEN taken <= ${seen("gid.ap_as")} THEN taken END`,
        statut: `CASE WHEN taken > ${seen("gid.ap_as")} THEN 'NOTIFIE' WHEN u(k, 8) < 0.01 THEN 'ANNULE' WHEN u(k, 8) > 0.7 AND year < ${work.calendar.lastYear} THEN 'SOLDE' ELSE 'PRIS_EN_CHARGE' END`,
        cp_n: "round(amount * 0.5, 2)",
        cp_n1: "CASE WHEN kind = 'AP' THEN round(amount * 0.3, 2) ELSE 0 END",
        cp_n2: "CASE WHEN kind = 'AP' THEN round(amount * 0.19, 2) ELSE 0 END",
      },
      order: ["unit", "rank"],
      key: "k",
    },
    {
      system: "gid",
      table: "deblocage",
      period,
      from: `(SELECT * FROM release_request WHERE year = ${year} AND asked <= until_day())`,
      columns: {
        req_no: "'D' || substr(act_no, 2) || '-' || step",
        act_no: "act_no",
        ct_code: "ct",
        exercice: "year",
        montant: "amount",
        date_demande: "asked",
        date_deblocage: `CASE WHEN released <= ${seen("gid.deblocage")} AND u(k, 9) >= 0.04 THEN released END`,
        statut: `CASE WHEN released > ${seen("gid.deblocage")} THEN 'DEMANDE' WHEN u(k, 9) < 0.04 THEN 'REJETE' ELSE 'DEBLOQUE' END`,
      },
      order: ["unit", "rank", "step"],
      key: "k",
    },
  ];
}
