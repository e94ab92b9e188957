import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow, sha256 } from "./files.ts";
import type { InputExport } from "./types.ts";

/** What dbt reads. */
const MODEL_PATHS = ["dbt_project.yml", "requirements.txt", "models", "warehouse/dbt"];
/** What else can change a release's bytes: reading, computing, and what the surfaces write into it. */
const CODE_PATHS = [
  "package-lock.json",
  "pipelines/engine",
  "pipelines/sources",
  "pipelines/territory",
  "warehouse/compute",
  "warehouse/door",
  "warehouse/release",
  "warehouse/python.ts",
  "dashboards",
  "geoportal",
  "opendata",
  "reports",
];
const IGNORED =
  /(^|\/)(\.|target\/|logs\/|__pycache__\/|fixtures?\/)|\.(test|night\.test)\.tsx?$|\.md$|\.png$/;

export interface SourceHashes {
  readonly models: string;
  readonly code: string;
}

/** Hashes of the models and of the code below the project's root, by content and relative name only. */
export function sourceHashes(root: string): SourceHashes {
  return { models: treeHash(root, MODEL_PATHS), code: treeHash(root, CODE_PATHS) };
}

/** The same with the boundaries that this home imported: they are drawn into its releases. */
export function withBoundaries(hashes: SourceHashes, home: string): SourceHashes {
  if (!existsSync(join(home, "boundaries"))) return hashes;
  return { ...hashes, code: sha256(`${hashes.code}\0${treeHash(home, ["boundaries"])}`) };
}

/** The same for a build on Spark: its doubles may differ in their last bits, so that it is another release. */
export function onSpark(root: string, hashes: SourceHashes): SourceHashes {
  return { ...hashes, code: sha256(`${hashes.code}\0spark\0${treeHash(root, ["warehouse/spark"])}`) };
}

/** sha256 over `path NUL sha256 LF` of every file below the given paths, in byte order of the paths. */
export function treeHash(root: string, paths: readonly string[]): string {
  const lines: string[] = [];
  for (const path of paths) {
    const files = path.includes(".") ? [path] : filesBelow(join(root, path)).map((file) => `${path}/${file}`);
    for (const file of files) {
      if (IGNORED.test(file)) continue;
      const content = readIfThere(join(root, file));
      if (content !== null) lines.push(`${file}\0${sha256(content)}\n`);
    }
  }
  return sha256(lines.sort().join(""));
}

/** What dbt's result depends on: the same value means that the last build still stands. */
export const transformHash = (inputs: readonly InputExport[], hashes: SourceHashes): string =>
  sha256(JSON.stringify([hashes.models, inputs.map(identityOf).sort()]));

/** `<last month>-<12 hex>`: the hash of everything that the release is made from. */
export function releaseId(until: string, inputs: readonly InputExport[], hashes: SourceHashes): string {
  const whole = sha256(JSON.stringify([transformHash(inputs, hashes), hashes.code]));
  return `${until}-${whole.slice(0, 12)}`;
}

/**
 * Last month that the exports cover, `2026-10`. A yearly file reaches to its December, unless files by month say
 * how far its year has come: a budget is voted for the whole of it.
 */
export function lastMonth(inputs: readonly InputExport[]): string {
  const periods = inputs.map(({ period }) => period);
  const months = periods.filter((period) => /^\d{4}-\d{2}$/.test(period));
  const under = new Set(months.map((month) => month.slice(0, 4)));
  const closed = periods.filter((period) => /^\d{4}$/.test(period) && !under.has(period));
  return [...months, ...closed.map((year) => `${year}-12`)].sort().at(-1) ?? "0000-00";
}

const identityOf = (input: InputExport): string =>
  JSON.stringify([
    input.system,
    input.table,
    input.period,
    input.export_id,
    input.file,
    input.sha256,
    input.extracted_at,
    input.rows_in,
    input.rows,
    input.rows_refused,
    input.sample,
    input.without ?? [],
  ]);

function readIfThere(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
