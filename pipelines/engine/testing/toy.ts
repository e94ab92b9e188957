import {
  boolean,
  type Contract,
  code,
  column,
  date,
  dropped,
  integer,
  listOf,
  money,
  notNegative,
  oneOf,
  say,
  table,
  territory,
  text,
  timestamp,
} from "../../sources/contract.ts";

const label = say("Essai", "تجربة", "Trial");

/** A contract with a column of every kind, for the engine's own tests. */
const line = table({
  name: "line",
  title: label,
  columns: [
    column("no", "line_no", code("[A-Z][A-Z0-9-]{1,19}"), label),
    column("ct_code", "collectivity_code", territory("commune", "groupement"), label),
    column("exercice", "fiscal_year", integer(2000, 2100), label),
    column("montant", "amount_mad", money, label),
    column("jour", "happened_on", date, label),
    column("instant", "happened_at", timestamp, label, { nullable: true }),
    column("paye", "is_paid", boolean, label, { nullable: true }),
    column("type", "kind", oneOf({ BC: label, MARCHE: label }), label),
    column("note", "note", text(20), label, { nullable: true }),
    column("communes", "commune_codes", listOf(territory("commune")), label, { nullable: true }),
    column("personne", "person_key", code("[A-Z]{2}[0-9]{4}"), label, {
      nullable: true,
      personal: "pseudonym",
    }),
    dropped("secret", label),
  ],
  key: ["line_no"],
  mode: "replace_period",
  period: { grains: ["year", "month"], column: "happened_on" },
  rules: [notNegative("amount_mad")],
});

const unit = table({
  name: "unit",
  title: label,
  columns: [column("no", "unit_no", code("[A-Z0-9]+"), label), column("name", "name", text(50), label)],
  key: ["unit_no"],
  mode: "replace_period",
  period: { grains: ["snapshot"], column: null },
});

const change = table({
  name: "change",
  title: label,
  columns: [
    column("no", "change_no", code("[A-Z0-9]+"), label),
    column("updated_at", "updated_at", timestamp, label),
  ],
  key: ["change_no"],
  mode: "upsert",
  period: { grains: ["month"], column: "updated_at" },
});

export const TOY: Contract = {
  system: "toy",
  title: label,
  owner: label,
  law: label,
  frequency: "monthly",
  retentionDays: 365,
  tables: [line, unit, change],
};

export const LINE_HEADER = line.columns.map(({ source }) => source).join(";");

/** A good row of `toy.line`. */
export const lineOf = (no: string, overrides: Partial<Record<string, string>> = {}): string => {
  const values: Record<string, string> = {
    no,
    ct_code: "01.051.01.01",
    exercice: "2026",
    montant: "1250.50",
    jour: "2026-03-10",
    instant: "2026-03-10T08:30:00Z",
    paye: "true",
    type: "BC",
    note: "voirie",
    communes: "01.051.01.01|01.051.01.03",
    personne: "AB1234",
    secret: "Untel",
  };
  return line.columns.map(({ source }) => overrides[source] ?? values[source] ?? "").join(";");
};
