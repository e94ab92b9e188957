/** How a published total is measured on the sample: SQL that gives one number, in the unit it was published in. */
export interface Measure {
  /** `system,measure,period,scope` of published_total.csv. */
  readonly published: string;
  readonly sql: string;
  /** Largest relative gap; 2 % unless a small count or a random mean leaves more. */
  readonly tolerance?: number;
}

const ordinary = (year: number, where = "true", months = 12): string =>
  `(SELECT sum(montant) FROM receipt WHERE year = ${year} AND month <= ${months} AND part = '1' AND ${where})`;
const spent = (year: number, natures: string, months = 12): string =>
  `(SELECT sum(montant_brut) FROM ordered WHERE year = ${year} AND month <= ${months} AND nature IN (${natures}))`;
const ORDINARY = "'personnel', 'goods', 'interest'";

const receipts: Measure[] = [2021, 2022, 2023, 2024].map((year) => ({
  published: `finances,recettes_ordinaires,${year},nation`,
  sql: `SELECT ${ordinary(year)} / 1e9`,
}));
const receiptMonths: Measure[] = ["01", "02", "03", "06", "07", "10"].map((month) => ({
  published: `finances,recettes_cumulees_share,month-${month},nation`,
  sql: `SELECT ${ordinary(2023, "true", Number(month))} / ${ordinary(2023)}`,
}));
const spentMonths: Measure[] = ["01", "07", "10"].map((month) => ({
  published: `finances,depenses_ordinaires_cumulees_share,month-${month},nation`,
  sql: `SELECT ${spent(2024, ORDINARY, Number(month))} / ${spent(2024, ORDINARY)}`,
}));
const regions: Measure[] = [
  "06 Casablanca-Settat",
  "04 Rabat-Salé-Kénitra",
  "07 Marrakech-Safi",
  "01 Tanger-Tétouan-Al Hoceima",
  "03 Fès-Meknès",
  "09 Souss-Massa",
].map((region) => ({
  published: `finances,recettes_share,2023-01..07,region ${region}`,
  sql: `SELECT ${ordinary(2023, `region_code = '${region.slice(0, 2)}'`, 7)} / ${ordinary(2023, "true", 7)}`,
}));

const granted = (measure: string, category: string, month: string, tolerance: number): Measure => ({
  published: `rokhas,${measure},${month},nation`,
  sql: `SELECT count(*) FROM file WHERE decision = 'FAVORABLE' AND strftime(decision_ts, '%Y-%m') = '${month}' AND categorie IN (${category})`,
  tolerance,
});
const complete = (measure: string, sectors: string): Measure => ({
  published: `prdts,${measure},2017..2023,nation`,
  sql: `SELECT count(*) FROM programme_project WHERE end_actual <= DATE '2023-12-31' AND sector IN (${sectors})`,
});
const deposited = (measure: string, year: number, categories: string): Measure => ({
  published: `rokhas,${measure},${year},nation`,
  sql: `SELECT count(*) FROM file WHERE year(deposit_ts) = ${year} AND categorie IN (${categories})`,
});
/** Days from complete file to decision, less the days the clock stood. */
const clock = (measure: string, period: string, where: string): Measure => ({
  published: `rokhas,${measure},${period},nation`,
  sql: `SELECT avg(date_diff('day', complete_ts, decision_ts) - coalesce(stopped, 0)) FROM file LEFT JOIN stop USING (dossier_no) WHERE ${where}`,
  tolerance: 0.03,
});
const funder = (name: string): Measure => ({
  published: `prdts,funder_share_${name.toLowerCase()},2017..2023,nation`,
  sql: `SELECT sum(committed) FILTER (WHERE funder = '${name.replace("REGIONS", "REGION")}') / sum(committed) FROM prdts_funding WHERE project_id LIKE 'PRDTS-%'`,
});

/** Tables that the measures read, over those of readInbox, `unit` and `line`. */
export const MEASURE_TABLES: readonly string[] = [
  `CREATE TABLE receipt AS SELECT year(ts_encaissement) AS year, month(ts_encaissement) AS month, sum(montant) AS montant, nature, part, management, level, region_code
   FROM gir_quittance JOIN line USING (code) JOIN unit ON unit.code = ct_code WHERE NOT annulee AND montant > 0 GROUP BY ALL`,
  `CREATE TABLE ordered AS SELECT year(date_emission) AS year, month(date_emission) AS month, sum(montant_brut) AS montant_brut, nature
   FROM gid_mandat JOIN line USING (code) JOIN unit ON unit.code = ct_code WHERE statut NOT IN ('REJETE', 'ANNULE') GROUP BY ALL`,
  `CREATE TABLE paid AS SELECT year(date_paiement) AS year, sum(date_paiement - date_service_fait) AS days, count(date_service_fait) AS payments FROM gid_paiement GROUP BY ALL`,
  `CREATE TABLE file AS SELECT * FROM rokhas_dossier QUALIFY row_number() OVER (PARTITION BY dossier_no ORDER BY updated_at DESC) = 1`,
  `CREATE TABLE stop AS SELECT dossier_no, date_diff('day', min(ts) FILTER (WHERE event = 'SUSPENSION'), max(ts) FILTER (WHERE event = 'REPRISE')) AS stopped
   FROM rokhas_event WHERE event IN ('SUSPENSION', 'REPRISE') GROUP BY dossier_no`,
  `CREATE TABLE programme_project AS SELECT * FROM prdts_project WHERE programme = 'PRDTS' QUALIFY row_number() OVER (PARTITION BY project_id ORDER BY updated_at DESC) = 1`,
  `CREATE TABLE request AS SELECT req_no, ct_code, received_ts, closed_ts, outcome, reopened_count, updated_at, _period FROM chikaya_requete`,
  `CREATE TABLE request_2022 AS SELECT * FROM request WHERE _period <= '2022' QUALIFY row_number() OVER (PARTITION BY req_no ORDER BY updated_at DESC) = 1`,
];

export const MEASURES: readonly Measure[] = [
  ...receipts,
  {
    published: "finances,recettes_fiscales,2022,nation",
    sql: `SELECT ${ordinary(2022, "nature IN ('direct', 'indirect')")} / 1e9`,
  },
  {
    published: "finances,recettes_fiscales,2023,nation",
    sql: `SELECT ${ordinary(2023, "nature IN ('direct', 'indirect')")} / 1e9`,
  },
  {
    published: "finances,recettes_non_fiscales,2022,nation",
    sql: `SELECT ${ordinary(2022, "nature = 'non_fiscal'")} / 1e9`,
  },
  {
    published: "finances,recettes_transferees,2021,nation",
    sql: `SELECT ${ordinary(2021, "management = 'TRANSFERE'")} / 1e9`,
  },
  {
    published: "finances,recettes_transferees,2022,nation",
    sql: `SELECT ${ordinary(2022, "management = 'TRANSFERE'")} / 1e9`,
  },
  {
    published: "finances,recettes_gerees_etat,2021,nation",
    sql: `SELECT ${ordinary(2021, "management = 'ETAT'")} / 1e9`,
  },
  {
    published: "finances,recettes_gerees_etat,2022,nation",
    sql: `SELECT ${ordinary(2022, "management = 'ETAT'")} / 1e9`,
  },
  ...receiptMonths,
  ...regions,
  {
    published: "finances,recettes_share,2023-01..07,communes",
    sql: `SELECT ${ordinary(2023, "level = 'commune'", 7)} / ${ordinary(2023, "true", 7)}`,
  },
  ...[2022, 2023, 2024].map((year) => ({
    published: `finances,depenses_ordinaires,${year},nation`,
    sql: `SELECT ${spent(year, ORDINARY)} / 1e9`,
  })),
  {
    published: "finances,depenses_ordinaires_biens_services_share,2024,nation",
    sql: `SELECT ${spent(2024, "'goods'")} / ${spent(2024, ORDINARY)}`,
  },
  {
    published: "finances,depenses_ordinaires_personnel_share,2024,nation",
    sql: `SELECT ${spent(2024, "'personnel'")} / ${spent(2024, ORDINARY)}`,
  },
  {
    published: "finances,depenses_ordinaires_interets_share,2024,nation",
    sql: `SELECT ${spent(2024, "'interest'")} / ${spent(2024, ORDINARY)}`,
  },
  ...spentMonths,
  ...[2023, 2024].map((year) => ({
    published: `finances,investissement,${year},nation`,
    sql: `SELECT ${spent(year, "'investment'")} / 1e9`,
  })),
  ...[2022, 2023].map((year) => ({
    published: `finances,payment_delay_mean,${year},nation`,
    sql: `SELECT days / payments FROM paid WHERE year = ${year}`,
  })),
  deposited("building_permit_files", 2021, "'PP', 'GP'"),
  deposited("building_permit_files", 2022, "'PP', 'GP'"),
  deposited("building_permit_files_pp", 2022, "'PP'"),
  deposited("building_permit_files_gp", 2022, "'GP'"),
  deposited("habitation_permit_files", 2021, "'PH'"),
  deposited("habitation_permit_files", 2022, "'PH'"),
  clock(
    "delay_mean_pp",
    "2023-01..09",
    "categorie = 'PP' AND decision_ts BETWEEN TIMESTAMP '2023-01-01' AND TIMESTAMP '2023-09-30'",
  ),
  clock(
    "delay_mean_gp",
    "2023-01..09",
    "categorie = 'GP' AND decision_ts BETWEEN TIMESTAMP '2023-01-01' AND TIMESTAMP '2023-09-30'",
  ),
  clock("delay_mean_habitation", "all", "categorie = 'PH' AND decision_ts IS NOT NULL"),
  granted("granted_building", "'PP', 'GP'", "2024-07", 0.03),
  granted("granted_building", "'PP', 'GP'", "2024-06", 0.03),
  // Counts of a few hundred in one month: chance alone moves them by several per cent.
  granted("granted_refection", "'REF'", "2024-07", 0.05),
  granted("granted_demolition", "'DEM'", "2024-07", 0.1),
  granted("granted_regularisation", "'REG'", "2024-07", 0.1),
  granted("granted_sd", "'SD'", "2024-07", 0.08),
  granted("granted_odp", "'ODP'", "2024-07", 0.08),
  granted("granted_affichage", "'AFP'", "2024-07", 0.15),
  {
    published: "rokhas,deployed_communes,2020-12,nation",
    sql: `SELECT count(DISTINCT coalesce(unit.commune_code, ct_code)) FROM rokhas_catalogue JOIN unit ON unit.code = ct_code WHERE "from" <= DATE '2020-12-31'`,
  },
  {
    published: "chikaya,treated_share,2022,all administrations",
    sql: "SELECT avg(CAST(closed_ts IS NOT NULL AS INTEGER)) FROM request_2022 WHERE year(received_ts) = 2022",
  },
  {
    published: "chikaya,positive_share,2022,all administrations",
    sql: "SELECT avg(CAST(outcome = 'POSITIF' AS INTEGER)) FROM request_2022 WHERE year(received_ts) = 2022 AND closed_ts IS NOT NULL",
  },
  {
    published: "chikaya,reopened_share,all,all administrations",
    sql: "SELECT avg(CAST(reopened_count > 0 AS INTEGER)) FROM request_2022 WHERE closed_ts IS NOT NULL",
    tolerance: 0.04,
  },
  {
    published: "chikaya,communes_connected,2021,nation",
    sql: "SELECT count(DISTINCT ct_code) FROM request JOIN unit ON unit.code = ct_code WHERE year(received_ts) = 2021",
  },
  { published: "prdts,budget,2017..2023,nation", sql: "SELECT sum(bac) / 1e9 FROM programme_project" },
  { published: "prdts,projects,2017..2023,nation", sql: "SELECT count(*) FROM programme_project" },
  complete("projects_complete", "'ROUTE', 'PISTE', 'ENS', 'SANTE', 'ELEC', 'AEP'"),
  complete("projects_complete_routes", "'ROUTE', 'PISTE'"),
  complete("projects_complete_enseignement", "'ENS'"),
  complete("projects_complete_sante", "'SANTE'"),
  complete("projects_complete_electrification", "'ELEC'"),
  complete("projects_complete_eau", "'AEP'"),
  {
    published: "prdts,projects_ongoing,2017..2023,nation",
    sql: "SELECT count(*) FROM programme_project WHERE start_actual <= DATE '2023-12-31' AND coalesce(end_actual, DATE '2099-01-01') > DATE '2023-12-31'",
  },
  {
    published: "prdts,roads_budget_share,2017..2023,nation",
    sql: "SELECT sum(bac) FILTER (WHERE sector IN ('ROUTE', 'PISTE')) / sum(bac) FROM programme_project",
  },
  ...["REGIONS", "FDRZM", "INDH", "ONEE"].map(funder),
  {
    published: "prdts,unit_cost_road,2017..2023,region 04 Rabat-Salé-Kénitra",
    sql: "SELECT sum(bac) / 1e6 / sum(qty_planned) FROM programme_project WHERE sector = 'ROUTE' AND project_id LIKE 'PRDTS-04%'",
  },
  {
    published: "prdts,finished_not_operational_share,2017..2023,nation",
    sql: "SELECT avg(CAST(NOT operational AS INTEGER)) FROM programme_project WHERE end_actual <= DATE '2023-12-31'",
    tolerance: 0.06,
  },
];

/** The sample gives the collectivities a share of the complaints of all administrations: what is compared is that share. */
export const complaintsOf = (year: number): string =>
  `SELECT count(DISTINCT req_no) FROM request JOIN unit ON unit.code = ct_code WHERE year(received_ts) = ${year}`;
