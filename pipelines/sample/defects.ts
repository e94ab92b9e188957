import type { DateFormat, Encoding } from "../sources/contract.ts";

/**
 * Life's defects, at stated rates, so that the checks have work. `rate` is the share of a table's rows; each row
 * is drawn by its own key, so the same rows are hit in every making of one seed.
 */
export interface RowDefect {
  readonly code: string;
  /** `system.table` */
  readonly table: string;
  /** Column of the file that is spoilt. */
  readonly column: string;
  readonly rate: number;
  /** SQL of the spoilt value, as text; `{value}` stands for the good one. */
  readonly spoilt: string;
}

const NOWHERE = "'99.999.99.99'";
const unknownTerritory = (table: string, rate = 0.0002): RowDefect => ({
  code: "unknown_territory",
  table,
  column: "ct_code",
  rate,
  spoilt: NOWHERE,
});
const strayComma = (table: string, column: string): RowDefect => ({
  code: "stray_decimal_comma",
  table,
  column,
  rate: 0.0001,
  spoilt: "replace({value}::VARCHAR, '.', ',')",
});
const strayDate = (table: string, column: string): RowDefect => ({
  code: "stray_dmy_date",
  table,
  column,
  rate: 0.0001,
  spoilt: "strftime({value}, '%d/%m/%Y')",
});
const wrongSign = (table: string, column: string): RowDefect => ({
  code: "wrong_negative",
  table,
  column,
  rate: 0.0001,
  spoilt: "('-' || ({value})::VARCHAR)",
});

export const ROW_DEFECTS: readonly RowDefect[] = [
  unknownTerritory("gid.engagement"),
  unknownTerritory("gid.mandat"),
  unknownTerritory("gir.quittance"),
  unknownTerritory("rokhas.dossier"),
  unknownTerritory("chikaya.requete"),
  unknownTerritory("bod.courrier", 0.0005),
  unknownTerritory("watiqa.commande", 0.0005),
  unknownTerritory("bch.intervention", 0.0005),
  unknownTerritory("pnct.publication", 0.0005),
  strayComma("gid.engagement", "montant"),
  strayComma("gir.ordre_recette", "montant_emis"),
  strayComma("rokhas.dossier", "taxe_due"),
  strayComma("indmaj.paie", "gross"),
  strayDate("teledeclaration.teledeclaration", "date_depot"),
  strayDate("gid.mandat", "date_emission"),
  strayDate("gir.ordre_recette", "date_emission"),
  wrongSign("gid.paiement", "montant"),
  wrongSign("gir.quittance", "montant"),
  wrongSign("teledeclaration.teledeclaration", "montant"),
  wrongSign("gir.abattoir", "taxe"),
  // An orphan loads: it is counted when the models are built.
  { code: "orphan", table: "gid.mandat", column: "eng_no", rate: 0.0005, spoilt: "'E0000-' || ({value})" },
  { code: "orphan", table: "gir.quittance", column: "or_no", rate: 0.0005, spoilt: "'T0000-' || ({value})" },
  {
    code: "orphan",
    table: "rokhas.event",
    column: "dossier_no",
    rate: 0.0002,
    spoilt: "'R0000-' || ({value})",
  },
  {
    code: "decided_before_deposit",
    table: "rokhas.dossier",
    column: "decision_ts",
    rate: 0.0006,
    spoilt: "strftime(deposit_ts - INTERVAL 3 DAY, '%Y-%m-%dT%H:%M:%SZ')",
  },
  {
    code: "orphan",
    table: "majaliss.acte",
    column: "session_id",
    rate: 0.0008,
    spoilt: "'S0000-' || ({value})",
  },
  {
    code: "answered_before_receipt",
    table: "chafafiya.demande",
    column: "answered",
    rate: 0.002,
    spoilt: "CASE WHEN ({value}) IS NOT NULL THEN strftime(day - 3, '%Y-%m-%d') END",
  },
  {
    code: "percent_for_level",
    table: "diagnostic.maturite",
    column: "score",
    rate: 0.0005,
    spoilt: "(20 * ({value}))::VARCHAR",
  },
  {
    code: "percent_for_ratio",
    table: "prdts.progress",
    column: "pct_physical",
    rate: 0.0005,
    spoilt: "(100 * ({value}) + 1)::VARCHAR",
  },
];

/** Rows that come twice in one file, as a share of the table's rows. */
export const DUPLICATE_KEYS: Readonly<Record<string, number>> = {
  "gid.engagement": 0.0003,
  "gir.quittance": 0.0003,
  "rokhas.event": 0.0002,
  "chikaya.requete": 0.0003,
  "bod.courrier": 0.0005,
  "watiqa.commande": 0.0005,
};

export type FileDefect = { readonly table: string; readonly period: string } & (
  | { readonly kind: "resent" | "corrected" | "late" }
  | {
      readonly kind: "written";
      readonly encoding: Encoding;
      readonly decimal: "." | ",";
      readonly dateFormat: DateFormat;
    }
);

const written = (
  table: string,
  period: string,
  encoding: Encoding,
  decimal: "." | "," = ",",
  dateFormat: DateFormat = "dmy",
) => ({ kind: "written", table, period, encoding, decimal, dateFormat }) as const;

/**
 * Whole files that are not as they should be. `resent`: the same bytes again. `corrected`: a first version with rows
 * missing and amounts ten times too large, then the right one. `late`: arrives long after its period. `written`: in
 * another format than the contract's first, as its manifest says.
 */
export const FILE_DEFECTS: readonly FileDefect[] = [
  { kind: "resent", table: "gid.paiement", period: "2023" },
  { kind: "resent", table: "chikaya.requete", period: "2026-04" },
  { kind: "corrected", table: "gid.engagement", period: "2024" },
  { kind: "corrected", table: "gir.quittance", period: "2026-02" },
  { kind: "corrected", table: "prdts.progress", period: "2022" },
  { kind: "late", table: "gir.quittance", period: "2026-06" },
  { kind: "late", table: "rokhas.event", period: "2026-05" },
  { kind: "late", table: "gid.ap_as", period: "2022" },
  { kind: "resent", table: "bod.courrier", period: "2026-05" },
  { kind: "corrected", table: "indmaj.paie", period: "2026-03" },
  { kind: "late", table: "watiqa.commande", period: "2026-07" },
  written("funeraire.acte", "2024", "windows-1252"),
  written("contentieux.affaire", "2024", "windows-1252"),
  written("gid.engagement", "2026-03", "windows-1252"),
  written("gid.mandat", "2026-05", "utf-8"),
  written("gir.reduction", "2024", "utf-8"),
  written("prdts.project", "2019", "windows-1252"),
  written("prdts.project", "2021", "windows-1252", ".", "iso"),
  written("chikaya.requete", "2026-03", "windows-1256", ".", "iso"),
  written("chikaya.requete", "2026-08", "windows-1256"),
];

/** What a first, wrong version of a corrected file has: this share of rows missing, this share ten times too large. */
export const FIRST_VERSION = { missing: 0.03, tenfold: 0.002 } as const;
