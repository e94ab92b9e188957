import { backup as makeBackup, restore as restoreBackup } from "../../backup/index.ts";
import { EXIT } from "../cli.ts";
import type { CommandSpec } from "../main.ts";

/** Writes what this home cannot make again to `backupTarget`, sealed. */
export const backup: CommandSpec = {
  name: "backup",
  async run(cli) {
    const made = await makeBackup(cli.home, cli.settings, cli.clock);
    cli.answer(made);
    cli.print(`${made.name}\t${made.files}\t${made.bytes}`);
    if (!made.withState) cli.print(cli.say("backup_without_state"));
    return EXIT.done;
  },
};

/** Puts a backup into a home that does not exist yet; raw tables and releases to come are made from it by `run`. */
export const restore: CommandSpec = {
  name: "restore",
  arguments: ["[backup]"],
  async run(cli, [name = "latest"]) {
    const restored = await restoreBackup(cli.home, cli.settings, name);
    cli.answer({ ...restored, home: cli.home.root });
    cli.print(`${restored.name}\t${restored.files}\t${restored.bytes}\t${cli.home.root}`);
    return EXIT.done;
  },
};
