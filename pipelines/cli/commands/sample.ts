import { mkdirSync } from "node:fs";
import { checkDisk } from "#warehouse/release/index.ts";
import { exportLedger } from "../../engine/index.ts";
import { EXIT } from "../cli.ts";
import type { CommandSpec } from "../main.ts";
import { takeBuildLock } from "../pipeline.ts";
import { makeNationalSample } from "../sample.ts";
import { setUpPython } from "../setup.ts";
import { badChoice, usageFault } from "../usage.ts";

/** Up to 1, lines are thinned; beyond it amounts are cut into more lines than life has, to see how a large store grows. */
const MAX_SCALE = 4;
/** Bytes that the sample of scale 1 and its run take, nearly, and what even the smallest takes. */
const SPACE = 11 * 2 ** 30;
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
    const { sampleScale, sampleSeed, sampleUntil } = cli.settings;
    const scale = options.scale === undefined ? sampleScale : Number(options.scale);
    if (!(scale > 0 && scale <= MAX_SCALE)) throw badChoice("--scale", options.scale, `0–${MAX_SCALE}`);
    const seed = options.seed === undefined ? sampleSeed : Number(options.seed);
    if (!(Number.isSafeInteger(seed) && seed >= 0)) throw badChoice("--seed", options.seed, "0, 1, 2…");
    const until = typeof options.until === "string" ? options.until : sampleUntil;
    if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(until)) throw badChoice("--until", until, "2026-10");
    if (
      options.force !== true &&
      exportLedger(cli.state())
        .exports()
        .some((each) => !each.sample)
    ) {
      throw usageFault("real_exports", { home: cli.home.root });
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
