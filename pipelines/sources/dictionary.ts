import type { Text } from "#warehouse/text.ts";
import { type ColumnType, type Contract, duckdbType } from "./contract.ts";

/** One column of one export, as the data dictionary shows it. */
export interface DictionaryRow {
  readonly system: string;
  readonly table: string;
  readonly position: number;
  readonly source: string;
  /** Null where the column is never loaded. */
  readonly name: string | null;
  readonly type: string;
  readonly nullable: boolean;
  readonly key: boolean;
  readonly unit: string | null;
  readonly personal: "pseudonym" | "drop" | null;
  readonly publish: boolean;
  readonly label: Text;
  /** Allowed values with their labels; empty where the column is not a closed list. */
  readonly values: readonly { readonly value: string; readonly label: Text }[];
}

/** The data dictionary of the given contracts, in file order. */
export const dictionary = (contracts: readonly Contract[]): readonly DictionaryRow[] =>
  contracts.flatMap((contract) =>
    contract.tables.flatMap((table) =>
      table.columns.map((column, index) => ({
        system: contract.system,
        table: table.name,
        position: index + 1,
        source: column.source,
        name: column.personal === "drop" ? null : column.name,
        type: duckdbType(column),
        nullable: column.nullable,
        key: table.key.includes(column.name),
        unit: column.unit,
        personal: column.personal,
        publish: column.publish,
        label: column.label,
        values: valuesOf(column.type),
      })),
    ),
  );

const valuesOf = (type: ColumnType): DictionaryRow["values"] =>
  type.kind === "enum"
    ? Object.entries(type.labels).map(([value, label]) => ({ value, label }))
    : type.kind === "list"
      ? valuesOf(type.of)
      : [];
