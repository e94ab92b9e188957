import { PROJECT_ROOT } from "#warehouse/home.ts";
import { setUpSpark } from "#warehouse/spark/index.ts";
import { exportLedger } from "../../engine/index.ts";
import { EXIT } from "../cli.ts";
import type { CommandSpec } from "../main.ts";
import { setUpBrowser, setUpPython } from "../setup.ts";
import { moveIn, withCatalogue } from "../store.ts";

/** Everything that a first start would make beside the data, so that an installation may stand read-only after it. */
export const setup: CommandSpec = {
  name: "setup",
  options: [
    ["--spark", "option.spark"],
    ["--storage", "option.storage"],
  ],
  async run(cli, _args, options) {
    await setUpPython(cli);
    await setUpBrowser(cli);
    if (options.spark === true) await setUpSpark(PROJECT_ROOT, cli.settings.sparkRemote, cli.progress);
    if (options.storage === true) {
      const { copied, missing } = await moveIn(cli);
      await withCatalogue(cli, async (catalogue) => catalogue?.push(exportLedger(cli.state())));
      cli.answer({ ready: true, copied, missing });
      cli.print(cli.say("storage_ready", { copied, missing }));
      return missing === 0 ? EXIT.done : EXIT.failed;
    }
    cli.answer({ ready: true });
    return EXIT.done;
  },
};
