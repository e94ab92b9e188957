import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import { faultText, inferContract, tryFile } from "../../engine/index.ts";
import { contracts } from "../../sources/index.ts";
import { type Cli, EXIT, type ExitCode } from "../cli.ts";
import type { CommandSpec } from "../main.ts";
import { badChoice } from "../usage.ts";

/** Drafts a contract from a file, or tries a file against the contracts without taking it in. */
export const contract: CommandSpec = {
  name: "contract",
  arguments: ["<infer|check>", "<file>"],
  options: [["--system <system>", "option.source"]],
  async run(cli, [verb = "", given = ""], options) {
    const file = resolve(given);
    if (!existsSync(file)) throw badChoice("<file>", given, "CSV, XLSX, JSON, Parquet");
    const system = typeof options.system === "string" ? options.system : null;
    if (verb === "infer") return infer(cli, file, system ?? "system");
    if (verb === "check") return check(cli, file, system);
    throw badChoice("<infer|check>", verb, "infer, check");
  },
};

function infer(cli: Cli, file: string, system: string): ExitCode {
  const { draft, ...found } = inferContract(file, system);
  cli.answer({ ...found, draft });
  cli.print(draft);
  return EXIT.done;
}

async function check(cli: Cli, file: string, system: string | null): Promise<ExitCode> {
  const asked = contracts.filter((each) => system === null || each.system === system);
  const trial = await tryFile(file, {
    home: cli.home,
    clock: cli.clock,
    contracts: asked,
    settings: cli.settings,
  });
  cli.answer(trial);
  if (trial.file === null) {
    cli.print(cli.say("file_stranger", { system: system ?? "", file: basename(file) }));
    return EXIT.failed;
  }
  const { status, code, rows_in, rows_loaded, rows_refused } = trial.file;
  cli.print(
    `${trial.file.system}.${trial.file.table} ${trial.file.period}  ${status}${code === null ? "" : ` (${code})`}`,
  );
  cli.print(`${rows_in} = ${rows_loaded} + ${rows_refused}`);
  const table = asked
    .find((each) => each.system === trial.file?.system)
    ?.tables.find(({ name }) => name === trial.file?.table);
  for (const each of trial.quarantine.reasons)
    cli.print(
      `${each.code.padEnd(24)} ${String(each.rows).padStart(8)}  ${faultText(each.code, table)?.[cli.lang] ?? ""}`,
    );
  for (const row of trial.quarantine.rows)
    cli.print(`  ${row.sheet ?? ""}${row.line ?? ""}  ${row.column ?? ""}  ${row.code}  ${row.value ?? ""}`);
  for (const each of trial.drift)
    cli.print(
      `${each.rule}  ${each.code}  ${each.column ?? ""}  ${each.detail}  ${faultText(each.code)?.[cli.lang] ?? ""}`,
    );
  return status === "refused" ? EXIT.failed : rows_refused > 0 ? EXIT.quarantine : EXIT.done;
}
