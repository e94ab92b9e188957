import { CONNECTED, CONNECTED_LATER } from "../chikaya/volume.ts";
import type { Rows } from "../export.ts";
import { DEPLOYED_2020, DEPLOYED_LATER } from "../rokhas/counters.ts";
import type { Workspace } from "../workspace.ts";

interface Plan {
  readonly platform: string;
  /** Who may have it: communes, or every collectivity. */
  readonly of: "communes" | "all";
  /** At the end of 2020; published for GIR, BOD and institutional mail (circular of about 2020, undated). */
  readonly first: number;
  /** From 2021 to the middle of 2025; ours. */
  readonly later: number;
}

const PLANS: readonly Plan[] = [
  { platform: "GID", of: "all", first: 1590, later: 0 },
  { platform: "GIR", of: "all", first: 969, later: 621 },
  { platform: "TELEDECLARATION", of: "communes", first: 180, later: 320 },
  { platform: "WATIQA", of: "communes", first: 300, later: 500 },
  { platform: "WRAQI", of: "communes", first: 120, later: 200 },
  { platform: "BOD", of: "all", first: 240, later: 180 },
  { platform: "MESSAGERIE", of: "all", first: 1030, later: 370 },
  { platform: "INDMAJ", of: "all", first: 1590, later: 0 },
  { platform: "BCH", of: "communes", first: 210, later: 60 },
  { platform: "FUNERAIRE", of: "communes", first: 180, later: 220 },
  { platform: "CHAFAFIYA", of: "all", first: 300, later: 500 },
];
/** Sites and how many of them are on GIR: published at the same date; those that come later are ours. */
const SITES = [
  { platform: "GIR_ABATTOIR", tag: "ABT", sites: 65, first: 5, later: 4 },
  { platform: "GIR_MARCHE", tag: "MGF", sites: 38, first: 2, later: 2 },
] as const;
/** Communes above this had Majaliss as a target for 2021, with the regions and the provinces; the others for 2022. */
const LARGE_COMMUNE = 50_000;

const sinceOf = (first: string, later: string): string =>
  `CASE WHEN place <= ${first} THEN DATE '2018-03-01' + CAST(floor(1000 * u(pk, 2)) AS INTEGER) WHEN place <= ${first} + ${later} THEN DATE '2021-01-15' + CAST(floor(1600 * u(pk, 2)) AS INTEGER) END`;

/**
 * Makes `deployment`: one row per platform and unit that it is meant for, with the day it came (null: never), so that the
 * cases of a system come only from where it is. Columns: platform, site, no, code, tag, k, q, q_answer, level, population,
 * urban, weight, since, target_on.
 */
export async function makeDeployment(work: Workspace): Promise<void> {
  const plans = PLANS.map(
    ({ platform, of, first, later }) => `('${platform}', ${of === "communes"}, ${first}, ${later})`,
  );
  const sites = SITES.map(
    ({ platform, tag, sites, first, later }) => `('${platform}', '${tag}', ${sites}, ${first}, ${later})`,
  );
  const unit = "no, code, tag, k, q, q_answer, level, population, urban, weight";
  await work.run(`
    CREATE TABLE deployment AS
    WITH council AS (SELECT * FROM unit WHERE level IN ('region', 'province', 'commune')),
    planned AS (
      SELECT council.*, plan.*, key2(k, platform) AS pk,
        row_number() OVER (PARTITION BY platform ORDER BY pow(population, 0.5) * exp(0.7 * z(key2(k, platform), 1)) DESC, no) AS place
      FROM council JOIN (FROM (VALUES ${plans.join(", ")}) AS t(platform, communes, first, later)) AS plan ON level = 'commune' OR NOT communes
    ), sited AS (
      SELECT council.*, plan.*, key2(k, platform) AS pk,
        row_number() OVER (PARTITION BY platform ORDER BY population * exp(0.9 * z(key2(k, platform), 1)) DESC, no) AS place
      FROM council, (FROM (VALUES ${sites.join(", ")}) AS t(platform, site_tag, sites, first, later)) AS plan
      WHERE level = 'commune' AND urban
      QUALIFY place <= sites
    ), shown AS (
      SELECT platform, code AS site, ${unit}, ${sinceOf("first", "later")} AS since,
        CASE WHEN place <= first THEN DATE '2020-12-31' ELSE DATE '2026-12-31' END AS target_on
      FROM planned
      UNION ALL
      -- The largest sites are not the first on the platform: what is published says how few they are.
      SELECT platform, site_tag || '-' || lpad(place::VARCHAR, 2, '0'), ${unit}, ${sinceOf("first", "later")}, DATE '2026-12-31' FROM sited
      UNION ALL
      SELECT 'MAJALISS', code, ${unit},
        CASE WHEN level <> 'commune' OR population > ${LARGE_COMMUNE} THEN DATE '2021-01-11' ELSE DATE '2022-01-10' END + CAST(floor(340 * u(key2(k, 'MAJALISS'), 2)) AS INTEGER),
        CASE WHEN level <> 'commune' OR population > ${LARGE_COMMUNE} THEN DATE '2021-12-31' ELSE DATE '2022-12-31' END
      FROM council
      UNION ALL
      -- Where this sample has requests and permit files from.
      SELECT 'CHIKAYA', code, ${unit}, CASE WHEN place <= ${CONNECTED} THEN DATE '2020-01-06' + CAST(floor(350 * u(k, 74)) AS INTEGER) WHEN place <= ${CONNECTED + CONNECTED_LATER} THEN make_date(2022 + CAST(floor(4 * u(k, 73)) AS INTEGER), 1, 1) END,
        CASE WHEN place <= ${CONNECTED} THEN DATE '2020-12-31' ELSE DATE '2026-12-31' END
      FROM (SELECT *, row_number() OVER (ORDER BY population * exp(0.5 * z(k, 72)) DESC, no) AS place FROM council WHERE level = 'commune')
      UNION ALL
      SELECT 'ROKHAS', code, ${unit}, CASE WHEN place <= ${DEPLOYED_2020} THEN DATE '2019-02-01' + CAST(floor(690 * u(k, 63)) AS INTEGER) WHEN place <= ${DEPLOYED_2020 + DEPLOYED_LATER} THEN DATE '2021-01-15' + CAST(floor(1700 * u(k, 63)) AS INTEGER) END,
        CASE WHEN place <= ${DEPLOYED_2020} THEN DATE '2020-12-31' ELSE DATE '2026-12-31' END
      FROM (SELECT *, row_number() OVER (ORDER BY cities.commune_code IS NULL, population * exp(0.6 * z(k, 61)) DESC, no) AS place
        FROM council LEFT JOIN (SELECT DISTINCT commune_code FROM unit WHERE level = 'arrondissement') AS cities ON cities.commune_code = council.code
        WHERE level = 'commune')
    )
    SELECT *, key2(k, platform) AS pk FROM shown`);
}

/** SQL of the sites of a platform, with `pull`: how much of the national volume each draws. */
export const sitesOf = (platform: string, pull: string): string =>
  `SELECT *, ${pull} AS pull FROM deployment WHERE platform = '${platform}' AND since <= until_day()`;

export const deploymentRows = (work: Workspace): Rows => ({
  system: "deploiement",
  table: "deploiement",
  period: work.calendar.snapshot,
  from: "deployment",
  columns: {
    platform: "platform",
    site_id: "site",
    ct_code: "code",
    state:
      "CASE WHEN since <= until_day() THEN 'DEPLOYE' WHEN u(pk, 3) < 0.2 THEN 'EN_COURS' ELSE 'NON_DEPLOYE' END",
    since: "CASE WHEN since <= until_day() THEN since END",
    target: "target_on",
  },
  order: ["platform", "site"],
  key: "pk",
});
