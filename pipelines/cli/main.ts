import { Command, CommanderError } from "commander";
import { BayanError, UsageError } from "#warehouse/errors.ts";
import type { Lang } from "#warehouse/text.ts";
import { tellFault } from "./child.ts";
import { type Cli, EXIT, type ExitCode, openCli } from "./cli.ts";
import { COMMANDS } from "./commands/index.ts";
import { type CommandName, isMessageKey, langOf, type MessageKey, say } from "./messages.ts";

/** A command of `bayan`. `run` gives the exit code. */
export interface CommandSpec {
  readonly name: CommandName;
  readonly arguments?: readonly string[];
  readonly options?: readonly (readonly [flags: string, description: MessageKey])[];
  /** Stays up and answers others. */
  readonly serves?: boolean;
  run(cli: Cli, args: readonly string[], options: Readonly<Record<string, unknown>>): Promise<ExitCode>;
}

/** Runs one command line and sets the process's exit code: 0 done, 1 failed, 2 usage, 3 rows in quarantine. */
export async function main(argv: readonly string[]): Promise<void> {
  const lang = langOf(process.env);
  // `bayan dictionary | head` closes the pipe early: no fault of ours.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(EXIT.done);
  });
  // A parent that dies takes its child with it: the lock must be free for the next start.
  if (process.send !== undefined) {
    process.on("disconnect", () => process.exit(EXIT.failed));
    // Listening alone would keep us alive after the work is done.
    process.channel?.unref();
  }
  const program = new Command("bayan")
    .description(say(lang, "about"))
    .exitOverride()
    .helpCommand(false)
    .helpOption("-h, --help", say(lang, "option.help"))
    .configureHelp({ styleTitle: (title) => titles(lang, title) })
    .configureOutput({ outputError: () => undefined });
  for (const spec of COMMANDS) {
    const command = program
      .command(spec.name)
      .description(say(lang, `command.${spec.name}`))
      .exitOverride();
    for (const argument of spec.arguments ?? []) command.argument(argument);
    for (const [flags, description] of spec.options ?? []) command.option(flags, say(lang, description));
    command.option("--json", say(lang, "option.json")).option("--home <dir>", say(lang, "option.home"));
    command.action(async (...given: unknown[]) => {
      const options = command.opts<Record<string, unknown>>();
      const args = given.slice(0, spec.arguments?.length ?? 0).filter((each) => typeof each === "string");
      process.exitCode = await guarded(spec, args, options);
      // What a stopped server was still working at is not waited for.
      if (spec.serves === true) process.exit();
    });
  }
  try {
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const what = /'([^']+)'/.exec(error.message)?.[1] ?? error.message.replace(/^error: /, "");
    if (error.code.startsWith("commander.") && !ASKED.has(error.code)) {
      process.stderr.write(`${say(lang, "error")} ${say(lang, "usage", { what })}\n`);
    }
    const asked = ASKED.has(error.code);
    process.exitCode = asked ? EXIT.done : EXIT.usage;
  }
}

const ASKED = new Set(["commander.helpDisplayed", "commander.help", "commander.version"]);

function titles(lang: Lang, title: string): string {
  const key = `help.${title.replace(":", "").toLowerCase()}`;
  return isMessageKey(key) ? say(lang, key) : title;
}

async function guarded(
  spec: CommandSpec,
  args: readonly string[],
  options: Readonly<Record<string, unknown>>,
): Promise<ExitCode> {
  let cli: Cli | null = null;
  try {
    const home = typeof options.home === "string" ? { home: options.home } : {};
    cli = openCli({ json: options.json === true, serves: spec.serves === true, ...home });
    return await spec.run(cli, args, options);
  } catch (error) {
    return told(error, options.json === true, cli);
  } finally {
    cli?.close();
  }
}

/** One line for a fault that a person can act on; the whole trace only for those that nobody foresaw. */
function told(error: unknown, json: boolean, cli: Cli | null): ExitCode {
  const lang = cli?.lang ?? langOf(process.env);
  const known = error instanceof BayanError;
  if (known) tellFault(error);
  const message = known
    ? error.in(lang)
    : error instanceof Error
      ? (error.stack ?? error.message)
      : String(error);
  if (json) {
    const code = known ? error.code : "internal";
    process.stdout.write(
      `${JSON.stringify({ error: { code, message: known ? message : String(error) } })}\n`,
    );
  }
  process.stderr.write(`${say(lang, "error")} ${message}\n`);
  return error instanceof UsageError ? EXIT.usage : EXIT.failed;
}
