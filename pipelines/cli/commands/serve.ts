import { jobLedger } from "#warehouse/state/index.ts";
import { drawAhead } from "../ahead.ts";
import { type Cli, EXIT } from "../cli.ts";
import { loadSurfaces } from "../compose.ts";
import type { CommandSpec } from "../main.ts";
import { bindSite, createContext, createListener } from "../server.ts";
import { setUpBrowser } from "../setup.ts";
import { jobsOf, startScheduler, takeServeLock, untilStopped } from "../site.ts";

/** The site alone: no run, no scheduler. Several may serve one home. */
export const serve: CommandSpec = {
  name: "serve",
  serves: true,
  async run(cli) {
    const site = await bindSite(cli);
    try {
      await setUpBrowser(cli);
      const surfaces = await loadSurfaces();
      const { ctx, releases } = await createContext(cli, surfaces, site.url);
      site.open(await createListener(cli, ctx, surfaces));
      cli.answer({ url: site.url });
      cli.print(cli.say("ready", { url: site.url }));
      const ahead = drawAhead(site.url, ctx, surfaces);
      await untilStopped();
      ahead.stop();
      await site.close();
      releases.close();
    } finally {
      await site.close();
    }
    return EXIT.done;
  },
};

/** The scheduler alone, or the list of its jobs. */
export const schedule: CommandSpec = {
  name: "schedule",
  serves: true,
  options: [["--list", "option.list"]],
  async run(cli, _args, options) {
    const surfaces = await loadSurfaces();
    if (options.list === true) return list(cli, surfaces);
    const lock = takeServeLock(cli, "bayan schedule");
    try {
      const { ctx, releases } = await createContext(cli, surfaces, cli.settings.publicUrl ?? "");
      const scheduler = startScheduler(cli, surfaces, ctx);
      await untilStopped();
      await scheduler.stop();
      releases.close();
    } finally {
      lock.release();
    }
    return EXIT.done;
  },
};

function list(cli: Cli, surfaces: Awaited<ReturnType<typeof loadSurfaces>>): typeof EXIT.done {
  const ledger = jobLedger(cli.state(), cli.clock);
  const now = cli.clock.now();
  const jobs = jobsOf(cli, surfaces, null).map((job) => {
    const last = ledger.last(job.name);
    return {
      name: job.name,
      cron_utc: job.cronUtc,
      period_now: job.period(now),
      last:
        last === null
          ? null
          : { period: last.period, status: last.status, finished_at: last.finished_at, error: last.error },
    };
  });
  cli.answer({ jobs });
  for (const job of jobs) {
    const last = job.last === null ? cli.say("job_never") : `${job.last.period} ${job.last.status}`;
    cli.print(`${job.name.padEnd(20)} ${job.cron_utc.padEnd(16)} UTC  ${last}`);
  }
  return EXIT.done;
}
