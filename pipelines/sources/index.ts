import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Contract, Table } from "./contract.ts";
import { lintContract } from "./lint.ts";

/** Reads every `<system>/contract.ts` below `root`, in name order. Adding a system is adding a folder. */
export async function loadContracts(root: string): Promise<readonly Contract[]> {
  const systems = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, "contract.ts")))
    .map((entry) => entry.name)
    .sort();
  const loaded: Contract[] = [];
  for (const system of systems) {
    const file = join(root, system, "contract.ts");
    const module: unknown = await import(/* @vite-ignore */ pathToFileURL(file).href);
    loaded.push(contractOf(module, system, file));
  }
  return loaded;
}

function contractOf(module: unknown, system: string, file: string): Contract {
  if (!isRecord(module) || !isContract(module.contract))
    throw new Error(`contract: ${file}: exports no contract`);
  const faults = lintContract(module.contract);
  if (module.contract.system !== system)
    faults.unshift(`system: ${module.contract.system}: not the folder's name`);
  if (faults.length > 0) throw new Error(`contract: ${file}: ${faults.join("; ")}`);
  return module.contract;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
const isContract = (value: unknown): value is Contract =>
  isRecord(value) && typeof value.system === "string" && Array.isArray(value.tables);

/** Every contract of this installation. */
export const contracts: readonly Contract[] = await loadContracts(import.meta.dirname);

export const findContract = (system: string): Contract | undefined =>
  contracts.find((each) => each.system === system);
export const findTable = (system: string, table: string): Table | undefined =>
  findContract(system)?.tables.find((each) => each.name === table);

export type {
  Column,
  ColumnType,
  Contract,
  DateFormat,
  Encoding,
  FileKind,
  Formats,
  Leniency,
  Period,
  Reference,
  Rule,
  Table,
} from "./contract.ts";
export { duckdbType, loadedColumns, rawColumns, SAMPLE } from "./contract.ts";
