import type { Rows } from "../export.ts";
import { type Period, periodsFrom } from "../periods.ts";
import { FIRST_YEAR } from "../targets.ts";
import type { Workspace } from "../workspace.ts";
import { ACTS, NEW_DELAYS_FROM } from "./acts.ts";

/** A file is in the export of each period in which something happened to it, as it stood at the end of the period. */
export const fileRows = (work: Workspace): readonly Rows[] =>
  periodsFrom(work.calendar, FIRST_YEAR).map(dossierRows);

function dossierRows(period: Period): Rows {
  const end = `DATE '${period.end}'`;
  const moment = (day: string, salt: number) =>
    `CASE WHEN ${day} <= ${end} THEN at_office(${day}, ${salt === 0 ? "early" : `early + (1 - early) * u(k, ${salt})`}) END`;
  return {
    system: "rokhas",
    table: "dossier",
    period,
    // Hours of one day follow the order of the steps.
    from: `(SELECT *, u(k, 21) * 0.5 AS early, at_office(deposited_on, u(k, 21) * 0.5) AS deposit_ts FROM dossier WHERE p1 = ${period.number} OR p2 = ${period.number} OR p3 = ${period.number} OR p4 = ${period.number})`,
    columns: {
      dossier_no: "concat('R', year, '-', tag, '-', category, '-', i)",
      ct_code: "code",
      domaine: "domain",
      categorie: "category",
      deposit_ts: "deposit_ts",
      complete_ts: moment("completed_on", 0),
      decision_ts: moment("decided_on", 22),
      delivery_ts: moment("delivered_on", 23),
      statut: `CASE WHEN withdrawn_on <= ${end} THEN 'RETIRE' WHEN delivered_on <= ${end} THEN 'DELIVRE' WHEN decided_on <= ${end} THEN 'DECIDE' WHEN stopped_on <= ${end} AND stopped_on + stopped > ${end} THEN 'SUSPENDU' WHEN completed_on <= ${end} THEN 'EN_INSTRUCTION' ELSE 'DEPOSE' END`,
      decision: `CASE WHEN decided_on <= ${end} THEN decision END`,
      surface_m2: "round(area, 2)",
      taxe_due: "round(tax, 2)",
      taxe_payee: `CASE WHEN delivered_on <= ${end} THEN round(tax, 2) ELSE 0 END`,
      e_signed: `CASE WHEN decided_on <= ${end} THEN e_signed ELSE false END`,
      e_paid: `CASE WHEN tax > 0 AND decided_on <= ${end} THEN e_paid ELSE false END`,
      lon: "round(lon + 0.12 * z(k, 24), 2)",
      lat: "round(lat + 0.08 * z(k, 25), 2)",
      demandeur_id: "concat('DM', 10000000 + CAST(k % 3000000 AS INTEGER))",
      op: `CASE WHEN p1 = ${period.number} THEN 'I' ELSE 'U' END`,
      updated_at: `at_office(CASE ${["withdrawn_on", "delivered_on", "decided_on", "completed_on"].map((day) => `WHEN ${day} <= ${end} THEN ${day}`).join(" ")} ELSE deposited_on END, 1)`,
    },
    order: ["no", "act", "year", "i"],
    key: "k",
  };
}

/** Procedures online: from the day the counter came to the platform, then by two steps up. */
export async function makeCatalogue(work: Workspace): Promise<void> {
  const legal = (index: 0 | 1) =>
    `CASE category ${ACTS.filter((act) => act.legal[index] !== null)
      .map((act) => `WHEN '${act.category}' THEN ${act.legal[index]}`)
      .join(" ")} END`;
  await work.run(`
    CREATE TABLE catalogue AS
    SELECT counter.no, code, act_of.no AS act, category, from_day, k1 AS k,
      u(k1, 1) < digital + gain AS online, u(k1, 1) < digital + gain AND u(k1, 2) < 0.3 + digital + gain AS e_sign, u(k1, 1) < digital + gain AND u(k1, 3) < 0.2 + digital + gain AS e_pay,
      CASE WHEN from_day >= DATE '${NEW_DELAYS_FROM}' THEN ${legal(1)} ELSE ${legal(0)} END AS legal_days
    FROM (SELECT counter.*, step, gain, CASE WHEN day IS NULL THEN since ELSE day END AS from_day
      FROM counter, (VALUES (0, NULL::DATE, 0.0), (1, DATE '${NEW_DELAYS_FROM}', 0.06), (2, DATE '2025-02-01', 0.13)) AS steps(step, day, gain)
      WHERE since IS NOT NULL AND (day IS NULL OR day > since)) AS counter,
      (SELECT *, key1(category) AS ka FROM act_of) AS act_of, LATERAL (SELECT key2(counter.k, act_of.ka) AS k1)
    WHERE from_day <= until_day()`);
}

export const catalogueRows = (work: Workspace): Rows => ({
  system: "rokhas",
  table: "catalogue",
  period: work.calendar.snapshot,
  from: "catalogue",
  columns: {
    ct_code: "code",
    categorie: "category",
    from: "from_day",
    online: "online",
    e_sign: "e_sign",
    e_pay: "e_pay",
    legal_days: "legal_days",
  },
  order: ["no", "act", "from_day"],
  key: "k",
});
