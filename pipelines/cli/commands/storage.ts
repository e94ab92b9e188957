import { EXIT } from "../cli.ts";
import type { CommandSpec } from "../main.ts";
import { loadAlone } from "../pipeline.ts";
import { setUpPython } from "../setup.ts";
import { noCatalogue, withCatalogue } from "../store.ts";
import { tellTaken } from "./run.ts";

/** One loader among several: pulls, checks and loads what is new, and leaves the building to another. */
export const load: CommandSpec = {
  name: "load",
  options: [["--source <system>", "option.source"]],
  async run(cli, _args, options) {
    await setUpPython(cli);
    const taken = await loadAlone(cli, typeof options.source === "string" ? options.source : null);
    cli.answer(taken);
    tellTaken(cli, taken);
    return taken.rows_refused > 0 ? EXIT.quarantine : EXIT.done;
  },
};

/** Snapshots shown, at most. */
const SHOWN = 50;

/** What the shared catalogue of loaded exports held, and since when: each may be built from (`build --snapshot`). */
export const catalogue: CommandSpec = {
  name: "catalogue",
  options: [],
  async run(cli) {
    const snapshots = await withCatalogue(cli, (shared) => {
      if (shared === null) throw noCatalogue();
      return shared.snapshots(SHOWN);
    });
    cli.answer({ snapshots });
    for (const { snapshot, time, note } of snapshots) cli.print(`${snapshot}\t${time}\t${note}`);
    return EXIT.done;
  },
};
