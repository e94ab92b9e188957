import { existsSync, readdirSync } from "node:fs";
import { basename } from "node:path";
import { type Home, homeAt, servingTemp } from "../../home.ts";
import { openState } from "../../state/index.ts";
import {
  collectGarbage,
  makeRelease,
  publishRelease,
  releaseLedger,
  removeOrphans,
  tryLock,
} from "../index.ts";
import { tinyMake } from "./tiny.ts";

/** Makes, publishes and tidies release `version` of a home, as a run does; BAYAN_FAULT says where it dies. */
export async function wholeRun(root: string, version: number): Promise<string> {
  const home = homeAt(root);
  const lock = tryLock(home, "build");
  if (lock === null) throw new Error("lock: held");
  removeOrphans(home);
  const state = openState(home.state);
  const options = tinyMake(root, version);
  const ledger = releaseLedger(state, options.clock);
  const { id } = await makeRelease(options);
  publishRelease(home, ledger, id, null);
  collectGarbage(home, ledger, 2);
  state.close();
  lock.release();
  return id;
}

/** What stands below `tmp` that no server owns: nothing, after a whole run. */
export const leftBy = (home: Home): string[] =>
  existsSync(home.tmp) ? readdirSync(home.tmp).filter((name) => name !== basename(servingTemp(home))) : [];

const [root, version] = process.argv.slice(2);
if (import.meta.main && root !== undefined) await wholeRun(root, Number(version));
