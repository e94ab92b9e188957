import { PROJECT_ROOT } from "#warehouse/home.ts";
import { ensureSpark } from "#warehouse/spark/index.ts";
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
    if (options.spark === true) {
      const stage = cli.progress.stage("python");
      await ensureSpark(PROJECT_ROOT, {
        remote: cli.settings.sparkRemote,
        onLine: (line) => stage.update(0, 1, line.slice(0, 60)),
      });
      stage.end();
    }
    cli.answer({ ready: true });
    return EXIT.done;
  },
};
