import type { CommandSpec } from "../main.ts";
import { explain, query, report } from "./ask.ts";
import { audit } from "./audit.ts";
import { backup, restore } from "./backup.ts";
import { contract } from "./contract.ts";
import { geo } from "./geo.ts";
import { dictionary, doctor, quarantine, sources } from "./inspect.ts";
import { mcp } from "./mcp.ts";
import { parity } from "./parity.ts";
import { gc, publish, releases, rollback, verify } from "./releases.ts";
import { build, run } from "./run.ts";
import { sample } from "./sample.ts";
import { schedule, serve } from "./serve.ts";
import { setup } from "./setup.ts";
import { start } from "./start.ts";
import { state } from "./state.ts";
import { catalogue, load } from "./storage.ts";
import { rebuild, verifyDownloaded } from "./trust.ts";
import { user } from "./user.ts";

/** Every command, in the order of the help. */
export const COMMANDS: readonly CommandSpec[] = [
  start,
  setup,
  sample,
  run,
  load,
  build,
  publish,
  releases,
  rollback,
  verify,
  verifyDownloaded,
  parity,
  rebuild,
  serve,
  schedule,
  report,
  query,
  explain,
  sources,
  quarantine,
  catalogue,
  contract,
  geo,
  dictionary,
  gc,
  backup,
  restore,
  state,
  user,
  audit,
  mcp,
  doctor,
];
