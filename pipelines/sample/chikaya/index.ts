import { theme } from "../../sources/chikaya/codes.ts";
import type { Rows } from "../export.ts";
import { type Period, periodsFrom } from "../periods.ts";
import { pick } from "../random.ts";
import { FIRST_YEAR } from "../targets.ts";
import type { Workspace } from "../workspace.ts";
import { CONNECTED, CONNECTED_LATER, RECEIVED, type Received, requests } from "./volume.ts";

const THEMES: Readonly<Record<string, number>> = {
  VOIRIE: 15,
  ECLAIRAGE: 12,
  PROPRETE: 14,
  URBANISME: 17,
  EAU_ASSAINISSEMENT: 9,
  DOMAINE_PUBLIC: 10,
  ETAT_CIVIL: 5,
  TAXES: 4,
  TRANSPORT: 4,
  HYGIENE: 4,
  ESPACES_VERTS: 2,
  AUTRE: 4,
};
const CHANNELS = { PORTAIL: 52, MOBILE: 24, TELEPHONE: 8, GUICHET: 12, COURRIER: 4 };
const KINDS = { RECLAMATION: 90, OBSERVATION: 6, SUGGESTION: 4 };

/** Chikaya: every request of the collectivities with its life, and what each period's export shows of it. */
export async function* chikayaRows(work: Workspace): AsyncGenerator<Rows> {
  const texts = Object.entries(theme.kind === "enum" ? theme.labels : {});
  await work.run(
    `CREATE TABLE theme_text AS FROM (VALUES ${texts.map(([value, label]) => `('${value}', 'طلب بشأن ${label.ar}')`).join(", ")}) AS t(theme, about)`,
  );
  await makeRequests(work);
  for (const period of periodsFrom(work.calendar, FIRST_YEAR)) yield requestRows(period);
  await work.run("DROP TABLE request; DROP TABLE theme_text");
}

async function makeRequests(work: Workspace): Promise<void> {
  const years = Array.from(
    { length: work.calendar.lastYear - FIRST_YEAR + 1 },
    (_, index) => FIRST_YEAR + index,
  );
  const volumes = years
    .map((year) => ({ year, of: RECEIVED[Math.min(year, 2026)] }))
    .filter((each): each is { year: number; of: Received } => each.of !== undefined)
    .map(({ year, of }) => `(${year}, ${requests(of)}, ${of.dormant}, ${of.days})`);
  await work.run(`
    CREATE TABLE request AS
    WITH site AS (
      SELECT no, k, code, tag, q_answer, population * exp(0.6 * z(k, 71)) AS pull,
        row_number() OVER (ORDER BY population * exp(0.5 * z(k, 72)) DESC, no) AS place
      FROM unit WHERE level = 'commune'
    ), connected AS (
      SELECT *, CASE WHEN place <= ${CONNECTED} THEN 2021 WHEN place <= ${CONNECTED + CONNECTED_LATER} THEN 2022 + CAST(floor(4 * u(k, 73)) AS INTEGER) END AS since FROM site
    ), weighted AS (
      SELECT connected.*, volume.*, CAST(round(pull * exp(0.15 * z(key2(k, year), 1))) AS BIGINT) + 1 AS weight
      FROM connected JOIN (SELECT CAST(year AS INTEGER) AS year, CAST(requests AS INTEGER) AS requests, dormant::DOUBLE AS dormant, days::DOUBLE AS days
        FROM (VALUES ${volumes.join(", ")}) AS t(year, requests, dormant, days)) AS volume ON volume.year >= connected.since
    ), cut AS (
      SELECT *, CAST(sum(weight) OVER (PARTITION BY year ORDER BY no) AS DOUBLE) AS upto, CAST(sum(weight) OVER (PARTITION BY year) AS DOUBLE) AS total FROM weighted
    ), cell AS (
      SELECT no, code, tag, q_answer, year, dormant, days, key3(k, year, 'request') AS k,
        CAST(round(requests * (upto / total)) - round(requests * ((upto - weight) / total)) AS INTEGER) AS n
      FROM cut
    ), part AS (
      SELECT *, CAST(unnest(range(n)) AS INTEGER) AS i FROM cell WHERE n > 0
    ), keyed AS (
      SELECT no, code, tag, q_answer, year, dormant, days, i, key2(k, i) AS k, CAST(floor(1000 * (i + u(k, 1)) / n) AS INTEGER) AS bucket FROM part
    ), received AS (
      SELECT keyed.*, make_date(year, 1, 1) + season.day AS received_on, u(keyed.k, 1) AS theme_of, u(keyed.k, 2) AS channel_of, u(keyed.k, 3) AS kind_of, u(keyed.k, 4) AS fate,
        CAST(floor(days * exp(0.95 * z(keyed.k, 5) - 0.3 * q_answer)) AS INTEGER) AS quick, CAST(200 + floor(500 * u(keyed.k, 6)) AS INTEGER) AS slow
      FROM keyed JOIN season ON season.id = 'complaints' AND season.bucket = keyed.bucket
    )
    SELECT no, code, tag, year, i, k, received_on, fate, ${pick("theme_of", THEMES)} AS theme, ${pick("channel_of", CHANNELS)} AS channel, ${pick("kind_of", KINDS)} AS kind,
      received_on + CASE WHEN u(k, 7) < dormant THEN slow ELSE quick END AS closed_on,
      received_on + CAST(floor(least(quick, 60) * (0.2 + 0.7 * u(k, 8))) AS INTEGER) AS answered_on,
      period_of(received_on) AS p1, period_of(received_on + CASE WHEN u(k, 7) < dormant THEN slow ELSE quick END) AS p2
    FROM received WHERE received_on <= until_day()`);
}

/** Of requests that are closed: positive as published for 2022, then the other outcomes. */
const OUTCOME =
  "CASE WHEN fate < 0.5568 THEN 'POSITIF' WHEN fate < 0.857 THEN 'NEGATIF' WHEN fate < 0.947 THEN 'INADMISSIBLE' ELSE 'HORS_COMPETENCE' END";

function requestRows(period: Period): Rows {
  const end = `DATE '${period.end}'`;
  return {
    system: "chikaya",
    table: "requete",
    period,
    from: `(SELECT *, u(k, 11) * 0.4 AS early, closed_on <= ${end} AS closed, answered_on <= ${end} AND answered_on <= closed_on AS answered FROM request JOIN theme_text USING (theme) WHERE p1 = ${period.number} OR p2 = ${period.number})`,
    columns: {
      req_no: "concat('C', year, '-', tag, '-', i)",
      ct_code: "code",
      type: "kind",
      theme: "theme",
      canal: "channel",
      received_ts: "at_office(received_on, early)",
      admissible: "CASE WHEN closed THEN fate < 0.857 OR fate >= 0.947 WHEN answered THEN true END",
      first_answer_ts: "CASE WHEN answered THEN at_office(answered_on, early + 0.5) END",
      closed_ts: "CASE WHEN closed THEN at_office(closed_on, early + 0.55) END",
      outcome: `CASE WHEN closed THEN ${OUTCOME} END`,
      reopened_count:
        "CASE WHEN NOT closed THEN 0 WHEN u(k, 12) < 0.006 THEN 2 WHEN u(k, 12) < 0.044 THEN 1 ELSE 0 END",
      satisfied:
        "CASE WHEN closed AND u(k, 13) < 0.05 THEN u(k, 14) < CASE WHEN fate < 0.5568 THEN 0.68 ELSE 0.15 END END",
      auteur_id: "concat('AU', 10000000 + CAST(k % 2000000 AS INTEGER))",
      texte: "about",
      op: `CASE WHEN p1 = ${period.number} THEN 'I' ELSE 'U' END`,
      updated_at:
        "CASE WHEN closed THEN at_office(closed_on, 1) WHEN answered THEN at_office(answered_on, 1) ELSE at_office(received_on, 1) END",
    },
    order: ["no", "year", "i"],
    key: "k",
  };
}
