import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { openCli } from "#pipelines/cli/cli.ts";
import { ingestInbox, liveSource, territory } from "#pipelines/cli/engine.ts";
import { makeSample } from "#pipelines/sample/index.ts";
import { runDbt } from "#warehouse/dbt.ts";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { openBuild, withConnection } from "#warehouse/open.ts";

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
}

/** Makes the sample below `work`, loads it, and builds the marts of projects with all that they need. */
export async function programmes(work: string, seed: number): Promise<Programmes> {
  const root = join(work, `seed-${seed}`);
  mkdirSync(root, { recursive: true });
  const cli = openCli({ json: true, home: root });
  const { home, settings } = cli;
  const ref = await territory(cli);
  const temp = join(root, "sample-tmp");
  mkdirSync(temp, { recursive: true });
  await makeSample({
    ...{ inbox: home.inbox, rawRefDir: join(home.raw, "ref"), temp },
    ...{ scale: 0.05, seed, until: UNTIL, systems: ["prdts"], threads: settings.threads },
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
  return { seed, build, read: open };
}
