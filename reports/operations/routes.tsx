import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Request, type RequestHandler, type Response, Router } from "express";
import { addMessages, t } from "#dashboards/lib/i18n.ts";
import { type PageOptions, renderPage } from "#dashboards/lib/page.tsx";
import { adminOf, posted } from "#dashboards/lib/posted.ts";
import { choice, href, langOf, localized, readQuery } from "#dashboards/lib/url.ts";
import type { Viewer } from "#warehouse/door/types.ts";
import { formWordOf } from "#warehouse/door/viewer.ts";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { type JobLedger, jobLedger, openState } from "#warehouse/state/index.ts";
import type { Context } from "#warehouse/surface.ts";
import { deskOf } from "../delivery/deliver.ts";
import { OWNERS } from "../delivery/store.ts";
import { JobPage, Operations } from "./page.tsx";

const RUNBOOK = join(PROJECT_ROOT, "docs", "runbook");
const DONE = ["asked", "skipped", "refused"] as const;
const RUNS = 40;
const EVENTS = 100;
/** Latest messages shown of each owner. */
const SENT = 5;

const ledgers = new WeakMap<Context, JobLedger>();
/** The ledger that the scheduler of this home writes, opened once. */
export function ledgerOf(ctx: Context): JobLedger {
  const known = ledgers.get(ctx);
  if (known !== undefined) return known;
  const opened = jobLedger(openState(ctx.home.state), ctx.clock);
  ledgers.set(ctx, opened);
  return opened;
}

/** Pages of operation: for administrators; to everybody else they do not exist. */
export function operations(ctx: Context): Router {
  const router = Router();
  addMessages(ctx.messages);
  const forAdmin =
    (draw: (req: Request, res: Response, admin: Viewer) => void): RequestHandler =>
    (req, res, next) => {
      const admin = adminOf(res, langOf(req.path));
      if (admin === null) next();
      else draw(req, res, admin);
    };
  const send = (req: Request, res: Response, page: Omit<PageOptions, "release">): void => {
    res.set("Cache-Control", "private, no-store").type("html");
    res.send(renderPage(ctx, req, { ...page, release: null }));
  };

  router.get(
    localized("/exploitation"),
    forAdmin((req, res) => {
      const lang = langOf(req.path);
      const ledger = ledgerOf(ctx);
      const { values, unknown } = readQuery(req.originalUrl, ["fait"]);
      const done = values.has("fait") ? `ops.${choice(values.get("fait"), DONE)}` : null;
      const { deliveries } = deskOf(ctx);
      const owners = deliveries
        .subscriptions(OWNERS)
        .map((wish) => ({ wish, sent: deliveries.of(wish.id, SENT) }));
      const jobs = ledger.known().map((job) => ({ ...job, last: ledger.runsOf(job.job, 1)[0] ?? null }));
      send(req, res, {
        title: t(lang, "ops.title"),
        lede: t(lang, "ops.lede"),
        unknown,
        body: (
          <Operations
            word={formWordOf(res) ?? ""}
            jobs={jobs}
            notices={ledger.events.notices()}
            owners={owners}
            done={done}
          />
        ),
      });
    }),
  );

  router.post(
    localized("/exploitation"),
    forAdmin((req, res, admin) => {
      const lang = langOf(req.path);
      const ledger = ledgerOf(ctx);
      const job = posted(req, "tache", 80);
      const [action, period = ""] = posted(req, "action", 60).split(" ");
      const known = ledger.known().some((each) => each.job === job) && /^[0-9A-Za-z:.-]{1,40}$/u.test(period);
      const by = admin.user ?? "admin";
      const skips = action === "skip";
      const changed = known && (skips ? ledger.skip(job, period, by) : ledger.request(job, period, by));
      const done = changed ? (skips ? "skipped" : "asked") : "refused";
      res.redirect(303, `${href(lang, "/exploitation")}?fait=${done}`);
    }),
  );

  router.get(
    localized("/exploitation/aide/:code"),
    forAdmin((req, res) => {
      const lang = langOf(req.path);
      const code = String(req.params.code);
      const file = join(RUNBOOK, `${code}.md`);
      const text =
        /^[a-z_]{2,40}$/u.test(code) && existsSync(file) ? readFileSync(file, "utf8") : t(lang, "ops.none");
      send(req, res, {
        title: code,
        breadcrumb: [{ label: t(lang, "ops.title"), href: href(lang, "/exploitation") }],
        body: <pre dir="auto">{text}</pre>,
      });
    }),
  );

  router.get(
    localized("/exploitation/:job"),
    forAdmin((req, res) => {
      const lang = langOf(req.path);
      const ledger = ledgerOf(ctx);
      const job = String(req.params.job).slice(0, 80);
      send(req, res, {
        title: job,
        breadcrumb: [{ label: t(lang, "ops.title"), href: href(lang, "/exploitation") }],
        body: (
          <JobPage
            word={formWordOf(res) ?? ""}
            runs={ledger.runsOf(job, RUNS)}
            events={ledger.events.of(job, EVENTS)}
          />
        ),
      });
    }),
  );
  return router;
}
