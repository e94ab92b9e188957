import { mkdirSync } from "node:fs";
import { UsageError } from "#warehouse/errors.ts";
import { checkDisk } from "#warehouse/release/index.ts";
import { exportLedger } from "../../engine/index.ts";
import { type Cli, EXIT } from "../cli.ts";
import type { CommandSpec } from "../main.ts";
import { takeBuildLock } from "../pipeline.ts";
import { makeNationalSample } from "../sample.ts";
import { setUpPython } from "../setup.ts";

/** Bytes that the sample of scale 1 and its run take, nearly, and what even the smallest takes. */
const SPACE = 24 * 2 ** 30;
const FLOOR = 2 * 2 ** 30;

/** Writes exports of every system into the inbox: invented figures over the real territory. */
export const sample: CommandSpec = {
  name: "sample",
  options: [
    ["--scale <number>", "option.scale"],
    ["--seed <integer>", "option.seed"],
    ["--until <month>", "option.until"],
    ["--force", "option.force"],
  ],
  async run(cli, _args, options) {
    const start = cli.clock.ticks();
    const scale = number(
      cli,
      "--scale",
      options.scale,
      cli.settings.sampleScale,
      (value) => value > 0 && value <= 1,
    );
    const seed = number(
      cli,
      "--seed",
      options.seed,
      cli.settings.sampleSeed,
      (value) => Number.isSafeInteger(value) && value >= 0,
    );
    const until = typeof options.until === "string" ? options.until : cli.settings.sampleUntil;
    if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(until)) throw bad(cli, "--until", until, "2026-10");
    if (
      options.force !== true &&
      exportLedger(cli.state())
        .exports()
        .some((each) => !each.sample)
    ) {
      const text = cli.say("real_exports", { home: cli.home.root });
      throw new UsageError("real_exports", { fr: text, ar: text, en: text });
    }
    checkDisk(cli.home, SPACE * scale + FLOOR);
    await setUpPython(cli);
    const lock = takeBuildLock(cli);
    mkdirSync(cli.home.tmp, { recursive: true });
    const result = await makeNationalSample(cli, { scale, seed, until }).finally(() => lock.release());
    const seconds = (cli.clock.ticks() - start) / 1000;
    cli.answer({ ...result, scale, seed, until, seconds });
    cli.print(
      cli.say("sample_made", { files: result.files, inbox: cli.home.inbox, seconds: seconds.toFixed(1) }),
    );
    return EXIT.done;
  },
};

function number(
  cli: Cli,
  option: string,
  given: unknown,
  fallback: number,
  valid: (value: number) => boolean,
): number {
  if (given === undefined) return fallback;
  const value = Number(given);
  if (!valid(value)) throw bad(cli, option, String(given), "0–1");
  return value;
}

const bad = (cli: Cli, option: string, value: string, known: string): UsageError => {
  const text = cli.say("bad_choice", { option, value, known });
  return new UsageError("bad_choice", { fr: text, ar: text, en: text });
};
