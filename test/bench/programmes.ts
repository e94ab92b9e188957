import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { openCli } from "#pipelines/cli/cli.ts";
import { ingestInbox, liveSource, territory } from "#pipelines/cli/engine.ts";
import { makeSample } from "#pipelines/sample/index.ts";
import { runDbt, targetDir } from "#warehouse/dbt.ts";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { openBuild, withConnection } from "#warehouse/open.ts";
import { readProject } from "#warehouse/release/project.ts";

/** Seeds that no bound and no formula was set on. */
export const FRESH_SEEDS = [101, 202, 303, 404, 505] as const;
/** Last month of the samples. */
export const UNTIL = "2026-10";

/** Every mart of projects, and all below. */
const PROJECT_MARTS = ["+path:models/marts/projects"];

/** A sample of the programmes alone, of one seed, through checks and models; nothing is published. */
export interface Programmes {
  readonly seed: number;
  /** Makes the models that dbt's `select` names, with other variables; then `read` sees the new tables. */
  build(select: readonly string[], vars?: Readonly<Record<string, string>>): Promise<void>;
  read<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>;
  /** Models below folders of `models/`, as dbt last compiled them, each after those that it reads. */
  compiled(...folders: readonly string[]): readonly Compiled[];
}
export interface Compiled {
  readonly name: string;
  readonly relation: string;
  readonly sql: string;
}
export interface ProgrammesOptions {
  readonly scale?: number;
  readonly systems?: readonly string[];
}

function compiledBelow(target: string, folders: readonly string[]): Compiled[] {
  const nodes = new Map(readProject(target).nodes.map((node) => [node.id, node]));
  const found: Compiled[] = [];
  const seen = new Set<string>();
  const visit = (id: string): void => {
    const node = nodes.get(id);
    if (node === undefined || seen.has(id)) return;
    seen.add(id);
    for (const before of node.parents) visit(before);
    const { name, kind, file, relation } = node;
    if (kind !== "model" || relation === null) return;
    if (!folders.some((folder) => file.startsWith(`models/${folder}/`))) return;
    found.push({ name, relation, sql: readFileSync(join(target, "compiled/bayan", file), "utf8") });
  };
  for (const id of [...nodes.keys()].sort()) visit(id);
  return found;
}

/** Makes the sample below `work`, loads it, and builds the marts of projects with all that they need. */
export async function programmes(
  work: string,
  seed: number,
  { scale = 0.05, systems = ["prdts"] }: ProgrammesOptions = {},
): Promise<Programmes> {
  const root = join(work, `seed-${seed}`);
  mkdirSync(root, { recursive: true });
  const cli = openCli({ json: true, home: root });
  const { home, settings } = cli;
  const ref = await territory(cli);
  const temp = join(root, "sample-tmp");
  mkdirSync(temp, { recursive: true });
  await makeSample({
    ...{ inbox: home.inbox, rawRefDir: join(home.raw, "ref"), temp },
    ...{ scale, seed, until: UNTIL, systems, threads: settings.threads },
  });
  await ingestInbox(cli, null);
  const source = await liveSource(cli, ref, null);
  const database = join(home.build, "work.duckdb");
  mkdirSync(home.build, { recursive: true });
  const open = async <T>(use: (connection: DuckDBConnection) => Promise<T>): Promise<T> => {
    const instance = await openBuild(database, settings);
    try {
      return await withConnection(instance, use);
    } finally {
      instance.closeSync();
    }
  };
  await open((connection) => source.prepare(connection));
  cli.close();
  const build: Programmes["build"] = async (names, vars) => {
    const { ok, faults } = await runDbt({
      ...{ root: PROJECT_ROOT, home, settings, database, command: "run", select: names },
      ...(vars === undefined ? {} : { vars }),
    });
    if (!ok) throw new Error(`bench: seed ${seed}: ${faults.map(({ message }) => message).join("\n")}`);
  };
  await build(PROJECT_MARTS);
  return { seed, build, read: open, compiled: (...folders) => compiledBelow(targetDir(home), folders) };
}
