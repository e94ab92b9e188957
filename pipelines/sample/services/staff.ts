import type { Rows } from "../export.ts";
import { periodsFrom } from "../periods.ts";
import { pick } from "../random.ts";
import { nationalAmount } from "../targets.ts";
import type { Workspace } from "../workspace.ts";
import { caseNo, caseRows, daysTaken, makeCases } from "./cases.ts";

/** Staff of the collectivities and the engineers among them, as published for 2020; the sample keeps them. */
export const STAFF = 94_918;
export const ENGINEERS = 1_535;
const FIRST_PAY_YEAR = 2025;
/** Employer's charges, as a share of gross pay. */
const CHARGES = 0.14;

/** Monthly gross of each grade relative to the others (ours), and its share of the staff who are no engineers. */
const GRADES = {
  ADMINISTRATEUR: { pay: 13_500, share: 7, scale: 11, corps: "ADMINISTRATIF" },
  MEDECIN: { pay: 19_000, share: 1, scale: 11, corps: "SANTE" },
  REDACTEUR: { pay: 9_000, share: 11, scale: 9, corps: "ADMINISTRATIF" },
  TECHNICIEN: { pay: 9_800, share: 15, scale: 9, corps: "TECHNIQUE" },
  ADJOINT_ADMINISTRATIF: { pay: 6_400, share: 26, scale: 7, corps: "ADMINISTRATIF" },
  ADJOINT_TECHNIQUE: { pay: 6_000, share: 40, scale: 6, corps: "TECHNIQUE" },
} as const;
const ENGINEER = { pay: 16_500, scale: 11, corps: "TECHNIQUE" };
const all = { ...GRADES, INGENIEUR: ENGINEER };
const byGrade = (of: (grade: { pay: number; scale: number; corps: string }) => string): string =>
  `CASE grade ${Object.entries(all)
    .map(([name, grade]) => `WHEN '${name}' THEN ${of(grade)}`)
    .join(" ")} END`;
const ACTS = { AVANCEMENT: 58, TITULARISATION: 8, RECRUTEMENT: 10, MOBILITE: 9, RETRAITE: 12, SANCTION: 3 };

/** Indm@j: who works where, the acts on their careers, and what they are paid, which is the budgets' personnel. */
export async function* indmajRows(work: Workspace): AsyncGenerator<Rows> {
  await makeStaff(work);
  yield {
    system: "indmaj",
    table: "agent",
    period: work.calendar.snapshot,
    from: "agent",
    columns: {
      agent_id: "concat('AG', 10000000 + serial)",
      as_of: "until_day()",
      ct_code: "code",
      grade: "grade",
      echelle: byGrade(({ scale }) => String(scale)),
      corps: byGrade(({ corps }) => `'${corps}'`),
      sexe: "CASE WHEN u(k, 4) < 0.27 THEN 'F' ELSE 'M' END",
      birth_year: "born",
      position: pick("u(k, 6)", { ACTIVITE: 955, DETACHEMENT: 22, DISPONIBILITE: 9, MISE_A_DISPOSITION: 14 }),
      hired_on:
        "least(DATE '2024-09-01', make_date(born + 22 + CAST(floor(12 * u(k, 7)) AS INTEGER), 1 + CAST(floor(12 * u(k, 8)) AS INTEGER), 1))",
      is_engineer: "grade = 'INGENIEUR'",
    },
    order: ["serial"],
    key: "k",
  };
  yield* payRows(work);
  yield* actRows(work);
  await work.run("DROP TABLE agent; DROP TABLE payroll");
}

async function makeStaff(work: Workspace): Promise<void> {
  const grades = Object.fromEntries(Object.entries(GRADES).map(([name, { share }]) => [name, share]));
  await work.run(`
    CREATE TABLE agent AS
    WITH weighed AS (
      SELECT no, code, tag, k, level, population, q_answer, CASE level WHEN 'commune' THEN 0.84 WHEN 'province' THEN 0.125 ELSE 0.035 END AS part,
        greatest(1, CAST(1000 * CASE level WHEN 'commune' THEN 3 + pow(population, 0.8) * (CASE WHEN urban THEN 1.3 ELSE 0.7 END) / 60 ELSE pow(population, 0.4) END * exp(0.2 * z(k, 31)) AS BIGINT)) AS w
      FROM unit WHERE level IN ('region', 'province', 'commune')
    ), cut AS (
      SELECT *, sum(part * w / total) OVER (ORDER BY no) AS upto, part * w / total AS own
      FROM (SELECT *, CAST(sum(w) OVER (PARTITION BY level) AS DOUBLE) AS total FROM weighed)
    ), cell AS (
      SELECT *, CAST(round(${STAFF} * upto) - round(${STAFF} * (upto - own)) AS INTEGER) AS n FROM cut
    ), person AS (SELECT no, code, tag, level, population, q_answer, CAST(unnest(range(n)) AS INTEGER) AS i, key2(k, 'staff') AS ck FROM cell WHERE n > 0),
    keyed AS (SELECT *, key2(ck, i) AS k, row_number() OVER (ORDER BY no, i) AS serial FROM person),
    -- Engineers are where there is something to build: regions, provinces, cities.
    ranked AS (SELECT *, row_number() OVER (ORDER BY u(k, 1) / CASE level WHEN 'region' THEN 30 WHEN 'province' THEN 6 ELSE 0.4 + population / 60000.0 END, serial) AS place FROM keyed)
    SELECT no, code, tag, level, population, q_answer, i, k, serial, CASE WHEN place <= ${ENGINEERS} THEN 'INGENIEUR' ELSE ${pick("u(k, 2)", grades)} END AS grade,
      1964 + CAST(floor(40 * pow(u(k, 5), 1.2)) AS INTEGER) AS born
    FROM ranked`);
}

async function* payRows(work: Workspace): AsyncGenerator<Rows> {
  await work.run(`
    CREATE TABLE payroll AS
    SELECT no, code, grade, CAST(count(*) AS INTEGER) AS headcount, key2(code, grade) AS k, ${byGrade(({ pay }) => String(pay))} * (0.94 + 0.12 * u(key2(code, grade), 1)) AS pay
    FROM agent GROUP BY no, code, grade`);
  for (const period of periodsFrom(work.calendar, FIRST_PAY_YEAR)) {
    // Gross and charges together are the month's share of the budgets' personnel.
    const monthly =
      (nationalAmount("personnel", Number(period.start.slice(0, 4))) * 1e6) / 12 / (1 + CHARGES);
    yield {
      system: "indmaj",
      table: "paie",
      period,
      from: `(SELECT *, round(headcount * pay * ${monthly} / (SELECT sum(CAST(headcount * pay AS DECIMAL(18, 2))) FROM payroll), 2) AS gross
        FROM payroll, (SELECT CAST(range AS DATE) AS month FROM range(DATE '${period.start}', DATE '${period.end}' + 1, INTERVAL 1 MONTH)) AS months)`,
      columns: {
        ct_code: "code",
        month: "month",
        grade: "grade",
        headcount: "headcount",
        gross: "gross",
        net: "round(gross * 0.79, 2)",
        charges: `round(gross * ${CHARGES}, 2)`,
      },
      order: ["no", "month", "grade"],
      key: "key2(k, month)",
    };
  }
}

async function* actRows(work: Workspace): AsyncGenerator<Rows> {
  await makeCases(work, {
    name: "career",
    sites:
      "SELECT *, DATE '2019-01-01' AS since, headcount::DOUBLE AS pull FROM unit JOIN (SELECT no, count(*) AS headcount FROM agent GROUP BY no) USING (no)",
    firstYear: FIRST_PAY_YEAR,
    perYear: () => 16_000,
  });
  await work.run(`
    CREATE TABLE career_act AS
    SELECT *, approved_on + CAST(floor(10 * u(k, 7)) AS INTEGER) AS notified_on
    FROM (SELECT *, submitted_on + ${daysTaken(14, 0.7, 6)} AS approved_on FROM (SELECT *, day + ${daysTaken(5, 0.7, 5)} AS submitted_on FROM career))`);
  yield* caseRows(work, {
    system: "indmaj",
    table: "acte",
    firstYear: FIRST_PAY_YEAR,
    from: "(SELECT career_act.*, serial FROM career_act JOIN (SELECT no, min(serial) AS first, count(*) AS staff FROM agent GROUP BY no) USING (no), LATERAL (SELECT first + CAST(k % CAST(staff AS UBIGINT) AS BIGINT) AS serial))",
    steps: ["day", "submitted_on", "approved_on", "notified_on"],
    columns: ({ on, came }) => ({
      acte_no: caseNo("H"),
      ct_code: "code",
      agent_id: "concat('AG', 10000000 + serial)",
      type: pick("u(k, 4)", ACTS),
      drafted: "day",
      submitted: on("submitted_on"),
      visa: on("approved_on"),
      notified: on("notified_on"),
      statut: `CASE WHEN ${came("notified_on")} THEN 'NOTIFIE' WHEN ${came("approved_on")} THEN 'VISE' WHEN ${came("submitted_on")} THEN 'SOUMIS' ELSE 'PREPARE' END`,
    }),
  });
  await work.run("DROP TABLE career; DROP TABLE career_act");
}
