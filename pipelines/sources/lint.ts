import { LANGS, type Text } from "#warehouse/text.ts";
import type { Contract, Table } from "./contract.ts";

const NAME = /^[a-z][a-z0-9_]*$/;

/** Faults of a contract itself, each with its place; empty where it is sound. */
export function lintContract(contract: Contract): string[] {
  const faults: string[] = [];
  if (!NAME.test(contract.system)) faults.push(`system: ${contract.system}: not a lower-case name`);
  for (const [what, said] of Object.entries({
    title: contract.title,
    owner: contract.owner,
    law: contract.law,
  }))
    if (!spoken(said)) faults.push(`${what}: not said in ${LANGS.join(", ")}`);
  faults.push(
    ...repeated(contract.tables.map((each) => each.name)).map((name) => `table ${name}: declared twice`),
  );
  for (const table of contract.tables)
    faults.push(...lintTable(table).map((fault) => `${table.name}: ${fault}`));
  return faults;
}

function lintTable(table: Table): string[] {
  const names = table.columns.filter((each) => each.personal !== "drop").map((each) => each.name);
  const known = new Set(names);
  const missing = (where: string, used: readonly string[]) =>
    used.filter((name) => !known.has(name)).map((name) => `${where}: ${name}: no such column`);
  const faults = [
    ...table.columns
      .filter((each) => !NAME.test(each.name))
      .map((each) => `${each.name}: not a lower-case name`),
    ...table.columns
      .filter((each) => !spoken(each.label))
      .map((each) => `${each.name}: label not in three languages`),
    ...repeated(names).map((name) => `column ${name}: declared twice`),
    ...repeated(table.columns.map((each) => each.source)).map(
      (name) => `source column ${name}: declared twice`,
    ),
    ...missing("key", table.key),
    ...missing("period", table.period.column === null ? [] : [table.period.column]),
    ...table.rules.flatMap((rule) => missing(`rule ${rule.code}`, [rule.column])),
    ...table.references.flatMap((each) => missing(`reference to ${each.to}`, each.columns)),
  ];
  if (!spoken(table.title)) faults.push("title: not in three languages");
  if (table.key.length === 0) faults.push("key: empty");
  const nullableKey = table.columns.filter((each) => each.nullable && table.key.includes(each.name));
  faults.push(...nullableKey.map((each) => `key: ${each.name}: nullable`));
  const snapshot = table.period.grains.includes("snapshot");
  if (snapshot !== (table.period.column === null))
    faults.push("period: a snapshot has no period column, others have one");
  return faults;
}

const spoken = (said: Text): boolean => LANGS.every((lang) => said[lang].trim() !== "");
const repeated = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
];
