import { type BigIntStats, existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Home } from "#warehouse/home.ts";
import { contracts as allContracts, type Contract, type Table } from "../sources/index.ts";
import { kindOf } from "./formats/kinds.ts";
import { parsePeriod } from "./period.ts";
import type { InboxFile } from "./types.ts";

export interface Stranger {
  readonly system: string;
  readonly file: string;
}
export interface Inbox {
  /** In name order, by system. */
  readonly files: readonly InboxFile[];
  /** Files that no contract knows by their name: they stay where they are, and are reported each time. */
  readonly strangers: readonly Stranger[];
}

export const MANIFEST_SUFFIX = ".manifest.json";
/** Names of files that are still being written, or are not meant for us. */
const PASSED_OVER = /^\.|\.(?:part|partial|tmp|crdownload)$|~$/;

/** What lies in `<home>/inbox/<system>/`. Reads names and sizes only. */
export function readInbox(home: Home, contracts: readonly Contract[]): Inbox {
  const files: InboxFile[] = [];
  const strangers: Stranger[] = [];
  for (const contract of contracts) {
    const folder = join(home.inbox, contract.system);
    if (!existsSync(folder)) continue;
    const entries = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && !PASSED_OVER.test(entry.name))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const present = new Set(entries.map(({ name }) => name));
    for (const entry of entries) {
      const { name } = entry;
      if (name.endsWith(MANIFEST_SUFFIX) && present.has(name.slice(0, -MANIFEST_SUFFIX.length))) continue;
      // A link may lead anywhere: only what lies in the inbox itself is read.
      const known = entry.isFile() ? recognise(contract, name) : null;
      if (known === null) strangers.push({ system: contract.system, file: name });
      else files.push({ ...known, ...look(join(folder, name)), system: contract.system, contract, name });
    }
  }
  return { files, strangers };
}

/** Whether a contract knows a file of a system by its name. */
export const isKnownFile = (
  system: string,
  name: string,
  contracts: readonly Contract[] = allContracts,
): boolean => contracts.some((contract) => contract.system === system && recognise(contract, name) !== null);

/** `<table>_<period>[_anything].<extension>`, by the tables and grains of the contract; null for any other name. */
export function recognise(
  contract: Contract,
  name: string,
): Pick<InboxFile, "table" | "period" | "kind"> | null {
  // DuckDB would take these for a pattern of names.
  if (/[*?[\]{}]/.test(name)) return null;
  const kind = kindOf(name);
  if (kind === null) return null;
  const { stem } = kind;
  const fits = contract.tables.filter((table) => stem.startsWith(`${table.name}_`));
  for (const table of fits.sort(longestFirst)) {
    const period = parsePeriod(stem.slice(table.name.length + 1).split("_")[0] ?? "");
    if (period !== null && table.period.grains.includes(period.grain)) return { table, period, kind };
  }
  return null;
}

const longestFirst = (a: Table, b: Table): number => b.name.length - a.name.length;

function look(path: string): Pick<InboxFile, "path" | "bytes" | "stamp" | "modified"> {
  const own = statSync(path, { bigint: true });
  const manifest = statSync(`${path}${MANIFEST_SUFFIX}`, { bigint: true, throwIfNoEntry: false });
  const mark = (stats: BigIntStats | undefined) =>
    stats === undefined ? "-" : `${stats.size}@${stats.mtimeNs}`;
  return { path, bytes: Number(own.size), stamp: `${mark(own)} ${mark(manifest)}`, modified: own.mtime };
}
