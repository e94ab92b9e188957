import { existsSync } from "node:fs";
import { alertLedger } from "#warehouse/alerts/index.ts";
import { UsageError } from "#warehouse/errors.ts";
import { homeAt } from "#warehouse/home.ts";
import { auditHeads, auditLog, moveState, openState, verifyAudit } from "#warehouse/state/index.ts";
import { EXIT } from "../cli.ts";
import type { CommandSpec } from "../main.ts";
import { badChoice } from "../usage.ts";

/** Takes a home's own state over into the database that `stateUrl` names; the file stays where it is. */
export const state: CommandSpec = {
  name: "state",
  arguments: ["<action>"],
  async run(cli, [action = ""]) {
    if (action !== "move") throw badChoice("state", action, ["move"]);
    const file = homeAt(cli.home.root).state;
    if (cli.settings.stateUrl === null || !existsSync(file)) throw nothingToMove(file);
    const from = openState(file);
    try {
      const to = cli.state();
      const moved = moveState(from, to, (each) => {
        auditLog(each, cli.clock);
        alertLedger(each, cli.clock);
      });
      const { records, broken } = verifyAudit(to, auditHeads(cli.home));
      cli.answer({ ...moved, records, whole: broken === null });
      cli.print(cli.say("state_moved", { ...moved, records, file }));
      return broken === null ? EXIT.done : EXIT.failed;
    } finally {
      from.close();
    }
  },
};

const nothingToMove = (file: string): UsageError =>
  new UsageError("nothing_to_move", {
    fr: `rien à transférer : il faut BAYAN_STATE_URL et ${file}`,
    ar: `لا شيء لنقله: يلزم BAYAN_STATE_URL و ${file}`,
    en: `nothing to move: it takes BAYAN_STATE_URL and ${file}`,
  });
