import { drawnOn, type Rows } from "../export.ts";
import { type Period, periodsOfYear } from "../periods.ts";
import { pick } from "../random.ts";
import type { Workspace } from "../workspace.ts";
import { CANCELLED, REJECTED } from "./chain.ts";

const REASONS = {
  "Crédit insuffisant": 4,
  "Pièce justificative manquante": 5,
  "Imputation erronée": 2,
  "Engagement postérieur à l''exécution": 1,
};

/**
 * Makes the rows of a year's `engagement`, `mandat` and `paiement` files out of the chain: rejections and annulments are
 * rows of their own, and payments of the following January wait in `paid_later`.
 */
export async function makeExpenditureRows(work: Workspace, year: number): Promise<void> {
  await work.run(`
    CREATE OR REPLACE VIEW engagement_row AS
    WITH base AS (
      SELECT *, tag || commitment AS place FROM engagement
    ), variant AS (
      SELECT *, 'E${year}-' || place AS eng_no, 0 AS variant, committed AS booked, committed_on AS booked_on FROM base
      UNION ALL SELECT *, 'X${year}-' || place, 1, committed, committed_on FROM base WHERE fate < 0.02
      UNION ALL SELECT *, 'N${year}-' || place, 2, -CAST(round(0.8 * (committed - cents)) AS BIGINT), least(make_date(${year}, 12, 31), first_on + 30)
        FROM base WHERE fate > 0.97 AND committed - cents > 50000
    )
    SELECT variant.*, period_of(booked_on) AS period, key2(k, variant) AS draw, booked_on + CAST(1 + floor(8 * u(k, 8)) AS INTEGER) AS approved_on,
      -- Project numbers of a region follow its yearly plans: what is committed in a year is of a plan already made.
      CASE WHEN nature = 'investment' AND level IN ('region', 'province') AND u(k, 12) < 0.35
        THEN project_id(region_code, 1 + CAST(floor(u(k, 13) * projects * least(1, (${year} - 2016) / 7)) AS INTEGER)) END AS project_id
    FROM variant LEFT JOIN project_count USING (region_code)
    WHERE booked_on <= until_day()`);
  await work.run(`
    CREATE OR REPLACE VIEW mandat_row AS
    SELECT mandat.*, period_of(ordered_on) AS period, line.code, line.budget, unit.code AS ct,
      concat(unit.tag, '-', line.tag, '-') AS place,
      CASE WHEN mandat.kind IN ('MARCHE', 'PAIE') THEN CAST(round(cents * 0.07) AS BIGINT) ELSE 0 END AS withheld
    FROM mandat JOIN line ON line.no = mandat.line JOIN unit ON unit.no = mandat.unit
    WHERE ordered_on <= until_day()`);
  const paid = `SELECT ${year} AS year, unit, line, i, k, kind, code, budget, ct, place, cents, service_on, paid_on, period_of(paid_on) AS period
    FROM mandat_row WHERE fate >= ${CANCELLED} AND paid_on <= until_day()`;
  await work.run("CREATE OR REPLACE TABLE paid_before AS SELECT * FROM paid_later");
  await work.run(`CREATE OR REPLACE TABLE paid_later AS ${paid} AND year(paid_on) > ${year}`);
  await work.run(`CREATE OR REPLACE VIEW paiement_row AS ${paid} UNION ALL SELECT * FROM paid_before`);
}

export async function startPayments(work: Workspace): Promise<void> {
  await work.run(`CREATE TABLE paid_later (year INTEGER, unit INTEGER, line INTEGER, i INTEGER, k UBIGINT, kind VARCHAR, code VARCHAR, budget VARCHAR,
    ct VARCHAR, place VARCHAR, cents BIGINT, service_on DATE, paid_on DATE, period INTEGER)`);
}

/** The files of a calendar year: one when it is closed, one a month otherwise. */
export function expenditureRows(work: Workspace, year: number): readonly Rows[] {
  return periodsOfYear(work.calendar, year).flatMap((period) => [
    engagementRows(year, period),
    mandatRows(year, period),
    paiementRows(period),
  ]);
}

const engagementRows = (year: number, period: Period): Rows => {
  const seen = `DATE '${drawnOn("gid.engagement", period)}'`;
  return {
    system: "gid",
    table: "engagement",
    period,
    from: `(SELECT *, u(draw, 11) AS reason FROM engagement_row WHERE period = ${period.number})`,
    columns: {
      eng_no: "eng_no",
      ct_code: "ct",
      exercice: String(year),
      budget_id: "budget",
      code: "code",
      act_no: "act_no",
      project_id: "project_id",
      market_no: `CASE WHEN kind = 'MARCHE' THEN 'MP${year}-' || place END`,
      supplier_ice: "ice",
      objet: `CASE kind WHEN 'MARCHE' THEN 'Marché de travaux et d''aménagement n° ' || commitment WHEN 'BC' THEN 'Bon de commande, fournitures n° ' || commitment WHEN 'PAIE' THEN 'État collectif de paie' WHEN 'CONVENTION' THEN 'Convention de partenariat n° ' || commitment ELSE 'Dépense réglée sur facture' END`,
      type: "kind",
      montant: "booked / 100",
      date_eng: "booked_on",
      date_visa: `CASE WHEN variant <> 1 AND approved_on <= ${seen} THEN approved_on END`,
      statut: `CASE variant WHEN 1 THEN 'REJETE' WHEN 2 THEN 'ANNULE' ELSE CASE WHEN approved_on <= ${seen} THEN 'VISE' ELSE 'PROPOSE' END END`,
      motif_rejet: `CASE WHEN variant = 1 THEN ${pick("reason", REASONS)} END`,
    },
    order: ["unit", "line", "commitment", "variant"],
    key: "draw",
  };
};

const mandatRows = (year: number, period: Period): Rows => {
  const seen = `DATE '${drawnOn("gid.mandat", period)}'`;
  return {
    system: "gid",
    table: "mandat",
    period,
    from: "mandat_row",
    where: `period = ${period.number}`,
    columns: {
      mandat_no: `concat('M${year}-', place, i)`,
      eng_no: `concat('E${year}-', place, commitment)`,
      ct_code: "ct",
      exercice: String(year),
      budget_id: "budget",
      code: "code",
      montant_brut: "cents / 100",
      retenues: "withheld / 100",
      net: "(cents - withheld) / 100",
      date_service_fait: "service_on",
      date_emission: "ordered_on",
      date_reception_comptable: `CASE WHEN received_on <= ${seen} THEN received_on END`,
      date_visa: `CASE WHEN fate >= ${CANCELLED} AND received_on + 1 <= ${seen} THEN received_on + 1 END`,
      statut: `CASE WHEN fate < ${REJECTED} THEN 'REJETE' WHEN fate < ${CANCELLED} THEN 'ANNULE' WHEN paid_on <= ${seen} THEN 'PAYE' WHEN received_on + 1 <= ${seen} THEN 'VISE' ELSE 'EMIS' END`,
    },
    order: ["unit", "line", "i"],
    key: "k",
  };
};

const paiementRows = (period: Period): Rows => ({
  system: "gid",
  table: "paiement",
  period,
  from: "paiement_row",
  where: `period = ${period.number}`,
  columns: {
    pay_no: "concat('P', year, '-', place, i)",
    mandat_no: "concat('M', year, '-', place, i)",
    ct_code: "ct",
    exercice: "year",
    budget_id: "budget",
    code: "code",
    montant: "cents / 100",
    date_service_fait: "service_on",
    date_paiement: "paid_on",
    mode: "CASE WHEN u(k, 14) < 0.93 THEN 'VIREMENT' WHEN u(k, 14) < 0.99 THEN 'CHEQUE' ELSE 'CAISSE' END",
    interets_moratoires:
      "CASE WHEN kind = 'MARCHE' AND paid_on - service_on > 60 THEN round(cents * 0.0001 * (paid_on - service_on - 60), 0) / 100 ELSE 0 END",
  },
  order: ["year", "unit", "line", "i"],
  key: "k",
});
