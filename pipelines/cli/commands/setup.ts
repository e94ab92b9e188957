import { PROJECT_ROOT } from "#warehouse/home.ts";
import { setUpSpark } from "#warehouse/spark/index.ts";
import { EXIT } from "../cli.ts";
import type { CommandSpec } from "../main.ts";
import { setUpBrowser, setUpPython } from "../setup.ts";

/** Everything that a first start would make beside the data, so that an installation may stand read-only after it. */
export const setup: CommandSpec = {
  name: "setup",
  options: [["--spark", "option.spark"]],
  async run(cli, _args, options) {
    await setUpPython(cli);
    await setUpBrowser(cli);
    if (options.spark === true) await setUpSpark(PROJECT_ROOT, cli.settings.sparkRemote, cli.progress);
    cli.answer({ ready: true });
    return EXIT.done;
  },
};
