import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import type { Text } from "#warehouse/text.ts";
import { type Column, type Contract, rawColumns, SAMPLE, type Table } from "./contract.ts";

/** Where a system's dbt sources stand, relative to the project. */
export const sourcesPath = (system: string): string => join("models", "staging", system, "_sources.yml");

/** The dbt sources of one contract, as YAML: the same contract gives the same bytes. */
export function sourcesYaml(contract: Contract): string {
  return [
    `# Generated from pipelines/sources/${contract.system}/contract.ts by pipelines/sources/dbt-sources.ts: do not edit.`,
    "version: 2",
    "sources:",
    `  - name: ${contract.system}`,
    "    schema: raw",
    `    description: ${quote(contract.title.fr)}`,
    "    config:",
    "      meta:",
    `        owner: ${quote(contract.owner.fr)}`,
    `        law: ${quote(contract.law.fr)}`,
    ...said(contract.title, "        "),
    "    tables:",
    ...contract.tables.flatMap((table) => tableYaml(contract.system, table)),
    "",
  ].join("\n");
}

function tableYaml(system: string, table: Table): string[] {
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  return [
    `      - name: ${table.name}`,
    `        identifier: ${system}__${table.name}`,
    `        description: ${quote(table.title.fr)}`,
    "        config:",
    "          meta:",
    `            mode: ${table.mode}`,
    `            key: [${table.key.join(", ")}]`,
    ...said(table.title, "            "),
    "        columns:",
    ...[...rawColumns(table), SAMPLE].flatMap(({ name, type }) => columnYaml(name, type, columns.get(name))),
  ];
}

function columnYaml(name: string, type: string, column: Column | undefined): string[] {
  const head = [`          - name: ${name}`, `            data_type: ${quote(type)}`];
  if (column === undefined) return [...head, `            description: ${quote(LINEAGE[name] ?? "")}`];
  return [
    ...head,
    `            description: ${quote(column.label.fr)}`,
    "            config:",
    "              meta:",
    `                source: ${quote(column.source)}`,
    ...(column.unit === null ? [] : [`                unit: ${column.unit}`]),
    ...(column.personal === null ? [] : [`                personal: ${column.personal}`]),
    ...said(column.label, "                "),
  ];
}

const LINEAGE: Readonly<Record<string, string>> = {
  _export_id: "Export d'où vient la ligne",
  _row: "Rang de la ligne dans le fichier, à partir de 1",
  _sample: "Ligne d'un export inventé",
};
const quote = (value: string): string => JSON.stringify(value);
const said = (label: Text, indent: string): string[] => [
  `${indent}label: {fr: ${quote(label.fr)}, ar: ${quote(label.ar)}, en: ${quote(label.en)}}`,
];

/** Writes every contract's sources below `root`; returns the files written. */
export function writeSources(contracts: readonly Contract[], root = PROJECT_ROOT): readonly string[] {
  return contracts.map((contract) => {
    const file = join(root, sourcesPath(contract.system));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, sourcesYaml(contract));
    return file;
  });
}

if (import.meta.main) {
  const { contracts } = await import("./index.ts");
  for (const file of writeSources(contracts)) console.log(file);
}
