import { hostname } from "node:os";
import { BayanError } from "#warehouse/errors.ts";
import { currentId, readBuildManifest, releaseDir } from "#warehouse/release/index.ts";
import { DEMO_ACCOUNTS, DEMO_PASSWORD, jobLedger, onlySample } from "#warehouse/state/index.ts";
import { exportLedger } from "../../engine/index.ts";
import { drawAhead } from "../ahead.ts";
import { runChild } from "../child.ts";
import { type Cli, EXIT } from "../cli.ts";
import { joined, loadSurfaces } from "../compose.ts";
import type { CommandSpec } from "../main.ts";
import { bindSite, createContext, createListener, type Site } from "../server.ts";
import { inboxEmpty, setUpBrowser, setUpPython } from "../setup.ts";
import { RUN_JOB, startScheduler, takeServeLock, untilStopped } from "../site.ts";

const RUN_LEASE_MS = 60 * 60_000;

/** The main job: what is missing is set up, what is new is built, and the site is served until it is stopped. */
export const start: CommandSpec = {
  name: "start",
  serves: true,
  async run(cli) {
    const began = cli.clock.ticks();
    const { host, port } = cli.settings;
    const lock = takeServeLock(cli, `http://${host}:${port}`);
    const site = await bindSite(cli);
    try {
      await setUpPython(cli);
      await setUpBrowser(cli);
      const surfaces = await loadSurfaces();
      const { ctx, releases } = await createContext(cli, surfaces, site.url);
      const listener = await createListener(cli, ctx, surfaces);
      // Who had a site before this start has it during the run too.
      if (currentId(cli.home) !== null) site.open(listener);

      if (nothingReceived(cli)) await runChild(cli, ["sample"]);
      await runToday(cli);
      site.open(listener);
      const scheduler = startScheduler(cli, surfaces, ctx);
      announce(
        cli,
        site,
        joined(surfaces).nav.map(({ path }) => path),
        (cli.clock.ticks() - began) / 1000,
      );
      const ahead = drawAhead(site.url, ctx, surfaces);
      await untilStopped();
      ahead.stop();
      cli.print(`\n${cli.say("stopping")}`);
      await site.close();
      await scheduler.stop();
      releases.close();
    } finally {
      await site.close();
      lock.release();
    }
    return EXIT.done;
  },
};

/** This run is today's: the scheduler need not repeat it. One that fails leaves what is served as it is. */
async function runToday(cli: Cli): Promise<void> {
  const ledger = jobLedger(cli.state(), cli.clock);
  const owner = `${hostname()}:start:${process.pid}`;
  const period = cli.clock.now().toISOString().slice(0, 10);
  const claim = ledger.claim(RUN_JOB, period, owner, RUN_LEASE_MS);
  const finish = (error: string | null): void => {
    if (claim !== null) ledger.finish(RUN_JOB, period, owner, error);
  };
  try {
    await runChild(cli, ["run"]);
    finish(null);
  } catch (error) {
    finish(error instanceof Error ? error.message : String(error));
    if (currentId(cli.home) === null || !(error instanceof BayanError)) throw error;
    cli.log.error({ err: error }, "run failed; the release before goes on");
    process.stderr.write(`${cli.say("error")} ${error.in(cli.lang)}\n`);
  }
}

/** Invented exports come only where nothing has come yet: a tidied inbox must not bring them back. */
const nothingReceived = (cli: Cli): boolean =>
  inboxEmpty(cli.home) && exportLedger(cli.state()).exports().length === 0;

/** Where the site is, what it holds, and what to look at first. */
function announce(cli: Cli, site: Site, paths: readonly string[], seconds: number): void {
  const id = currentId(cli.home);
  const url = cli.settings.publicUrl ?? site.url;
  const build = id === null ? null : readBuildManifest(releaseDir(cli.home, id));
  const inputs = build?.inputs.filter(({ system }) => system !== "ref") ?? [];
  const look = [
    `/${cli.lang}`,
    ...paths.slice(0, 6).map((path) => `/${cli.lang}${path}`),
    "/api/v1/metrics",
    "/catalog.ttl",
  ];
  const demo = onlySample(cli.state()) ? DEMO_ACCOUNTS : [];
  cli.answer({
    url,
    release: id,
    seconds: Math.round(seconds * 10) / 10,
    look: look.map((path) => url + path),
    demo: demo.map((account) => ({ ...account, password: DEMO_PASSWORD })),
  });
  cli.print("");
  cli.print(cli.say("ready", { url }));
  if (id !== null && build !== null) {
    const values = { id, until: id.slice(0, 7), exports: inputs.length, seconds: seconds.toFixed(1) };
    cli.print(cli.say("ready_release", values));
    if (inputs.some(({ sample }) => sample)) {
      cli.print(cli.say("ready_sample", { scale: String(build.scale ?? "?") }));
    }
    const refused = inputs.reduce((sum, input) => sum + input.rows_refused, 0);
    if (refused > 0) cli.print(cli.say("ready_quarantine", { rows: refused }));
  }
  cli.print(cli.say("ready_look"));
  for (const path of look) cli.print(`    ${url}${path}`);
  if (demo.length > 0) cli.print(cli.say("ready_demo", { url: `${url}/${cli.lang}/connexion` }));
  for (const { name, territory } of demo)
    cli.print(`    ${name.padEnd(20)} ${DEMO_PASSWORD}  ${territory ?? ""}`.trimEnd());
  cli.print(cli.say("ready_stop"));
}
