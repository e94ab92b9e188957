import { createHash } from "node:crypto";
import {
  type AlertNews,
  alertPlaces,
  alertsOf,
  newsAfter,
  newsUpTo,
  SEVERITIES,
} from "#warehouse/alerts/index.ts";
import { holidaysOf } from "#warehouse/clock.ts";
import type { ReleaseHandle } from "#warehouse/release/types.ts";
import { accountStore, openState, type State } from "#warehouse/state/index.ts";
import type { Context } from "#warehouse/surface.ts";
import { postSigned } from "../delivery/channels.ts";
import { BACKOFF } from "../delivery/deliver.ts";
import { DeliveryFault } from "../delivery/fault.ts";
import { sendMail } from "../delivery/mail.ts";
import { type AlertWish, type AlertWishes, alertWishesIn } from "./store.ts";
import { type DigestNames, digest } from "./text.ts";
import { isTime } from "./when.ts";

const LEASE_MS = 5 * 60_000;
const MINUTE = 60_000;

interface Desk {
  readonly state: State;
  readonly wishes: AlertWishes;
  readonly account: ReturnType<typeof accountStore>["byId"];
}
const desks = new WeakMap<Context, Desk>();

/** What telling of alerts needs of the state store, opened once. */
export function alertDesk(ctx: Context): Desk {
  const known = desks.get(ctx);
  if (known !== undefined) return known;
  const state = openState(ctx.home.state);
  // The ledger makes the tables that news is read from.
  alertsOf(ctx);
  const accounts = accountStore(state, ctx.clock);
  const opened = { state, wishes: alertWishesIn(state, ctx.clock), account: accounts.byId };
  desks.set(ctx, opened);
  return opened;
}

/** Where a new wish begins: what was before is in the inbox already. */
export const newsNow = (ctx: Context): number => newsUpTo(alertDesk(ctx).state);

/** Tells each reader what became of their alerts since the last time; one message each. How many were sent. */
export async function tellAlerts(ctx: Context): Promise<number> {
  const { state, wishes } = alertDesk(ctx);
  const upTo = newsUpTo(state);
  let sent = 0;
  for (const wish of wishes.claim(LEASE_MS)) {
    try {
      if (await tell(ctx, wish, upTo)) sent += 1;
    } catch (error) {
      const attempts = wish.attempts + 1;
      const minutes = BACKOFF[Math.min(wish.attempts, BACKOFF.length - 1)] ?? 240;
      const again = new Date(ctx.clock.now().getTime() + minutes * MINUTE).toISOString();
      const message = error instanceof Error ? error.message : String(error);
      ctx.log.warn({ err: error, wish: wish.id, attempts }, "alerts not told");
      // Nothing is lost: what was not told stays to be told.
      wishes.settle(wish.id, { error: message, again, attempts });
    }
  }
  return sent;
}

async function tell(ctx: Context, wish: AlertWish, upTo: number): Promise<boolean> {
  const { state, wishes, account: byId } = alertDesk(ctx);
  const account = byId(wish.account);
  if (account === null || account.disabled) throw new DeliveryFault("account_closed", true);
  const release = await ctx.release();
  try {
    const { role, territory, id: user } = account;
    // The rights that the account has now, not those of the day it asked.
    const places = await alertPlaces(release, { role, territory, user, lang: wish.lang });
    const least = SEVERITIES.indexOf(wish.severity);
    const news = newsAfter(state, wish.upTo, upTo).filter(
      (one) =>
        SEVERITIES.indexOf(one.severity) >= least &&
        (places === null || (one.territory !== null && places.has(one.territory))),
    );
    if (news.length === 0) {
      wishes.settle(wish.id, { upTo, sent: false });
      return false;
    }
    const now = ctx.clock.now();
    if (!isTime(wish, news, now, holidaysOf(ctx.settings.holidays))) {
      wishes.settle(wish.id, { upTo: wish.upTo, sent: false });
      return false;
    }
    await send(ctx, wish, news, release);
    wishes.settle(wish.id, { upTo, sent: true });
    ctx.audit.record({
      kind: "export",
      actor: wish.account,
      detail: { path: `alerts:${wish.channel}`, file: String(news.length), request: wish.id },
    });
    return true;
  } finally {
    release.release();
  }
}

async function send(
  ctx: Context,
  wish: AlertWish,
  news: readonly AlertNews[],
  release: ReleaseHandle,
): Promise<void> {
  const { publicUrl, settings, clock } = ctx;
  const { sample } = release.manifest;
  if (wish.channel === "webhook") {
    await postSigned(
      settings,
      wish.target,
      {
        // The same news has the same id: a receiver that was told twice can leave one aside.
        id: createHash("sha256")
          .update(`${wish.id} ${news.map(({ at }) => at).join(" ")}`)
          .digest("hex")
          .slice(0, 32),
        ...{ kind: "alerts", release: release.id, sample },
        items: news.map(
          ({ at, kind, happened, alert, rule, subject, territory, severity, level, value }) => ({
            ...{ seq: at, kind, at: happened, id: alert, rule, subject, territory, severity, level, value },
            url: `${publicUrl}/${wish.lang}/tableaux/alertes/avis/${alert}`,
          }),
        ),
      },
      clock.now(),
    );
    return;
  }
  const names = await namesOf(release, wish, news);
  await sendMail(settings, { to: wish.target, ...digest(wish.lang, news, names, { publicUrl, sample }) });
}

/** Names of what the news is about: titles of projects, places in the reader's language. */
async function namesOf(
  release: ReleaseHandle,
  wish: AlertWish,
  news: readonly AlertNews[],
): Promise<DigestNames> {
  const codes = [...new Set(news.flatMap(({ subject, territory }) => [subject, territory ?? subject]))];
  const { connection, done } = await release.connect();
  try {
    const marks = codes.map((_, index) => `$${index + 1}`).join(", ");
    const places = await connection.runAndReadAll(
      `SELECT code, name_${wish.lang} AS name FROM dim_territory WHERE code IN (${marks})`,
      codes,
    );
    const titles = await connection.runAndReadAll(
      `SELECT project_id, title FROM fct_project WHERE project_id IN (${marks})`,
      codes,
    );
    const known = new Map<string, string>();
    for (const [code, name] of [...places.getRows(), ...titles.getRows()])
      if (name !== null) known.set(String(code), String(name));
    return {
      subject: ({ subject }) => known.get(subject) ?? subject,
      place: ({ territory }) => (territory === null ? "" : (known.get(territory) ?? territory)),
    };
  } finally {
    done();
  }
}
