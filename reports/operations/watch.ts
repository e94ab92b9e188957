import { statfsSync } from "node:fs";
import type { Context } from "#warehouse/surface.ts";
import { tellAlerts } from "../alerts/send.ts";
import { noteIssues, sendDue } from "../delivery/deliver.ts";
import { sendMail } from "../delivery/mail.ts";
import { ledgerOf } from "./routes.tsx";

/** Under this share of the disk, or under so many bytes, the operator is told. */
const LOW_SHARE = 0.1;
const LOW_BYTES = 2 * 2 ** 30;
/** A monthly source is late when its month has been over for so many days. */
const LATE_DAYS = 35;
const DAY = 86_400_000;

export interface DiskFacts {
  readonly free: number;
  readonly size: number;
}
const diskOf = (path: string): DiskFacts => {
  const { bavail, blocks, bsize } = statfsSync(path);
  return { free: bavail * bsize, size: blocks * bsize };
};
export const diskLow = ({ free, size }: DiskFacts): boolean => free < LOW_BYTES || free < size * LOW_SHARE;

/** Whether exports that stop at a month should have gone on by now. */
export function sourceLate(lastPeriod: string | null, now: Date): boolean {
  const found = /^(\d{4})-(\d{2})$/u.exec(lastPeriod ?? "");
  if (found === null) return false;
  // The end of the month after the last one that came.
  const due = Date.UTC(Number(found[1]), Number(found[2]) + 1, 1);
  return now.getTime() > due + LATE_DAYS * DAY;
}

async function look(ctx: Context): Promise<void> {
  const { events } = ledgerOf(ctx);
  const disk = diskOf(ctx.home.root);
  if (diskLow(disk))
    events.notify(
      "disk_low",
      "home",
      `${Math.floor(disk.free / 2 ** 20)} MiB / ${Math.floor(disk.size / 2 ** 20)} MiB`,
    );
  else events.close("disk_low", "home");
  for (const { system, table, last_period, sample } of await ctx.door.sources()) {
    const subject = `${system}.${table}`;
    if (!sample && sourceLate(last_period, ctx.clock.now()))
      events.notify("source_late", subject, `${subject}: ${last_period ?? ""}`);
    else events.close("source_late", subject);
  }
}

/** Tells the operator what is news, in one message; in the log where there is no mail. */
async function tell(ctx: Context): Promise<void> {
  const { events } = ledgerOf(ctx);
  const news = events.unsent();
  if (news.length === 0) return;
  const lines = news.map(
    ({ code, subject, text }) =>
      `${code} (${subject}): ${text}\n  ${ctx.publicUrl}/fr/exploitation/aide/${code}`,
  );
  if (ctx.settings.operatorMail === null || ctx.settings.smtpUrl === null) {
    for (const { code, subject, text } of news) ctx.log.error({ code, subject }, text);
  } else {
    const subject = `Bayan : ${news.length} à traiter (${[...new Set(news.map(({ code }) => code))].join(", ")})`;
    await sendMail(ctx.settings, { to: ctx.settings.operatorMail, subject, text: `${lines.join("\n")}\n` });
  }
  for (const { code, subject } of news) events.sent(code, subject);
}

/** Each minute while a scheduler runs: looks at disk and sources, sends what waits, tells the operator. */
export async function watch(ctx: Context): Promise<void> {
  for (const step of [look, async () => noteIssues(ctx), sendDue, tellAlerts, tell]) {
    try {
      await step(ctx);
    } catch (error) {
      // One that fails must not keep the others from the operator.
      ctx.log.error({ err: error }, "watch failed");
    }
  }
}
