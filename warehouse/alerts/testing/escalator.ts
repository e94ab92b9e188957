import { fixedClock } from "../../clock.ts";
import { openState } from "../../state/index.ts";
import { alertLedger } from "../ledger.ts";
import { dayOf } from "./story.ts";

/** A process that brings the ledger through days `from` to `to` of the story, as a scheduler would. */
const [file = ":memory:", from = "0", to = "0"] = process.argv.slice(2);
const state = openState(file);
process.send?.("started");
for (let day = Number(from); day <= Number(to); day += 1) {
  const { at, release, episodes } = dayOf(day);
  const ledger = alertLedger(state, fixedClock(at));
  // A release that was evaluated is left: whoever was killed on the way has to come to the same end.
  const before = ledger.upTo;
  if (before !== release) ledger.sync(release, episodes, before);
  ledger.escalate();
}
state.close();
process.disconnect?.();
