import type { Rows } from "../export.ts";
import { periodsFrom } from "../periods.ts";
import { pick } from "../random.ts";
import type { Workspace } from "../workspace.ts";
import { caseNo, caseRows, daysTaken, makeCases } from "./cases.ts";
import { sitesOf } from "./deployment.ts";

const KINDS = { CONTROLE_ALIM: 44, EAU: 14, DESINFECTION: 18, RAGE: 6, DECES: 12, VACCIN: 6 };

/** Hygiene offices: what is controlled has samples, the rest has none. */
export async function* bchRows(work: Workspace): AsyncGenerator<Rows> {
  const firstYear = 2023;
  await makeCases(work, {
    name: "visited",
    sites: sitesOf("BCH", "population * exp(0.5 * z(pk, 11))"),
    firstYear,
    perYear: () => 12_000,
  });
  await work.run(`
    CREATE TABLE intervention AS
    SELECT *, CAST(floor(samples * pow(u(k, 6), 5 - least(2, greatest(-2, q)))) AS INTEGER) AS bad
    FROM (SELECT *, CASE WHEN kind IN ('CONTROLE_ALIM', 'EAU') THEN 1 + CAST(floor(9 * pow(u(k, 5), 2)) AS INTEGER) ELSE 0 END AS samples
      FROM (SELECT *, ${pick("u(k, 3)", KINDS)} AS kind FROM visited))`);
  for (const period of periodsFrom(work.calendar, firstYear))
    yield {
      system: "bch",
      table: "intervention",
      period,
      from: "intervention",
      where: `period_of(day) = ${period.number}`,
      columns: {
        id: caseNo("B"),
        ct_code: "code",
        kind: "kind",
        ts: "at_office(day, u(k, 7))",
        result:
          "CASE WHEN samples = 0 THEN 'SANS_OBJET' WHEN bad > 0 THEN 'NON_CONFORME' ELSE 'CONFORME' END",
        samples: "samples",
        nonconform: "bad",
      },
      order: ["no", "year", "i"],
      key: "k",
    };
  await work.run("DROP TABLE visited; DROP TABLE intervention");
}

export async function* funeraireRows(work: Workspace): AsyncGenerator<Rows> {
  const firstYear = 2023;
  await makeCases(work, {
    name: "mourned",
    sites: sitesOf("FUNERAIRE", "population * exp(0.3 * z(pk, 11))"),
    firstYear,
    perYear: (year) => 13_000 + 700 * (year - firstYear),
  });
  await work.run(`
    CREATE TABLE burial AS
    SELECT *, authorised_on + CAST(floor(2 * u(k, 6)) AS INTEGER) AS done_on
    FROM (SELECT *, day + least(20, ${daysTaken("CASE kind WHEN 'INHUMATION' THEN 0.5 WHEN 'TRANSPORT' THEN 1 ELSE 6 END", 0.9, 5)}) AS authorised_on
      FROM (SELECT *, ${pick("u(k, 3)", { INHUMATION: 78, TRANSPORT: 20, EXHUMATION: 2 })} AS kind FROM mourned))`);
  yield* caseRows(work, {
    system: "funeraire",
    table: "acte",
    firstYear,
    from: "burial",
    steps: ["day", "authorised_on", "done_on"],
    columns: ({ at }) => ({
      id: caseNo("F"),
      ct_code: "code",
      cemetery_id: "concat('CIM-', tag, '-', 1 + i % 3)",
      kind: "kind",
      requested_ts: at("day"),
      authorised_ts: at("authorised_on"),
      done_ts: at("done_on"),
      plot: "concat('Carré ', 1 + i % 40)",
      deceased: "concat('Défunt ', year, '-', i)",
    }),
  });
  await work.run("DROP TABLE mourned; DROP TABLE burial");
}

const MATTERS = { FONCIER: 46, MARCHES: 18, FISCAL: 12, PERSONNEL: 9, URBANISME: 8, RESPONSABILITE: 7 };
const COURTS = { ADMINISTRATIF: 58, PREMIERE_INSTANCE: 24, APPEL: 14, CASSATION: 4 };

/** Court cases take a year or two; the larger stakes are in land taken without title. */
export async function* contentieuxRows(work: Workspace): AsyncGenerator<Rows> {
  const firstYear = 2021;
  await makeCases(work, {
    name: "sued",
    sites:
      "SELECT *, DATE '2019-01-01' AS since, pow(population, 0.75) * exp(0.6 * z(k, 11)) AS pull FROM unit WHERE level IN ('region', 'province', 'commune')",
    firstYear,
    perYear: (year) => 1_900 + 120 * (year - firstYear),
  });
  await work.run(`
    CREATE TABLE affair AS
    SELECT *, CASE WHEN lost THEN round(stake * (0.35 + 0.6 * u(k, 9)), 2) ELSE 0 END AS due,
      CASE WHEN lost THEN ruled_on + 60 + ${daysTaken(150, 0.8, 10)} END AS executed_on
    FROM (SELECT *, role = 'DEF' AND outcome IN ('PERDU', 'PARTIEL') AS lost
      FROM (SELECT *, ${pick("u(k, 3)", MATTERS)} AS matter, CASE WHEN u(k, 4) < 0.82 THEN 'DEF' ELSE 'DEM' END AS role,
          ${pick("u(k, 5)", { PERDU: 44, PARTIEL: 18, GAGNE: 32, DESISTEMENT: 6 })} AS outcome,
          round(180000 * exp(1.5 * z(k, 6)), 2) AS stake, day + 60 + ${daysTaken(330, 0.6, 7)} AS ruled_on FROM sued))`);
  yield* caseRows(work, {
    system: "contentieux",
    table: "affaire",
    firstYear,
    from: "affair",
    steps: ["day", "ruled_on", "executed_on"],
    columns: ({ on, came }) => ({
      case_no: caseNo("J"),
      ct_code: "code",
      court: pick("u(k, 8)", COURTS),
      matter: "matter",
      role: "role",
      filed: "day",
      stage: `CASE WHEN ${came("executed_on")} THEN 'EXECUTEE' WHEN ${came("ruled_on")} THEN 'JUGEE' ELSE 'EN_COURS' END`,
      stake: "stake",
      ruling_date: on("ruled_on"),
      outcome: `CASE WHEN ${came("ruled_on")} THEN outcome END`,
      amount_due: `CASE WHEN ${came("ruled_on")} THEN due ELSE 0 END`,
      paid: `CASE WHEN ${came("executed_on")} THEN due ELSE 0 END`,
      adverse_party: "concat('Partie ', tag, '-', i)",
    }),
  });
  await work.run("DROP TABLE sued; DROP TABLE affair");
}
