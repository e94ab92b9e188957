import type { Rows } from "../export.ts";
import { pick } from "../random.ts";
import type { Workspace } from "../workspace.ts";
import { caseNo, caseRows, daysTaken, makeCases, person } from "./cases.ts";
import { sitesOf } from "./deployment.ts";

const POPULATION = "population * exp(0.5 * z(pk, 11))";
const TAXES = { TNB: 46, SEJOUR: 12, BOISSONS: 24, TRANSPORT: 12, CARRIERES: 6 };

export async function* teledeclarationRows(work: Workspace): AsyncGenerator<Rows> {
  const firstYear = 2023;
  await makeCases(work, {
    name: "declared",
    sites: sitesOf("TELEDECLARATION", POPULATION),
    firstYear,
    perYear: (year) => 12_000 + 2_500 * (year - firstYear),
  });
  await work.run(`
    CREATE TABLE declaration AS
    SELECT *, round(amount * (6 + 20 * u(k, 8)), 2) AS base, u(k, 6) < 0.03 AS refused,
      CASE WHEN u(k, 6) BETWEEN 0.03 AND 0.86 THEN day + ${daysTaken(6, 1.1, 7)} END AS paid_on
    FROM (SELECT *, ${pick("u(k, 3)", TAXES)} AS tax, round(900 * exp(1.4 * z(k, 4)), 2) AS amount FROM declared)`);
  yield* caseRows(work, {
    system: "teledeclaration",
    table: "teledeclaration",
    firstYear,
    from: "declaration",
    steps: ["day", "paid_on"],
    columns: ({ came, on }) => ({
      decl_no: caseNo("D"),
      ct_code: "code",
      taxe: "tax",
      redevable_id: person("RD", 900_000),
      periode: "CASE WHEN tax = 'TNB' THEN year::VARCHAR ELSE concat(year, '-T', quarter(day)) END",
      base: "base",
      montant: "amount",
      date_depot: "day",
      date_paiement: on("paid_on"),
      // Declaring online spreads year after year.
      canal: `CASE WHEN u(k, 9) < 0.28 + 0.09 * (year - ${firstYear}) + 0.05 * q THEN 'EN_LIGNE' ELSE 'GUICHET' END`,
      statut: `CASE WHEN ${came("paid_on")} THEN 'PAYEE' WHEN refused THEN 'REJETEE' ELSE 'DEPOSEE' END`,
    }),
  });
  await work.run("DROP TABLE declared; DROP TABLE declaration");
}

export async function* watiqaRows(work: Workspace): AsyncGenerator<Rows> {
  const firstYear = 2023;
  await makeCases(work, {
    name: "asked",
    sites: sitesOf("WATIQA", POPULATION),
    firstYear,
    perYear: (year) => 11_000 + 1_500 * (year - firstYear),
  });
  await work.run(`
    CREATE TABLE ordered AS
    SELECT *, CASE WHEN NOT cancelled THEN posted_on + CAST(2 + floor(CASE WHEN origin = 'MRE' THEN 14 ELSE 4 END * u(k, 8)) AS INTEGER) END AS delivered_on
    FROM (
      SELECT *, CASE WHEN NOT cancelled THEN prepared_on + CAST(floor(2.5 * u(k, 7)) AS INTEGER) END AS posted_on
      FROM (SELECT *, u(k, 5) < 0.03 AS cancelled, CASE WHEN u(k, 3) < 0.22 THEN 'MRE' ELSE 'MA' END AS origin,
          CASE WHEN u(k, 5) >= 0.03 THEN day + ${daysTaken(2, 0.8, 6)} END AS prepared_on FROM asked)
    )`);
  yield* caseRows(work, {
    system: "watiqa",
    table: "commande",
    firstYear,
    from: "ordered",
    steps: ["day", "prepared_on", "posted_on", "delivered_on"],
    columns: ({ at, came }) => ({
      order_no: caseNo("W"),
      ct_code: "code",
      doc_type: "CASE WHEN u(k, 4) < 0.62 THEN 'EXTRAIT' ELSE 'COPIE_INTEGRALE' END",
      origin: "origin",
      ordered_ts: at("day"),
      paid_ts: at("day"),
      prepared_ts: at("prepared_on"),
      handed_to_post_ts: at("posted_on"),
      delivered_ts: at("delivered_on"),
      copies: "1 + CAST(floor(3 * pow(u(k, 9), 2)) AS INTEGER)",
      fee: "CASE WHEN origin = 'MRE' THEN 40 ELSE 20 END",
      statut: `CASE WHEN cancelled THEN 'ANNULEE' WHEN ${came("delivered_on")} THEN 'LIVREE' WHEN ${came("posted_on")} THEN 'EXPEDIEE' WHEN ${came("prepared_on")} THEN 'PREPAREE' ELSE 'COMMANDEE' END`,
      requester: person("US", 1_500_000),
    }),
  });
  await work.run("DROP TABLE asked; DROP TABLE ordered");
}

const TITLES = { CERTIFICAT_ADMINISTRATIF: 44, ATTESTATION: 30, AUTORISATION: 16, AUTRE: 10 };

export async function* wraqiRows(work: Workspace): AsyncGenerator<Rows> {
  const firstYear = 2024;
  await makeCases(work, {
    name: "titled",
    sites: sitesOf("WRAQI", POPULATION),
    firstYear,
    perYear: (year) => 9_000 + 2_000 * (year - firstYear),
  });
  await work.run(`
    CREATE TABLE title_order AS
    SELECT *, CASE WHEN NOT refused THEN ready_on + CAST(floor(6 * u(k, 6)) AS INTEGER) END AS delivered_on
    FROM (SELECT *, u(k, 4) < 0.04 AS refused, CASE WHEN u(k, 4) >= 0.04 THEN day + ${daysTaken(3, 0.9, 5)} END AS ready_on,
      ${pick("u(k, 3)", TITLES)} AS title FROM titled)`);
  yield* caseRows(work, {
    system: "wraqi",
    table: "commande",
    firstYear,
    from: "title_order",
    steps: ["day", "ready_on", "delivered_on"],
    columns: ({ at, came }) => ({
      order_no: caseNo("T"),
      ct_code: "code",
      titre: "title",
      canal: "CASE WHEN u(k, 7) < 0.4 + 0.05 * q THEN 'EN_LIGNE' ELSE 'GUICHET' END",
      ordered_ts: at("day"),
      ready_ts: at("ready_on"),
      delivered_ts: at("delivered_on"),
      delai_jours:
        "CASE title WHEN 'CERTIFICAT_ADMINISTRATIF' THEN 3 WHEN 'ATTESTATION' THEN 5 WHEN 'AUTORISATION' THEN 15 ELSE 10 END",
      statut: `CASE WHEN refused THEN 'REJETEE' WHEN ${came("delivered_on")} THEN 'REMISE' WHEN ${came("ready_on")} THEN 'PRETE' ELSE 'DEPOSEE' END`,
      demandeur: person("US", 1_500_000),
    }),
  });
  await work.run("DROP TABLE titled; DROP TABLE title_order");
}

const SENDERS = { CITOYEN: 34, ADMINISTRATION: 36, ENTREPRISE: 16, ASSOCIATION: 9, ELU: 5 };
const CATEGORIES = { DEMANDE: 52, CIRCULAIRE: 14, INVITATION: 12, FACTURE: 10, AUTRE: 12 };

export async function* bodRows(work: Workspace): AsyncGenerator<Rows> {
  const firstYear = 2023;
  await makeCases(work, {
    name: "posted",
    sites: sitesOf("BOD", "pow(population, 0.7) * exp(0.4 * z(pk, 11))"),
    firstYear,
    perYear: (year) => 11_500 + 1_500 * (year - firstYear),
  });
  await work.run(`
    CREATE TABLE mail AS
    SELECT *, CASE WHEN answerable THEN day + 15 END AS due_on, least(answer_on, day + CAST(floor(2.5 * u(k, 6)) AS INTEGER)) AS assigned_on,
      CASE WHEN answerable AND u(k, 8) >= 0.08 THEN answer_on END AS answered_on
    FROM (SELECT *, incoming AND category = 'DEMANDE' AS answerable, day + ${daysTaken(8, 0.9, 7)} AS answer_on
      FROM (SELECT *, u(k, 3) < 0.64 AS incoming, ${pick("u(k, 5)", CATEGORIES)} AS category FROM posted))`);
  yield* caseRows(work, {
    system: "bod",
    table: "courrier",
    firstYear,
    from: "mail",
    steps: ["day", "assigned_on", "answered_on"],
    columns: ({ at, came }) => ({
      mail_no: caseNo("M"),
      ct_code: "code",
      direction: "CASE WHEN incoming THEN 'IN' ELSE 'OUT' END",
      sender_type: pick("u(k, 4)", SENDERS),
      category: "category",
      received_ts: at("day"),
      assigned_ts: at("assigned_on"),
      answered_ts: at("answered_on"),
      due_date: "due_on",
      statut: `CASE WHEN ${came("answered_on")} THEN 'TRAITE' WHEN NOT answerable AND ${came("assigned_on")} THEN 'CLASSE' WHEN ${came("assigned_on")} THEN 'AFFECTE' ELSE 'ENREGISTRE' END`,
    }),
  });
  await work.run("DROP TABLE posted; DROP TABLE mail");
}

export async function* chafafiyaRows(work: Workspace): AsyncGenerator<Rows> {
  const firstYear = 2021;
  await makeCases(work, {
    name: "sought",
    sites: sitesOf("CHAFAFIYA", "pow(population, 0.8) * exp(0.6 * z(pk, 11))"),
    firstYear,
    perYear: (year) => 1_200 + 450 * (year - firstYear),
  });
  await work.run(`
    CREATE TABLE info_request AS
    SELECT *, CASE WHEN u(k, 5) >= 0.14 THEN day + ${daysTaken(17, 0.8, 4)} END AS answered_on, u(k, 6) AS fate FROM sought`);
  yield* caseRows(work, {
    system: "chafafiya",
    table: "demande",
    firstYear,
    from: "info_request",
    steps: ["day", "answered_on"],
    columns: ({ on, came }) => ({
      req_no: caseNo("I"),
      ct_code: "code",
      received: "day",
      // About twenty working days: four weeks.
      due: "day + 28",
      answered: on("answered_on"),
      decision: `CASE WHEN ${came("answered_on")} THEN CASE WHEN fate < 0.68 THEN 'ACCORD' WHEN fate < 0.84 THEN 'PARTIEL' ELSE 'REFUS' END END`,
      exception_art: `CASE WHEN ${came("answered_on")} AND fate >= 0.84 THEN CASE WHEN u(k, 7) < 0.7 THEN '7' WHEN u(k, 7) < 0.85 THEN '9' ELSE 'AUTRE' END END`,
      reply_days: `CASE WHEN ${came("answered_on")} THEN answered_on - day END`,
      appealed: `${came("answered_on")} AND fate >= 0.68 AND u(k, 8) < 0.12`,
      requester: person("US", 300_000),
    }),
  });
  await work.run("DROP TABLE sought; DROP TABLE info_request");
}
