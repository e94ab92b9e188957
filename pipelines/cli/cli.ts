import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import pino, { type Logger } from "pino";
import { type Clock, systemClock } from "#warehouse/clock.ts";
import { type Home, homeAt } from "#warehouse/home.ts";
import type { Progress } from "#warehouse/progress.ts";
import { type ReleaseLedger, releaseLedger } from "#warehouse/release/index.ts";
import { type LoadedSettings, loadSettings, type Settings } from "#warehouse/settings.ts";
import { openState, type State, stateAddress } from "#warehouse/state/index.ts";
import type { Lang } from "#warehouse/text.ts";
import { type MessageKey, say, stageLabel } from "./messages.ts";
import { progressFor } from "./progress.ts";

/** Exit codes of every command. */
export const EXIT = { done: 0, failed: 1, usage: 2, quarantine: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What a command is handed. */
export interface Cli {
  readonly loaded: LoadedSettings;
  readonly settings: Settings;
  readonly home: Home;
  readonly clock: Clock;
  readonly lang: Lang;
  readonly log: Logger;
  /** Whether the answer goes out as one JSON document. */
  readonly json: boolean;
  readonly progress: Progress;
  say(key: MessageKey, values?: Readonly<Record<string, string | number>>): string;
  /** A line for people; nothing with `--json`. */
  print(line: string): void;
  /** The answer as a document; nothing without `--json`. */
  answer(value: unknown): void;
  state(): State;
  ledger(): ReleaseLedger;
  close(): void;
}

export interface CliOptions {
  readonly json?: boolean;
  readonly home?: string;
  /** A server's log goes to its standard error unless a person watches; a command's goes to the home's log. */
  readonly serves?: boolean;
}

export function openCli(options: CliOptions): Cli {
  const env = options.home === undefined ? process.env : { ...process.env, BAYAN_HOME: options.home };
  const loaded = loadSettings({ env });
  const { settings } = loaded;
  const home = homeAt(settings.home, stateAddress(settings));
  const json = options.json === true;
  let state: State | null = null;
  const opened = (): State => {
    mkdirSync(home.root, { recursive: true });
    state ??= openState(home.state);
    return state;
  };
  return {
    loaded,
    settings,
    home,
    clock: systemClock,
    lang: settings.lang,
    log: pino(
      { level: settings.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime },
      options.serves === true && !process.stderr.isTTY
        ? pino.destination({ dest: 2, sync: true })
        : fileLog(home),
    ),
    json,
    progress: progressFor(json, (stage) => stageLabel(settings.lang, stage)),
    say: (key, values) => say(settings.lang, key, values),
    print: (line) => {
      if (!json) process.stdout.write(`${line}\n`);
    },
    answer: (value) => {
      if (json) process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
    },
    state: opened,
    ledger: () => releaseLedger(opened(), systemClock),
    close: () => state?.close(),
  };
}

/** Appends to `<home>/logs/bayan.log`, which is made when there is something to say. */
function fileLog(home: Home): { write(line: string): void } {
  return {
    write(line) {
      mkdirSync(home.logs, { recursive: true });
      appendFileSync(join(home.logs, "bayan.log"), line);
    },
  };
}
