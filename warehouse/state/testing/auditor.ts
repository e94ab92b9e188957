import { systemClock } from "../../clock.ts";
import { auditLog } from "../audit.ts";
import { openState } from "../state.ts";

/** Writes records until it is killed, and prints each one's number once the store has said that it is there. */
const [file = "", name = "", limit = "0"] = process.argv.slice(2);
const state = openState(file);
const log = auditLog(state, systemClock);
for (let n = 1; limit === "0" || n <= Number(limit); n += 1) {
  log.record({ kind: "export", actor: name, detail: { n } });
  process.stdout.write(`${n}\n`);
}
state.close();
