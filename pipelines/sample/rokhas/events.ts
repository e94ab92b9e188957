import type { Rows } from "../export.ts";
import { periodsFrom } from "../periods.ts";
import { FIRST_YEAR } from "../targets.ts";
import type { Workspace } from "../workspace.ts";
import { ACTS } from "./acts.ts";

const SERVICES = ["AU", "PROVINCE", "PC", "ONEE", "ANCFCC"] as const;
/** The first service's opinion is kept for this share of the files in the thinnest sample: the index needs it. */
const LEAST_OPINIONS = 0.25;

/**
 * Makes `event`. Stops of the clock and silences are always there; opinions, commissions and signatures are thinned by the
 * scale. An opinion in time falls within its delay; a late one comes after it, or never.
 */
export async function makeEvents(work: Workspace): Promise<void> {
  const keep = Math.min(1, work.scale);
  const asked = ACTS.flatMap((act, index) =>
    act.asked.map(
      (service, order) =>
        `(${index + 1}, '${service}', ${SERVICES.indexOf(service) + 1}, ${order === 0 ? Math.max(keep, LEAST_OPINIONS) : keep}, ${act.category === "PP" ? 7 : 15})`,
    ),
  );
  await work.run(`
    CREATE TABLE opinion AS
    SELECT dossier.no, dossier.act, dossier.year, i, slot, actor, dossier.tag, category, k1 AS k, sent, sent + window_days AS due,
      CASE WHEN in_time_drawn THEN least(sent + CAST(floor(window_days * (0.1 + 0.85 * u(k1, 3))) AS INTEGER), coalesce(decided_on, DATE '2099-01-01'))
        WHEN u(k1, 4) < 0.85 THEN sent + window_days + 1 + CAST(floor(25 * u(k1, 5) * u(k1, 5)) AS INTEGER) END AS given,
      decided_on, CASE WHEN u(k1, 6) < 0.8 THEN 'FAVORABLE' WHEN u(k1, 6) < 0.92 THEN 'RESERVE' ELSE 'DEFAVORABLE' END AS opinion
    FROM (
      SELECT dossier.*, service.actor, service.slot, service.window_days, k1, completed_on AS sent, u(k1, 2) < in_time AS in_time_drawn
      FROM dossier
      JOIN (SELECT CAST(act AS INTEGER) AS act, actor, CAST(slot AS INTEGER) AS slot, kept::DOUBLE AS kept, CAST(window_days AS INTEGER) AS window_days FROM (VALUES ${asked.join(", ")}) AS t(act, actor, slot, kept, window_days)) AS service ON service.act = dossier.act,
        LATERAL (SELECT key2(dossier.k, service.slot) AS k1)
      WHERE completed_on IS NOT NULL AND u(k1, 1) < kept
    ) AS dossier`);
  const step = (columns: string, from: string, where: string) =>
    `SELECT no, act, year, i, tag, category, k, ${columns} FROM ${from} WHERE ${where}`;
  const day = (expression: string, salt: number) => `at_office(${expression}, u(k, ${salt}))`;
  await work.run(`
    CREATE TABLE event AS
    SELECT *, period_of(ts) AS period FROM (
      ${step(`slot AS seq, ${day("sent", 31)} AS ts, actor, 'DISPATCH' AS kind, NULL AS opinion, at_office(due, 1) AS due_ts`, "opinion", "true")}
      UNION ALL ${step(`10 + slot, at_office(given, 0.5 + 0.49 * u(k, 31)), actor, 'AVIS', opinion, NULL`, "opinion", "given IS NOT NULL AND (given <= due OR decided_on IS NULL OR given <= decided_on)")}
      UNION ALL ${step(`21, ${day("stopped_on", 33)}, 'DEMANDEUR', 'SUSPENSION', NULL, NULL`, "dossier", "stopped > 0 AND stopped_on IS NOT NULL")}
      UNION ALL ${step(`22, ${day("stopped_on + stopped", 33)}, 'DEMANDEUR', 'REPRISE', NULL, NULL`, "dossier", "stopped > 0 AND stopped_on IS NOT NULL")}
      UNION ALL ${step(`23, ${day("completed_on + CAST(floor((decided_on - completed_on) * 0.8) AS INTEGER)", 34)}, 'COMMUNE', 'COMMISSION', NULL, NULL`, "dossier", `decided_on IS NOT NULL AND domain = 'URB' AND u(k, 35) < ${keep}`)}
      UNION ALL ${step(`24, ${day("decided_on", 22)}, 'COMMUNE', 'SIGNATURE', NULL, NULL`, "dossier", `decided_on IS NOT NULL AND NOT silent AND u(k, 36) < ${keep}`)}
      UNION ALL ${step(`24, ${day("decided_on", 22)}, 'PROVINCE', 'SILENCE', NULL, NULL`, "dossier", "silent")}
    ) WHERE ts < until_day()::TIMESTAMP + INTERVAL 1 DAY`);
  await work.run("DROP TABLE opinion");
}

export const eventRows = (work: Workspace): readonly Rows[] =>
  periodsFrom(work.calendar, FIRST_YEAR).map((period) => ({
    system: "rokhas",
    table: "event",
    period,
    from: "event",
    where: `period = ${period.number}`,
    columns: {
      dossier_no: "concat('R', year, '-', tag, '-', category, '-', i)",
      seq: "seq",
      ts: "ts",
      actor: "actor",
      event: "kind",
      avis: "opinion",
      due_ts: "due_ts",
    },
    order: ["no", "act", "year", "i", "seq"],
    key: "key2(k, seq)",
  }));
