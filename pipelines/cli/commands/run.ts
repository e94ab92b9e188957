import { type Cli, EXIT, type ExitCode } from "../cli.ts";
import type { IngestCounts } from "../engine.ts";
import type { CommandSpec } from "../main.ts";
import { type RunOptions, type RunResult, runPipeline } from "../pipeline.ts";
import { setUpPython } from "../setup.ts";
import { badChoice } from "../usage.ts";

/** Pull → land → check → load → dbt build → verify → publish. */
export const run: CommandSpec = {
  name: "run",
  options: [
    ["--source <system>", "option.source"],
    ["--full", "option.full"],
  ],
  run: (cli, _args, options) =>
    carriedOut(cli, {
      ...(typeof options.source === "string" ? { system: options.source } : {}),
      ...(options.full === true ? { full: true } : {}),
    }),
};

/** A release from what is loaded, not published; `--as-of` from what had been received by that day. */
export const build: CommandSpec = {
  name: "build",
  options: [
    ["--as-of <date>", "option.as_of"],
    ["--snapshot <number>", "option.snapshot"],
    ["--full", "option.full"],
    ["--target <engine>", "option.target"],
  ],
  run(cli, _args, options) {
    const { asOf, snapshot, target } = options;
    if (target !== undefined && target !== "duckdb" && target !== "spark")
      throw badChoice("--target", target, "duckdb, spark");
    if (asOf !== undefined && !(typeof asOf === "string" && /^\d{4}-\d{2}-\d{2}$/.test(asOf))) {
      throw badChoice("--as-of", asOf, "2026-03-31");
    }
    if (snapshot !== undefined && !(typeof snapshot === "string" && /^\d{1,9}$/.test(snapshot)))
      throw badChoice("--snapshot", snapshot, "12");
    return carriedOut(cli, {
      ...{ skipIngest: true, publish: false },
      ...(typeof asOf === "string" ? { asOf } : {}),
      ...(typeof snapshot === "string" ? { snapshot: Number(snapshot) } : {}),
      ...(options.full === true ? { full: true } : {}),
      ...(target === "spark" ? { spark: true } : {}),
    });
  },
};

/** Files named after a run, at most; the log names them all. */
const SHOWN = 10;

async function carriedOut(cli: Cli, options: RunOptions): Promise<ExitCode> {
  await setUpPython(cli);
  const result = await runPipeline(cli, options);
  cli.answer(result);
  told(cli, result);
  return result.ingest.rows_refused > 0 ? EXIT.quarantine : EXIT.done;
}

function told(cli: Cli, { release, state, fresh, mode, ingest, seconds }: RunResult): void {
  tellTaken(cli, ingest);
  const key = fresh ? "published" : mode === "full" ? "reproduced" : "nothing_new";
  if (state === "withdrawn") cli.print(cli.say("withdrawn", { id: release }));
  else cli.print(cli.say(key, { id: release, state, seconds: seconds.toFixed(1) }));
}

/** What became of the inbox's files. */
export function tellTaken(cli: Cli, ingest: IngestCounts): void {
  if (ingest.files > 0) {
    cli.print(
      cli.say("rows_line", {
        ...{ files: ingest.files, in: ingest.rows_in },
        ...{ loaded: ingest.rows_loaded, refused: ingest.rows_refused },
      }),
    );
  }
  const files = [
    ...ingest.refused.map((each) => cli.say("file_refused", each)),
    ...ingest.strangers.map((each) => cli.say("file_stranger", each)),
    ...ingest.unfinished.map((each) => cli.say("file_unfinished", each)),
  ];
  for (const line of files.slice(0, SHOWN)) cli.print(line);
  if (files.length > SHOWN) cli.print(cli.say("and_more", { count: files.length - SHOWN }));
}
