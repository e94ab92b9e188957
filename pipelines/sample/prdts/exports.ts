import type { Rows } from "../export.ts";
import { type Period, periodsFrom } from "../periods.ts";
import type { Workspace } from "../workspace.ts";
import { FIRST_PROGRAMME_YEAR, PROGRAMMES } from "./programme.ts";

const FIRST_YEAR = FIRST_PROGRAMME_YEAR;

/** SQL: where a project stands on a day. */
const statusOn = (day: string): string => `CASE
  WHEN dropped_on <= ${day} THEN 'ABANDONNE'
  WHEN ends + 400 <= ${day} AND serves AND u(k, 15) < 0.5 THEN 'RECEPTION_DEFINITIVE'
  WHEN ends + 90 <= ${day} AND serves THEN 'OPERATIONNEL'
  WHEN ends <= ${day} THEN 'RECEPTION_PROVISOIRE'
  WHEN starts <= ${day} THEN CASE WHEN stopped AND ${day} BETWEEN starts + 60 AND ends - 45 THEN 'ARRET' ELSE 'TRAVAUX' END
  WHEN starts - 45 <= ${day} THEN 'MARCHE_VISE'
  WHEN starts - 120 <= ${day} THEN 'AO_LANCE'
  WHEN start_planned - 150 <= ${day} THEN 'ETUDES'
  ELSE 'PROGRAMME' END`;

const TITLES: Readonly<Record<string, string>> = {
  ROUTE: "Aménagement de la route desservant ",
  PISTE: "Ouverture et aménagement de la piste vers ",
  AEP: "Alimentation en eau potable de douars de ",
  ELEC: "Électrification de douars de ",
  ENS: "Construction et réhabilitation de salles de classe à ",
  SANTE: "Centre de santé et équipements à ",
};
const OWNERS: Readonly<Record<string, string>> = {
  ROUTE: "Ministère de l''équipement",
  PISTE: "Conseil de la région",
  AEP: "ONEE, branche eau",
  ELEC: "ONEE, branche électricité",
  ENS: "Ministère de l''éducation nationale",
  SANTE: "Ministère de la santé",
};
const byKind = (texts: Readonly<Record<string, string>>): string =>
  `CASE kind ${Object.entries(texts)
    .map(([kind, value]) => `WHEN '${kind}' THEN '${value}'`)
    .join(" ")} END`;

/** A road that joins communes of one province has up to two more of them. */
export async function makeMilestones(work: Workspace): Promise<void> {
  await work.run(`
    CREATE TABLE milestone AS
    WITH ringed AS (
      SELECT code, lead(code, 1) OVER ring AS next1, lead(code, 2) OVER ring AS next2
      FROM unit WHERE level = 'commune' AND NOT urban WINDOW ring AS (PARTITION BY province_code ORDER BY code)
    )
    SELECT project.*, u(k, 16) < 0.1 AS stopped,
      project.code || CASE WHEN kind IN ('ROUTE', 'PISTE') AND u(k, 17) < 0.3 AND next1 IS NOT NULL THEN '|' || next1 ELSE '' END
        || CASE WHEN kind = 'ROUTE' AND u(k, 17) < 0.08 AND next2 IS NOT NULL THEN '|' || next2 ELSE '' END AS communes,
      round(point.lon + 0.16 * z(k, 18), 4) AS lon, round(point.lat + 0.1 * z(k, 19), 4) AS lat,
      period_of(announced) AS p1, period_of(starts) AS p2, period_of(ends) AS p3, period_of(ends + 90) AS p4, period_of(dropped_on) AS p5
    FROM project LEFT JOIN ringed ON ringed.code = project.code
    JOIN province_point AS point ON point.province = project.province_code
    WHERE announced <= until_day()`);
}

export const projectRows = (work: Workspace): readonly Rows[] =>
  periodsFrom(work.calendar, FIRST_YEAR).map(rowsOf);

function rowsOf(period: Period): Rows {
  const end = `DATE '${period.end}'`;
  const seen = (day: string) => `CASE WHEN ${day} <= ${end} THEN ${day} END`;
  // What was announced before the first export is in it.
  const announced = period.number === FIRST_YEAR ? `p1 <= ${period.number}` : `p1 = ${period.number}`;
  return {
    system: "prdts",
    table: "project",
    period,
    from: "milestone",
    where: `${announced} OR p2 = ${period.number} OR p3 = ${period.number} OR p4 = ${period.number} OR p5 = ${period.number}`,
    columns: {
      project_id: "project_id",
      programme: "programme",
      title: `${byKind(TITLES)} || name_fr`,
      sector: "kind",
      ct_codes: "communes",
      maitre_ouvrage: byKind(OWNERS),
      plan_year: "plan_year",
      bac: "bac",
      unit: "unit",
      qty_planned: "quantity",
      start_planned: "start_planned",
      end_planned: "end_planned",
      start_actual: seen("starts"),
      end_actual: seen("ends"),
      statut: statusOn(end),
      operational: `CASE WHEN ends <= ${end} THEN serves END`,
      lon: "lon",
      lat: "lat",
      op: `CASE WHEN ${announced} THEN 'I' ELSE 'U' END`,
      updated_at: `at_office(greatest(DATE '${period.start}', announced, coalesce(${seen("starts")}, announced), coalesce(${seen("ends")}, announced), coalesce(${seen("ends + 90")}, announced), coalesce(${seen("dropped_on")}, announced)), 0.7)`,
    },
    order: ["project_id"],
    key: "k",
  };
}

/** Makes `progress`: the end of each month from the start of works to their end. What is ordered follows works, what is paid follows that. */
export async function makeProgress(work: Workspace): Promise<void> {
  await work.run(
    "CREATE MACRO curve(x) AS least(1, greatest(0, x)) * least(1, greatest(0, x)) * (3 - 2 * least(1, greatest(0, x)))",
  );
  await work.run(`
    CREATE TABLE progress AS
    WITH monthly AS (
      SELECT project_id, programme, k, bac, price, quantity, starts, ends, start_planned, dropped_on, serves, stopped,
        last_day(CAST(unnest(generate_series(date_trunc('month', starts), date_trunc('month', least(ends, until_day())), INTERVAL 1 MONTH)) AS DATE)) AS as_of
      FROM milestone WHERE starts <= until_day()
    ), measured AS (
      SELECT *, CASE WHEN as_of >= ends THEN 1 ELSE
        round(least(0.98, curve((as_of - starts) / greatest(30, ends - starts)) * CASE WHEN stopped AND as_of BETWEEN starts + 60 AND ends - 45 THEN 0.7 ELSE 1 END), 4) END AS done
      FROM monthly WHERE as_of <= until_day()
    )
    SELECT *, period_of(as_of) AS period,
      bac * price AS committed,
      bac * price * CASE WHEN done >= 1 THEN 1 ELSE 0.95 * done END AS ordered,
      bac * price * CASE WHEN done >= 1 THEN 0.97 ELSE 0.95 * greatest(0, done - 0.06) END AS paid
    FROM measured`);
}

const BLOCKERS =
  "CASE CAST(floor(4 * u(k, 20)) AS INTEGER) WHEN 0 THEN 'Mobilisation du foncier' WHEN 1 THEN 'Défaillance de l''entreprise' WHEN 2 THEN 'Retard de paiement' ELSE 'Conditions climatiques' END";

export const progressRows = (work: Workspace): readonly Rows[] =>
  periodsFrom(work.calendar, FIRST_YEAR).map((period) => ({
    system: "prdts",
    table: "progress",
    period,
    from: "progress",
    where: `period = ${period.number}`,
    columns: {
      project_id: "project_id",
      as_of: "as_of",
      pct_physical: "done",
      qty_done: "round(quantity * done, 2)",
      engaged: "round(committed, 2)",
      mandated: "round(ordered, 2)",
      paid: "round(paid, 2)",
      statut: statusOn("as_of"),
      blocker: `CASE WHEN stopped AND as_of BETWEEN starts + 60 AND ends - 45 THEN ${BLOCKERS} END`,
    },
    order: ["project_id", "as_of"],
    key: "key2(k, as_of)",
  }));

export const snapshotRows = (work: Workspace): readonly Rows[] => {
  const period = work.calendar.snapshot;
  const funders = PROGRAMMES.flatMap((programme) =>
    programme.sectors.flatMap((sector) =>
      sector.funders.map(
        ([funder, share], order) =>
          `('${programme.code}', '${sector.code}', '${funder}', ${share}, ${order}, ${sector.funders.reduce((sum, each) => sum + each[1], 0)})`,
      ),
    ),
  );
  const paid =
    "CASE WHEN ends <= until_day() THEN 0.97 WHEN starts <= until_day() THEN 0.6 * least(1, (until_day() - starts) / greatest(30, ends - starts)) + 0.2 WHEN dropped_on IS NOT NULL THEN 0 ELSE 0.1 END";
  return [
    {
      system: "prdts",
      table: "funding",
      period,
      // The first funder pays what the others leave, and regions sometimes more or less than their share.
      from: `(SELECT milestone.*, funder, rank, CASE WHEN rank = 0 THEN bac - round(bac * greatest(0, others + swing), 0) WHEN rank = 1 THEN round(bac * greatest(0, others + swing), 0) - round(bac * (others - share), 0) ELSE round(bac * share, 0) END AS part
        FROM (SELECT *, 0.16 * (u(k, 21) - 0.5) AS swing FROM milestone) AS milestone
        JOIN (SELECT programme, sector, funder, share::DOUBLE AS share, CAST(rank AS INTEGER) AS rank, others::DOUBLE AS others FROM (VALUES ${funders.join(", ")}) AS t(programme, sector, funder, share, rank, others)) AS payer
          ON payer.programme = milestone.programme AND payer.sector = milestone.sector)`,
      columns: {
        project_id: "project_id",
        funder: "funder",
        committed: "part",
        paid: `round(part * price * ${paid}, 2)`,
      },
      order: ["project_id", "rank"],
      key: "key2(k, rank)",
    },
    {
      system: "prdts",
      table: "baseline",
      period,
      from: `(SELECT *, CASE WHEN month_start + INTERVAL 1 MONTH > end_planned THEN 1 ELSE round(curve((CAST(month_start + INTERVAL 1 MONTH AS DATE) - start_planned) / (end_planned - start_planned)), 6) END AS planned
        FROM (SELECT project_id, k, bac, start_planned, end_planned, CAST(unnest(generate_series(date_trunc('month', start_planned), date_trunc('month', end_planned), INTERVAL 1 MONTH)) AS DATE) AS month_start FROM milestone))`,
      columns: {
        project_id: "project_id",
        month: "month_start",
        pv_cum: "round(bac * planned, 2)",
        pct_planned: "planned",
      },
      order: ["project_id", "month_start"],
      key: "key2(k, month_start)",
    },
    {
      system: "prdts",
      table: "market",
      period,
      from: `(SELECT milestone.*, rank, key2(milestone.k, rank) AS k1 FROM milestone, (VALUES (1), (2)) AS markets(rank) WHERE starts - 45 <= until_day() AND (rank = 1 OR u(milestone.k, 22) < 0.25))`,
      columns: {
        market_no: "'MK-' || project_id || '-' || rank",
        project_id: "project_id",
        type: "CASE WHEN rank = 2 THEN 'ETUDES' WHEN kind IN ('ENS', 'SANTE') AND u(k1, 1) < 0.3 THEN 'FOURNITURES' ELSE 'TRAVAUX' END",
        supplier_ice: "supplier_ice(u(k1, 2), u(k1, 3) < 0.6, province_code)",
        amount:
          "round(bac * price * CASE WHEN rank = 2 THEN 0.05 WHEN u(k, 22) < 0.25 THEN 0.95 ELSE 1 END, 2)",
        os_date: "CASE WHEN starts <= until_day() THEN starts END",
        delay_days: "greatest(30, CAST(floor(span) AS INTEGER))",
        avenants: "CASE WHEN u(k1, 4) < 0.78 THEN 0 WHEN u(k1, 4) < 0.95 THEN 1 ELSE 2 END",
      },
      order: ["project_id", "rank"],
      key: "k1",
    },
  ];
};
