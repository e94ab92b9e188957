import { auditHeads, homeAudit, sealAudit, verifyAudit } from "#warehouse/state/index.ts";
import { type Cli, EXIT } from "../cli.ts";
import type { CommandSpec } from "../main.ts";
import { badChoice } from "../usage.ts";

const ACTIONS = ["verify", "list", "heads"] as const;

/** The log of who came in, what left, what was refused and what was published. */
export const audit: CommandSpec = {
  name: "audit",
  arguments: ["<action>"],
  options: [["--limit <rows>", "option.limit"]],
  async run(cli, [action = ""], options) {
    switch (ACTIONS.find((one) => one === action)) {
      case "verify":
        return verify(cli);
      case "heads": {
        sealAudit(cli.home, cli.state(), cli.clock);
        const heads = auditHeads(cli.home);
        cli.answer({ heads });
        for (const { day, seq, hash } of heads) cli.print(`${day}  ${String(seq).padStart(8)}  ${hash}`);
        return EXIT.done;
      }
      case "list": {
        const limit = Number(options.limit ?? 50);
        const log = homeAudit(cli.home, cli.state(), cli.clock);
        const records = log.latest(Number.isInteger(limit) && limit > 0 ? limit : 50).reverse();
        cli.answer({ records });
        for (const { seq, at, actor, kind, detail } of records)
          cli.print(
            `${String(seq).padStart(8)}  ${at}  ${kind.padEnd(18)} ${actor ?? "—"}  ${JSON.stringify(detail)}`,
          );
        return EXIT.done;
      }
      default: {
        throw badChoice("audit", action, ACTIONS);
      }
    }
  },
};

/** Names the first record that is not as it was written; exit code 1 when there is one. */
function verify(cli: Cli): typeof EXIT.done | typeof EXIT.failed {
  const verdict = verifyAudit(cli.state(), auditHeads(cli.home));
  cli.answer({ ok: verdict.broken === null, ...verdict });
  const { records, heads, broken } = verdict;
  if (broken === null) {
    cli.print(cli.say("audit_whole", { records, heads }));
    return EXIT.done;
  }
  cli.print(cli.say("audit_broken", { seq: broken.seq, fault: cli.say(`audit_fault.${broken.fault}`) }));
  return EXIT.failed;
}
