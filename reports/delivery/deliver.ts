import { join } from "node:path";
import { type Account, accountStore, jobLedger, openState } from "#warehouse/state/index.ts";
import type { Context } from "#warehouse/surface.ts";
import { type Archive, archiveIn } from "../archive/archive.ts";
import { reportFile } from "../archive/files.ts";
import { definitionOf } from "../catalog.ts";
import { parsePeriod, sayPeriod } from "../definition/period.ts";
import { personalInput } from "../eyes.ts";
import { type Format, render } from "../make.ts";
import { toFolder, toSftp, toWebhook } from "./channels.ts";
import { DeliveryFault } from "./fault.ts";
import { linkOf, tokenOf } from "./links.ts";
import { sendMail } from "./mail.ts";
import { ownerMail, ownersOf } from "./owners.ts";
import { type Deliveries, type Delivery, deliveriesIn, OWNERS, type Subscription } from "./store.ts";
import { mailText } from "./text.ts";

const MINUTE = 60_000;
/** Minutes before each next try; after the last one a delivery has failed. */
export const BACKOFF = [1, 5, 15, 60, 240] as const;
const AT_ONCE = 20;
const LEASE_MS = 5 * MINUTE;

interface Desk {
  readonly deliveries: Deliveries;
  readonly archive: Archive;
  account(id: string): Account | null;
  notify(subject: string, text: string): void;
}
const desks = new WeakMap<Context, Desk>();

/** What deliveries need of the state store, opened once. */
export function deskOf(ctx: Context): Desk {
  const known = desks.get(ctx);
  if (known !== undefined) return known;
  const state = openState(ctx.home.state);
  const accounts = accountStore(state, ctx.clock);
  const { events } = jobLedger(state, ctx.clock);
  const opened: Desk = {
    deliveries: deliveriesIn(state, ctx.clock),
    archive: archiveIn(state, ctx.clock),
    account: (id) => accounts.byId(id),
    notify: (subject, text) => void events.notify("delivery_failed", subject, text),
  };
  desks.set(ctx, opened);
  return opened;
}

export const linkKey = (ctx: Pick<Context, "home">): string => join(ctx.home.keys, "links.key");

/** Notes for each subscriber the latest issue of their report. */
export function noteIssues(ctx: Context): void {
  const { deliveries, archive } = deskOf(ctx);
  for (const { id, account, report, territory } of deliveries.subscriptions()) {
    if (account === OWNERS) continue;
    const [latest] = archive.search({ name: report, territory, limit: 1 }).items;
    if (latest !== undefined) deliveries.due(id, latest.period, latest.revision);
  }
}

/** Notes, for each owner that the settings name, what a report tells of their systems: once a period. */
export function noteOwners(ctx: Context, report: string, period: string): void {
  const { deliveries } = deskOf(ctx);
  const { owners, unknown } = ownersOf(ctx);
  if (unknown.length > 0) ctx.log.warn({ systems: unknown }, "sourceOwners: no such system");
  for (const id of deliveries.enlist(report, [...owners.keys()])) deliveries.due(id, period, 0);
}

interface Ready {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly format: Format;
  readonly file: string;
  readonly title: string;
  readonly period: string;
  readonly place: string;
  readonly sample: boolean;
}

/** A subscriber's report with the rights that their account has now; null where it has none any more. */
async function madeFor(
  ctx: Context,
  wish: Subscription,
  period: string,
  revision: number,
): Promise<Ready | null> {
  const account = deskOf(ctx).account(wish.account);
  if (account === null || account.disabled) return null;
  const definition = definitionOf(wish.report);
  const { lang, territory, format } = wish;
  const asked = parsePeriod(definition.every, period);
  const viewer = { role: account.role, territory: account.territory, user: account.id, lang };
  const { input } = await personalInput(ctx, definition, { territory, period: asked, viewer, lang });
  const { bytes, mediaType, document } = await render(input, lang, format);
  return {
    ...{ bytes, mediaType, format, title: document.title, place: document.place, sample: document.sample },
    period: sayPeriod(lang, asked),
    file: reportFile(definition.name, { territory, period, lang, format }, document.sample, revision),
  };
}

/** What a link opens today, or null: its time is over, or its owner's rights are. */
export async function openLink(ctx: Context, token: string): Promise<Ready | null> {
  const link = linkOf(linkKey(ctx), token, ctx.clock.now());
  if (link === null) return null;
  const wish = deskOf(ctx).deliveries.byId(link.subscription);
  return wish === null || !wish.active ? null : madeFor(ctx, wish, link.period, 0);
}

async function send(ctx: Context, wish: Subscription, { period, revision }: Delivery): Promise<void> {
  const { settings, clock } = ctx;
  if (wish.account === OWNERS) {
    const mail = await ownerMail(ctx, wish, period);
    await sendMail(settings, mail);
    noteExport(ctx, wish, period, mail.attachments?.[0]?.filename ?? "");
    return;
  }
  const made = await madeFor(ctx, wish, period, revision);
  if (made === null) throw new DeliveryFault("account_closed", true);
  const facts = {
    report: wish.report,
    territory: wish.territory,
    period,
    revision,
    lang: wish.lang,
    sample: made.sample,
  };
  const parcel = { file: made.file, bytes: made.bytes, mediaType: made.mediaType, facts };
  switch (wish.channel) {
    case "folder":
      toFolder(settings, wish.target, parcel);
      break;
    case "sftp":
      await toSftp(settings, wish.target, parcel);
      break;
    case "webhook":
      await toWebhook(settings, wish.target, parcel, clock.now());
      break;
    default: {
      const until = clock.now().getTime() + settings.linkDays * 86_400_000;
      const token = tokenOf(linkKey(ctx), { subscription: wish.id, period, until });
      const link = wish.channel === "link" ? `${ctx.publicUrl}/rapports/lien/${token}` : null;
      await sendMail(settings, {
        to: wish.target,
        ...mailText(wish.lang, { ...made, revision, link, days: settings.linkDays }),
        ...(link === null
          ? { attachments: [{ filename: made.file, content: made.bytes, contentType: made.mediaType }] }
          : {}),
      });
    }
  }
  noteExport(ctx, wish, period, made.file);
}

/** Writes down what left the house, and at whose wish: an owner's is the installation's. */
const noteExport = (ctx: Context, wish: Subscription, period: string, file: string): void =>
  ctx.audit.record({
    kind: "export",
    actor: wish.account === OWNERS ? null : wish.account,
    detail: {
      ...{ path: `${wish.channel}:${wish.report}/${wish.territory}/${period}`, file, request: wish.id },
    },
  });

/** Sends what waits. One that fails is tried again, later each time; one refused for good, or too often, is told. */
export async function sendDue(ctx: Context): Promise<number> {
  const { deliveries, notify } = deskOf(ctx);
  let sent = 0;
  for (const delivery of deliveries.claim(AT_ONCE, LEASE_MS)) {
    const wish = deliveries.byId(delivery.subscription);
    if (wish === null) continue;
    try {
      await send(ctx, wish, delivery);
      deliveries.settle(delivery, { status: "sent" });
      sent += 1;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const minutes = BACKOFF[delivery.attempts - 1];
      const final = (error instanceof DeliveryFault && error.final) || minutes === undefined;
      ctx.log.warn({ err: error, subscription: wish.id, final }, "report not delivered");
      if (final) {
        deliveries.settle(delivery, {
          status: error instanceof DeliveryFault && error.final ? "bounced" : "failed",
          error: message,
        });
        notify(wish.id, `${wish.report} ${wish.territory} ${delivery.period} → ${wish.channel}: ${message}`);
      } else {
        const nextTry = new Date(ctx.clock.now().getTime() + minutes * MINUTE).toISOString();
        deliveries.settle(delivery, { status: "pending", error: message, nextTry });
      }
    }
  }
  return sent;
}
