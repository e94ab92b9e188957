import { systemClock } from "../../clock.ts";
import { openState } from "../../state/index.ts";
import type { Episode } from "../history.ts";
import { alertLedger } from "../ledger.ts";

/** A process that evaluates the same episodes again and again, as two schedulers would. */
const state = openState(process.argv[2] ?? ":memory:");
const ledger = alertLedger(state, systemClock);
const found: Episode[] = Array.from({ length: 500 }, (_, index) => ({
  ...{ rule: "test", subject: `p${index}`, territory: null, opened: "2026-09-01", cleared: null },
  ...{ value: 0.4, worst: 0.4, severity: "warning" },
}));
process.send?.("started");
for (let round = 0; round < 5; round += 1) {
  ledger.sync("r1", found);
  ledger.escalate();
}
state.close();
process.disconnect?.();
