import type { Rows } from "../export.ts";
import { type Period, periodsFrom, yearPeriod } from "../periods.ts";
import { pick } from "../random.ts";
import { FIRST_YEAR } from "../targets.ts";
import type { Workspace } from "../workspace.ts";
import { caseRows } from "./cases.ts";

const THEMES = { BUDGET: 26, EQUIPEMENT: 20, PARTENARIAT: 22, PATRIMOINE: 12, SERVICES: 14, AUTRE: 6 };

/** Ordinary sessions of each council since it is on Majaliss, some extraordinary ones, their items and what needs approval. */
export async function* majalissRows(work: Workspace): AsyncGenerator<Rows> {
  const { lastYear } = work.calendar;
  await work.run(`
    CREATE TABLE council_session AS
    WITH month_of(level, slot, month) AS (VALUES ('commune', 1, 2), ('commune', 2, 5), ('commune', 3, 10), ('region', 1, 3), ('region', 2, 7), ('region', 3, 10), ('province', 1, 1), ('province', 2, 6), ('province', 3, 9)),
    years AS (SELECT CAST(range AS INTEGER) AS year FROM range(${FIRST_YEAR}, ${lastYear + 1})),
    council AS (SELECT * FROM deployment WHERE platform = 'MAJALISS'),
    held AS (
      SELECT council.*, year, slot, 'ORD' AS kind, make_date(year, month, 1) AS first_day FROM council JOIN month_of USING (level), years
      UNION ALL
      SELECT council.*, year, 4, 'EXTRA', make_date(year, 1 + CAST(floor(12 * u(key2(k, year), 5)) AS INTEGER), 1) FROM council, years WHERE u(key2(k, year), 4) < 0.5
    ), opened AS (
      SELECT *, key3(k, year, slot) AS sk, first_day + CAST(floor(24 * u(key3(k, year, slot), 1)) AS INTEGER) AS opens FROM held
    )
    SELECT no, code, tag, q, level, population, year, slot AS i, sk AS k, kind, opens, opens + CAST(floor(CASE WHEN kind = 'ORD' THEN 14 ELSE 2 END * u(sk, 2)) AS INTEGER) AS closes,
      concat('S', year, '-', tag, '-', slot) AS session,
      -- About one ordinary session in thirty is not held.
      1 + CAST(floor(CASE WHEN kind = 'ORD' THEN 5.5 ELSE 2 END * u(sk, 3)) AS INTEGER) AS points
    FROM opened
    WHERE opens >= since AND opens <= until_day() AND NOT (kind = 'ORD' AND u(sk, 6) < 0.03 - 0.01 * q)`);
  await work.run(`
    CREATE TABLE agenda AS
    SELECT *, key2(sk, point) AS k, CASE WHEN fate < 0.9 THEN 'ADOPTE' WHEN fate < 0.95 THEN 'REJETE' ELSE 'REPORTE' END AS result,
      CASE level WHEN 'region' THEN 57 WHEN 'province' THEN 21 ELSE 11 + 2 * least(35, CAST(floor(ln(1 + population / 4000.0) * 4) AS INTEGER)) END AS seats
    FROM (SELECT no, code, tag, q, level, population, year, i, k AS sk, session, opens, CAST(unnest(range(1, points + 1)) AS INTEGER) AS point FROM council_session), LATERAL (SELECT u(key2(sk, point), 1) AS fate)`);
  await work.run(`
    CREATE TABLE decision AS
    SELECT no, code, tag, year, 10 * i + point AS i, k, session, point, q,
      opens + 5 + CAST(floor(10 * u(k, 3)) AS INTEGER) AS sent_on,
      CASE WHEN u(k, 4) < 0.97 THEN opens + 5 + CAST(floor(10 * u(k, 3)) AS INTEGER) + least(45, CAST(floor(13 * exp(0.55 * z(k, 5) - 0.25 * q)) AS INTEGER)) END AS decided_on,
      u(k, 6) AS fate
    FROM agenda WHERE result = 'ADOPTE' AND u(k, 2) < 0.35`);
  for (const period of periodsFrom(work.calendar, FIRST_YEAR)) {
    yield sessionRows(period);
    yield pointRows(period);
  }
  yield* caseRows(work, {
    system: "majaliss",
    table: "acte",
    firstYear: FIRST_YEAR,
    from: "decision",
    steps: ["sent_on", "decided_on"],
    columns: ({ on, came }) => ({
      acte_no: "concat('A', session, '-', point)",
      ct_code: "code",
      session_id: "session",
      point_no: "point",
      transmitted: "sent_on",
      visa_due: "sent_on + 20",
      visa_date: on("decided_on"),
      decision: `CASE WHEN ${came("decided_on")} THEN CASE WHEN decided_on > sent_on + 20 THEN 'TACITE' WHEN fate < 0.93 THEN 'VISE' WHEN fate < 0.97 THEN 'RETOUR' ELSE 'REFUS' END END`,
      executed: `${came("decided_on")} AND fate < 0.93 AND u(k, 7) < 0.6 + 0.08 * q`,
    }),
  });
  await work.run("DROP TABLE council_session; DROP TABLE agenda; DROP TABLE decision");
}

const sessionRows = (period: Period): Rows => ({
  system: "majaliss",
  table: "session",
  period,
  from: "council_session",
  where: `period_of(opens) = ${period.number}`,
  columns: {
    session_id: "session",
    ct_code: "code",
    kind: "kind",
    opens: "opens",
    closes: "closes",
    quorum: "kind = 'EXTRA' OR u(k, 7) < 0.93",
  },
  order: ["no", "year", "i"],
  key: "k",
});

const pointRows = (period: Period): Rows => ({
  system: "majaliss",
  table: "point",
  period,
  from: "(SELECT *, CAST(floor(seats * (0.55 + 0.4 * u(k, 8))) AS INTEGER) AS present, CAST(floor(seats * 0.25 * u(k, 9)) AS INTEGER) AS few, CAST(floor(seats * 0.08 * u(k, 10)) AS INTEGER) AS none FROM agenda)",
  where: `period_of(opens) = ${period.number}`,
  columns: {
    session_id: "session",
    point_no: "point",
    opens: "opens",
    theme: pick("u(k, 11)", THEMES),
    votes_for: "CASE result WHEN 'REPORTE' THEN 0 WHEN 'REJETE' THEN few ELSE present - few - none END",
    votes_against: "CASE result WHEN 'REPORTE' THEN 0 WHEN 'REJETE' THEN present - few - none ELSE few END",
    votes_abst: "CASE result WHEN 'REPORTE' THEN 0 ELSE none END",
    result: "result",
  },
  order: ["no", "year", "i", "point"],
  key: "k",
});

const AUDIT_THEMES = { DEPENSE: 34, RECETTE: 18, PATRIMOINE: 14, RH: 12, URBANISME: 14, SI: 8 };
const OWNERS = { DGS: 24, FINANCES: 36, TECHNIQUE: 26, RH: 14 };

/** Audit missions of the larger councils, and what becomes of their recommendations. */
export async function* auditRows(work: Workspace): AsyncGenerator<Rows> {
  const { lastYear, lastDay } = work.calendar;
  await work.run(`
    CREATE TABLE mission AS
    SELECT no, code, tag, q_answer, year, 1 AS i, yk AS k, concat('MA', year, '-', tag) AS mission, make_date(year, 1, 10) + CAST(floor(280 * u(yk, 2)) AS INTEGER) AS starts,
      20 + CAST(floor(60 * u(yk, 3)) AS INTEGER) AS days
    FROM unit, (SELECT CAST(range AS INTEGER) AS year FROM range(${FIRST_YEAR}, ${lastYear + 1})) AS years, LATERAL (SELECT key3(k, year, 'audit') AS yk)
    WHERE level IN ('region', 'province', 'commune') AND u(yk, 1) < CASE level WHEN 'region' THEN 0.9 WHEN 'province' THEN 0.55 ELSE least(0.6, population / 250000.0) END`);
  await work.run("DELETE FROM mission WHERE starts > until_day()");
  await work.run(`
    CREATE TABLE reco AS
    SELECT no, code, tag, q_answer, year, i, key2(k, i) AS k, mission, issued_on, issued_on + 90 + 90 * CAST(floor(3 * u(key2(k, i), 1)) AS INTEGER) AS due_on,
      CASE WHEN u(key2(k, i), 2) < 0.8 THEN issued_on + CAST(floor(125 * exp(0.6 * z(key2(k, i), 3) - 0.3 * q_answer)) AS INTEGER) END AS implemented_on
    FROM (SELECT * EXCLUDE (i), starts + days + 30 AS issued_on, CAST(unnest(range(3 + CAST(floor(9 * u(k, 4)) AS INTEGER))) AS INTEGER) AS i FROM mission)
    WHERE issued_on <= until_day()`);
  for (let year = FIRST_YEAR; year <= lastYear; year += 1)
    yield {
      system: "audit",
      table: "mission",
      period: year === lastYear ? { ...yearPeriod(year), end: lastDay } : yearPeriod(year),
      from: "mission",
      where: `year = ${year}`,
      columns: {
        mission_id: "mission",
        ct_code: "code",
        theme: pick("u(k, 5)", AUDIT_THEMES),
        risk: pick("u(k, 6)", { FAIBLE: 22, MOYEN: 50, ELEVE: 28 }),
        start: "starts",
        end: "CASE WHEN starts + days <= until_day() THEN starts + days END",
      },
      order: ["no", "year"],
      key: "k",
    };
  yield* caseRows(work, {
    system: "audit",
    table: "reco",
    firstYear: FIRST_YEAR,
    from: "reco",
    steps: ["issued_on", "implemented_on"],
    columns: ({ on, came }) => ({
      reco_no: "concat('R', substr(mission, 2), '-', i)",
      mission_id: "mission",
      ct_code: "code",
      severity: pick("u(k, 4)", { FAIBLE: 26, MOYEN: 48, ELEVE: 26 }),
      owner: pick("u(k, 5)", OWNERS),
      issued: "issued_on",
      due: "due_on",
      implemented_on: on("implemented_on"),
      statut: `CASE WHEN ${came("implemented_on")} THEN 'CLOSE' WHEN u(k, 6) < 0.5 THEN 'EN_COURS' ELSE 'OUVERTE' END`,
    }),
  });
  await work.run("DROP TABLE mission; DROP TABLE reco");
}
