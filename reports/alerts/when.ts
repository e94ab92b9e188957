import type { AlertNews } from "#warehouse/alerts/index.ts";
import type { AlertWish } from "./store.ts";

const HOUR = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Africa/Casablanca",
  hour: "2-digit",
  hourCycle: "h23",
});
const DAY = new Intl.DateTimeFormat("en-CA", { timeZone: "Africa/Casablanca" });
/** Hour of Morocco from which the day's digest goes out. */
export const DIGEST_HOUR = 8;

/** The hour in Morocco, 0 to 23, whatever the month of Ramadan makes of its offset. */
export const hourOf = (now: Date): number => Number(HOUR.format(now));

/** Whether it is quiet now: from one hour to another, past midnight where the second comes first. */
export function isQuiet(quiet: AlertWish["quiet"], now: Date): boolean {
  if (quiet === null || quiet.from === quiet.to) return false;
  const hour = hourOf(now);
  return quiet.from < quiet.to
    ? hour >= quiet.from && hour < quiet.to
    : hour >= quiet.from || hour < quiet.to;
}

/** Whether what there is to tell is to be told now. What is critical waits for no hour, no digest and no working day. */
export function isTime(
  wish: Pick<AlertWish, "pace" | "quiet" | "sentAt">,
  news: readonly Pick<AlertNews, "severity" | "kind">[],
  now: Date,
  holidays: ReadonlySet<string>,
): boolean {
  if (news.some(({ severity, kind }) => severity === "critical" && kind !== "resolved")) return true;
  if (isQuiet(wish.quiet, now) || holidays.has(DAY.format(now))) return false;
  if (wish.pace === "now") return true;
  const today = wish.sentAt !== null && DAY.format(new Date(wish.sentAt)) === DAY.format(now);
  return !today && hourOf(now) >= DIGEST_HOUR;
}
