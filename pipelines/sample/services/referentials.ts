import { literal } from "#warehouse/quote.ts";
import type { Rows } from "../export.ts";
import { nomenclature } from "../nomenclature.ts";
import { type Period, periodsFrom, periodsOfYear, yearPeriod } from "../periods.ts";
import { pick } from "../random.ts";
import { FIRST_YEAR, nationalAmount, SEASONS } from "../targets.ts";
import type { Workspace } from "../workspace.ts";
import { deploymentRows } from "./deployment.ts";
import { PROCEDURES } from "./procedures.ts";

const COUNCILS = "level IN ('region', 'province', 'commune')";
const yearsUntil = (work: Workspace): readonly Period[] =>
  Array.from({ length: work.calendar.lastYear - FIRST_YEAR + 1 }, (_, index) => {
    const year = FIRST_YEAR + index;
    return year === work.calendar.lastYear
      ? { ...yearPeriod(year), end: work.calendar.lastDay }
      : yearPeriod(year);
  });

export async function* deploiementRows(work: Workspace): AsyncGenerator<Rows> {
  yield deploymentRows(work);
}

/** Share of communes that no network covered in 2021, as published; it falls afterwards (ours). */
export const WITHOUT_TELECOM_2021 = 0.15;
const DOMAINS = { ORGANISATION: 2.1, INFRASTRUCTURE: 2.3, CONNECTIVITE: 2.2, SECURITE: 1.4, GESTION: 1.9 };

/** A survey of each year: larger collectivities are more mature, and all gain a little. */
export async function* diagnosticRows(work: Workspace): AsyncGenerator<Rows> {
  const domains = Object.entries(DOMAINS).map(([domain, mean]) => `('${domain}', ${mean})`);
  for (const period of yearsUntil(work)) {
    const gained = 0.12 * (period.number - FIRST_YEAR);
    yield {
      system: "diagnostic",
      table: "maturite",
      period,
      from: `(SELECT *, key2(k, domain) AS dk FROM unit, (FROM (VALUES ${domains.join(", ")}) AS t(domain, mean)) WHERE ${COUNCILS})`,
      columns: {
        ct_code: "code",
        annee: String(period.number),
        domaine: "domain",
        score: `least(5, greatest(0, round(mean + ${gained.toFixed(2)} + 0.35 * q + 0.5 * z(dk, 1) + 0.28 * ln(population / 15000.0), 2)))`,
      },
      order: ["no", "domain"],
      key: "dk",
    };
    const dark = WITHOUT_TELECOM_2021 * 0.86 ** (period.number - FIRST_YEAR);
    yield {
      system: "diagnostic",
      table: "telecom",
      period,
      // The small and the rural are the last to be covered, in the same order every year.
      from: "(SELECT *, row_number() OVER (ORDER BY urban, population * exp(0.8 * z(k, 41)), no) / 1503.0 AS place FROM unit WHERE level = 'commune')",
      columns: {
        ct_code: "code",
        annee: String(period.number),
        couverte: `place > ${dark.toFixed(6)}`,
        fibre: `place > ${Math.max(dark, 0.82 - 0.06 * (period.number - FIRST_YEAR)).toFixed(6)}`,
      },
      order: ["no"],
      key: "k",
    };
  }
}

const STATEMENTS = ["BUDGET", "PROGRAMMATION", "RECETTES", "DEPENSES", "RAR", "DETTE", "RESULTAT", "MARCHES"];

/** What each collectivity publishes of a year, most of it in the next; more of it every year, seldom as data. */
export async function* pnctRows(work: Workspace): AsyncGenerator<Rows> {
  await work.run(`
    CREATE TABLE publication AS
    SELECT *, CASE WHEN u(dk, 4) < 0.5 THEN 'PDF_IMAGE' WHEN u(dk, 4) < 0.86 THEN 'PDF' WHEN u(dk, 4) < 0.97 THEN 'XLSX' ELSE 'CSV' END AS format,
      -- What announces a year comes before it ends, what tells of it comes after.
      CASE WHEN document IN ('BUDGET', 'PROGRAMMATION') THEN make_date(year, 1, 5) ELSE make_date(year + 1, 2, 1) END + least(330, CAST(floor(60 * exp(0.8 * z(dk, 2) - 0.3 * q_answer)) AS INTEGER)) AS day
    FROM (SELECT unit.*, year, document, key3(k, year, document) AS dk FROM unit, (SELECT CAST(range AS INTEGER) AS year FROM range(${FIRST_YEAR}, ${work.calendar.lastYear + 1})) AS years,
      (SELECT unnest(['${STATEMENTS.join("', '")}']) AS document) AS documents WHERE ${COUNCILS})
    WHERE u(dk, 3) < 0.22 + 0.05 * (year - ${FIRST_YEAR}) + 0.06 * q + CASE WHEN level <> 'commune' OR population > 50000 THEN 0.3 ELSE 0 END`);
  for (const period of periodsFrom(work.calendar, FIRST_YEAR))
    yield {
      system: "pnct",
      table: "publication",
      period,
      from: "publication",
      where: `period_of(day) = ${period.number} AND day <= until_day()`,
      columns: {
        ct_code: "code",
        exercice: "year",
        doc_type: "document",
        version: "1",
        published_on: "day",
        url: "concat('https://exemple.invalid/', code, '/', year, '/', lower(document), '.', CASE format WHEN 'XLSX' THEN 'xlsx' WHEN 'CSV' THEN 'csv' ELSE 'pdf' END)",
        format: "format",
        bytes: "CAST(200000 * exp(z(dk, 5)) AS INTEGER) + 1",
        sha256: "sha256(concat(code, year, document))",
        machine_readable: "format IN ('XLSX', 'CSV')",
      },
      order: ["no", "year", "document"],
      key: "dk",
    };
  await work.run("DROP TABLE publication");
}

/** Planning documents: cities have theirs, the countryside less so, and many have outlived their ten years. */
export async function* urbanismeRows(work: Workspace): AsyncGenerator<Rows> {
  await work.run(`
    CREATE TABLE plan_document AS
    SELECT *, concat('DU-', tag, '-', kind) AS document, make_date(2003 + CAST(floor(23 * pow(u(dk, 2), 0.8)) AS INTEGER), 1 + CAST(floor(12 * u(dk, 3)) AS INTEGER), 15) AS approved_on
    FROM (SELECT unit.*, kind, share, key2(k, kind) AS dk FROM unit, (FROM (VALUES ('PA', 0.82, 0.22), ('PDAR', 0.0, 0.42), ('SDAU', 0.16, 0.0), ('PZ', 0.05, 0.03)) AS t(kind, share, rural)) WHERE level = 'commune'
      AND u(key2(k, kind), 1) < CASE WHEN urban THEN share ELSE rural END)`);
  await work.run("DELETE FROM plan_document WHERE approved_on > until_day()");
  yield {
    system: "urbanisme",
    table: "document",
    period: work.calendar.snapshot,
    from: "plan_document",
    columns: {
      doc_id: "document",
      kind: "kind",
      ct_codes: "code",
      approved_on: "approved_on",
      expires_on:
        "CASE WHEN kind IN ('PA', 'PDAR') THEN CAST(approved_on + INTERVAL 10 YEAR AS DATE) WHEN kind = 'SDAU' THEN CAST(approved_on + INTERVAL 25 YEAR AS DATE) END",
    },
    order: ["no", "kind"],
    key: "dk",
  };
  yield {
    system: "urbanisme",
    table: "zone",
    period: work.calendar.snapshot,
    from: "(SELECT *, key2(dk, slot) AS zk FROM (SELECT *, unnest(range(1, 4 + CAST(floor(5 * u(dk, 4)) AS INTEGER))) AS slot FROM plan_document))",
    columns: {
      doc_id: "document",
      zone: "concat('ZONE-', slot)",
      reglement: pick("u(zk, 1)", {
        HABITAT: 46,
        ACTIVITE: 16,
        EQUIPEMENT: 14,
        ESPACE_VERT: 10,
        AGRICOLE: 8,
        RESERVE: 6,
      }),
      cos: "round(0.2 + 2.6 * u(zk, 2), 3)",
      ces: "round(0.1 + 0.6 * u(zk, 3), 3)",
      hmax: "4 + 3.5 * CAST(floor(6 * u(zk, 4)) AS INTEGER)",
    },
    order: ["no", "kind", "slot"],
    key: "zk",
  };
  await work.run("DROP TABLE plan_document");
}

export async function* idaratiRows(work: Workspace): AsyncGenerator<Rows> {
  const rows = PROCEDURES.map(
    ({ code, domain, fr, ar, days, pieces, fee, silence, online }, index) =>
      `(${index}, ${literal(code)}, ${literal(domain)}, ${literal(fr)}, ${literal(ar)}, ${days ?? "NULL"}, ${pieces}, ${fee}, ${silence}, ${online})`,
  );
  await work.run(
    `CREATE TABLE listed_procedure AS SELECT *, key1(code) AS k FROM (VALUES ${rows.join(", ")}) AS t(n, code, domain, fr, ar, days, pieces, fee, silence, online)`,
  );
  yield {
    system: "idarati",
    table: "procedure",
    period: work.calendar.snapshot,
    from: "(SELECT *, unnest(CASE WHEN u(k, 1) < 0.3 THEN [1, 2] ELSE [1] END) AS version FROM listed_procedure)",
    columns: {
      proc_code: "code",
      version: "version",
      title_fr: "fr",
      title_ar: "ar",
      domain: "domain",
      // The second version asks for less.
      legal_days: "days",
      pieces: "greatest(1, pieces - CASE WHEN version = 2 THEN 2 ELSE 0 END)",
      fee: "fee",
      silence_accord: "silence",
      online_url:
        "CASE WHEN online AND (version = 2 OR u(k, 1) >= 0.3 OR u(k, 2) < 0.5) THEN concat('https://exemple.invalid/demarches/', lower(code)) END",
      published_on: "make_date(2020 + version, 4, 1) + CAST(floor(300 * u(k, 3)) AS INTEGER)",
    },
    order: ["n", "version"],
    key: "key2(k, version)",
  };
  await work.run("DROP TABLE listed_procedure");
}

/** The year's amounts of the bulletin, in millions: what the whole sample is calibrated to. */
const AGGREGATES: Readonly<
  Record<string, { readonly season: readonly number[]; readonly year: (year: number) => number }>
> = {
  RECETTES_ORDINAIRES: {
    season: SEASONS.receipts,
    year: (year) => receipts(year, ["direct", "indirect", "non_fiscal"]),
  },
  RECETTES_FISCALES: { season: SEASONS.receipts, year: (year) => receipts(year, ["direct", "indirect"]) },
  DEPENSES_ORDINAIRES: {
    season: SEASONS.ordinary,
    year: (year) =>
      ["personnel", "goods", "interest"].reduce((sum, group) => sum + nationalAmount(group, year), 0),
  },
  INVESTISSEMENT: { season: SEASONS.equipment, year: (year) => nationalAmount("investment", year) },
};
const receipts = (year: number, natures: readonly string[]): number =>
  nomenclature
    .filter(({ direction, part, nature }) => direction === "R" && part === "1" && natures.includes(nature))
    .reduce((sum, line) => sum + nationalAmount(line.group, year) * line.share, 0);

/** The bulletin prints millions of dirhams, cumulated since January. */
export async function* tgrRows(work: Workspace): AsyncGenerator<Rows> {
  for (let year = FIRST_YEAR; year <= work.calendar.lastYear; year += 1)
    for (const period of periodsOfYear(work.calendar, year)) {
      const months =
        period.id.length === 4
          ? Array.from({ length: 12 }, (_, index) => index + 1)
          : [Number(period.id.slice(5))];
      const rows = Object.entries(AGGREGATES).flatMap(([name, { season, year: amount }], n) =>
        months.map(
          (month) => `(${n}, '${name}', ${month}, ${Math.round(amount(year) * (season[month - 1] ?? 1))})`,
        ),
      );
      yield {
        system: "tgr",
        table: "bulletin",
        period,
        from: `(SELECT *, make_date(${year}, CAST(month AS INTEGER), 1) AS day, key3(name, ${year}, month) AS k FROM (VALUES ${rows.join(", ")}) AS t(n, name, month, millions))`,
        columns: { mois: "day", agregat: "name", cumul: "millions * CAST(1000000 AS BIGINT)" },
        order: ["day", "n"],
        key: "k",
      };
    }
}
