import { drawnOn, type Rows } from "../export.ts";
import { type Period, periodsOfYear, yearPeriod } from "../periods.ts";
import type { Workspace } from "../workspace.ts";

const OFFICES: Readonly<Record<string, string>> = {
  S: "SOUK",
  A: "ABATTOIR",
  M: "MARCHE_GROS",
  F: "FOURRIERE",
  E: "ETAT_CIVIL",
  C: "CENTRALE",
};
const kindSql = (letter: string): string =>
  `CASE ${letter} ${Object.entries(OFFICES)
    .map(([key, value]) => `WHEN '${key}' THEN '${value}'`)
    .join(" ")} END`;

export async function makeOffices(work: Workspace): Promise<void> {
  await work.run(`
    CREATE TABLE office AS
    SELECT unit.no AS unit, unit.code AS ct, letter, 'RG-' || unit.tag || '-' || letter AS office, key2(unit.k, letter) AS k
    FROM unit JOIN (
      SELECT no AS unit, 'C' AS letter FROM unit WHERE level <> 'arrondissement'
      UNION ALL SELECT no, 'E' FROM unit WHERE level = 'commune' AND urban
      UNION ALL SELECT DISTINCT annual.unit, CASE line.code WHEN '1140102027' THEN 'S' WHEN '1140103041' THEN 'A' WHEN '1140102028' THEN 'M' ELSE 'F' END
        FROM annual JOIN line ON line.no = annual.line WHERE line.code IN ('1140102027', '1140103041', '1140102028', '1110403032')
    ) AS opened ON opened.unit = unit.no`);
}

export const officeRows = (work: Workspace): Rows => ({
  system: "gir",
  table: "regie",
  period: work.calendar.snapshot,
  from: "office",
  columns: {
    regie_id: "office",
    ct_code: "ct",
    type: kindSql("letter"),
    opened_on: "make_date(2004 + CAST(floor(14 * u(k, 1)) AS INTEGER), 1, 1)",
    closed_on: "NULL",
  },
  order: ["unit", "letter"],
  key: "k",
});

/** What the offices hand over: what they took by hand, once a month, or once a quarter in a thin sample. */
export async function makeTransfers(work: Workspace, year: number): Promise<void> {
  const step = work.scale >= 0.5 ? 1 : 3;
  await work.run(`
    CREATE OR REPLACE TABLE versement AS
    SELECT *, concat('V${year}-', substr(office, 4), '-', slot) AS id, key3(office, ${year}, slot) AS k, period_of(day) AS period
    FROM (
      SELECT office, ct, unit, slot, CAST(sum(cents) AS BIGINT) AS cents,
        least(until_day(), make_date(${year}, CAST(slot * ${step} + ${step} AS INTEGER), 28)) AS day
      FROM (SELECT *, (month(day) - 1) // ${step} AS slot FROM quittance WHERE NOT cancelled AND management = 'CT' AND day <= until_day())
      GROUP BY office, ct, unit, slot
    )`);
}

export const receiptRows = (work: Workspace, year: number): readonly Rows[] => [
  ...periodsOfYear(work.calendar, year).flatMap((period) => [
    orderRows(year, period),
    quittanceRows(year, period),
    reductionRows(year, period),
    transferRows(period),
  ]),
  outstandingRows(work, year),
];

const orderRows = (year: number, period: Period): Rows => ({
  system: "gir",
  table: "ordre_recette",
  period,
  from: `(SELECT ordre.*, cell.ct, cell.code, cell.place, cell.management, u(ordre.k, 3) AS fate FROM ordre JOIN cell USING (unit, line) WHERE period_of(raised_on) = ${period.number} AND raised_on <= until_day())`,
  columns: {
    or_no: `concat('T${year}-', place, i)`,
    ct_code: "ct",
    exercice: String(year),
    code: "code",
    redevable_id:
      "CASE WHEN collection <> 'transfer' THEN concat('RD', 10000000 + CAST(k % 4000000 AS INTEGER)) END",
    redevable_type: "CASE WHEN collection = 'transfer' OR u(k, 11) < 0.35 THEN 'PM' ELSE 'PP' END",
    montant_emis: "cents / 100",
    date_emission: "raised_on",
    date_exigibilite: "raised_on + CASE WHEN collection = 'transfer' THEN 15 ELSE 60 END",
    gestion: "management",
    statut: `CASE WHEN collection = 'transfer' THEN 'SOLDE' WHEN raised_on + 30 > DATE '${drawnOn("gir.ordre_recette", period)}' THEN 'EMIS' WHEN fate < 0.3 THEN 'EMIS' WHEN fate < 0.55 THEN 'PARTIEL' ELSE 'SOLDE' END`,
  },
  order: ["unit", "line", "i"],
  key: "k",
});

const quittanceRows = (year: number, period: Period): Rows => ({
  system: "gir",
  table: "quittance",
  period,
  from: `(SELECT *, u(k, 12) AS way FROM quittance WHERE period_of(day) = ${period.number} AND day <= until_day())`,
  columns: {
    quittance_no: `concat('Q${year}-', place, i)`,
    regie_id: "office",
    or_no: `CASE WHEN collection = 'transfer' THEN concat('T${year}-', place, i // 3) WHEN origin = ${year} THEN concat('T${year}-', place, CAST(k % 1000003 AS INTEGER) % ((orders + 1) // 2)) WHEN origin >= 2021 THEN concat('T', origin, '-', place, 0) END`,
    ct_code: "ct",
    exercice: String(year),
    code: "code",
    montant: "cents / 100",
    ts_encaissement: "at_office(day, u(k, 13))",
    mode: `CASE WHEN collection = 'transfer' THEN 'VIR' WHEN way < 0.04 + 0.02 * (${year} - 2021) * (1 + 0.3 * greatest(-1, q_collect)) THEN 'EPAY' WHEN way < 0.3 THEN 'CHQ' WHEN way < 0.4 THEN 'VIR' WHEN way < 0.5 THEN 'TPE' ELSE 'ESP' END`,
    annulee: "cancelled",
  },
  order: ["unit", "line", "i"],
  key: "k",
});

const reductionRows = (year: number, period: Period): Rows => ({
  system: "gir",
  table: "reduction",
  period,
  from: `(SELECT *, least(make_date(${year}, 12, 31), raised_on + 30 + CAST(floor(90 * u(k, 14)) AS INTEGER)) AS day FROM (SELECT ordre.*, cell.ct, cell.code, cell.place FROM ordre JOIN cell USING (unit, line)) WHERE reduced > 0)`,
  where: `period_of(day) = ${period.number} AND day <= until_day()`,
  columns: {
    id: `concat('S${year}-', place, i)`,
    or_no: `concat('T${year}-', place, i)`,
    ct_code: "ct",
    exercice: String(year),
    code: "code",
    kind: "CASE WHEN u(k, 15) < 0.5 THEN 'DEGREVEMENT' WHEN u(k, 15) < 0.8 THEN 'ANNULATION' ELSE 'NON_VALEUR' END",
    montant: "reduced / 100",
    date: "day",
  },
  order: ["unit", "line", "i"],
  key: "k",
});

const transferRows = (period: Period): Rows => ({
  system: "gir",
  table: "versement",
  period,
  from: "versement",
  where: `period = ${period.number}`,
  columns: {
    id: "id",
    regie_id: "office",
    ct_code: "ct",
    montant: "cents / 100",
    date: "day",
    ecart: "CASE WHEN u(k, 1) < 0.02 THEN round(400 * z(k, 2), 2) ELSE 0 END",
  },
  order: ["unit", "office", "slot"],
  key: "k",
});

const outstandingRows = (work: Workspace, year: number): Rows => {
  const end = year === work.calendar.lastYear ? work.calendar.lastDay : `${year}-12-31`;
  return {
    system: "gir",
    table: "rar",
    period: { ...yearPeriod(year), end },
    from: `(SELECT outstanding.*, unit.code AS ct, line.code, key4(unit, line, year, origin) AS k FROM outstanding JOIN unit ON unit.no = unit JOIN line ON line.no = line WHERE year = ${year} AND cents >= 50000)`,
    columns: {
      ct_code: "ct",
      exercice: "year",
      code: "code",
      origin_year: "origin",
      as_of: `DATE '${end}'`,
      montant: "cents / 100",
    },
    order: ["unit", "line", "origin"],
    key: "k",
  };
};
